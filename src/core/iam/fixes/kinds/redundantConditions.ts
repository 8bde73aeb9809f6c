import type { Condition, Statement } from "../../model/policy.ts";
import type { Member, ObjectNode } from "../../model/valueNode.ts";
import type { Change } from "../change.ts";
import { shown, type Draft, type FixContext } from "../draft.ts";
import { foundConditions } from "./conditions.ts";

/** Takes out a condition that holds for every request, and limits beside one that holds whenever they do. */
export function* removeRedundantConditions(context: FixContext): Generator<Draft> {
  const base = { id: "remove-redundant", preferred: true } as const;
  const always = foundConditions(context, ["iam/redundant-key-due-to-wildcard-in-condition"]);
  for (const { statement, condition, span, ruleIds } of always) {
    const change = context.wants("remove-redundant", span) && removal(statement, condition);
    if (!change) continue;
    const title = `Remove ${shown(condition.key.value)}: the condition always holds`;
    yield { ...base, title, ruleIds, span, changes: [change] };
  }
  const limits = foundConditions(context, ["iam/redundant-condition-value-num"]);
  for (const { statement, condition, span, ruleIds, data } of limits) {
    const { keep } = data;
    const member = placeOf(statement, condition)?.member;
    if (!member || typeof keep !== "string" || !context.wants("remove-redundant", span)) continue;
    yield {
      ...base,
      title: `Keep ${keep} only: it decides`,
      ruleIds,
      span,
      changes: [{ kind: "set", member, value: keep }],
    };
  }
}

interface Place {
  readonly member: Member;
  readonly block: ObjectNode;
  readonly operator: Member;
  readonly conditions: ObjectNode;
}

function placeOf({ conditionMember }: Statement, condition: Condition): Place | undefined {
  const conditions = conditionMember?.value;
  if (conditions?.kind !== "object") return undefined;
  const operator = conditions.members.find(({ key }) => key === condition.operator);
  const block = operator?.value;
  const member =
    block?.kind === "object" ? block.members.find(({ key }) => key === condition.key) : undefined;
  return operator && block?.kind === "object" && member ? { member, block, operator, conditions } : undefined;
}

/** Takes the key out, with its operator and the whole `Condition` where nothing else is in them. */
function removal(statement: Statement, condition: Condition): Change | undefined {
  const place = placeOf(statement, condition);
  if (!place) return undefined;
  const { member, block, operator, conditions } = place;
  const remove = (object: ObjectNode, one: Member): Change => ({
    kind: "remove-members",
    object,
    members: new Set([one]),
  });
  if (block.members.length > 1) return remove(block, member);
  if (conditions.members.length > 1) return remove(conditions, operator);
  return statement.conditionMember && remove(statement.node, statement.conditionMember);
}
