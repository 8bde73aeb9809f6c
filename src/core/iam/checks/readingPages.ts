import type { RulePage } from "./check.ts";

/** Pages of the rules that the engine reports while it reads. */
export const readingPages: readonly RulePage[] = [
  {
    id: "iam/json-syntax-error",
    about:
      "The text of the policy is not JSON: a bracket, a comma or a quote is missing, or something else stands where a value belongs. AWS refuses it as a whole. Picket reads on behind the place as well as it can, so that the rest is still checked.",
    fix: "Correct the place that is underlined. The rest of the message names what the parser expected.",
    bad: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow" "Action": "s3:ListAllMyBuckets", "Resource": "*" }]
}`,
    },
    good: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*" }]
}`,
    },
    links: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"],
  },
];
