import type { TextEdit } from "../../model/edit.ts";
import { childIn, everyNode } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { awaitingAt } from "./awaiting.ts";
import type { ModuleFacts } from "./moduleFacts.ts";
import { takesBareAwait } from "./replacement.ts";

const nameTypes = new Set([
  "identifier",
  "shorthand_property_identifier",
  "shorthand_property_identifier_pattern",
]);

function mentions(facts: ModuleFacts, name: string, except: SyntaxNode): SyntaxNode[] {
  return [...everyNode(facts.root)].filter(
    (node) => nameTypes.has(node.type) && node !== except && facts.text.slice(node.start, node.end) === name,
  );
}

/** A constant at the top of a CommonJS file that can hold a promise, since every reader can await it. */
export interface Deferred {
  readonly name: string;
  /** Edits of the readers; the literal itself becomes the promise. */
  readonly edits: readonly TextEdit[];
}

/**
 * A CommonJS file cannot await at its top. A constant there may hold the promise of the lookup instead, when it is read
 * only in async functions of this file: then each reader awaits it. Undefined when that is not certain.
 */
export function deferredConstant(literal: SyntaxNode, facts: ModuleFacts): Deferred | undefined {
  const declarator = literal.parent;
  const declaration = declarator?.parent;
  if (declarator?.type !== "variable_declarator" || declaration?.type !== "lexical_declaration")
    return undefined;
  if (declaration.parent !== facts.root || declaration.children[0]?.type !== "const") return undefined;
  const nameNode = childIn(declarator, "name");
  if (nameNode?.type !== "identifier" || childIn(declarator, "type")) return undefined;
  const name = facts.text.slice(nameNode.start, nameNode.end);
  const readers = mentions(facts, name, nameNode);
  if (readers.length === 0) return undefined;
  const edits: TextEdit[] = [];
  for (const reader of readers) {
    if (!isPlainRead(reader) || awaitingAt(reader).at !== "here") return undefined;
    const bare = takesBareAwait(reader);
    const newText =
      reader.type === "shorthand_property_identifier"
        ? `${name}: await ${name}`
        : bare
          ? `await ${name}`
          : `(await ${name})`;
    edits.push({ span: { start: reader.start, end: reader.end }, newText });
  }
  return { name, edits };
}

const bindingParents =
  /pattern|parameter|function_declaration|function_expression|class|import|export|catch_clause|labeled|break|continue|update|jsx|type/;

function isPlainRead(node: SyntaxNode): boolean {
  const parent = node.parent;
  if (!parent || node.type === "shorthand_property_identifier_pattern") return false;
  if (parent.type === "variable_declarator") return node.field === "value";
  if (parent.type === "arrow_function") return node.field === "body";
  if (parent.type === "unary_expression" || parent.type === "for_in_statement") return false;
  if (/^(augmented_)?assignment_expression$/.test(parent.type)) return node.field === "right";
  return !bindingParents.test(parent.type);
}

/** Callees that wait for a promise that the callback returns. */
const promiseMethods = new Set(["then", "catch", "finally"]);
const testFunctions = new Set([
  "it",
  "test",
  "specify",
  "before",
  "after",
  "beforeAll",
  "afterAll",
  "beforeEach",
  "afterEach",
  "setup",
  "teardown",
]);

/**
 * The edit that makes a function async where nobody can notice: the program's entry, called once as its last statement; a
 * callback of a promise; a test's body. Undefined for every other function, since callers would get a promise.
 */
export function asyncEdit(fn: SyntaxNode, facts: ModuleFacts): TextEdit | undefined {
  if (/generator|method/.test(fn.type) || childIn(fn, "return_type")) return undefined;
  const safe =
    fn.type === "function_declaration"
      ? isEntry(fn, facts)
      : isAwaitedCallback(fn, facts) || isLastCall(fn, facts);
  return safe ? { span: { start: fn.start, end: fn.start }, newText: "async " } : undefined;
}

function isEntry(fn: SyntaxNode, facts: ModuleFacts): boolean {
  const nameNode = childIn(fn, "name");
  if (!nameNode || fn.parent !== facts.root) return false;
  const uses = mentions(facts, facts.text.slice(nameNode.start, nameNode.end), nameNode);
  return uses.length === 1 && isLastCall(uses[0]!, facts);
}

/** Whether `callee` is called as the last statement that runs in the file, and nothing reads the result. */
function isLastCall(callee: SyntaxNode, facts: ModuleFacts): boolean {
  let at: SyntaxNode = callee;
  while (at.parent?.type === "parenthesized_expression") at = at.parent;
  if (at.parent?.type !== "call_expression" || at.field !== "function") return false;
  at = at.parent;
  while (at.parent?.type === "parenthesized_expression") at = at.parent;
  if (at.parent?.type !== "expression_statement") return false;
  let statement = at.parent;
  const guard = statement.parent?.parent;
  if (
    statement.parent?.type === "statement_block" &&
    guard?.type === "if_statement" &&
    !childIn(guard, "alternative")
  ) {
    if (!isLastIn(statement, statement.parent) || guard.parent !== facts.root) return false;
    statement = guard;
  }
  return statement.parent === facts.root && isLastIn(statement, facts.root);
}

function isLastIn(statement: SyntaxNode, block: SyntaxNode): boolean {
  const rest = block.children.slice(block.children.indexOf(statement) + 1);
  return rest.every(
    (node) => !node.named || /^(comment|empty_statement|function_declaration)$/.test(node.type),
  );
}

function isAwaitedCallback(fn: SyntaxNode, { text }: ModuleFacts): boolean {
  const call = fn.parent?.parent;
  const callee = fn.parent?.type === "arguments" && call ? childIn(call, "function") : undefined;
  if (!callee) return false;
  if (callee.type === "member_expression") {
    const property = childIn(callee, "property");
    return property !== undefined && promiseMethods.has(text.slice(property.start, property.end));
  }
  const parameters = childIn(fn, "parameters");
  const takesNone = parameters !== undefined && parameters.children.every((child) => !child.named);
  return takesNone && callee.type === "identifier" && testFunctions.has(text.slice(callee.start, callee.end));
}
