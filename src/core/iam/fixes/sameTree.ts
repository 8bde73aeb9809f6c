import { hasUnknown, type ListNode, type ValueNode } from "../model/valueNode.ts";

/**
 * Whether two trees hold the same values, wherever they stand. The order of members does not count, a value alone is
 * the same as a list of it, and an unknown part may be anything.
 */
export function isSameTree(a: ValueNode, b: ValueNode): boolean {
  if (a.kind === "unknown" || b.kind === "unknown") return true;
  if (a.kind === "list" && b.kind === "list") {
    return (
      a.items.length === b.items.length &&
      a.items.every((item, index) => {
        const other = b.items[index];
        return other !== undefined && isSameTree(item, other);
      })
    );
  }
  if (a.kind === "list") return isOnly(a, b);
  if (b.kind === "list") return isOnly(b, a);
  if (a.kind === "string" && b.kind === "string")
    return a.value === b.value || hasUnknown(a.value) || hasUnknown(b.value);
  if (a.kind !== "object" || b.kind !== "object")
    return a.kind === b.kind && "value" in a && "value" in b && a.value === b.value;
  if (a.members.length !== b.members.length) return false;
  const rest = [...b.members];
  return a.members.every(({ key, value }) => {
    const index = rest.findIndex((one) => one.key.value === key.value && isSameTree(one.value, value));
    return index >= 0 && rest.splice(index, 1).length === 1;
  });
}

function isOnly({ items }: ListNode, value: ValueNode): boolean {
  const [first] = items;
  return items.length === 1 && first !== undefined && isSameTree(first, value);
}
