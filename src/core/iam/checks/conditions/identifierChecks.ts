import { overlaps } from "../../matching/wildcard.ts";
import type { IamRule, Issue, PolicyCheck } from "../check.ts";
import { conditionCheck, shown, spanOf, type ConditionFacts } from "./facts.ts";
import { analyzerRule } from "../analyzerRule.ts";
import { withoutVariables } from "./variables.ts";

const invalidVpcFormat = analyzerRule("INVALID_VPC_FORMAT", "error", "Value that is no VPC id");
const invalidVpceFormat = analyzerRule("INVALID_VPCE_FORMAT", "error", "Value that is no VPC endpoint id");
const invalidKmsKeyValue = analyzerRule(
  "INVALID_KMS_KEY_VALUE",
  "error",
  "Value that is no ARN of a KMS key",
);

/** Values that are ids of a resource. */
export const identifierChecks: readonly PolicyCheck[] = [
  conditionCheck([invalidVpcFormat, invalidVpceFormat, invalidKmsKeyValue], checkIdentifiers),
];

interface IdentifierForm {
  readonly rule: IamRule;
  /** Patterns of the policy language; a value must be able to match one. */
  readonly patterns: readonly string[];
  readonly wants: string;
}

const vpc: IdentifierForm = {
  rule: invalidVpcFormat,
  patterns: [`vpc-${"?".repeat(8)}`, `vpc-${"?".repeat(17)}`],
  wants: "Write vpc- and the 8 or 17 letters and digits behind it",
};
const vpce: IdentifierForm = {
  rule: invalidVpceFormat,
  patterns: [`vpce-${"?".repeat(8)}`, `vpce-${"?".repeat(17)}`],
  wants: "Write vpce- and the 8 or 17 letters and digits behind it",
};
const kmsKey: IdentifierForm = {
  rule: invalidKmsKeyValue,
  patterns: ["arn:*:kms:*:*:key/*"],
  wants: "The service compares the key's ARN: write arn:aws:kms:…:key/…, not an id or alias",
};

const formsOfKeys: Readonly<Record<string, IdentifierForm>> = {
  "aws:sourcevpc": vpc,
  "aws:ec2instancesourcevpc": vpc,
  "aws:sourcevpce": vpce,
  "s3:x-amz-server-side-encryption-aws-kms-key-id": kmsKey,
  "s3express:x-amz-server-side-encryption-aws-kms-key-id": kmsKey,
  "s3tables:kmskeyarn": kmsKey,
  "s3vectors:kmskeyarn": kmsKey,
};

/** A value longer than this is not looked at: no id is. */
const longest = 300;

function* checkIdentifiers({ condition, operator, keyName }: ConditionFacts): Iterable<Issue> {
  const form = formsOfKeys[keyName];
  if (!form || (operator?.family !== "String" && operator?.family !== "Arn")) return;
  for (const { text, node } of condition.values) {
    if (text === "" || text.length > longest) continue;
    const may = withoutVariables(text);
    if (form.patterns.some((pattern) => overlaps(may, pattern)) && !/[^\w\-:/*?.\uFFFC]/.test(may)) continue;
    const message = `${JSON.stringify(shown(text))} is no value that ${shown(condition.key.value)} can have. ${form.wants}.`;
    yield { rule: form.rule, span: spanOf(node), message };
  }
}
