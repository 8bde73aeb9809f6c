import { childIn } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { lineEnd } from "../../model/lineEdges.ts";
import type { Library } from "./lookupCode.ts";
import { calls } from "./moduleFacts.ts";
import type { ModuleFacts } from "./moduleFacts.ts";

/** A statement that loads names from the library. */
export interface Loading {
  readonly statement: SyntaxNode;
  /** The braces with the names, to which more can be added. */
  readonly braces: SyntaxNode;
  /** Exported name to the name in this file. */
  readonly names: ReadonlyMap<string, string>;
}

/** The first import or require of the library that takes names in braces. Type-only imports do not count. */
export function loadingOf(library: Library, facts: ModuleFacts): Loading | undefined {
  for (const statement of facts.root.children) {
    const found = fromImport(statement, library, facts) ?? fromRequire(statement, library, facts);
    if (found) return found;
  }
  return undefined;
}

function fromImport(statement: SyntaxNode, library: Library, { text }: ModuleFacts): Loading | undefined {
  const source = childIn(statement, "source");
  if (statement.type !== "import_statement" || !source) return undefined;
  if (text.slice(source.start + 1, source.end - 1) !== library.module) return undefined;
  if (statement.children.some((child) => child.type === "type" || child.type === "typeof")) return undefined;
  const clause = statement.children.find((child) => child.type === "import_clause");
  const braces = clause?.children.find((child) => child.type === "named_imports");
  if (!braces) return undefined;
  const names = new Map<string, string>();
  for (const specifier of braces.children.filter((child) => child.type === "import_specifier")) {
    if (specifier.children.some((child) => child.type === "type")) continue;
    const name = childIn(specifier, "name");
    const alias = childIn(specifier, "alias") ?? name;
    if (name && alias) names.set(text.slice(name.start, name.end), text.slice(alias.start, alias.end));
  }
  return { statement, braces, names };
}

function fromRequire(statement: SyntaxNode, library: Library, { text }: ModuleFacts): Loading | undefined {
  const declarator = requireDeclarator(statement, text);
  const call = declarator && childIn(declarator, "value");
  const argument = call && childIn(call, "arguments")?.children.find((child) => child.type === "string");
  if (!argument || text.slice(argument.start + 1, argument.end - 1) !== library.module) return undefined;
  const braces = childIn(declarator, "name");
  if (braces?.type !== "object_pattern") return undefined;
  const names = new Map<string, string>();
  for (const part of braces.children) {
    if (part.type === "shorthand_property_identifier_pattern") {
      const name = text.slice(part.start, part.end);
      names.set(name, name);
    } else if (part.type === "pair_pattern") {
      const key = childIn(part, "key");
      const value = childIn(part, "value");
      if (key && value?.type === "identifier")
        names.set(text.slice(key.start, key.end), text.slice(value.start, value.end));
    }
  }
  return { statement, braces, names };
}

/** The declarator of a statement `const x = require(…)`, alone in its declaration. */
function requireDeclarator(statement: SyntaxNode, text: string): SyntaxNode | undefined {
  if (statement.type !== "lexical_declaration" && statement.type !== "variable_declaration") return undefined;
  const declarators = statement.children.filter((child) => child.type === "variable_declarator");
  const value = declarators.length === 1 ? childIn(declarators[0]!, "value") : undefined;
  return value?.type === "call_expression" && calls(value, "require", text) ? declarators[0] : undefined;
}

/** A constant at the top of the program that holds a client of the library. */
export function clientOf(
  className: string,
  facts: ModuleFacts,
): { name: string; statement: SyntaxNode } | undefined {
  const { root, text } = facts;
  for (const outer of root.children) {
    const statement = outer.type === "export_statement" ? (childIn(outer, "declaration") ?? outer) : outer;
    if (statement.type !== "lexical_declaration" && statement.type !== "variable_declaration") continue;
    for (const declarator of statement.children) {
      const name = childIn(declarator, "name");
      const value = childIn(declarator, "value");
      const made = value?.type === "new_expression" ? childIn(value, "constructor") : undefined;
      if (name?.type === "identifier" && made && text.slice(made.start, made.end) === className) {
        return { name: text.slice(name.start, name.end), statement: outer };
      }
    }
  }
  return undefined;
}

/** Where new lines go: after the imports at the top, or before the first code when there are none. */
export interface Anchor {
  readonly offset: number;
  /** True when an import or require stands on the line before. */
  readonly afterImports: boolean;
}

/** Comments that belong to the file and not to the code below them. */
const fileComment =
  /copyright|licen[cs]e|@ts-|eslint|@flow|@jsx|<reference|@file|prettier|istanbul|biome|jshint/i;

/** Finds the place for imports. Stops before the statement that holds `firstUse`. */
export function anchorOf(facts: ModuleFacts, firstUse: number): Anchor {
  const { root, text } = facts;
  let offset = 0;
  let afterImports = false;
  let pending: SyntaxNode[] = [];
  for (const node of root.children) {
    if (node.type === "comment") {
      pending.push(node);
      continue;
    }
    const isLoading = node.type === "import_statement" || requireDeclarator(node, text) !== undefined;
    const holdsUse = node.start <= firstUse && firstUse < node.end;
    if (isLoading && !holdsUse) {
      offset = lineEnd(text, node.end);
      afterImports = true;
    } else if (!afterImports && (node.type === "hash_bang_line" || isDirective(node))) {
      offset = lineEnd(text, node.end);
    } else {
      break;
    }
    pending = [];
  }
  if (!afterImports)
    for (const comment of pending) if (ownsFile(comment, offset, text)) offset = lineEnd(text, comment.end);
  return { offset, afterImports };
}

function ownsFile(comment: SyntaxNode, from: number, text: string): boolean {
  if (comment.start < from) return false;
  const after = text.slice(comment.end, comment.end + 8);
  return fileComment.test(text.slice(comment.start, comment.end)) || /^[ \t]*\r?\n[ \t]*\r?\n/.test(after);
}

function isDirective(node: SyntaxNode): boolean {
  return node.type === "expression_statement" && node.children[0]?.type === "string";
}
