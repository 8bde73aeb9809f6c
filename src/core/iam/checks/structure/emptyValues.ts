import type { Statement } from "../../model/policy.ts";
import type { ValueNode } from "../../model/valueNode.ts";
import { analyzerRule } from "../analyzerRule.ts";
import type { Issue, PolicyCheck } from "../check.ts";

const emptyAction = analyzerRule("EMPTY_ARRAY_ACTION", "info", "Empty list of actions");
const emptyResource = analyzerRule("EMPTY_ARRAY_RESOURCE", "info", "Empty list of resources");
const emptyPrincipals = analyzerRule("EMPTY_ARRAY_PRINCIPAL", "info", "Empty list of principals");
const emptyPrincipal = analyzerRule("EMPTY_OBJECT_PRINCIPAL", "info", "Empty principal");
const emptySid = analyzerRule("EMPTY_SID_VALUE", "info", "Empty statement id");

/** Elements that are there and hold nothing, so that their statement matches nothing. */
export const emptyValueCheck: PolicyCheck = {
  rules: [emptyAction, emptyResource, emptyPrincipals, emptyPrincipal, emptySid],
  *check({ statements }) {
    for (const statement of statements) {
      const { actions, resources, sid } = statement;
      if (actions && !actions.negated && isEmptyList(actions.member.value))
        yield { rule: emptyAction, span: actions.member.value.span, message: noEffect("actions") };
      if (resources && !resources.negated && isEmptyList(resources.member.value))
        yield { rule: emptyResource, span: resources.member.value.span, message: noEffect("resources") };
      yield* emptyPrincipalOf(statement);
      if (sid?.value.kind === "string" && sid.value.value === "") {
        yield {
          rule: emptySid,
          span: sid.value.span,
          message: "The statement id is empty. Give the statement a name, or leave Sid out.",
        };
      }
    }
  },
};

function* emptyPrincipalOf({ principals }: Statement): Generator<Issue> {
  if (!principals || principals.negated) return;
  const { value } = principals.member;
  if (isEmptyList(value)) yield { rule: emptyPrincipals, span: value.span, message: noEffect("principals") };
  if (value.kind !== "object" || value.partial) return;
  if (value.members.length === 0)
    yield { rule: emptyPrincipal, span: value.span, message: noEffect("principals") };
  else if (value.members.every((member) => isEmptyList(member.value))) {
    const [first, ...rest] = value.members.map((member) => member.value.span);
    if (first)
      yield {
        rule: emptyPrincipals,
        span: first,
        message: noEffect("principals"),
        related: rest.map((span) => ({ span, message: "Empty too" })),
      };
  }
}

function isEmptyList(value: ValueNode): boolean {
  return value.kind === "list" && value.items.length === 0 && !value.partial;
}

function noEffect(what: string): string {
  return `The statement names no ${what}, so it has no effect. Name some, or remove the statement.`;
}
