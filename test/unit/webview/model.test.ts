import assert from "node:assert/strict";
import type { FromPanel, PanelRow, ToPanel } from "../../../src/protocol/activity.ts";
import { openFilter } from "../../../src/protocol/activityFilter.ts";
import { Announcer } from "../../../src/webview/activity/list/announcer.ts";
import { countByMinute } from "../../../src/webview/activity/list/minutes.ts";
import { entryOf } from "../../../src/webview/activity/list/entry.ts";
import { ActivityModel, type KeptState } from "../../../src/webview/activity/model.ts";
import { Sequence } from "../../../src/webview/activity/sequence.ts";
import { panelRow, panelStatus } from "../../support/activityPage/rows.ts";

const rowsMessage = (seq: number, rows: readonly PanelRow[], removed: readonly number[] = []): ToPanel => ({
  type: "rows",
  epoch: 1,
  seq,
  rows,
  removed,
});

/** A model, and what it posted since it was asked the last time. */
function modelWith(
  kept?: KeptState,
  now = 1_000_000,
): { model: ActivityModel; posted: () => readonly FromPanel[] } {
  const messages: FromPanel[] = [];
  const model = new ActivityModel(
    (message) => void messages.push(message),
    () => now,
    kept,
  );
  return { model, posted: () => messages.splice(0) };
}

const shownOf = (model: ActivityModel): readonly number[] => model.shown.entries.map(({ row }) => row.n);

suite("model of the panel", () => {
  test("asks for everything, confirms what comes, and asks again after a hole", () => {
    const { model, posted } = modelWith();
    model.start();
    assert.deepEqual(posted(), [{ type: "ready" }, { type: "filter", filter: openFilter }]);
    model.take({ type: "reset", epoch: 1, total: 2 });
    model.take(rowsMessage(1, [panelRow(1), panelRow(2)]));
    assert.deepEqual(posted(), [{ type: "ack", epoch: 1, seq: 1 }]);
    model.take(rowsMessage(3, [panelRow(4)]));
    assert.deepEqual([posted(), shownOf(model)], [[{ type: "ready" }], [1, 2]]);
    model.take(rowsMessage(1, [panelRow(9)]));
    assert.deepEqual([posted(), shownOf(model)], [[], [1, 2]]);
    model.take({ type: "reset", epoch: 2, total: 0 });
    assert.deepEqual(shownOf(model), []);
    model.take(rowsMessage(2, [panelRow(9)]));
    assert.deepEqual([posted(), shownOf(model)], [[], []]);
  });

  test("filters what is there and what comes, and tells the extension", () => {
    const { model, posted } = modelWith();
    model.take({ type: "reset", epoch: 1, total: 2 });
    model.take(rowsMessage(1, [panelRow(1), panelRow(2, { write: true })]));
    posted();
    const filter = { ...openFilter, writesOnly: true };
    model.setFilter(filter);
    assert.deepEqual([posted(), shownOf(model)], [[{ type: "filter", filter }], [2]]);
    model.take(rowsMessage(2, [panelRow(3), panelRow(4, { write: true })]));
    assert.deepEqual(shownOf(model), [2, 4]);
    model.take({ type: "filter", filter: { ...openFilter, names: ["None"] } });
    assert.deepEqual(shownOf(model), []);
  });

  test("a revealed row is let through and selected once it is there", () => {
    const { model, posted } = modelWith({ filter: { ...openFilter, text: "nothing" }, follow: true });
    model.take({ type: "reset", epoch: 1, total: 1 });
    model.take({ type: "reveal", n: 1 });
    assert.equal(model.takeWanted(), undefined);
    model.take(rowsMessage(1, [panelRow(1)]));
    assert.equal(model.takeWanted(), 1);
    assert.equal(model.takeWanted(), undefined);
    assert.deepEqual([model.selected, model.follow, model.filter], [1, false, openFilter]);
    assert.deepEqual(posted().at(-1), { type: "select", n: 1 });
  });

  test("what was selected comes back in the same stretch alone, and leaves with its row", () => {
    const kept = { filter: openFilter, follow: false, selected: 2, epoch: 7 };
    const same = modelWith(kept);
    same.model.take({ type: "reset", epoch: 7, total: 2 });
    assert.deepEqual([same.model.selected, same.posted()], [2, [{ type: "select", n: 2 }]]);
    const other = modelWith(kept);
    other.model.take({ type: "reset", epoch: 8, total: 2 });
    assert.deepEqual([other.model.selected, other.posted()], [undefined, []]);

    const { model } = modelWith();
    model.take({ type: "reset", epoch: 1, total: 1 });
    model.take(rowsMessage(1, [panelRow(1)]));
    model.select(1);
    model.take({
      type: "detail",
      detail: { n: 2, severity: "high", category: "read", reasons: [], facts: [] },
    });
    assert.equal(model.detail, undefined);
    model.take(rowsMessage(2, [panelRow(1, { severity: "low" })]));
    assert.equal(model.selected, 1);
    model.take(rowsMessage(3, [], [1]));
    assert.equal(model.selected, undefined);
    assert.deepEqual(model.kept, { filter: openFilter, follow: true, epoch: 1 });
  });

  test("counts what comes while nobody follows, and nothing of what was there at first", () => {
    const { model } = modelWith();
    model.take({ type: "reset", epoch: 1, total: 3 });
    model.setFollow(false);
    assert.equal(model.expected, 3);
    model.take(rowsMessage(1, [panelRow(1), panelRow(2)], [9]));
    assert.deepEqual([model.unseen, model.announcer.due(0), model.expected], [0, undefined, undefined]);
    model.take(
      rowsMessage(2, [panelRow(2, { late: true }), panelRow(3), panelRow(4, { severity: "critical" })]),
    );
    assert.equal(model.unseen, 2);
    assert.deepEqual(model.announcer.take(0), { events: 2, loud: 1 });
    model.setFollow(true);
    assert.equal(model.unseen, 0);
  });

  test("time that passes takes rows and gaps out of a filter for the last minutes", () => {
    let now = 1_000_000;
    const model = new ActivityModel(
      () => undefined,
      () => now,
    );
    const gaps = [{ from: 930_000, to: 935_000, reason: "why" }];
    model.take({ type: "status", status: panelStatus({ gaps, clockSkew: 5_000 }) });
    model.take({ type: "reset", epoch: 1, total: 1 });
    model.take(rowsMessage(1, [panelRow(1, { time: 950_000 }), panelRow(2, { time: 1_000_000 })]));
    model.setFilter({ ...openFilter, withinMs: 60_000 });
    assert.deepEqual(shownOf(model), [1, 2]);
    assert.equal(model.shown.length, 3);
    now += 6_000;
    model.refilter();
    assert.deepEqual(shownOf(model), [2]);
  });
});

