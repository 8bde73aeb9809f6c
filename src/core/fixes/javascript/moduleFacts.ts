import { childIn, everyNode } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { Source } from "../targetForm.ts";
import { eolOf, moreCommon } from "../textStyle.ts";

/** What the rest of the file says about how code is written in it. */
export interface ModuleFacts {
  readonly text: string;
  readonly root: SyntaxNode;
  readonly typescript: boolean;
  /** `module` allows `await` at the top; `commonjs` does not. */
  readonly kind: "module" | "commonjs";
  /** True when the file is no module yet and an import makes it one. */
  readonly becomesModule: boolean;
  /** Load with `require` instead of `import`. */
  readonly useRequire: boolean;
  readonly quote: '"' | "'";
  /** `;`, or nothing in a file that leaves semicolons out. */
  readonly semicolon: ";" | "";
  readonly eol: string;
  /** Every identifier of the file, and the words that no constant may be called by. */
  readonly taken: ReadonlySet<string>;
  /** Runs in a browser by the look of it. */
  readonly browser: boolean;
}

/**
 * Reserved words of modules (ECMA-262, 12.7.2 and 13.1.1), and names that a constant at the top would hide from the
 * whole module: the grammar takes `undefined` and some reserved words for ordinary names.
 */
const neverNames =
  `arguments async await break case catch class const continue debugger default delete do else enum eval export extends
  false finally for function if implements import in instanceof interface let new null package private protected public
  return static super switch this throw true try typeof undefined var void while with yield`.split(/\s+/);

/** Reads the facts from the tree, the name and the project. */
export function moduleFactsOf(source: Source, root: SyntaxNode): ModuleFacts {
  const { text, path } = source;
  const typescript = /\.[cm]?tsx?$/i.test(path) || /typescript/.test(source.languageId ?? "");
  const taken = new Set(neverNames);
  const quotes: string[] = [];
  let requires = false;
  let markup = false;
  for (const node of everyNode(root)) {
    if (/identifier/.test(node.type)) {
      const name = text.slice(node.start, node.end);
      if (node.type !== "property_identifier" && !isImportedName(node)) taken.add(name);
      if (/^(__dirname|__filename)$/.test(name)) requires = true;
    } else if (node.type === "string" && !node.parent?.type.startsWith("jsx"))
      quotes.push(text.charAt(node.start));
    else if (node.type === "call_expression" && calls(node, "require", text)) requires = true;
    else if (node.type === "member_expression" && isExports(node, text)) requires = true;
    else if (node.type.startsWith("jsx_")) markup = true;
  }
  const syntax = root.children.some((node) => /^(import|export)_statement$/.test(node.type));
  const { kind, becomesModule } = kindOf(source, typescript, syntax, requires, root);
  return {
    text,
    root,
    typescript,
    kind,
    becomesModule,
    useRequire: kind === "commonjs" && !syntax && !(typescript && !requires),
    quote: moreCommon<'"' | "'">(quotes, '"', "'"),
    semicolon: endsWithout(root, text) ? "" : ";",
    eol: eolOf(text),
    taken,
    browser: markup || /^\s*["']use client["']/.test(text),
  };
}

/** The name that a library exports, where the file calls it by another one. */
function isImportedName(node: SyntaxNode): boolean {
  return (
    node.parent?.type === "import_specifier" &&
    node.field === "name" &&
    childIn(node.parent, "alias") !== undefined
  );
}

function kindOf(
  source: Source,
  typescript: boolean,
  syntax: boolean,
  requires: boolean,
  root: SyntaxNode,
): Pick<ModuleFacts, "kind" | "becomesModule"> {
  const declared = source.project.moduleKind;
  const is = (kind: ModuleFacts["kind"], becomesModule = false) => ({ kind, becomesModule });
  if (/\.m[jt]s$/i.test(source.path)) return is("module");
  if (/\.c[jt]s$/i.test(source.path)) return is("commonjs");
  if (root.children.some((node) => isCommonJsImport(node))) return is("commonjs");
  // A compiler may turn the imports of TypeScript into require; those of JavaScript run as they are.
  if (syntax) return is(typescript && declared === "commonjs" ? "commonjs" : "module");
  if (requires || declared === "commonjs") return is("commonjs");
  return is("module", declared !== "module");
}

/** `import x = require("y")` or `export = x`, which TypeScript allows in CommonJS only. */
function isCommonJsImport(node: SyntaxNode): boolean {
  if (node.type === "export_statement") return node.children.some((child) => child.type === "=");
  return (
    node.type === "import_statement" && node.children.some((child) => child.type === "import_require_clause")
  );
}

/** Whether the node is a call of that plain name. */
export function calls(node: SyntaxNode, name: string, text: string): boolean {
  const callee = childIn(node, "function");
  return callee?.type === "identifier" && text.slice(callee.start, callee.end) === name;
}

function isExports(node: SyntaxNode, text: string): boolean {
  const code = text.slice(node.start, Math.min(node.end, node.start + 40));
  return /^(module\.exports|exports\.\w+)/.test(code) && node.parent?.type === "assignment_expression";
}

const endedTypes = new Set([
  "import_statement",
  "expression_statement",
  "lexical_declaration",
  "variable_declaration",
  "return_statement",
]);

function endsWithout(root: SyntaxNode, text: string): boolean {
  let balance = 0;
  for (const node of everyNode(root)) {
    if (endedTypes.has(node.type)) balance += text[node.end - 1] === ";" ? 1 : -1;
  }
  return balance < 0;
}
