import assert from "node:assert/strict";
import { storeSecrets } from "../../../src/core/fixes/storeSecrets.ts";
import { createFakeStore, type FakeStore } from "./fakeStore.ts";
import { failedWith, options, secret, value } from "./run.ts";

suite("storing the secrets of a plan", () => {
  test("creates each in order, reads it back, and reports progress", async () => {
    const store = createFakeStore();
    const progress: string[] = [];
    const { options: given, questions } = options("cancel", {
      kmsKeyId: "alias/own",
      description: "from a test",
      onProgress: (done, total) => progress.push(`${done}/${total}`),
    });
    const outcome = await storeSecrets([secret("a"), secret("b")], store, given);
    assert.equal(outcome.status, "stored");
    assert.deepEqual(
      outcome.results.map(({ secret: { name }, how, verified }) => ({ name, how, verified })),
      [
        { name: "a", how: "created", verified: true },
        { name: "b", how: "created", verified: true },
      ],
    );
    assert.deepEqual(store.calls, ["describe a", "describe b", "create a", "read a", "create b", "read b"]);
    assert.deepEqual(progress, ["1/2", "2/2"]);
    assert.equal(questions.length, 0);
    const [first, second] = store.written;
    assert.equal(first?.kmsKeyId, "alias/own");
    assert.equal(first?.description, "from a test");
    assert.deepEqual(first?.tags, { app: "demo" });
    assert.notEqual(first?.idempotencyToken, second?.idempotencyToken);
  });

  test("stores nothing for an empty plan", async () => {
    const store = createFakeStore();
    assert.deepEqual(await storeSecrets([], store, options("cancel").options), {
      status: "stored",
      results: [],
    });
    assert.deepEqual(store.calls, []);
  });

  test("leaves out key and description that are not given", async () => {
    const store = createFakeStore();
    await storeSecrets([secret("a")], store, options("cancel").options);
    assert.deepEqual(Object.keys(store.written[0] ?? {}).sort(), [
      "idempotencyToken",
      "name",
      "tags",
      "value",
    ]);
  });
});

suite("a name that is taken", () => {
  function taken(...names: string[]): FakeStore {
    const store = createFakeStore();
    for (const name of names) store.held.set(name, `another ${name}`);
    return store;
  }

  test("is asked about before anything is stored, with what it holds", async () => {
    const store = taken("b");
    store.held.set("c", `${value}-c`);
    const { options: given, questions } = options("add-version");
    store.before = (call) => assert.ok(!call.startsWith("create") || questions.length === 2);
    const outcome = await storeSecrets([secret("a"), secret("b"), secret("c")], store, given);
    assert.equal(outcome.status, "stored");
    assert.deepEqual(
      questions.map(({ secret: { name }, holds, existing }) => [name, holds, existing.arn]),
      [
        ["b", "different", "arn:fake:b"],
        ["c", "same", "arn:fake:c"],
      ],
    );
    assert.deepEqual(
      outcome.results.map(({ how }) => how),
      ["created", "version-added", "version-added"],
    );
  });

  test("use: writes nothing and says whether it holds the value", async () => {
    const store = taken("a");
    store.held.set("b", `${value}-b`);
    const outcome = await storeSecrets([secret("a"), secret("b")], store, options("use").options);
    assert.equal(outcome.status, "stored");
    assert.deepEqual(
      outcome.results.map(({ how, verified }) => [how, verified]),
      [
        ["existing", false],
        ["existing", true],
      ],
    );
    assert.equal(store.written.length, 0);
    assert.equal(store.held.get("a"), "another a");
  });

  test("use: fails when the value is no longer there at the end of the questions", async () => {
    const store = createFakeStore();
    store.held.set("a", `${value}-a`);
    const given = options(() => {
      store.held.set("a", "replaced while the person was thinking");
      return "use";
    }).options;
    const outcome = failedWith(await storeSecrets([secret("a")], store, given), "read-back");
    assert.deepEqual([outcome.results, outcome.maybeStored], [[], false]);
    assert.equal(store.written.length, 0);
  });

  test("add-version: writes and reads back", async () => {
    const store = taken("a");
    const outcome = await storeSecrets([secret("a")], store, options("add-version").options);
    assert.equal(outcome.status, "stored");
    assert.deepEqual(store.calls, ["describe a", "read a", "addVersion a", "read a"]);
    assert.equal(store.held.get("a"), `${value}-a`);
  });

  test("rename: stores nothing and gives the names for a new plan", async () => {
    const store = taken("b", "c");
    const plan = [secret("a"), secret("b"), secret("c")];
    const outcome = await storeSecrets(plan, store, options((name) => ({ rename: `${name}-2` })).options);
    assert.equal(outcome.status, "renamed");
    assert.deepEqual(
      outcome.renames.map(({ from, to }) => [from === plan[1] || from === plan[2], to]),
      [
        [true, "b-2"],
        [true, "c-2"],
      ],
    );
    assert.equal(store.written.length, 0);
  });

  test("cancel: stores nothing, not even the other names", async () => {
    const store = taken("b");
    const outcome = await storeSecrets([secret("a"), secret("b")], store, options("cancel").options);
    assert.deepEqual(outcome, { status: "cancelled" });
    assert.equal(store.written.length, 0);
  });

  for (const code of ["denied", "invalid", "not-found"] as const) {
    test(`whose value cannot be read (${code}) is asked about as unknown`, async () => {
      const store = taken("a");
      store.fail("read", code);
      const { options: given, questions } = options("use");
      const outcome = await storeSecrets([secret("a")], store, given);
      assert.equal(questions[0]?.holds, "unknown");
      assert.equal(outcome.status === "stored" && outcome.results[0]?.verified, false);
    });
  }

  test("that is being deleted fails before anything is stored", async () => {
    const store = taken("b");
    store.deleting.add("b");
    const outcome = await storeSecrets([secret("a"), secret("b")], store, options("use").options);
    const { failed, results, error } = failedWith(outcome, "deleting");
    assert.equal(failed.name, "b");
    assert.deepEqual(results, []);
    assert.match(error.message, /Restore it or choose another name/);
    assert.equal(store.written.length, 0);
  });

  test("a question that rejects rejects the run, and nothing was stored", async () => {
    const store = taken("b");
    const given = options("use", {
      onExists: () => Promise.reject(new RangeError("the host is gone")),
    }).options;
    await assert.rejects(storeSecrets([secret("a"), secret("b")], store, given), RangeError);
    assert.equal(store.written.length, 0);
  });
});
