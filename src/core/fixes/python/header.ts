import type { TextEdit } from "../../model/edit.ts";
import { childIn, everyNode } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { Source, StoreLookup } from "../targetForm.ts";
import { eolOf, freeName, moreCommon } from "../textStyle.ts";
import { lineEnd, nextLine } from "../../model/lineEdges.ts";

/** What a Python file says about how code is written in it. */
export interface PythonFacts {
  readonly text: string;
  readonly root: SyntaxNode;
  readonly quote: '"' | "'";
  readonly eol: string;
  readonly taken: ReadonlySet<string>;
}

/** Reads the facts from the tree. */
export function pythonFactsOf(source: Source, root: SyntaxNode): PythonFacts {
  const taken = new Set<string>();
  const quotes: string[] = [];
  for (const node of everyNode(root)) {
    if (node.type === "identifier") taken.add(source.text.slice(node.start, node.end));
    if (node.type === "string_start")
      quotes.push(source.text.slice(node.start, node.end).replace(/^\w+/, ""));
  }
  return {
    text: source.text,
    root,
    quote: moreCommon<'"' | "'">(quotes, '"', "'"),
    eol: eolOf(source.text),
    taken,
  };
}

/** What the lookups of one plan need from the top of the file. */
export interface PythonNeeds {
  readonly from: StoreLookup["from"] | undefined;
  readonly powertools: boolean;
  /** Modules of the standard library, such as `os`. */
  readonly modules: readonly string[];
  /** Offset of the first lookup that runs while the module is imported, else of the first at all. */
  readonly firstUse: number;
}

/** Names to call in this file, and the edits that make them available. */
export interface PythonHeader {
  /** Object whose method does the lookup: a client, or the Powertools module. */
  readonly caller: string;
  readonly local: (module: string) => string;
  readonly edits: readonly TextEdit[];
}

const powertoolsModule = "aws_lambda_powertools.utilities";

/** Prepares imports and the one client of the module. */
export function headerFor(needs: PythonNeeds, facts: PythonFacts): PythonHeader {
  const anchor = anchorOf(facts, needs.firstUse);
  const locals = new Map<string, string>();
  const imports: string[] = [];
  const plain = (module: string): string => {
    const known = importedName(facts, undefined, module, anchor.offset);
    const local = known ?? (isRebound(module, facts) ? freeName(facts.taken, `${module}_module`) : module);
    if (!known) imports.push(local === module ? `import ${module}` : `import ${module} as ${local}`);
    locals.set(module, local);
    return local;
  };
  for (const module of needs.modules) plain(module);
  const body: string[] = [];
  const caller = callerFor(needs, facts, anchor, { imports, body, plain });
  return {
    caller,
    local: (module) => locals.get(module) ?? module,
    edits: insertion(imports, body, anchor, facts),
  };
}

interface Lines {
  readonly imports: string[];
  readonly body: string[];
  readonly plain: (module: string) => string;
}

function callerFor(needs: PythonNeeds, facts: PythonFacts, anchor: Anchor, lines: Lines): string {
  if (needs.from === undefined) return "";
  if (needs.powertools) {
    const known = importedName(facts, powertoolsModule, "parameters", anchor.offset);
    if (known) return known;
    const local = freeName(facts.taken, "parameters", "aws_parameters");
    lines.imports.push(
      `from ${powertoolsModule} import parameters${local === "parameters" ? "" : ` as ${local}`}`,
    );
    return local;
  }
  const service = needs.from === "secrets-manager" ? "secretsmanager" : "ssm";
  const imported = importedName(facts, undefined, "boto3", anchor.offset);
  const old = imported && clientOf(facts, imported, service, needs.firstUse);
  if (old) return old;
  const boto3 = lines.plain("boto3");
  const caller =
    needs.from === "secrets-manager"
      ? freeName(facts.taken, "secrets_client", "secrets_manager_client")
      : freeName(facts.taken, "ssm_client", "parameter_store_client");
  lines.body.push(`${caller} = ${boto3}.client(${facts.quote}${service}${facts.quote})`);
  return caller;
}

/** Whether the file uses the module's name for a variable or a parameter. */
function isRebound(module: string, facts: PythonFacts): boolean {
  if (!facts.taken.has(module)) return false;
  return [...everyNode(facts.root)].some(
    (node) =>
      node.type === "identifier" &&
      facts.text.slice(node.start, node.end) === module &&
      (node.parent?.type === "parameters" || (node.parent?.type === "assignment" && node.field === "left")),
  );
}

