import type { Member, ObjectNode, StringNode, ValueNode } from "../model/valueNode.ts";
import type { Change, NewMember, NewObject, NewValue } from "./change.ts";

const nowhere = { start: 0, end: 0 };

/** What the changes make of a tree. New nodes stand nowhere; what does not change stays the same node. */
export function changeTree(root: ValueNode, changes: readonly Change[]): ValueNode {
  return visit(root, changes);
}

function visit(node: ValueNode, changes: readonly Change[]): ValueNode {
  if (node.kind === "string") return renamed(node, changes);
  if (node.kind === "list") {
    const items = visitItems(node.items, changes);
    return isSame(items, node.items) ? node : { ...node, items };
  }
  if (node.kind !== "object") return node;
  const members = node.members.flatMap((member) => visitMember(node, member, changes) ?? []);
  for (const change of changes) {
    if (change.kind !== "add-member" || change.object !== node) continue;
    const added = newMember({ key: change.key, value: change.value });
    if (change.at === "start") members.unshift(added);
    else members.push(added);
  }
  return isSame(members, node.members) ? node : { ...node, members };
}

function isSame<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

function visitItems(items: readonly ValueNode[], changes: readonly Change[]): ValueNode[] {
  return items.flatMap((item) => {
    const after = changes.flatMap((change) =>
      change.kind === "insert-statement" && change.after.node === item ? [newObject(change.value)] : [],
    );
    const gone = changes.some(
      (change) => change.kind === "remove-statement" && change.statement.node === item,
    );
    return gone ? after : [visit(item, changes), ...after];
  });
}

function visitMember(object: ObjectNode, member: Member, changes: readonly Change[]): Member | undefined {
  let value: ValueNode | undefined;
  for (const change of changes) {
    if (change.kind === "remove-members" && change.object === object && change.members.has(member))
      return undefined;
    if (change.kind === "set" && change.member === member) value = newValue(change.value);
    else if (change.kind === "items" && change.member === member)
      value = withItems(member.value, change.replaced);
  }
  const key = renamed(member.key, changes);
  if (value) return { ...member, key, value };
  // A single statement without a list becomes a list when another one comes after it.
  const made = visitItems([member.value], changes);
  const [only] = made;
  if (made.length === 1 && only)
    return key === member.key && only === member.value ? member : { ...member, key, value: only };
  return { ...member, key, value: { kind: "list", items: made, partial: false, span: nowhere } };
}

function withItems(value: ValueNode, replaced: ReadonlyMap<ValueNode, readonly string[]>): ValueNode {
  const items = (value.kind === "list" ? value.items : [value]).flatMap((item) => {
    const texts = replaced.get(item);
    return texts ? texts.map(newString) : [item];
  });
  const [only] = items;
  if (value.kind !== "list" && items.length === 1 && only) return only;
  return { kind: "list", items, partial: value.kind === "list" && value.partial, span: value.span };
}

function renamed(node: StringNode, changes: readonly Change[]): StringNode {
  const change = changes.find((one) => one.kind === "rename" && one.node === node);
  return change?.kind === "rename" ? { ...node, value: change.text } : node;
}

function newValue(value: NewValue): ValueNode {
  if (typeof value === "string") return newString(value);
  if ("kind" in value) return value;
  if ("newMembers" in value) return newObject(value);
  const items = value.map((item) => (typeof item === "string" ? newString(item) : item));
  return { kind: "list", items, partial: false, span: nowhere };
}

function newObject({ newMembers }: NewObject): ObjectNode {
  return { kind: "object", members: newMembers.map(newMember), partial: false, span: nowhere };
}

function newMember(entry: NewMember): Member {
  if ("copyOf" in entry) return entry.copyOf;
  return { key: newString(entry.key), value: newValue(entry.value), span: nowhere };
}

function newString(value: string): StringNode {
  return { kind: "string", value, span: nowhere, content: nowhere, exact: false };
}
