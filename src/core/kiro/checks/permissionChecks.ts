import { nearest } from "../../iam/catalogue/nearest.ts";
import { contentOf, lastMember, type FileObject, type FileValue } from "../../mcp/files/fileValue.ts";
import { shown } from "../../mcp/identity/shown.ts";
import { keyPlace, objectOf, textOf } from "../files/kiroHook.ts";
import { isInterpreter, isStar } from "./broadCommands.ts";
import type { KiroCheck, KiroIssue, KiroRule, ReadText } from "./check.ts";

const voidFile: KiroRule = {
  id: "kiro/permissions-void",
  title: "Permission file that counts for nothing",
  severity: "error",
};
const broadAllow: KiroRule = {
  id: "kiro/broad-allow",
  title: "Permission without a bound",
  severity: "warning",
};

const ruleFields = ["capability", "match", "exclude", "effect"];
const effects = ["deny", "ask", "allow"];

function* judgePermissions({ file }: ReadText): Generator<KiroIssue> {
  const { root, kind } = file;
  if (!root) return;
  if (kind === "permissions") {
    for (const { key, keySpan } of root.members) {
      if (key !== "rules")
        yield voided(keySpan, `it has no field "${shown(key, 60)}"`, nearest(key, ["rules"]));
    }
    const rules = lastMember(root, "rules")?.value;
    if (rules && rules.kind !== "list" && rules.kind !== "null")
      yield voided(rules.span, '"rules" must be a list');
    yield* judgeRules(rules, true);
  } else if (kind === "agent") {
    const own = lastMember(root, "permissions")?.value;
    const inner =
      own?.kind === "object" ? lastMember(objectOf(root, "permissions") ?? own, "rules")?.value : own;
    yield* judgeRules(inner, false);
  }
}

function* judgeRules(rules: FileValue | undefined, isFile: boolean): Generator<KiroIssue> {
  if (rules?.kind !== "list") return;
  for (const rule of rules.items) {
    if (rule.kind !== "object") {
      if (isFile) yield voided(rule.span, "a rule must have fields");
      continue;
    }
    if (isFile) yield* judgeFields(rule);
    yield* judgeAllow(rule);
  }
}

function* judgeFields(rule: FileObject): Generator<KiroIssue> {
  for (const { key, keySpan } of rule.members) {
    if (!ruleFields.includes(key))
      yield voided(keySpan, `a rule has no field "${shown(key, 60)}"`, nearest(key, ruleFields));
  }
  if (!textOf(rule, "capability")) yield voided(keyPlace(rule), 'a rule needs a "capability"');
  const effect = lastMember(rule, "effect");
  if (!effect) yield voided(keyPlace(rule), 'a rule needs an "effect"');
  else if (effect.value.kind !== "text" || !effects.includes(effect.value.value)) {
    yield voided(contentOf(effect.value), '"effect" must be deny, ask or allow');
  }
}

function voided(span: KiroIssue["span"], why: string, meant?: string): KiroIssue {
  const hint = meant === undefined ? "" : ` Did you mean "${meant}"?`;
  return {
    rule: voidFile,
    span,
    message: `Kiro drops the whole file, its denials included: ${why}.${hint}`,
    ...(meant !== undefined && { data: { replacement: meant } }),
  };
}

/** What a rule without a bound allows. Reading and asking the web for words are left out: they are Kiro's own default. */
const allowed: Readonly<Record<string, string>> = {
  all: "use every tool",
  shell: "run every command",
  fs_write: "write every file",
  mcp: "use every tool of every MCP server",
  web_fetch: "fetch every address",
};

function* judgeAllow(rule: FileObject): Generator<KiroIssue> {
  const capability = textOf(rule, "capability");
  if (!capability || textOf(rule, "effect")?.value !== "allow") return;
  const what = allowed[capability.value];
  if (what === undefined) return;
  const match = lastMember(rule, "match")?.value;
  const patterns = match?.kind === "list" ? match.items.filter((one) => one.kind === "text") : [];
  const own = match?.kind === "text" ? [match] : patterns;
  if (own.length === 0) {
    const message = `Without "match" the agent may ${what} without asking. Name what it may.`;
    yield { rule: broadAllow, span: capability.content, message };
  }
  for (const { value, content } of own) {
    if (isStar(value)) {
      yield {
        rule: broadAllow,
        span: content,
        message: `The agent may ${what} without asking. Name what it may.`,
      };
    } else if (capability.value === "shell" && isInterpreter(value)) {
      const message = `"${shown(value, 60)}" lets the agent run any code without asking: this program runs what it is given.`;
      yield { rule: broadAllow, span: content, message };
    }
  }
}

/** Rules of `permissions.yaml` and of agents. */
export const permissionChecks: readonly KiroCheck[] = [
  { rules: [voidFile, broadAllow], check: judgePermissions },
];
