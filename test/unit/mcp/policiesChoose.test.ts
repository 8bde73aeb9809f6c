import assert from "node:assert/strict";
import { policyPlaces, strictest } from "../../../src/core/mcp/policies/choose.ts";
import type { McpFlag, McpStatus, McpVerdict } from "../../../src/core/mcp/model/verdict.ts";

const verdict = (status: McpStatus, flags: readonly McpFlag[] = []): McpVerdict => ({
  status,
  flags,
  reasons: [`because ${status}`],
  severity: undefined,
  trace: [],
});

suite("where policies are looked for", () => {
  const locationsOf = (sources: Parameters<typeof policyPlaces>[0]) =>
    policyPlaces(sources).map(({ location }) => location);

  test("the setting first, then the managed folder, on every system", () => {
    assert.deepEqual(locationsOf({ setting: " /a.json ", managedFolder: "/etc/kiro" }), [
      "/a.json",
      "/etc/kiro/mcp-allowlist.json",
    ]);
    assert.deepEqual(locationsOf({ managedFolder: "C:\\ProgramData\\Kiro\\" }), [
      "C:\\ProgramData\\Kiro\\mcp-allowlist.json",
    ]);
    assert.deepEqual(locationsOf({ managedFolder: "\\\\server\\share" }), [
      "\\\\server\\share\\mcp-allowlist.json",
    ]);
  });

  test("one place is no two layers, and nothing is none", () => {
    const setting = "/etc/kiro/mcp-allowlist.json";
    assert.deepEqual(
      policyPlaces({ setting, managedFolder: "/etc/kiro/" }).map(({ kind, required }) => [kind, required]),
      [["setting", true]],
    );
    assert.deepEqual(policyPlaces({ setting: "  ", managedFolder: "" }), []);
  });
});

suite("verdicts of several policies", () => {
  const pairs: readonly (readonly [McpStatus, McpStatus, McpStatus])[] = [
    ["ALLOWED", "DENIED", "DENIED"],
    ["ALLOWED", "NOT_LISTED", "NOT_LISTED"],
    ["ALLOWED", "UNVERIFIED", "UNVERIFIED"],
    ["UNVERIFIED", "NOT_LISTED", "NOT_LISTED"],
    ["NAME_ONLY", "NOT_LISTED", "NAME_ONLY"],
    ["ALLOWED", "UNPINNED", "UNPINNED"],
    ["ALLOWED", "ALLOWED", "ALLOWED"],
  ];
  for (const [one, other, counts] of pairs) {
    test(`${one} and ${other} make ${counts}, in either order`, () => {
      assert.equal(strictest([verdict(one), verdict(other)]).status, counts);
      assert.equal(strictest([verdict(other), verdict(one)]).status, counts);
    });
  }

  test("reasons are those of the verdict that counts, flags those of all", () => {
    const both = strictest([
      verdict("ALLOWED", ["DISABLED"]),
      verdict("UNVERIFIED", ["POLICY_EXPIRED", "DISABLED"]),
    ]);
    assert.deepEqual(both.reasons, ["because UNVERIFIED"]);
    assert.deepEqual(both.flags, ["POLICY_EXPIRED", "DISABLED"]);
  });
});