/** How the file calls a module that it imports at its top, before `offset`. */
function importedName(
  facts: PythonFacts,
  from: string | undefined,
  name: string,
  offset: number,
): string | undefined {
  for (const statement of facts.root.children) {
    if (statement.start > offset) return undefined;
    const code = facts.text.slice(statement.start, statement.end);
    if (from === undefined && statement.type === "import_statement") {
      const found = new RegExp(`(?:^import|,)\\s*${name}(?:\\s+as\\s+(\\w+))?\\s*(?=,|$)`).exec(code);
      if (found) return found[1] ?? name;
    }
    if (from !== undefined && statement.type === "import_from_statement") {
      const module = childIn(statement, "module_name");
      if (!module || facts.text.slice(module.start, module.end) !== from) continue;
      const found = new RegExp(`\\b${name}(?:\\s+as\\s+(\\w+))?\\b`).exec(
        facts.text.slice(module.end, statement.end),
      );
      if (found) return found[1] ?? name;
    }
  }
  return undefined;
}

/** A client of that service made at the top of the module, before `firstUse`. */
function clientOf(facts: PythonFacts, boto3: string, service: string, firstUse: number): string | undefined {
  for (const statement of facts.root.children) {
    if (statement.end > firstUse) return undefined;
    const assignment = statement.children[0];
    if (assignment?.type !== "assignment") continue;
    const left = childIn(assignment, "left");
    const right = childIn(assignment, "right");
    if (left?.type !== "identifier" || right?.type !== "call") continue;
    const pattern = new RegExp(`^${boto3}\\.client\\(\\s*(?:service_name\\s*=\\s*)?["']${service}["']`);
    if (pattern.test(facts.text.slice(right.start, right.end))) return facts.text.slice(left.start, left.end);
  }
  return undefined;
}

interface Anchor {
  readonly offset: number;
  readonly after: "nothing" | "header" | "imports";
}

/** After the imports at the top; else after comments of the file, docstring and `__future__` imports. */
function anchorOf({ root, text }: PythonFacts, firstUse: number): Anchor {
  let anchor: Anchor = { offset: 0, after: "nothing" };
  const first = root.children.find((node) => node.type !== "comment");
  for (const node of root.children) {
    if (node.start <= firstUse && firstUse < node.end) break;
    const end = lineEnd(text, node.end);
    if (node.type === "comment") {
      const ownLine = anchor.after !== "imports" && belongsToFile(text, node);
      if (ownLine) anchor = { offset: end, after: "header" };
    } else if (/^import_(?:from_)?statement$/.test(node.type)) {
      anchor = { offset: end, after: "imports" };
    } else if (node.type === "future_import_statement" || (node === first && isDocstring(node))) {
      anchor = { offset: end, after: "header" };
    } else break;
  }
  return anchor;
}

function isDocstring(node: SyntaxNode): boolean {
  return (
    node.type === "expression_statement" &&
    /^(?:string|concatenated_string)$/.test(node.children[0]?.type ?? "")
  );
}

function belongsToFile(text: string, comment: SyntaxNode): boolean {
  const code = text.slice(comment.start, comment.end);
  if (
    comment.start === 0 ||
    /^#.*(?:coding[:=]|copyright|licen[cs]e|SPDX|type:|pylint|flake8|mypy|ruff|isort)/i.test(code)
  ) {
    return true;
  }
  const next = nextLine(text, comment.end);
  return /^[ \t]*\r?\n/.test(text.slice(next, next + 200));
}

function insertion(
  imports: readonly string[],
  body: readonly string[],
  anchor: Anchor,
  { text, eol }: PythonFacts,
): TextEdit[] {
  if (imports.length + body.length === 0) return [];
  const blocks = [imports, body].filter((block) => block.length > 0).map((block) => block.join(eol));
  const content = blocks.join(eol + eol);
  const rest = text.slice(anchor.offset);
  const span = { start: anchor.offset, end: anchor.offset };
  if (anchor.after === "nothing") {
    const gap = /^\s*$/.test(rest) ? "" : /^(?:async\s+def|def|class|@)/.test(rest) ? eol + eol : eol;
    return [{ span, newText: content + eol + gap }];
  }
  const gap = anchor.after === "imports" && imports.length > 0 ? eol : eol + eol;
  const followedByCode = (body.length > 0 || anchor.after === "header") && /^\r?\n[^\r\n]/.test(rest);
  return [{ span, newText: gap + content + (followedByCode ? eol : "") }];
}
