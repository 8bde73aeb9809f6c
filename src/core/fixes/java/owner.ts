import { childIn, everyNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

const typeDeclaration = /^(?:class|interface|enum|record)_declaration$/;

/** The outermost type around a node: its private static members are in reach of everything inside. */
export function ownerOf(node: SyntaxNode): SyntaxNode | undefined {
  let owner: SyntaxNode | undefined;
  for (const at of upwards(node)) if (typeDeclaration.test(at.type)) owner = at;
  return owner;
}

/** The node whose members can be added to, and the offset behind what opens it. */
export function bodyOf(owner: SyntaxNode): { readonly body: SyntaxNode; readonly at: number } | undefined {
  const body = childIn(owner, "body");
  if (owner.type !== "enum_declaration") return body && { body, at: body.start + 1 };
  const declarations = body?.children.find((child) => child.type === "enum_body_declarations");
  return body && declarations && { body: declarations, at: declarations.start + 1 };
}

/** A static field of the owner that holds a client of that type and is set before `firstUse`. */
export function clientField(
  owner: SyntaxNode,
  type: string,
  firstUse: number,
  text: string,
): string | undefined {
  const body = bodyOf(owner)?.body;
  for (const member of body?.children ?? []) {
    if (member.start > firstUse) return undefined;
    if (!/^(?:field|constant)_declaration$/.test(member.type)) continue;
    const declared = childIn(member, "type");
    const declarator = childIn(member, "declarator");
    const name = declarator && childIn(declarator, "name");
    if (!declared || !name || !childIn(declarator, "value")) continue;
    const modifiers = text.slice(member.start, declared.start);
    const shared = member.type === "constant_declaration" || /\bstatic\b/.test(modifiers);
    const written = text.slice(declared.start, declared.end);
    if (shared && (written === type || type.endsWith(`.${written}`))) return text.slice(name.start, name.end);
  }
  return undefined;
}

/** Whether a lookup runs before the fields of its enum are set: constants are made first. */
export function inEnumConstant(node: SyntaxNode): boolean {
  return [...upwards(node)].some((at) => at.type === "enum_constant");
}

/** Whether the code runs after the type is initialized: in a method, a constructor or a lambda. */
export function runsLater(node: SyntaxNode): boolean {
  return [...upwards(node)].some((at) =>
    /^(?:method_declaration|constructor_declaration|compact_constructor_declaration|lambda_expression)$/.test(
      at.type,
    ),
  );
}

/** Every name in the file, so that a new one is none of them. */
export function takenNames(root: SyntaxNode, text: string): Set<string> {
  const names = new Set<string>();
  for (const node of everyNode(root))
    if (node.type.endsWith("identifier") && node.children.length === 0)
      names.add(text.slice(node.start, node.end));
  return names;
}
