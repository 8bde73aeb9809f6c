import { parseArn } from "../../matching/arn.ts";
import { matches } from "../../matching/wildcard.ts";
import type { Policy, Statement } from "../../model/policy.ts";
import { hasUnknown, spanWithin, type StringNode } from "../../model/valueNode.ts";
import type { IamRule, Issue, PolicyCheck } from "../check.ts";

const suffixRule: IamRule = {
  id: "iam/secret-arn-suffix",
  title: "Secret ARN without exactly six characters for its suffix",
  severity: "warning",
};

const describeRule: IamRule = {
  id: "iam/missing-describe-secret",
  title: "GetSecretValue without DescribeSecret",
  severity: "hint",
};

/** A secret's ARN ends with a hyphen and six random characters: `prod/db` is `…:secret:prod/db-a1B2c3`. */
const suffix = "-??????";

/** Checks of the ARNs of secrets, and of what an agent's role needs beside reading them. */
export const secretChecks: readonly PolicyCheck[] = [
  { rules: [suffixRule], check: checkSuffixes },
  { rules: [describeRule], check: checkDescribe },
];

function* checkSuffixes({ statements, type }: Policy): Generator<Issue> {
  if (type === "scp" || type === "rcp") return;
  for (const { resources, effect } of statements) {
    if (!resources || resources.negated || effect === "Deny") continue;
    for (const node of resources.values) {
      const problem = problemOf(node);
      if (problem) yield { rule: suffixRule, ...problem };
    }
  }
}

function problemOf(node: StringNode): Omit<Issue, "rule"> | undefined {
  const arn = parseArn(node.value);
  if (arn?.service !== "secretsmanager" || !arn.resource.startsWith("secret:")) return undefined;
  const from = arn.at.resource + "secret:".length;
  const name = node.value.slice(from);
  const span = spanWithin(node, from, node.value.length);
  const marks = /^(.+?)-?(\?+)$/.exec(name);
  if (marks?.[1] !== undefined && marks[2] !== undefined) {
    const right = name.endsWith(suffix) && !marks[1].endsWith("?") && marks[2].length === suffix.length - 1;
    if (right) return undefined;
    const count = `${marks[2].length} "?"`;
    return {
      span,
      message: `A secret's ARN ends with a hyphen and six random characters: ${count} here matches no secret of this name. End it with ${suffix}.`,
      data: { suggestion: `${marks[1].replace(/-$/, "")}${suffix}` },
    };
  }
  // A path or prefix that ends with a wildcard is a choice; an unknown end, a policy variable or a whole ARN is right.
  if (name === "" || hasUnknown(name) || name.includes("${") || /-[A-Za-z0-9]{6}$/.test(name))
    return undefined;
  if (!/[*?]/.test(name)) {
    return {
      span,
      message: `This matches no secret: the ARN of ${JSON.stringify(cut(name))} has a hyphen and six random characters behind the name. Add ${suffix}.`,
      data: { suggestion: `${name}${suffix}` },
    };
  }
  if (/^[^*?]*[^*?/:-]-\*$/.test(name)) {
    return {
      span,
      severity: "hint",
      message: `This matches every secret whose name begins so. For one secret, end its name with ${suffix}.`,
      data: { suggestion: `${name.slice(0, -2)}${suffix}` },
    };
  }
  return undefined;
}

function* checkDescribe({ statements, type, complete }: Policy): Generator<Issue> {
  if (type !== "identity" || !complete) return;
  const allowing = statements.filter(({ effect }) => effect === "Allow");
  const canDescribe = allowing.some(
    ({ actions, complete: seen }) =>
      !seen ||
      !actions ||
      actions.negated ||
      !actions.complete ||
      actions.values.some(({ value }) => matches(value.toLowerCase(), "secretsmanager:describesecret")),
  );
  if (canDescribe) return;
  for (const statement of allowing) {
    const read = readingOf(statement);
    if (!read) continue;
    yield {
      rule: describeRule,
      span: read.content,
      message:
        "Clients and rotation ask for a secret's metadata too: without secretsmanager:DescribeSecret they fail or retry. Allow it on the same secret.",
    };
  }
}

/** The action that reads a named secret. */
function readingOf({ actions, resources }: Statement): StringNode | undefined {
  if (!resources || resources.negated || resources.values.every(({ value }) => value === "*"))
    return undefined;
  return actions?.values.find(({ value }) => value.toLowerCase() === "secretsmanager:getsecretvalue");
}

function cut(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
