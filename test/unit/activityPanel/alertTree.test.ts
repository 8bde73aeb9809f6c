import assert from "node:assert/strict";
import { Alerts } from "../../../src/core/activity/alerts/alerts.ts";
import { criticalNews, type CriticalNews } from "../../../src/core/activity/alerts/criticalNews.ts";
import type { FeedRow } from "../../../src/core/activity/feed/feedRow.ts";
import { AlertBook } from "../../../src/features/activityPanel/alertBook.ts";
import { alertLook, alertNodes } from "../../../src/features/activityPanel/alertTree.ts";
import { createMemory } from "../../../src/features/activityPanel/memory.ts";
import type { ActivitySession, SessionChange } from "../../../src/features/activityPanel/session.ts";
import { fill } from "./fill.ts";

const hour = 3_600_000;
const now = 1_000 * hour;

function row(n: number, parts: Partial<FeedRow> = {}): FeedRow {
  return {
    n,
    key: `k-${n}`,
    time: now - n * 60_000,
    name: "StopLogging",
    service: "cloudtrail",
    resource: "trail",
    outcome: "success",
    readOnly: false,
    late: false,
    risk: { severity: "critical", category: "defense-evasion", reasons: ["The record was stopped."] },
    ...parts,
  };
}

/** A book over a session that a test drives by hand. */
async function bench(kept: Record<string, unknown> = {}) {
  const rows: FeedRow[] = [];
  const news: CriticalNews[] = [];
  let listener = (_change: SessionChange): void => {};
  const session = {
    choice: { kind: "folder", path: "/a" },
    phase: "loading",
    feed: { rows },
    onChange(follow: (change: SessionChange) => void) {
      listener = follow;
      return () => {};
    },
  };
  const memory = createMemory({
    get: (key) => kept[key],
    update: async (key, value) => void (kept[key] = value),
  });
  const book = new AlertBook({
    session: session as unknown as ActivitySession,
    memory,
    loadActivity: async () => ({ Alerts, criticalNews }),
    now: () => now,
    onNews: (told) => news.push(...told),
  });
  listener({ kind: "reset" });
  const give = (...given: FeedRow[]): void => {
    rows.push(...given);
    listener({ kind: "rows", change: { rows: given, removed: [] } });
  };
  // The code is there when what was promised so far is kept.
  await new Promise((resolve) => setImmediate(resolve));
  return { book, give, news, kept, session, reset: () => listener({ kind: "reset" }) };
}

const quiet: FeedRow["risk"] = { severity: "info", category: "read", reasons: [] };

suite("alerts of agent activity", () => {
  test("loud events open alerts; acknowledged, the next event opens its kind again", async () => {
    const { book, give, session } = await bench();
    session.phase = "live";
    give(row(1), row(2, { risk: quiet }));
    assert.equal(book.open, 1);
    await book.acknowledge();
    assert.equal(book.open, 0);
    assert.equal(book.list().length, 1);
    give(row(3));
    assert.equal(book.open, 1);
  });

  test("what was acknowledged in an earlier window stays so while its history is read; later events do not", async () => {
    const first = await bench();
    first.give(row(1));
    await first.book.acknowledge();
    const again = await bench(first.kept);
    again.give(row(1));
    assert.equal(again.book.open, 0);
    again.session.phase = "live";
    again.give(row(50));
    assert.equal(again.book.open, 1);
  });

  test("a critical kind is told once, and history never", async () => {
    const { give, news } = await bench();
    give(row(90));
    assert.equal(news.length, 0);
    give(row(1), row(2));
    give(row(3));
    assert.deepEqual(
      news.map(({ row: { n }, count }) => [n, count]),
      [[1, 2]],
    );
  });

  test("ignored events leave the alerts and come back with the rule's end", async () => {
    const { book, give } = await bench();
    give(row(1));
    await book.ignore([{ by: "event", service: "cloudtrail", name: "StopLogging" }]);
    assert.equal(book.list().length, 0);
    await book.ignore([]);
    assert.equal(book.list().length, 1);
  });

  test("another source has none of them", async () => {
    const { book, give, reset } = await bench();
    give(row(1));
    reset();
    assert.equal(book.list().length, 0);
  });

  test("a kind says how loud, how often and how long ago; its events say on what", async () => {
    const { book, give } = await bench();
    give(row(1), row(2, { outcome: "denied", errorCode: "AccessDenied" }));
    const [alert] = alertNodes(book.list(), undefined);
    assert.ok(alert);
    const look = alertLook(alert, now, fill);
    assert.deepEqual(
      [look.label, look.description, look.icon],
      ["cloudtrail:StopLogging", "critical · 2 times · 1 min. ago", "error"],
    );
    const events = alertNodes(book.list(), alert);
    assert.equal(alertLook(events[1]!, now, fill).description, "trail · AccessDenied");
    assert.deepEqual(alertNodes(book.list(), events[0]), []);
  });

  test("texts of events draw no icon, and hide nothing", async () => {
    const { book, give } = await bench();
    give(row(1, { name: "$(bug)\u202Ex\n", resource: "a".repeat(500) }));
    const [alert] = alertNodes(book.list(), undefined);
    assert.ok(alert);
    assert.equal(alertLook(alert, now, fill).label, "cloudtrail:$ (bug)\\u202ex\\x0a");
    const [event] = alertNodes(book.list(), alert);
    assert.ok(event && alertLook(event, now, fill).description.length === 160);
  });
});
