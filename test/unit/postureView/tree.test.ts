import assert from "node:assert/strict";
import type { PostureNode } from "../../../src/features/posture/environment.ts";
import { areasOf, childrenOf } from "../../../src/features/posture/tree.ts";
import { countLine, statusLook } from "../../../src/features/posture/statusLook.ts";
import { result, untranslated as t } from "../../support/postureResults.ts";

const textOf = (node: PostureNode): string =>
  node.kind === "area" ? node.area : node.kind === "check" ? node.result.id : `${node.role}: ${node.text}`;

suite("the tree of posture", () => {
  test("areas stand in the order of the report, failures first, the worst at the top", () => {
    const results = [
      result({ id: "PA-001", area: "AWS account", status: "PASS" }),
      result({ id: "PK-003", status: "PASS" }),
      result({ id: "PK-010", severity: "low" }),
      result({ id: "PK-002", severity: "critical" }),
      result({ id: "PK-009", severity: "critical", status: "UNKNOWN" }),
      result({ id: "PK-004", status: "NOT_APPLICABLE" }),
    ];
    const areas = areasOf(results);
    assert.deepEqual(areas.map(textOf), ["Identity and sign-in", "AWS account"]);
    const [first] = areas;
    assert.ok(first);
    assert.deepEqual(childrenOf(first, t).map(textOf), ["PK-002", "PK-010", "PK-009", "PK-003", "PK-004"]);
  });

  test("a failure says why, what to do, which command helps and where it is required", () => {
    const failed = result({ id: "PK-015", area: "Kiro hooks", evidence: ["guard: missing"] });
    assert.deepEqual(childrenOf({ kind: "check", result: failed }, t).map(textOf), [
      "reason: there is no managed-settings.json",
      "remedy: What to do: Deploy managed-settings.json.",
      "action: Install Kiro hooks…",
      "evidence: guard: missing",
      "mapping: MAS TRM 9.1 · NIST SP 800-53 AC-3",
    ]);
  });

  test("a pass offers nothing to do", () => {
    const passed = result({ status: "PASS" });
    const roles = childrenOf({ kind: "check", result: passed }, t).map((node) =>
      node.kind === "line" ? node.role : node.kind,
    );
    assert.deepEqual(roles, ["reason", "evidence", "mapping"]);
  });

  test("what was not asked for because nobody allowed it can be asked", () => {
    const unknown = result({ id: "PK-022", area: "Network", status: "UNKNOWN", evidence: [] });
    const failed = result({ id: "PK-022", area: "Network", evidence: [] });
    const actions = (one: typeof unknown): readonly string[] =>
      childrenOf({ kind: "check", result: one }, t).flatMap((node) =>
        node.kind === "line" && node.command ? [node.command.command] : [],
      );
    assert.deepEqual(actions(unknown), ["picket.posture.runWith"]);
    assert.deepEqual(actions(failed), []);
  });

  test("unknown never looks like a pass, and no two look the same without colour", () => {
    const looks = [
      statusLook({ status: "PASS", severity: "low" }),
      statusLook({ status: "UNKNOWN", severity: "low" }),
      statusLook({ status: "NOT_APPLICABLE", severity: "low" }),
      statusLook({ status: "FAIL", severity: "low" }),
      statusLook({ status: "FAIL", severity: "critical" }),
    ];
    assert.equal(new Set(looks.map(({ icon }) => icon)).size, looks.length);
  });

  test("counts name every status apart", () => {
    const results = [result(), result({ status: "UNKNOWN" }), result({ status: "PASS" }), result()];
    assert.equal(countLine(results, t), "2 FAIL · 1 UNKNOWN · 1 PASS");
  });
});
