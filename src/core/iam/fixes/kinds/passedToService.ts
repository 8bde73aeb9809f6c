import type { Policy, Statement } from "../../model/policy.ts";
import { memberOf, type StringNode } from "../../model/valueNode.ts";
import type { Change, NewMember } from "../change.ts";
import { rulesAt, type Draft, type FixContext } from "../draft.ts";
import { servicesOf } from "./passRoleServices.ts";
import { freeSid } from "./sids.ts";

/** Offered where the policy does not tell, each as a choice. */
const usual = ["lambda.amazonaws.com", "ec2.amazonaws.com", "ecs-tasks.amazonaws.com"];

/** Limits iam:PassRole to the services that the policy's other actions give roles to. */
export function* passedToService(context: FixContext): Generator<Draft> {
  const { policy } = context;
  for (const statement of policy.statements) {
    const { effect, actions, conditions, node } = statement;
    const pass = actions?.values.find(({ value }) => /^iam:PassRole$/i.test(value));
    if (effect !== "Allow" || !actions?.complete || actions.negated || !pass || node.partial) continue;
    if (conditions.some(({ key }) => /^iam:PassedToService$/i.test(key.value))) continue;
    const places = [pass.span, statement.resources?.member.value.span ?? pass.span];
    if (!places.some((place) => context.wants("passed-to-service", place))) continue;
    const implied = impliedServices(context);
    const ruleIds = places.flatMap((place) => rulesAt(context, "passed-to-service", place));
    const choices = implied.length > 0 ? [implied] : context.interactive ? usual.map((one) => [one]) : [];
    for (const services of choices) {
      yield {
        id: "passed-to-service",
        title: `Let iam:PassRole pass roles to ${services.join(", ")} only`,
        ruleIds: [...new Set(ruleIds)],
        span: pass.span,
        changes: changesFor(statement, pass, services, policy),
        ...(implied.length > 0 && { preferred: true }),
        notes: ["Check the services: a role can be passed to no other one any more."],
      };
    }
  }
}

/** The services of the policy's other actions that take roles. */
function impliedServices({ policy }: FixContext): string[] {
  const found = servicesOf(
    policy.statements.flatMap(({ effect, actions }) =>
      effect === "Allow" && actions && !actions.negated ? actions.values.map(({ value }) => value) : [],
    ),
  );
  return found.length <= 5 ? found : [];
}

/** Other actions know no such key and would be denied by the condition: iam:PassRole gets a statement of its own. */
function changesFor(
  statement: Statement,
  pass: StringNode,
  services: readonly string[],
  policy: Policy,
): readonly Change[] {
  const { actions, node, sid } = statement;
  const key = "iam:PassedToService";
  if (!actions || actions.values.length === 1) {
    return [
      { kind: "condition", statement, from: undefined, operator: "StringEquals", key, values: services },
    ];
  }
  const value = services.length === 1 ? (services[0] ?? "") : services;
  const name = sid?.value.kind === "string" ? freeSid(policy, `${sid.value.value}PassRole`) : undefined;
  const copies = ["Effect", "Principal", "Resource", "NotResource"].flatMap((one): NewMember[] => {
    const member = memberOf(node, one);
    return member ? [{ copyOf: member }] : [];
  });
  return [
    { kind: "items", member: actions.member, replaced: new Map([[pass, []]]) },
    {
      kind: "insert-statement",
      after: statement,
      value: {
        newMembers: [
          ...(name === undefined ? [] : [{ key: "Sid", value: name }]),
          ...copies.slice(0, 1),
          { key: "Action", value: pass },
          ...copies.slice(1),
          {
            key: "Condition",
            value: { newMembers: [{ key: "StringEquals", value: { newMembers: [{ key, value }] } }] },
          },
        ],
      },
    },
  ];
}
