import assert from "node:assert/strict";
import { mcpPages } from "../../../src/core/mcp/checks/pages.ts";
import { mcpRules } from "../../../src/core/mcp/checks/registry.ts";
import { judgeExample } from "./support/scanning.ts";

suite("pages of the MCP rules", () => {
  test("every rule has one page, and every page a rule", () => {
    const rules = mcpRules.map(({ id }) => id);
    assert.deepEqual(rules, [...new Set(rules)], "a rule is listed twice");
    assert.deepEqual(mcpPages.map(({ id }) => id).sort(), [...rules].sort());
  });

  for (const { id, bad, good } of mcpPages) {
    test(`${id}: the bad example is found and the good one is not`, () => {
      const inBad = judgeExample(bad).findings.map(({ ruleId }) => ruleId);
      assert.deepEqual(
        [...new Set(inBad)].filter((ruleId) => ruleId === id),
        [id],
        inBad.join(", "),
      );
      const inGood = judgeExample(good).findings;
      assert.ok(!inGood.some(({ ruleId }) => ruleId === id), "the good example is found too");
      const loud = inGood.filter(({ severity }) => severity === "error" || severity === "warning");
      assert.deepEqual(
        loud.map(({ ruleId }) => ruleId),
        [],
        "the good example has other findings",
      );
    });
  }

  test("the example of a secret marks the value", () => {
    const page = mcpPages.find(({ id }) => id === "mcp/inline-secret");
    const [finding] = page ? judgeExample(page.bad).findings : [];
    assert.equal(page?.bad.text.slice(finding?.span.start, finding?.span.end), "the-value-of-a-secret");
  });
});
