import assert from "node:assert/strict";
import type { FeedRow } from "../../../src/core/activity/feed/feedRow.ts";
import { toPanelRow } from "../../../src/features/activityPanel/panelRow.ts";
import { RowFlow } from "../../../src/features/activityPanel/rowFlow.ts";
import type { ToPanel } from "../../../src/protocol/activity.ts";
import { readToPanel } from "../../../src/protocol/guards.ts";

function feedRow(n: number, parts: Partial<FeedRow> = {}): FeedRow {
  return {
    n,
    key: `k-${n}`,
    time: 1_000 * n,
    name: "GetObject",
    service: "s3",
    region: "us-east-1",
    resource: "bucket/key",
    outcome: "success",
    readOnly: true,
    late: false,
    risk: { severity: "info", category: "read", reasons: ["It reads."] },
    ...parts,
  };
}

const rowsOf = (from: number, to: number): FeedRow[] =>
  Array.from({ length: to - from }, (_, at) => feedRow(from + at));

/** A page that keeps what it gets as the real one does, and acknowledges when it is told to. */
function bench() {
  const sent: ToPanel[] = [];
  const timers = new Set<() => void>();
  const flow = new RowFlow({
    send: (message) => sent.push(message),
    toRow: (row) => toPanelRow(row, true),
    later(run) {
      timers.add(run);
      return () => timers.delete(run);
    },
  });
  const fire = (): void => {
    const due = [...timers];
    timers.clear();
    for (const run of due) run();
  };
  const held = (): Map<number, unknown> => {
    const rows = new Map<number, unknown>();
    for (const message of sent) {
      if (message.type === "reset") rows.clear();
      if (message.type !== "rows") continue;
      for (const row of message.rows) rows.set(row.n, row);
      for (const n of message.removed) rows.delete(n);
    }
    return rows;
  };
  /** Acknowledges everything, until nothing more comes. */
  const settle = (): void => {
    for (let before = -1; before !== sent.length;) {
      before = sent.length;
      for (const message of sent.slice()) if (message.type === "rows") flow.ack(message.epoch, message.seq);
      fire();
    }
  };
  return { flow, sent, timers, fire, held, settle };
}

suite("rows on their way to the page", () => {
  test("a snapshot goes out in parts, the newest first, and no more than three ahead", () => {
    const { flow, sent, held, settle } = bench();
    flow.reset(rowsOf(0, 10_500));
    assert.deepEqual(
      sent.map((message) => (message.type === "rows" ? message.rows.length : message.type)),
      ["reset", 1000, 1000, 1000],
    );
    assert.ok(sent[1]?.type === "rows" && sent[1].rows[0]?.n === 9500);
    settle();
    assert.equal(held().size, 10_500);
    const numbers = sent.flatMap((message) => (message.type === "rows" ? [message.seq] : []));
    assert.deepEqual(
      numbers,
      numbers.map((_, at) => at + 1),
    );
  });

  test("live rows are gathered; a row that changes while it waits goes out once, as it is then", () => {
    const { flow, sent, fire, held } = bench();
    flow.reset([]);
    flow.push([feedRow(1)], []);
    flow.push([feedRow(1, { late: true }), feedRow(2)], []);
    assert.equal(sent.length, 1);
    fire();
    assert.equal(sent.length, 2);
    assert.deepEqual([...held().keys()], [1, 2]);
    assert.ok(sent[1]?.type === "rows" && sent[1].rows[0]?.late);
  });

  test("a row that was dropped before it went out never goes out", () => {
    const { flow, fire, held } = bench();
    flow.reset([]);
    flow.push([feedRow(1), feedRow(2)], []);
    flow.push([], [1]);
    fire();
    assert.deepEqual([...held().keys()], [2]);
  });

  test("paused, rows wait and are counted; going on sends them", () => {
    const { flow, sent, fire, held } = bench();
    flow.reset([feedRow(1)]);
    flow.pause(true);
    flow.push([feedRow(2), feedRow(3)], []);
    fire();
    assert.equal(flow.waiting, 2);
    assert.equal(held().size, 1);
    flow.pause(false);
    assert.equal(held().size, 3);
    assert.equal(flow.waiting, 0);
    assert.equal(sent.length, 3);
  });

  test("acknowledgements of another epoch, and ones of nothing that was sent, count for nothing", () => {
    const { flow, sent } = bench();
    flow.reset(rowsOf(0, 5_000));
    flow.ack(0, 3);
    flow.ack(1, 99);
    assert.equal(sent.length, 4);
    flow.ack(1, 1);
    assert.equal(sent.length, 5);
  });

  test("after the page is gone nothing is sent, and no timer is left", () => {
    const { flow, sent, timers, fire } = bench();
    flow.reset([]);
    flow.push([feedRow(1)], []);
    flow.stop();
    assert.equal(timers.size, 0);
    flow.push([feedRow(2)], []);
    fire();
    assert.equal(sent.length, 1);
  });

  test("the page accepts every message; long texts are cut", () => {
    const { flow, sent } = bench();
    flow.reset([feedRow(1, { resource: "x".repeat(5_000), errorCode: "AccessDenied", late: true })]);
    flow.push([], [7]);
    for (const message of sent) assert.deepEqual(readToPanel(message), message);
    assert.ok(sent[1]?.type === "rows" && sent[1].rows[0]?.resource.length === 300);
  });
});
