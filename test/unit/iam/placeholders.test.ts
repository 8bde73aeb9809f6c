import assert from "node:assert/strict";
import { markPlaceholders } from "../../../src/core/iam/model/placeholders.ts";
import { unknownText } from "../../../src/core/iam/model/valueNode.ts";

const cases: readonly [text: string, value: string, forUser: readonly string[]][] = [
  ["arn:aws:iam::{{YOUR_ACCOUNT_ID}}:role/x", "arn:aws:iam::?:role/x", ["{{YOUR_ACCOUNT_ID}}"]],
  ["arn:aws:s3:::<bucket-name>/*", "arn:aws:s3:::?/*", ["<bucket-name>"]],
  ["arn:aws:sqs:[REGION]:ACCOUNT_ID:queue", "arn:aws:sqs:?:?:queue", ["[REGION]", "ACCOUNT_ID"]],
  ["arn:aws:s3:::YOUR_BUCKET_NAME", "arn:aws:s3:::?", ["YOUR_BUCKET_NAME"]],
  ["arn:aws:sns:region:account-id:topic", "arn:aws:sns:?:?:topic", ["region", "account-id"]],
  ["arn:aws:iam::111111111111:root", "arn:aws:iam::?:root", ["111111111111"]],
  // A tool fills these.
  ["{{resolve:ssm:/path/name:1}}", "?", []],
  ["arn:aws:s3:::{{ bucket.name }}/*", "arn:aws:s3:::?/*", []],
  ["arn:aws:iam::${AWS_ACCOUNT_ID}:root", "arn:aws:iam::?:root", []],
];

suite("placeholders", () => {
  for (const [text, value, forUser] of cases) {
    test(text, () => {
      const marked = markPlaceholders(text);
      assert.equal(marked.value.replaceAll(unknownText, "?"), value);
      assert.deepEqual(
        marked.found.map(({ start, end }) => text.slice(start, end)),
        forUser,
      );
    });
  }

  test("what a policy means itself is none", () => {
    for (const text of [
      "s3:GetObject",
      "arn:aws:s3:::home/${aws:username}/*",
      "arn:aws:iam::111122223333:role/Accounting",
      "arn:aws:dynamodb:us-east-1:123456789012:table/REGION_TOTALS",
      "AWS:SourceAccount",
      "${*}",
    ])
      assert.deepEqual(markPlaceholders(text), { value: text, found: [] }, text);
  });
});
