import type { Example } from "../check.ts";

const base = {
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::amzn-s3-demo-bucket/*",
};

/**
 * A policy of one statement with these conditions, as an example of a rule's page.
 * @param more elements of the statement; they win over reading the objects of one bucket
 */
export function withCondition(
  Condition: unknown,
  more: Readonly<Record<string, unknown>> = {},
  place: Omit<Example, "text"> = {},
): Example {
  const policy = { Version: "2012-10-17", Statement: [{ ...base, ...more, Condition }] };
  return { text: JSON.stringify(policy, undefined, 2), ...place };
}

/** A policy that lets one bucket's objects be read, all of them or those of a prefix. */
export function withResource(Resource: string): Example {
  const policy = { Version: "2012-10-17", Statement: [{ ...base, Resource }] };
  return { text: JSON.stringify(policy, undefined, 2) };
}

const guide = "https://docs.aws.amazon.com/IAM/latest/UserGuide";

/** Pages of the IAM user guide that the rules' pages point to. */
export const guidePages = {
  operators: [`${guide}/reference_policies_elements_condition_operators.html`],
  keys: [`${guide}/reference_policies_condition-keys.html`],
  severalValues: [`${guide}/reference_policies_condition-single-vs-multi-valued-context-keys.html`],
  variables: [`${guide}/reference_policies_variables.html`],
  conditions: [`${guide}/reference_policies_elements_condition.html`],
} as const;
