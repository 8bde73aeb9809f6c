import type { JudgedEntry } from "../checks/check.ts";
import { shown } from "../identity/shown.ts";
import { isPinned } from "../identity/versions.ts";
import { listedCommand, listedUrl } from "../policies/listedDefinition.ts";
import { isRegistryMarker } from "../verdict/readable.ts";
import { mask, shownArgument } from "../overview/maskedDefinition.ts";
import { identityLine } from "./hoverServer.ts";
import { code, plain } from "./markdown.ts";
import { statusWords } from "./statusWords.ts";

/** Who asks, and who decides. */
export interface ApprovalContext {
  /** Role of who asks: `developer`, `lead` … */
  readonly role: string;
  /** Who decides, for the title: "the lead", "the security administrator". */
  readonly to: string;
  /** Where the definition stands, as it may be shown. */
  readonly path?: string;
  readonly scope?: string;
  /** ms since epoch. */
  readonly now: number;
}

/** A proposed entry of the allowlist, and what whoever reviews it must know. */
export interface ProposedEntry {
  /** As it would stand in `servers` of the allowlist. Undefined when the definition names nothing that can be listed. */
  readonly entry: Readonly<Record<string, unknown>> | undefined;
  /** Whole sentences. */
  readonly notes: readonly string[];
}

/** The entry that would list exactly this definition. Values of variables and headers are never in it. */
export function toPolicyEntry({ server, found }: Pick<JudgedEntry, "server" | "found">): ProposedEntry {
  const { name, definition } = server;
  const { env = {}, headers = {}, autoApprove = [] } = definition;
  if (isRegistryMarker(definition)) {
    return {
      entry: undefined,
      notes: ["It is a server of the registry: ask for its name to be added there."],
    };
  }
  const listed =
    found.doubts[0] !== undefined
      ? { problem: found.doubts[0].reason }
      : found.identity?.kind === "url"
        ? listedUrl(found.identity.url)
        : listedCommand(definition);
  if ("problem" in listed) {
    return { entry: undefined, notes: [`No entry can be proposed: ${listed.problem}.`] };
  }
  const { args, runtimeArgs, ...identity } = listed.identity;
  const words = args?.map(withoutSecret);
  const runtimeWords = runtimeArgs?.map(withoutSecret);
  const tools = autoApprove.filter((tool) => !/^\s*\*+\s*$/.test(tool));
  const notes = listed.notes.map((note) => `${note.charAt(0).toUpperCase()}${note.slice(1)}.`);
  if ([...(words ?? []), ...(runtimeWords ?? [])].some((word) => word.includes(placeholder))) {
    notes.push(`An argument is shown as ${placeholder}: it may be a secret, and a policy lists none.`);
  }
  return {
    entry: {
      id: idOf(name),
      names: [shown(name, 200)],
      ...identity,
      ...(words && { args: words }),
      ...(runtimeWords && { runtimeArgs: runtimeWords }),
      ...tableOf("env", Object.keys(env), () => "*"),
      ...tableOf("headers", Object.keys(headers), () => "ref-only"),
      ...(tools.length > 0 && { tools: { autoApprove: tools.map((tool) => shown(tool)) } }),
    },
    notes,
  };
}

const placeholder = "<argument>";

/** What may be shown of an argument; of a variable for a container only its name. */
function withoutSecret(word: string, index: number, words: readonly string[]): string {
  const before = words[index - 1] ?? "";
  const variable = /^(?:(?:--env=|-e=?)?[A-Za-z_]\w*=)/.exec(word)?.[0];
  const isVariable = /^(?:-e|--env)$/.test(before) || /^(?:-e|--env=)/.test(word);
  if (isVariable && variable !== undefined) return `${shown(variable)}${placeholder}`;
  const masked = shownArgument(word, before);
  return masked.includes(mask) || masked !== shown(word) ? placeholder : masked;
}

function idOf(name: string): string {
  const id = name
    .slice(0, 60)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return id === "" ? "server" : id;
}

/** Objects from names of a file have no prototype: a variable may be called `__proto__`. */
function tableOf(
  key: string,
  names: readonly string[],
  rule: () => string,
): Readonly<Record<string, unknown>> {
  if (names.length === 0) return {};
  const table: Record<string, string> = Object.create(null);
  for (const name of names) table[shown(name)] = rule();
  return { [key]: table };
}

/** A filled request in Markdown for whoever may change the policy: what it is, why it is asked for, a proposed entry. */
export function requestApproval(judged: JudgedEntry, context: ApprovalContext): string {
  const { server, verdict, found } = judged;
  const { definition } = server;
  const { entry, notes } = toPolicyEntry(judged);
  const { identity } = verdict;
  const names = (list: readonly string[]): string =>
    list.length === 0
      ? "none"
      : list
          .slice(0, 50)
          .map((name) => code(name, 60))
          .join(", ");
  const flags = verdict.flags.map((flag) => flag.toLowerCase().replaceAll("_", " "));
  return [
    `# Request to allow the MCP server ${code(server.name, 60)}`,
    "",
    `To: ${plain(context.to)}  `,
    `Asked by: ${plain(context.role)}  `,
    `Date: ${new Date(context.now).toISOString().slice(0, 10)}`,
    "",
    "## Server",
    "",
    ...(identity
      ? [`- ${identityLine(identity)}`]
      : ["- What it starts cannot be told from its definition."]),
    `- Version: ${identity && isPinned(identity) ? "exact" : "not exact; name one before it is approved"}`,
    `- Verdict now: ${statusWords[verdict.status]} (${verdict.status})`,
    ...verdict.reasons.slice(0, 10).map((reason) => `  - ${plain(reason)}`),
    ...(flags.length > 0 ? [`- Also: ${flags.join(", ")}`] : []),
    ...(context.path === undefined ? [] : [`- Defined in: ${code(context.path)}`]),
    ...(context.scope === undefined ? [] : [`- Scope: ${plain(context.scope)}`]),
    `- Variables it is given (names only): ${names(Object.keys(definition.env ?? {}))}`,
    `- Headers it is given (names only): ${names(Object.keys(definition.headers ?? {}))}`,
    `- Tools that are to run unasked: ${names(definition.autoApprove ?? [])}`,
    `- Arguments: ${found.launch?.words.length ?? 0}`,
    "",
    "## Why it is needed",
    "",
    "_What will it be used for, and what would be done without it?_",
    "",
    "## What it may reach",
    "",
    "_Which data, systems and networks can it read or change? Who maintains it? Has its source been reviewed?_",
    "",
    "## Proposed entry of the allowlist",
    "",
    ...(entry ? ["```json", fenced(entry), "```", ""] : []),
    ...notes.map((note) => `- ${plain(note)}`),
    "",
    "## Decision",
    "",
    "- [ ] Approved, as proposed",
    "- [ ] Approved, with changes",
    "- [ ] Refused",
    "",
  ].join("\n");
}

/** JSON that cannot end the block it stands in. */
function fenced(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replaceAll("`", "\\u0060");
}
