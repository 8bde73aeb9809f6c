import { parseArn } from "../../matching/arn.ts";
import type { StringNode } from "../../model/valueNode.ts";
import { hasUnknown } from "../../model/valueNode.ts";
import { rulesAt, shown, type Draft, type FixContext } from "../draft.ts";

/** Secrets Manager ends every secret's ARN with a hyphen and six characters of its own. */
const suffix = "-??????";

/** The ARN of a secret by its name, with exactly the six characters that Secrets Manager adds. */
export function* secretSuffix(context: FixContext): Generator<Draft> {
  for (const { resources } of context.policy.statements) {
    if (!resources || resources.negated) continue;
    for (const node of resources.values) {
      if (!context.wants("secret-suffix", node.span)) continue;
      const made = withSuffix(node);
      if (!made) continue;
      yield {
        id: "secret-suffix",
        title: `End the secret's ARN with ${suffix}: ${shown(made.text.replace(/^.*:secret:/, "…"))}`,
        ruleIds: rulesAt(context, "secret-suffix", node.span),
        span: node.span,
        changes: [{ kind: "items", member: resources.member, replaced: new Map([[node, [made.text]]]) }],
        ...(made.corrects && { corrects: true }),
        preferred: true,
      };
    }
  }
}

function withSuffix({ value }: StringNode): { text: string; corrects: boolean } | undefined {
  const arn = parseArn(value);
  if (arn?.service !== "secretsmanager" || !arn.resource.startsWith("secret:")) return undefined;
  const head = value.slice(0, arn.at.resource + "secret:".length);
  const name = value.slice(head.length);
  const marks = /^(.+)-(\?+)$/.exec(name);
  if (marks?.[1] !== undefined && !/[*?]/.test(marks[1])) {
    // Any other number of them matches no ARN of the secret that is meant.
    return marks[2]?.length === 6 ? undefined : { text: head + marks[1] + suffix, corrects: true };
  }
  const star = /^(.*[^*?-])-\*$/.exec(name);
  if (star?.[1] !== undefined && !/[*?]/.test(star[1]) && !hasUnknown(star[1].slice(-1)))
    return { text: head + star[1] + suffix, corrects: false };
  // A name that ends like a whole ARN may be one; one with an unknown end may be anything.
  if (/[*?]|\$\{/.test(name) || /-[A-Za-z0-9]{6}$/.test(name) || name === "" || hasUnknown(name))
    return undefined;
  return { text: head + name + suffix, corrects: true };
}

/**
 * DescribeSecret beside GetSecretValue: clients ask for both. It grants more, one action that reads metadata, so it is
 * never the preferred fix.
 */
export function* addDescribeSecret(context: FixContext): Generator<Draft> {
  const allowed = context.policy.statements.flatMap(({ effect, actions }) =>
    effect === "Allow" && actions && !actions.negated ? actions.values : [],
  );
  if (allowed.some(({ value }) => /^(?:\*|secretsmanager:(?:[*?]|d.*\*|describesecret$))/i.test(value)))
    return;
  for (const { effect, actions } of context.policy.statements) {
    if (effect !== "Allow" || !actions || actions.negated) continue;
    const node = actions.values.find(({ value }) => /^secretsmanager:getsecretvalue$/i.test(value));
    if (!node || !context.wants("add-describe-secret", node.span)) continue;
    yield {
      id: "add-describe-secret",
      title: "Allow secretsmanager:DescribeSecret as well",
      ruleIds: rulesAt(context, "add-describe-secret", node.span),
      span: node.span,
      changes: [
        {
          kind: "items",
          member: actions.member,
          replaced: new Map([[node, [node.value, "secretsmanager:DescribeSecret"]]]),
        },
      ],
      corrects: true,
      notes: ["This allows one more action: it reads a secret's metadata, never its value."],
    };
  }
}
