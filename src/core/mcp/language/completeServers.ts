import { createScanner, getLocation } from "jsonc-parser";
import type { Span } from "../../model/span.ts";
import type { McpContext } from "../checks/check.ts";
import { indented } from "../fixes/jsonEdits.ts";
import { listedForm } from "../fixes/listedForm.ts";
import { kindOfPath } from "../files/kindOfPath.ts";
import type { McpFileKind } from "../model/definition.ts";
import type { McpPolicy, PolicyServer } from "../model/policy.ts";
import { judgePolicy } from "../verdict/policyStep.ts";
import { shown } from "../identity/shown.ts";
import { code, paragraphs, plain } from "./markdown.ts";

/** A server of the policy that can be written here. */
export interface McpCompletion {
  /** The name under which it is listed. */
  readonly label: string;
  /** A few words beside it: what it is. */
  readonly detail: string;
  /** Markdown without HTML: who answers for it, and what is still to do. */
  readonly documentation: string;
  /** Plain text, quotes included, that replaces the list's span. Lines after the first have no indentation of the place. */
  readonly insertText: string;
  /** What the typed text is compared with: the label with its quotes when the span holds them. */
  readonly filterText: string;
}

/** What can stand at the place of a server's name. */
export interface McpCompletionList {
  readonly span: Span;
  readonly items: readonly McpCompletion[];
}

/** Objects that hold servers, as paths from the file's top. */
const sections: Readonly<Partial<Record<McpFileKind, readonly string[]>>> = {
  vscode: ["servers", "mcp.servers", "mcp/servers"],
  cursor: ["mcpServers"],
};

const most = 200;

/** Tokens of the scanner, which exports them as a constant enumeration that a compiler of single files cannot see. */
const stringLiteral = 10;
const endOfFile = 17;

/**
 * The servers of the policy at a place where a server's name is typed, each with its whole definition. Undefined at other
 * places, and without a valid policy. Names that the file already has are left out.
 */
export function completeMcp(
  text: string,
  offset: number,
  context: Pick<McpContext, "path" | "kind" | "policy" | "now">,
): McpCompletionList | undefined {
  const state = judgePolicy(context.policy ?? { state: "missing" }, context.now);
  if (!("policy" in state) || /\.md$/i.test(context.path)) return undefined;
  const { isAtPropertyKey, path } = getLocation(text, offset);
  if (!isAtPropertyKey || !holdsServers(path.slice(0, -1), context)) return undefined;
  const typed = quotedAt(text, offset);
  const span = typed ?? { start: offset, end: offset };
  const after = text.slice(span.end, span.end + 2000).replace(/^(?:\s|\/\/[^\n]*\n|\/\*[^]*?\*\/)+/, "");
  const keyOnly = after.startsWith(":");
  const comma = !keyOnly && after.startsWith('"');
  const own = typed ? typedName(text, span) : "";
  const items = state.policy.servers.slice(0, most).flatMap((entry) => {
    const item = itemOf(entry, state.policy, keyOnly, comma);
    return item && (item.label === own || !hasName(text, item.label)) ? [item] : [];
  });
  return { span, items };
}

function holdsServers(
  path: readonly (string | number)[],
  { kind, path: file }: Pick<McpContext, "kind" | "path">,
): boolean {
  const known = sections[kind ?? kindOfPath(file)] ?? ["mcpServers", "powers/mcpServers"];
  return known.includes(path.join("/"));
}

/** The text in quotes around an offset; one that is not closed yet ends at the offset. */
function quotedAt(text: string, offset: number): Span | undefined {
  const scanner = createScanner(text, true);
  for (let token: number = scanner.scan(); token !== endOfFile; token = scanner.scan()) {
    const start = scanner.getTokenOffset();
    const end = start + scanner.getTokenLength();
    if (start >= offset) return undefined;
    if (token === stringLiteral && offset <= end) {
      const closed = end - start > 1 && text.charAt(end - 1) === '"';
      return closed && offset === end ? undefined : { start, end: closed ? end : offset };
    }
  }
  return undefined;
}

function typedName(text: string, span: Span): string {
  return text.slice(span.start, span.end).replace(/^"|"$/g, "");
}

/** Roughly, since the text is being typed and may not parse. */
function hasName(text: string, name: string): boolean {
  const key = JSON.stringify(name);
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
    if (/^\s*:/.test(text.slice(at + key.length, at + key.length + 100))) return true;
  }
  return false;
}

function itemOf(
  entry: PolicyServer,
  policy: McpPolicy,
  keyOnly: boolean,
  comma: boolean,
): McpCompletion | undefined {
  const [name] = entry.names;
  const form = name === undefined ? undefined : listedForm(entry, policy);
  if (name === undefined || !form) return undefined;
  const key = JSON.stringify(name);
  const { owner, ticket } = entry;
  return {
    label: shown(name, 100),
    detail: whatItIs(entry),
    documentation: paragraphs([
      `Listed by the policy as ${code(entry.id, 60)}${owner === undefined ? "" : `, owner ${code(owner, 80)}`}${ticket === undefined ? "" : `, reference ${code(ticket, 60)}`}.`,
      ...form.notes.map(plain),
    ]),
    insertText: keyOnly ? key : `${key}: ${indented(form.definition, "  ", "")}${comma ? "," : ""}`,
    filterText: key,
  };
}

function whatItIs({ package: wanted, url, command }: PolicyServer): string {
  if (wanted) return shown(`${wanted.identifier} ${wanted.version ?? ""}`.trim(), 100);
  return shown(url ?? command?.path ?? "", 100);
}
