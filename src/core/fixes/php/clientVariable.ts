import type { TextEdit } from "../../model/edit.ts";
import { lineStart } from "../../model/lineEdges.ts";
import { childIn } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { eolOf, freeName, indentAt } from "../textStyle.ts";
import type { ClassNames } from "./classNames.ts";
import type { PhpStore } from "./lookupCode.ts";
import type { PhpFile } from "./phpFile.ts";
import type { PhpScope } from "./places.ts";

type FileScope = Extract<PhpScope, { kind: "file" }>;

/** A variable for the client of the file's own code. */
export interface ClientVariable {
  readonly name: string;
  /** The file sets it ahead of the lookups. */
  readonly known: boolean;
}

/** A variable that holds a client before `firstUse`, else a free name for one. */
export function clientVariable(
  { root, text, variables }: PhpFile,
  store: PhpStore,
  names: ClassNames,
  firstUse: number,
): ClientVariable {
  for (const statement of root.children) {
    if (statement.end > firstUse) break;
    const assignment = statement.children[0];
    if (assignment?.type !== "assignment_expression") continue;
    const code = text.slice(assignment.start, assignment.end);
    const match = /^\$(\w+)\s*=\s*new\s+([\w\\]+)\s*\(/.exec(code);
    if (match && names.fullName(match[2]!) === store.type) return { name: match[1]!, known: true };
  }
  return { name: freeName(variables, store.variable, `aws_${store.variable}`), known: false };
}

/** Sets the variable ahead of the first statement that needs it, and hands it to closures. */
export function clientEdits(
  scopes: readonly FileScope[],
  { name: variable, known }: ClientVariable,
  client: () => string,
  { text, root }: PhpFile,
): TextEdit[] {
  const closures = new Set(scopes.flatMap((scope) => scope.closures));
  const edits = [...closures].flatMap((closure) => captureEdit(closure, variable, text));
  if (known) return edits;
  const statement = scopes.map((scope) => scope.statement).reduce((a, b) => (b.start < a.start ? b : a));
  const siblings = statement.parent?.children ?? root.children;
  let head = statement;
  for (let index = siblings.indexOf(statement) - 1; index >= 0; index--) {
    const before = siblings[index]!;
    const touches = !/\n[ \t]*\r?\n/.test(text.slice(before.end, head.start));
    if (before.type !== "comment" || !touches || sharesLine(before, text)) break;
    head = before;
  }
  const code = `$${variable} = ${client()};`;
  const span = { start: head.start, end: head.start };
  if (sharesLine(head, text)) return [...edits, { span, newText: `${code} ` }];
  const eol = eolOf(text);
  return [...edits, { span, newText: code + eol + eol + indentAt(text, head.start) }];
}

function sharesLine(node: SyntaxNode, text: string): boolean {
  return text.slice(lineStart(text, node.start), node.start).trim() !== "";
}

/** A closure sees a variable of the file only when it names it. */
function captureEdit(closure: SyntaxNode, variable: string, text: string): TextEdit[] {
  const clause = closure.children.find((child) => child.type === "anonymous_function_use_clause");
  const last = clause?.children.findLast((child) => child.named);
  if (clause && last) {
    const named = new RegExp(`\\$${variable}\\b`).test(text.slice(clause.start, clause.end));
    return named ? [] : [{ span: { start: last.end, end: last.end }, newText: `, $${variable}` }];
  }
  const parameters = childIn(closure, "parameters");
  const at = parameters?.end;
  return at === undefined ? [] : [{ span: { start: at, end: at }, newText: ` use ($${variable})` }];
}
