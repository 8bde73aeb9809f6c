import type { TextEdit } from "../../model/edit.ts";
import { freeName } from "../textStyle.ts";
import type { Library } from "./lookupCode.ts";
import { quotedWith } from "./lookupCode.ts";
import { anchorOf, clientOf, loadingOf } from "./loading.ts";
import type { Loading } from "./loading.ts";
import type { ModuleFacts } from "./moduleFacts.ts";

/** How this file names the library's exports and its client, and the edits that make them available. */
export interface Header {
  readonly local: (exported: string) => string;
  readonly client: string;
  /** Edits for imports, client and the given constants. Each constant is one statement without its semicolon. */
  readonly edits: (constants: readonly string[]) => TextEdit[];
  /** Set when the library is loaded too late in the file to be used at `firstUse`. */
  readonly problem?: string;
}

/** Prepares the header; `firstUse` is the offset of the first place that needs it, `early` if one runs while loading. */
export function headerFor(library: Library, facts: ModuleFacts, firstUse: number, early: boolean): Header {
  const loading = loadingOf(library, facts);
  const locals = new Map<string, string>(loading?.names ?? []);
  const oldClient =
    library.client === undefined ? undefined : clientOf(locals.get(library.client) ?? "", facts);
  const usable = oldClient && (!early || oldClient.statement.end <= firstUse) ? oldClient : undefined;
  const wanted = library.names.filter((name) => !(usable && name === library.client));
  const missing = wanted.filter((name) => !locals.has(name));
  for (const name of missing)
    locals.set(name, facts.taken.has(name) ? freeName(facts.taken, `Aws${name}`) : name);
  const client = usable?.name ?? freeName(facts.taken, ...library.clientNames);

  const anchor = anchorOf(facts, firstUse);
  const after = Math.max(
    anchor.offset,
    usable ? usable.statement.end : 0,
    loading ? lineOf(loading, facts) : 0,
  );
  const late = early && after > firstUse && (facts.useRequire || usable !== undefined);
  return {
    local: (exported) => locals.get(exported) ?? exported,
    client,
    ...(late ? { problem: "the file loads the AWS SDK only after this place" } : {}),
    edits: (constants) => {
      const lines: string[] = [];
      const edits: TextEdit[] = [];
      if (loading && missing.length > 0) edits.push(addNames(loading, missing, locals, facts));
      if (!loading && missing.length > 0) lines.push(loadStatement(library, missing, locals, facts));
      const body: string[] = [];
      if (library.client !== undefined && !usable) {
        body.push(`const ${client} = new ${locals.get(library.client)}({})${facts.semicolon}`);
      }
      for (const constant of constants) body.push(constant + facts.semicolon);
      const text = insertedText(lines, body, after, facts, anchor.afterImports || after > anchor.offset);
      if (text !== "") edits.push({ span: { start: after, end: after }, newText: text });
      return edits;
    },
  };
}

function lineOf(loading: Loading, facts: ModuleFacts): number {
  const feed = facts.text.indexOf("\n", loading.statement.end);
  const end = feed < 0 ? facts.text.length : feed;
  return end > 0 && facts.text[end - 1] === "\r" ? end - 1 : end;
}

/** The inserted lines with the line breaks and blank lines that the place needs. */
function insertedText(
  imports: readonly string[],
  body: readonly string[],
  offset: number,
  facts: ModuleFacts,
  afterImports: boolean,
): string {
  const { eol, text } = facts;
  if (imports.length + body.length === 0) return "";
  const blocks = [imports, body].filter((block) => block.length > 0).map((block) => block.join(eol));
  const content = blocks.join(eol + eol);
  const rest = text.slice(offset);
  if (afterImports) {
    const gap = imports.length > 0 ? eol : eol + eol;
    const followedByCode = body.length > 0 && /^\r?\n[^\r\n]/.test(rest);
    return gap + content + (followedByCode ? eol : "");
  }
  if (offset === 0) return content + eol + (/^\r?\n/.test(rest) || rest === "" ? "" : eol);
  const blank = /^\r?\n[ \t]*\r?\n/.exec(rest);
  return eol + eol + content + (blank || rest.trim() === "" ? "" : eol);
}

function specifier(name: string, locals: ReadonlyMap<string, string>, separator: string): string {
  const local = locals.get(name) ?? name;
  return local === name ? name : `${name}${separator}${local}`;
}

function loadStatement(
  library: Library,
  names: readonly string[],
  locals: ReadonlyMap<string, string>,
  facts: ModuleFacts,
): string {
  const list = names.map((name) => specifier(name, locals, facts.useRequire ? ": " : " as ")).join(", ");
  const module = quotedWith(facts.quote)(library.module);
  return facts.useRequire
    ? `const { ${list} } = require(${module})${facts.semicolon}`
    : `import { ${list} } from ${module}${facts.semicolon}`;
}

function addNames(
  loading: Loading,
  names: readonly string[],
  locals: ReadonlyMap<string, string>,
  facts: ModuleFacts,
): TextEdit {
  const { text } = facts;
  const separator = loading.braces.type === "object_pattern" ? ": " : " as ";
  const added = names.map((name) => specifier(name, locals, separator));
  const last = loading.braces.children.filter((child) => child.named && child.type !== "comment").at(-1);
  if (!last) {
    return {
      span: { start: loading.braces.start, end: loading.braces.end },
      newText: `{ ${added.join(", ")} }`,
    };
  }
  const before = text.slice(loading.braces.start, last.start);
  const indent = /\r?\n([ \t]*)$/.exec(before)?.[1];
  const glue = indent === undefined ? ", " : `,${facts.eol}${indent}`;
  return { span: { start: last.end, end: last.end }, newText: added.map((name) => glue + name).join("") };
}
