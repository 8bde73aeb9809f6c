import assert from "node:assert/strict";
import { readRoleChoice, readSourceChoice } from "../../../src/features/activityPanel/choice.ts";
import { createMemory } from "../../../src/features/activityPanel/memory.ts";
import { readBack } from "../../../src/features/activityPanel/readBack.ts";

const hour = 3_600_000;

function memento(kept: Record<string, unknown> = {}) {
  return {
    kept,
    get: (key: string): unknown => kept[key],
    update: async (key: string, value: unknown) => void (kept[key] = value),
  };
}

suite("what outlives a window", () => {
  test("choices come back as they were kept", async () => {
    const store = memento();
    const memory = createMemory(store);
    const athena = {
      kind: "athena",
      region: "us-east-1",
      location: "s3://b/AWSLogs/",
      table: "d.t",
      accounts: [],
      regions: ["us-east-1"],
    } as const;
    for (const choice of [
      { kind: "folder", path: "/a" },
      { kind: "lookup", regions: [], writesOnly: true },
      athena,
      { kind: "none" },
    ] as const) {
      await memory.keepSource(choice);
      assert.deepEqual(memory.source(), choice);
    }
    await memory.keepRole({ kind: "profile" });
    assert.deepEqual(memory.role(), { kind: "profile" });
  });

  test("what is broken, or of another version, counts as nothing", () => {
    for (const value of [undefined, null, 1, "x", [], {}, { kind: "folder" }, { kind: "folder", path: 1 }])
      assert.equal(readSourceChoice(value), undefined);
    assert.equal(readSourceChoice({ kind: "queue", url: "x" }), undefined);
    assert.equal(readRoleChoice({ kind: "arn" }), undefined);
    const broken = createMemory(
      memento({
        "picket.activity.seen": [["a", "b"], 3, ["c", 4], ["d", Number.NaN]],
        "picket.activity.acknowledged": { a: 1 },
        "picket.activity.ignored": [{ by: "everything" }],
      }),
    );
    assert.equal(broken.seenUntil("a"), undefined);
    assert.equal(broken.seenUntil("c"), 4);
    assert.deepEqual(broken.acknowledged(), []);
    assert.deepEqual(broken.ignored(), []);
  });

  test("times of sources and kinds are kept in bounded number, the latest", async () => {
    const memory = createMemory(memento());
    for (let at = 0; at < 30; at++) await memory.keepSeen(`p-${at}`, at);
    assert.equal(memory.seenUntil("p-29"), 29);
    assert.equal(memory.seenUntil("p-5"), undefined);
    await memory.keepSeen("p-29", 99);
    assert.equal(memory.seenUntil("p-29"), 99);
    for (let at = 0; at < 600; at++) await memory.keepAcknowledged([[`k-${at}`, at]]);
    assert.equal(memory.acknowledged().length, 500);
    assert.deepEqual(memory.acknowledged()[0], ["k-599", 599]);
  });
});

suite("how far back events are read", () => {
  const now = 1_000 * hour;

  test("the last day at least, since events are not kept", () => {
    assert.deepEqual(readBack(now, undefined, "closed"), { since: now - 24 * hour });
    assert.deepEqual(readBack(now, now - hour, "closed"), { since: now - 24 * hour });
  });

  test("to where the last reading ended, and the rest beyond a week is a gap", () => {
    assert.deepEqual(readBack(now, now - 60 * hour, "closed"), { since: now - 60 * hour });
    assert.deepEqual(readBack(now, now - 200 * hour, "closed"), {
      since: now - 168 * hour,
      gap: { from: now - 200 * hour, to: now - 168 * hour, reason: "closed" },
    });
  });

  test("a time in the future reads the last day", () => {
    assert.deepEqual(readBack(now, now + 50 * hour, "closed"), { since: now - 24 * hour });
  });
});
