import assert from "node:assert/strict";
import { createTurns } from "../../../src/features/diagnostics/turns.ts";

suite("turns", () => {
  test("tasks run one after the other, and the event loop turns between them", async () => {
    const turns = createTurns();
    const seen: string[] = [];
    const task = (name: string) => async (): Promise<void> => {
      seen.push(`${name} begins`);
      await Promise.resolve();
      seen.push(`${name} ends`);
    };
    const first = turns.take(task("a"));
    const second = turns.take(task("b"));
    first.then(
      () => setImmediate(() => seen.push("between")),
      () => undefined,
    );
    await second;
    assert.deepEqual(
      seen.filter((one) => one !== "between"),
      ["a begins", "a ends", "b begins", "b ends"],
    );
    assert.ok(seen.indexOf("b begins") > seen.indexOf("a ends"));
  });

  test("a task that fails rejects for its caller alone", async () => {
    const turns = createTurns();
    const failing = turns.take(() => Promise.reject(new Error("broken")));
    const next = turns.take(() => Promise.resolve("fine"));
    await assert.rejects(failing, /broken/);
    assert.equal(await next, "fine");
  });
});
