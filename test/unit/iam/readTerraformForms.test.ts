import assert from "node:assert/strict";
import type { Finding } from "../../../src/core/model/finding.ts";
import { judgePolicy, scanText } from "../../support/iam.ts";

/** A policy with something to say about each element. */
const policy = JSON.stringify(
  {
    Version: "2012-10-17",
    Statement: [
      { Effect: "allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/${aws:username}/*" },
      { Sid: "no-dash", Effect: "Allow", Action: ["s3:GetObjct", "iam:PassRole"], Resource: ["*", "bucket"] },
      {
        Effect: "Deny",
        NotAction: "sts:*",
        Resource: "*",
        Condition: { StringEqual: { "aws:SourceAcount": "111122223333" } },
      },
    ],
  },
  undefined,
  2,
);

const withInterpolation = policy.replaceAll("${", () => "$${");

/** The same policy as every language writes it. */
const forms: Readonly<Record<string, readonly [path: string, text: string]>> = {
  "a here-document of Terraform": [
    "main.tf",
    `resource "aws_iam_policy" "p" {\n  policy = <<EOF\n${withInterpolation}\nEOF\n}\n`,
  ],
  jsonencode: [
    "main.tf",
    `resource "aws_iam_policy" "p" {\n  policy = jsonencode(${withInterpolation})\n}\n`,
  ],
  "an object of TypeScript": ["p.ts", `iam.createPolicy({ PolicyDocument: JSON.stringify(${policy}) });`],
  "a dictionary of Python": ["p.py", `iam.create_policy(PolicyDocument=json.dumps(${policy}))`],
  "a string of Python": ["p.py", `iam.create_policy(PolicyDocument='''${policy}''')`],
  "a here-document of a script": [
    "p.sh",
    `cat > p.json <<'EOF'\n${policy}\nEOF\naws iam create-policy --policy-document file://p.json\n`,
  ],
};

/** Every finding with the text that it covers, as JSON writes it. */
const marks = (text: string, findings: readonly Finding[]): string[] =>
  findings
    .map(({ ruleId, span }) => `${ruleId} ${text.slice(span.start, span.end).replaceAll("$${", () => "${")}`)
    .sort();

suite("one policy in many languages", () => {
  const expected = marks(policy, judgePolicy(policy, { type: "identity" }).findings);

  test("there is something to find", () => {
    assert.ok(expected.length >= 5);
  });

  for (const [name, [path, text]] of Object.entries(forms)) {
    test(`${name} is judged like JSON`, async () => {
      const { findings } = await scanText(text, path);
      assert.deepEqual(marks(text, findings), expected);
    });
  }
});
