import assert from "node:assert/strict";
import type { FromPanel, ToPanel } from "../../../src/protocol/activity.ts";
import { openFilter } from "../../../src/protocol/activityFilter.ts";
import { isPanelFilter, readFromPanel, readToPanel } from "../../../src/protocol/guards.ts";
import { panelRow, panelStatus } from "../../support/activityPage/rows.ts";

suite("messages of the panel", () => {
  const toPanel: readonly ToPanel[] = [
    { type: "reset", epoch: 1, total: 0 },
    {
      type: "rows",
      epoch: 1,
      seq: 1,
      rows: [panelRow(1, { region: "eu-west-1", errorCode: "AccessDenied", outcome: "denied" })],
      removed: [7],
    },
    {
      type: "status",
      status: panelStatus({
        dataAsOf: 1,
        completeUntil: 1,
        progress: 0.5,
        gaps: [{ from: 1, to: 2, reason: "sampled" }],
        actions: [{ command: "signIn", title: "Sign in" }],
      }),
    },
    {
      type: "detail",
      detail: {
        n: 1,
        severity: "high",
        category: "recon",
        reasons: ["why"],
        facts: [["Region", "us-east-1"]],
      },
    },
    { type: "filter", filter: openFilter },
    { type: "reveal", n: 3 },
  ];
  const fromPanel: readonly FromPanel[] = [
    { type: "ready" },
    { type: "ack", epoch: 1, seq: 2 },
    { type: "select", n: 1 },
    { type: "open", n: 1 },
    { type: "pause", paused: true },
    { type: "writesOnlyAtSource", on: false },
    { type: "filter", filter: { ...openFilter, withinMs: 900_000, services: ["s3"], names: ["PutObject"] } },
    { type: "command", command: "chooseSource" },
  ];

  test("every message passes the guard of its direction, and it alone", () => {
    for (const message of toPanel) assert.deepEqual(readToPanel(structuredClone(message)), message);
    for (const message of fromPanel) assert.deepEqual(readFromPanel(structuredClone(message)), message);
    for (const message of fromPanel.filter(({ type }) => type !== "filter"))
      assert.equal(readToPanel(message), undefined, message.type);
    for (const message of toPanel.filter(({ type }) => type !== "filter"))
      assert.equal(readFromPanel(message), undefined, message.type);
  });

  test("anything else is no message", () => {
    const none: readonly unknown[] = [
      undefined,
      null,
      1,
      "ready",
      [],
      {},
      { type: "unknown" },
      { type: ["ready"] },
      { type: "command", command: "workbench.action.quit" },
      { type: "command", command: "constructor" },
      { type: "open", n: -1 },
      { type: "open", n: 1.5 },
      { type: "open", n: "1" },
      { type: "pause", paused: "yes" },
      { type: "ack", epoch: 1 },
      { type: "filter", filter: { ...openFilter, text: "x".repeat(1_001) } },
      { type: "filter", filter: { ...openFilter, minRisk: "none" } },
      { type: "reveal", n: Number.NaN },
      { type: "status", status: { ...panelStatus(), state: "gone" } },
      { type: "status", status: { ...panelStatus(), actions: [{ command: "rm", title: "x" }] } },
      { type: "rows", epoch: 1, seq: 1, rows: "none", removed: [] },
      { type: "detail", detail: { n: 1, severity: "high", category: "recon", reasons: [], facts: [["a"]] } },
    ];
    for (const value of none) {
      assert.equal(readFromPanel(value), undefined, JSON.stringify(value));
      assert.equal(readToPanel(value), undefined, JSON.stringify(value));
    }
  });

  test("a row that is none leaves its message without it", () => {
    const rows = [panelRow(1), { ...panelRow(2), name: 7 }, null, { ...panelRow(3), severity: "loud" }];
    assert.deepEqual(readToPanel({ type: "rows", epoch: 1, seq: 1, rows, removed: [] }), {
      type: "rows",
      epoch: 1,
      seq: 1,
      rows: [panelRow(1)],
      removed: [],
    });
  });

  test("a kept filter is one or none", () => {
    assert.ok(isPanelFilter(openFilter));
    assert.ok(!isPanelFilter({ ...openFilter, names: undefined }));
    assert.ok(!isPanelFilter(undefined));
  });
});
