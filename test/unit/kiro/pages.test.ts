import assert from "node:assert/strict";
import type { KiroExample } from "../../../src/core/kiro/checks/check.ts";
import { kiroPages } from "../../../src/core/kiro/checks/pages.ts";
import { kiroRules } from "../../../src/core/kiro/checks/registry.ts";
import { scanKiro } from "../../../src/core/kiro/engine.ts";

function judge({ path, text, given }: KiroExample) {
  return scanKiro(text, { path, ...given?.context }).findings;
}

suite("pages of Kiro's rules", () => {
  test("every rule has one page, and every page a rule", () => {
    const rules = kiroRules.map(({ id }) => id);
    assert.deepEqual(rules, [...new Set(rules)], "a rule is listed twice");
    assert.deepEqual(kiroPages.map(({ id }) => id).sort(), [...rules].sort());
  });

  for (const { id, bad, good } of kiroPages) {
    test(`${id}: the bad example is found and the good one is not`, () => {
      const inBad = judge(bad).map(({ ruleId }) => ruleId);
      assert.ok(inBad.includes(id), inBad.join(", "));
      const rule = kiroRules.find((one) => one.id === id);
      const loudest = judge(bad).find(({ ruleId }) => ruleId === id);
      assert.ok(rule && loudest && loudest.message.length < 400);
      assert.deepEqual(
        judge(good).map(({ ruleId }) => ruleId),
        [],
      );
    });
  }
});
