import { memberOf } from "../model/valueNode.ts";
import type { Change, NewValue } from "./change.ts";

type ConditionChange = Extract<Change, { kind: "condition" }>;

/**
 * A change of a condition as changes of members, for every syntax in which conditions are objects. Undefined when the
 * operator holds that key already: two conditions cannot be merged.
 */
export function lowerCondition(change: ConditionChange): readonly Change[] | undefined {
  const { statement, from, operator, key } = change;
  const block = statement.conditionMember?.value;
  const target = memberOf(block, operator)?.value;
  const value = valueOf(change);
  if (value === undefined) return undefined;
  if (target && (target.kind !== "object" || memberOf(target, key))) return undefined;
  const add: Change[] = [];
  if (target?.kind === "object") add.push({ kind: "add-member", object: target, key, value, at: "end" });
  else if (block?.kind === "object")
    add.push({
      kind: "add-member",
      object: block,
      key: operator,
      value: { newMembers: [{ key, value }] },
      at: "end",
    });
  else if (block) return undefined;
  else
    add.push({
      kind: "add-member",
      object: statement.node,
      key: "Condition",
      value: { newMembers: [{ key: operator, value: { newMembers: [{ key, value }] } }] },
      at: "end",
    });
  return from ? replaced(change, add, target !== undefined) : add;
}

function replaced(
  change: ConditionChange,
  add: readonly Change[],
  hasTarget: boolean,
): readonly Change[] | undefined {
  const { statement, from, operator, values } = change;
  const block = statement.conditionMember?.value;
  if (block?.kind !== "object" || !from) return undefined;
  const operatorMember = block.members.find(({ key }) => key === from.operator);
  const old = operatorMember?.value;
  const member = old?.kind === "object" ? old.members.find(({ key }) => key === from.key) : undefined;
  if (!operatorMember || old?.kind !== "object" || !member) return undefined;
  if (old.members.length > 1) {
    return [{ kind: "remove-members", object: old, members: new Set([member]) }, ...add];
  }
  if (hasTarget)
    return [{ kind: "remove-members", object: block, members: new Set([operatorMember]) }, ...add];
  return [
    { kind: "rename", node: from.operator, text: operator },
    ...(values ? [{ kind: "set" as const, member, value: single(values) }] : []),
  ];
}

function valueOf({ values, from }: ConditionChange): NewValue | undefined {
  if (values) return single(values);
  if (!from) return undefined;
  const node = from.valueNode;
  if (node.kind === "string") return node;
  if (node.kind !== "list" || !node.items.every((item) => item.kind === "string")) return undefined;
  return node.items.flatMap((item) => (item.kind === "string" ? [item] : []));
}

/** One value stands without a list. */
function single(values: readonly string[]): NewValue {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : values;
}