suite("parts of the panel", () => {
  test("every message is taken once and in order", () => {
    const sequence = new Sequence();
    assert.equal(sequence.take(1, 1), "hole");
    sequence.reset(3);
    assert.deepEqual(
      [
        [3, 1],
        [3, 1],
        [2, 2],
        [3, 3],
        [3, 2],
        [4, 1],
      ].map(([epoch = 0, seq = 0]) => sequence.take(epoch, seq)),
      ["next", "stale", "stale", "hole", "next", "hole"],
    );
  });

  test("arrivals are said at once, then not before the quiet is over", () => {
    const announcer = new Announcer(10_000);
    assert.equal(announcer.take(0), undefined);
    announcer.add(2, 1);
    assert.deepEqual([announcer.due(5), announcer.take(5)], [0, { events: 2, loud: 1 }]);
    announcer.add(1, 0);
    announcer.add(3, 2);
    assert.deepEqual([announcer.due(4_005), announcer.take(4_005)], [6_000, undefined]);
    assert.deepEqual(announcer.take(10_005), { events: 4, loud: 2 });
    announcer.add(1, 0);
    announcer.clear();
    assert.equal(announcer.due(99_999), undefined);
  });

  test("bars are minutes where there is room, else longer, and hold every timed event", () => {
    const minute = 60_000;
    const { time: _time, ...untimed } = panelRow(1);
    const times = [10, 10.5, 12, 12.2, 12.9].map((at) => at * minute);
    const rows = [untimed, ...times.map((time, index) => panelRow(index + 2, { time, severity: "high" }))];
    const entries = rows.map((row) => entryOf(row));
    const fine = countByMinute(entries, 10);
    assert.deepEqual([fine.length, fine.most, fine.bars.map(({ total }) => total)], [1, 3, [2, 0, 3]]);
    assert.deepEqual([fine.bars[0]?.from, fine.bars[2]?.bySeverity.high], [10 * minute, 3]);
    const coarse = countByMinute(entries, 2);
    assert.deepEqual([coarse.length, coarse.bars.map(({ total }) => total)], [2, [2, 3]]);
    assert.deepEqual(
      countByMinute(entries, 1).bars.map(({ total }) => total),
      [5],
    );
    assert.deepEqual(countByMinute([], 5).bars, []);
    const ages = [panelRow(1, { time: 0 }), panelRow(2, { time: 8e15 })].map((row) => entryOf(row));
    const wide = countByMinute(ages, 50);
    assert.ok(wide.bars.length <= 51);
    assert.equal(
      wide.bars.reduce((sum, { total }) => sum + total, 0),
      2,
    );
  });
});
