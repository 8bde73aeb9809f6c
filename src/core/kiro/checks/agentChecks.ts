import { contentOf, lastMember, type FileObject, type FileValue } from "../../mcp/files/fileValue.ts";
import { shown } from "../../mcp/identity/shown.ts";
import { objectOf } from "../files/kiroHook.ts";
import { isInterpreter, isStar } from "./broadCommands.ts";
import type { KiroCheck, KiroIssue, KiroRule, ReadText } from "./check.ts";

const allAllowed: KiroRule = {
  id: "kiro/all-tools-allowed",
  title: "Agent that uses every tool without asking",
  severity: "warning",
};
const shellAllowed: KiroRule = {
  id: "kiro/shell-allowed",
  title: "Agent that runs or writes anything without asking",
  severity: "warning",
};
const allTools: KiroRule = { id: "kiro/all-tools", title: "Agent that has every tool", severity: "hint" };
const trusted: KiroRule = {
  id: "kiro/trusted-commands",
  title: "Commands that run without asking, without a bound",
  severity: "error",
};
const autopilot: KiroRule = {
  id: "kiro/autopilot",
  title: "Setting that lets the agent go on without approval",
  severity: "info",
};

/** Names of the tool that runs commands, of that which writes files, and of that which calls AWS. */
const shellTools: ReadonlySet<string> = new Set(["shell", "execute_bash", "execute_cmd", "executeBash"]);
const writeTools: ReadonlySet<string> = new Set(["write", "fs_write", "fsWrite"]);
const awsTools: ReadonlySet<string> = new Set(["use_aws", "aws"]);

function* judgeAgents({ file }: ReadText): Generator<KiroIssue> {
  const { root, kind } = file;
  if (kind !== "agent" || !root) return;
  const star = textsUnder(root, "allowedTools").find(({ value }) => isStar(value));
  if (star) {
    const message =
      '"*" asks for every tool to run without a question, those of MCP servers too. Builds differ in whether they take it; name the tools that only read.';
    yield { rule: allAllowed, span: star.content, message };
  }
  for (const { value, content } of textsUnder(root, "allowedTools")) {
    const what = shellTools.has(value) ? "any command" : awsTools.has(value) ? "any call to AWS" : undefined;
    if (what === undefined && !writeTools.has(value)) continue;
    if (hasBound(root, value)) continue;
    const does = what ? `runs ${what}` : "writes any file";
    const message = `The agent ${does} without asking. Take "${shown(value, 40)}" out, or bound it in toolsSettings.`;
    yield { rule: shellAllowed, span: content, message };
  }
  const every = textsUnder(root, "tools").find(({ value }) => isStar(value));
  if (every) {
    const message =
      "The agent has every tool, those of servers that are added later too. Name what it needs.";
    yield { rule: allTools, span: every.content, message };
  }
  yield* judgeToolSettings(root);
}

/** A list of what is allowed bounds a tool; one of what is denied has gaps. */
function hasBound(root: FileObject, tool: string): boolean {
  const settings = objectOf(objectOf(root, "toolsSettings"), tool);
  const lists = ["allowedCommands", "allowedPaths", "allowedServices"];
  const rules = lastMember(settings ?? root, "denyByDefault")?.value;
  return (
    (settings !== undefined && lists.some((key) => textsUnder(settings, key).length > 0)) ||
    (rules?.kind === "boolean" && rules.value)
  );
}

function* judgeToolSettings(root: FileObject): Generator<KiroIssue> {
  const all = objectOf(root, "toolsSettings");
  for (const { key, value } of all?.members ?? []) {
    if (value.kind !== "object" || !shellTools.has(key)) continue;
    for (const one of textsUnder(value, "allowedCommands")) yield* judgeTrusted(one, "allowedCommands");
  }
}

function* judgeTrusted(one: Text, where: string): Generator<KiroIssue> {
  if (isStar(one.value)) {
    const message = `"${shown(one.value, 20)}" in ${where} lets the agent run every command without asking. Name the commands.`;
    yield { rule: trusted, span: one.content, message };
  } else if (isInterpreter(one.value)) {
    const message = `"${shown(one.value, 60)}" in ${where} lets the agent run any code without asking: this program runs what it is given. Name the scripts.`;
    yield { rule: trusted, span: one.content, message, severity: "warning" };
  }
}

const settingLists = ["trustedCommands", "trustedTools"];

function* judgeSettings({ file, context }: ReadText): Generator<KiroIssue> {
  const { root, kind } = file;
  if (kind !== "settings" || !root) return;
  const fromRepository = /(^|[\\/])\.vscode[\\/]settings\.json$/i.test(context.path);
  for (const list of settingLists) {
    for (const one of textsUnder(root, `kiroAgent.${list}`)) {
      for (const issue of judgeTrusted(one, `kiroAgent.${list}`)) {
        const own = fromRepository ? " Whoever clones the repository gets this setting with it." : "";
        yield { ...issue, message: issue.message + own };
      }
    }
  }
  const autonomy = lastMember(root, "kiroAgent.agentAutonomy")?.value;
  if (autonomy?.kind === "text" && autonomy.value.toLowerCase() === "autopilot") {
    const message = fromRepository
      ? "The repository sets Kiro to Autopilot for everyone who opens it: changes are made without approval. Leave the choice to the user."
      : "Kiro makes changes without approval (Autopilot). Supervised shows each one first.";
    yield {
      rule: autopilot,
      span: contentOf(autonomy),
      message,
      severity: fromRepository ? "warning" : "info",
    };
  }
}

type Text = Extract<FileValue, { kind: "text" }>;

function textsUnder(object: FileObject, key: string): readonly Text[] {
  const value = lastMember(object, key)?.value;
  if (value?.kind === "text") return [value];
  return value?.kind === "list" ? value.items.filter((item) => item.kind === "text") : [];
}

/** What agents and settings let Kiro do without asking. */
export const agentChecks: readonly KiroCheck[] = [
  { rules: [allAllowed, shellAllowed, allTools, trusted], check: judgeAgents },
  { rules: [autopilot], check: judgeSettings },
];
