import assert from "node:assert/strict";
import { iamPages } from "../../../src/core/iam/checks/pages.ts";
import { iamRules } from "../../../src/core/iam/checks/registry.ts";
import { judgeExample } from "../../support/iam.ts";

suite("pages of the IAM rules", () => {
  test("every rule has one page, and every page a rule", () => {
    const rules = iamRules.map(({ id }) => id);
    assert.deepEqual(rules, [...new Set(rules)], "a rule is listed twice");
    assert.deepEqual(iamPages.map(({ id }) => id).sort(), [...rules].sort());
  });

  for (const { id, bad, good } of iamPages) {
    test(`${id}: the bad example is found and the good one is not`, async () => {
      const inBad = (await judgeExample(bad)).findings.map(({ ruleId }) => ruleId);
      assert.ok(inBad.includes(id), `the bad example gives ${inBad.join(", ") || "nothing"}`);
      const inGood = (await judgeExample(good)).findings;
      assert.ok(!inGood.some(({ ruleId }) => ruleId === id), "the good example is found too");
      const errors = inGood.filter(({ severity }) => severity === "error").map(({ ruleId }) => ruleId);
      assert.deepEqual(errors, [], "the good example has errors");
    });
  }
});
