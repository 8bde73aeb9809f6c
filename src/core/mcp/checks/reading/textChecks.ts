import { isKiroKind } from "../../files/kindOfPath.ts";
import { hasHidden, shown } from "../../identity/shown.ts";
import { namesToFill } from "../../identity/variables.ts";
import type { McpServer } from "../../model/definition.ts";
import type { JudgedFile, McpCheck, McpIssue, McpRule } from "../check.ts";
import { listed, named, partSpan, spanOf, textsOf } from "../place.ts";

const hiddenUnicode: McpRule = {
  id: "mcp/hidden-unicode",
  title: "Characters that do not show",
  severity: "warning",
  owasp: "MCP03",
};
const unapprovedVariable: McpRule = {
  id: "mcp/unapproved-variable",
  title: "A variable that Kiro does not fill in",
  severity: "info",
  owasp: "MCP01",
};
const willNotStart: McpRule = {
  id: "mcp/will-not-start",
  title: "A command that no system finds",
  severity: "warning",
  owasp: "MCP08",
};

/** Keys and texts in which a hidden character misleads: what is named, started or approved. */
function hiddenPaths({ name, definition }: McpServer): readonly string[] {
  const { command, args = [], url, env = {}, headers = {}, autoApprove = [] } = definition;
  const visibleBreaks = (text: string): string => text.replaceAll(/[\t\r\n]/g, "");
  const found: string[] = hasHidden(name) ? ["#name"] : [];
  if (command !== undefined && hasHidden(visibleBreaks(command))) found.push("command");
  if (url !== undefined && hasHidden(url)) found.push("url");
  for (const [index, text] of args.entries()) if (hasHidden(visibleBreaks(text))) found.push(`args.${index}`);
  for (const [index, text] of autoApprove.entries()) if (hasHidden(text)) found.push(`autoApprove.${index}`);
  for (const key of Object.keys(env)) if (hasHidden(key)) found.push(`env.${key}#key`);
  for (const key of Object.keys(headers)) if (hasHidden(key)) found.push(`headers.${key}#key`);
  return found;
}

function* judgeHidden({ entries, file }: JudgedFile): Generator<McpIssue> {
  for (const { server } of entries) {
    const [first, ...others] = hiddenPaths(server).map((path) => spanOf(server, path));
    if (!first) continue;
    yield {
      rule: hiddenUnicode,
      server,
      span: first,
      message: `${named(server)} holds characters that do not show, so that it is not what it looks like. Type it anew.`,
      related: others.map((span) => ({ span, message: "Here too" })),
      data: { server: shown(server.name, 200) },
    };
  }
  for (const { span, message } of file.remarks) {
    if (message.includes("do not show")) yield { rule: hiddenUnicode, span, message: `${message}.` };
  }
}

/** Other products' ways to write a variable. In Kiro the text stays as it is. */
const foreign = /\$\{(?:env:|input:)[^}]*\}|\$\{\w+:-[^}]*\}/;

function* judgeVariables({ entries, file, context }: JudgedFile): Generator<McpIssue> {
  if (!isKiroKind(file.kind) || file.kind === "unknown") return;
  for (const { server } of entries) {
    if (!server.overridden) yield* variablesOf(server, context.approvedEnv);
  }
}

function* variablesOf(server: McpServer, approved: readonly string[] | undefined): Generator<McpIssue> {
  const texts = textsOf(server.definition);
  const data = { server: shown(server.name, 200) };
  const other = texts.filter(({ text }) => foreign.test(text));
  const [odd] = other;
  if (odd) {
    yield {
      rule: unapprovedVariable,
      server,
      span: spanOf(server, odd.path),
      message: `Kiro fills in \${NAME} only and leaves this as it is written: ${named(server)} gets the text, not a value.`,
      related: other.slice(1).map(({ path }) => ({ span: spanOf(server, path), message: "Here too" })),
      data,
    };
  }
  if (!approved) return;
  const unapproved = texts.flatMap(({ path, text }) =>
    namesToFill(text).flatMap((name) => (approved.includes(name) ? [] : [{ path, name }])),
  );
  const [first] = unapproved;
  if (!first) return;
  const names = [...new Set(unapproved.map(({ name }) => name))];
  yield {
    rule: unapprovedVariable,
    server,
    span: spanOf(server, first.path),
    message: `Kiro asks before it fills in ${listed(names)}: add ${names.length === 1 ? "it" : "them"} to kiroAgent.mcpApprovedEnvVars once you know what ${named(server)} does with ${names.length === 1 ? "it" : "them"}.`,
    related: unapproved.slice(1).map(({ path }) => ({ span: spanOf(server, path), message: "Here too" })),
    data: { ...data, variables: names.slice(0, 50).map((name) => shown(name)) },
  };
}

function* judgeCommands({ text, entries }: JudgedFile): Generator<McpIssue> {
  for (const { server, found } of entries) {
    const { command = "" } = server.definition;
    if (server.overridden || !found.command?.willNotStart || command.trim() === "") continue;
    const spaced = !/\s/.test(command.trim());
    const what = spaced
      ? "begins or ends with white space"
      : 'holds a whole command line; what follows the program belongs into "args"';
    yield {
      rule: willNotStart,
      server,
      span: spaced ? spanOf(server, "command") : partSpan(text, spanOf(server, "command"), command),
      message: `The command of ${named(server)} ${what}: no system finds a program of this name.`,
      data: { server: shown(server.name, 200) },
    };
  }
}

/** What the texts of a definition look like, and what they become. */
export const textChecks: readonly McpCheck[] = [
  { rules: [hiddenUnicode], check: judgeHidden },
  { rules: [unapprovedVariable], check: judgeVariables },
  { rules: [willNotStart], check: judgeCommands },
];
