import type { TextEdit } from "../../model/edit.ts";
import { lineEnd } from "../../model/lineEdges.ts";
import type { StoreKind } from "../../ports.ts";
import { childIn, everyNode } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { eolOf, freeName, moreCommon } from "../textStyle.ts";

/** What of the AWS SDK for Ruby reads one store. */
interface RubyStore {
  readonly gem: string;
  readonly type: string;
  readonly names: readonly [string, string];
  call(client: string, name: string): string;
}

/** Code as the SDK's reference writes it (GetSecretValue, GetParameter). */
export const rubyStores: Record<StoreKind, RubyStore> = {
  "secrets-manager": {
    gem: "aws-sdk-secretsmanager",
    type: "Aws::SecretsManager::Client",
    names: ["SECRETS_CLIENT", "SECRETS_MANAGER_CLIENT"],
    call: (client, name) => `${client}.get_secret_value(secret_id: ${name}).secret_string`,
  },
  "parameter-store": {
    gem: "aws-sdk-ssm",
    type: "Aws::SSM::Client",
    names: ["SSM_CLIENT", "PARAMETER_STORE_CLIENT"],
    call: (client, name) => `${client}.get_parameter(name: ${name}, with_decryption: true).parameter.value`,
  },
};

/** The constant that holds the client, and the edits that make everything available. */
export interface RubyHeader {
  readonly client: string;
  readonly edits: readonly TextEdit[];
}

/** Prepares what lookups need at the top of a file. `firstUse` is the offset of the first. */
export function rubyHeader(
  store: RubyStore | undefined,
  needsJson: boolean,
  firstUse: number,
  root: SyntaxNode,
  text: string,
): RubyHeader {
  const required = new Set<string>();
  const taken = new Set<string>();
  for (const node of everyNode(root)) {
    if (node.type === "constant") taken.add(text.slice(node.start, node.end));
    const name = requiredBy(node, text);
    if (name !== undefined) required.add(name);
  }
  const quote = quoteOf(root, text);
  const requires: string[] = [];
  if (needsJson && !required.has("json")) requires.push(`require ${quote}json${quote}`);
  if (store && !required.has(store.gem) && !required.has("aws-sdk"))
    requires.push(`require ${quote}${store.gem}${quote}`);
  const known = store && clientConstant(store.type, root, text, firstUse);
  const client = known ?? (store ? freeName(taken, ...store.names) : "");
  // Another file that was fixed alike sets the same constant, which is the same client.
  const body = store && !known ? [`${client} = ${store.type}.new unless defined?(${client})`] : [];
  return { client, edits: insertion(requires.sort(), body, anchorOf(root, text, firstUse), text) };
}

/** The quote that most strings of the file have; single when it is a draw. */
export function quoteOf(root: SyntaxNode, text: string): "'" | '"' {
  const quotes: string[] = [];
  for (const node of everyNode(root)) if (node.type === "string") quotes.push(text.charAt(node.start));
  return moreCommon<"'" | '"'>(quotes, "'", '"');
}

function requiredBy(node: SyntaxNode, text: string): string | undefined {
  if (node.type !== "call") return undefined;
  return /^require[ (]+["']([\w./-]+)["']\)?$/.exec(
    text.slice(node.start, Math.min(node.end, node.start + 200)),
  )?.[1];
}

/** A constant of the file's top level that is set to a client of that type before `firstUse`. */
function clientConstant(type: string, root: SyntaxNode, text: string, firstUse: number): string | undefined {
  for (const statement of root.children) {
    if (statement.end > firstUse) return undefined;
    const inner = statement.type.endsWith("_modifier") ? childIn(statement, "body") : statement;
    const left = inner && childIn(inner, "left");
    const right = inner && childIn(inner, "right");
    if (left?.type !== "constant" || !right) continue;
    if (new RegExp(`^(?:::)?${type}\\.new\\b`).test(text.slice(right.start, right.end)))
      return text.slice(left.start, left.end);
  }
  return undefined;
}

interface Anchor {
  readonly offset: number;
  readonly after: "nothing" | "header" | "requires";
  /** Behind the files of its own that the file requires, which may stand behind the gems. */
  readonly body: number;
}

/** Behind the requires at the top; else behind the comments of the file. */
function anchorOf(root: SyntaxNode, text: string, firstUse: number): Anchor {
  let anchor: Anchor = { offset: 0, after: "nothing", body: 0 };
  for (const node of root.children) {
    if (node.start <= firstUse && firstUse < node.end) break;
    // A comment's node holds the carriage return of its line.
    const end = lineEnd(text, node.end - 1);
    if (node.type === "comment") {
      if (anchor.after === "requires") continue;
      if (belongsToFile(node, text)) anchor = { offset: end, after: "header", body: end };
    } else if (requiredBy(node, text) !== undefined) {
      anchor = { offset: end, after: "requires", body: end };
    } else if (/^require_relative\b/.test(text.slice(node.start, node.start + 20))) {
      anchor =
        anchor.after === "requires"
          ? { ...anchor, body: end }
          : { offset: end, after: "requires", body: end };
    } else break;
  }
  return anchor;
}

/** Magic comments, a shebang, and a comment with an empty line behind it. */
function belongsToFile(comment: SyntaxNode, text: string): boolean {
  const code = text.slice(comment.start, comment.end);
  if (
    /^#(?:!|.*(?:frozen_string_literal|coding)\s*[:=]|.*(?:copyright|licen[cs]e|typed:|rubocop))/i.test(code)
  )
    return true;
  return /^\r?\n[ \t]*\r?\n/.test(text.slice(lineEnd(text, comment.end - 1), comment.end + 400));
}

function insertion(
  requires: readonly string[],
  body: readonly string[],
  anchor: Anchor,
  text: string,
): TextEdit[] {
  if (requires.length + body.length === 0) return [];
  const eol = eolOf(text);
  const at = (offset: number, newText: string): TextEdit => ({
    span: { start: offset, end: offset },
    newText,
  });
  const followed = (offset: number): boolean => /^\r?\n[^\r\n]/.test(text.slice(offset, offset + 3));
  const head = requires.join(eol);
  const constant = body.join(eol);
  const blocks = [head, constant].filter((block) => block !== "");
  if (anchor.after === "nothing") return [at(0, blocks.join(eol + eol) + eol + eol)];
  if (anchor.after === "requires" && anchor.body > anchor.offset) {
    const apart = followed(anchor.body) ? eol : "";
    return [
      ...(head === "" ? [] : [at(anchor.offset, eol + head)]),
      ...(constant === "" ? [] : [at(anchor.body, eol + eol + constant + apart)]),
    ];
  }
  const gap = anchor.after === "requires" && requires.length > 0 ? eol : eol + eol;
  const apart = followed(anchor.offset) && (body.length > 0 || anchor.after === "header");
  return [at(anchor.offset, gap + blocks.join(eol + eol) + (apart ? eol : ""))];
}
