import assert from "node:assert/strict";
import { pageOfPath, pathOfRule } from "../../../src/features/rulePages/rulePageUri.ts";

suite("rule page URI", () => {
  test("a rule's path leads to its page", () => {
    assert.equal(pageOfPath(pathOfRule("secrets/github-token")), "docs/rules/secrets/github-token.md");
    assert.equal(pageOfPath("/rules/iam/privilege-escalation"), "docs/rules/iam/privilege-escalation.md");
  });

  test("nothing else does", () => {
    const hostile = [
      "",
      "/",
      "/rules/secrets/",
      "/rules/secrets/../../package",
      "/rules/secrets/..%2f..%2fpackage",
      "/rules/../secrets/x",
      "/rules/secrets/x.md",
      "/rules/secrets/x/y",
      "/rules/secrets/x\\..\\y",
      "/rules/secrets/X",
      "/rules/other/x",
      "/rules/secrets/x\n",
      "rules/secrets/x",
      "/rules/secrets/-x",
      "/rules/secrets/x\u0000",
      "//rules/secrets/x",
    ];
    for (const path of hostile) assert.equal(pageOfPath(path), undefined, JSON.stringify(path));
  });
});
