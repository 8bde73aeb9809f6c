import assert from "node:assert/strict";
import type { Finding } from "../../../src/core/model/finding.ts";
import { severityOf, type Confidence } from "../../../src/core/model/severity.ts";
import { statusView } from "../../../src/features/status/statusView.ts";

function finding(confidence: Confidence): Finding {
  return {
    ruleId: "secrets/some-token",
    severity: severityOf(confidence),
    confidence,
    message: "Some token in plain text.",
    span: { start: 0, end: 1 },
    related: [],
    data: {},
    docs: "docs/rules/secrets/some-token.md",
  };
}

const findings = [finding("high"), finding("high"), finding("medium"), finding("low"), finding("near-miss")];

suite("status view", () => {
  test("counts by loudness", () => {
    const view = statusView({ state: "done", findings });
    assert.deepEqual(
      { kind: view.kind, counts: [view.errors, view.warnings, view.others] },
      { kind: "found", counts: [2, 1, 2] },
    );
  });

  test("keeps the number while a document with findings is scanned again", () => {
    assert.equal(statusView({ state: "scanning", findings }).kind, "found");
    assert.equal(statusView({ state: "scanning", findings: [] }).kind, "scanning");
  });

  test("tells clean from not looked at", () => {
    const kinds = (
      ["done", "off", "ignored", "too-large", "failed", "no-document", "beyond-editor"] as const
    ).map((state) => statusView({ state, findings: [] }).kind);
    assert.deepEqual(kinds, ["clean", "off", "ignored", "too-large", "failed", "idle", "too-large"]);
  });
});
