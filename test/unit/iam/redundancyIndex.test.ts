import assert from "node:assert/strict";
import { judgePolicy } from "../../support/iam.ts";

suite("redundant entries among many patterns", () => {
  const redundant = (resources: readonly string[]): unknown[] =>
    judgePolicy({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: resources },
    }).findings.flatMap(({ ruleId, data }) =>
      ruleId === "iam/redundant-resource" ? [[data?.["kept"], data?.["redundant"]]] : [],
    );

  test("the first of several that hold an entry keeps it, whatever stands in front of their wildcards", () => {
    assert.deepEqual(redundant(["arn:aws:s3:::a*/x", "arn:aws:s3:::ab/*", "arn:aws:s3:::ab/x"]), [
      ["arn:aws:s3:::a*/x", ["arn:aws:s3:::ab/x"]],
    ]);
    assert.deepEqual(redundant(["arn:aws:s3:::ab/*", "arn:aws:s3:::a*/x", "arn:aws:s3:::ab/x"]), [
      ["arn:aws:s3:::ab/*", ["arn:aws:s3:::ab/x"]],
    ]);
    assert.deepEqual(
      redundant(["arn:aws:s3:::ab/*", "arn:aws:s3:::a*", "arn:*:s3:::q/*", "arn:aws:s3:::q/z"]),
      [
        ["arn:aws:s3:::a*", ["arn:aws:s3:::ab/*"]],
        ["arn:*:s3:::q/*", ["arn:aws:s3:::q/z"]],
      ],
    );
  });

  test("of more patterns than any quota holds only equal ones are found", () => {
    const many = Array.from({ length: 2500 }, (_, index) => `arn:aws:s3:::b${index}/*`);
    assert.deepEqual(redundant([...many, "arn:aws:s3:::b7/x", "arn:aws:s3:::b9/*"]), [
      ["arn:aws:s3:::b9/*", ["arn:aws:s3:::b9/*"]],
    ]);
  });
});
