import type { Condition, Statement } from "../../model/policy.ts";
import type { FindingData } from "../../../model/finding.ts";
import { contains, type Span } from "../../../model/span.ts";
import { answers } from "../answers.ts";
import { shown, type Draft, type FixContext } from "../draft.ts";

const arnOperators: Readonly<Record<string, string>> = {
  stringlike: "ArnLike",
  stringnotlike: "ArnNotLike",
  stringequals: "ArnEquals",
  stringnotequals: "ArnNotEquals",
  stringequalsignorecase: "ArnEquals",
};

/** ARN operators for keys that hold ARNs: they compare part by part, so that a `*` cannot cross a colon. */
export function* arnLike(context: FixContext): Generator<Draft> {
  for (const { statement, condition, span, ruleIds } of foundConditions(context, answers["arn-like"])) {
    const { qualifier, base, ifExists } = condition.parsed;
    const arn = arnOperators[base.toLowerCase()];
    if (arn === undefined || !context.wants("arn-like", span)) continue;
    const operator = `${qualifier === undefined ? "" : `${qualifier}:`}${arn}${ifExists ? "IfExists" : ""}`;
    yield {
      id: "arn-like",
      title: `Compare ${shown(condition.key.value)} with ${operator}`,
      ruleIds,
      span,
      changes: [{ kind: "condition", statement, from: condition, operator, key: condition.key.value }],
      preferred: true,
    };
  }
}

/** A condition that only asks whether its key is there, as `Null`, which says so. */
export function* nullCheck(context: FixContext): Generator<Draft> {
  for (const { statement, condition, span, ruleIds } of foundConditions(context, answers["null-check"])) {
    if (!context.wants("null-check", span)) continue;
    const absent = ruleIds.includes("iam/equivalent-to-null-true");
    yield {
      id: "null-check",
      title: `Write it as "Null": { "${shown(condition.key.value)}": "${absent}" }`,
      ruleIds,
      span,
      changes: [
        {
          kind: "condition",
          statement,
          from: condition,
          operator: "Null",
          key: condition.key.value,
          values: [String(absent)],
        },
      ],
      preferred: true,
    };
  }
}

interface Found {
  readonly statement: Statement;
  readonly condition: Condition;
  readonly span: Span;
  readonly ruleIds: readonly string[];
  readonly data: FindingData;
}

/** The conditions at which rules found something: at the operator of one key, at the key or at a value. */
export function* foundConditions(context: FixContext, rules: readonly string[] = []): Generator<Found> {
  const found = context.findings.filter(({ ruleId }) => rules.includes(ruleId));
  if (found.length === 0) return;
  for (const statement of context.policy.statements) {
    for (const condition of statement.conditions) {
      const { operator, key, valueNode } = condition;
      const shared = statement.conditions.filter((one) => one.operator === operator).length > 1;
      const own = found.filter(({ span, data }) => {
        const places = [key.span, valueNode.span];
        if (places.some((place) => contains(place, span))) return true;
        if (contains(operator.span, span)) return !shared || data["key"] === key.value;
        return contains(span, key.span) && contains(span, valueNode.span) && !shared;
      });
      const [first] = own;
      if (!first) continue;
      const ruleIds = [...new Set(own.map(({ ruleId }) => ruleId as string))];
      yield { statement, condition, span: first.span, ruleIds, data: first.data };
    }
  }
}
