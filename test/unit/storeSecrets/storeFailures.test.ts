import assert from "node:assert/strict";
import { StoreError, type StoreErrorCode } from "../../../src/core/fixes/storeError.ts";
import { storeSecrets } from "../../../src/core/fixes/storeSecrets.ts";
import { createFakeStore } from "./fakeStore.ts";
import { failedWith, options, secret, value } from "./run.ts";

suite("a store that fails", () => {
  const codes: readonly StoreErrorCode[] = [
    "exists",
    "deleting",
    "denied",
    "expired",
    "signed-out",
    "throttled",
    "network",
    "invalid",
    "too-large",
    "limit",
    "unknown",
  ];
  for (const code of codes) {
    test(`${code} while looking: nothing is stored`, async () => {
      const store = createFakeStore();
      store.fail("describe", code, 2);
      const outcome = failedWith(
        await storeSecrets([secret("a"), secret("b")], store, options("use").options),
        code,
      );
      assert.equal(outcome.failed.name, "b");
      assert.equal(outcome.maybeStored, false);
      assert.deepEqual(outcome.results, []);
      assert.equal(store.written.length, 0);
    });

    test(`${code} while creating the second: the first is reported as stored, the third untouched`, async () => {
      const store = createFakeStore();
      store.fail("create", code, 2);
      const outcome = failedWith(
        await storeSecrets([secret("a"), secret("b"), secret("c")], store, options("use").options),
        code,
      );
      assert.equal(outcome.failed.name, "b");
      assert.deepEqual(
        outcome.results.map(({ secret: { name } }) => name),
        ["a"],
      );
      assert.deepEqual([...store.held.keys()], ["a"]);
      assert.equal(outcome.maybeStored, code === "network" || code === "unknown");
    });
  }

  for (const code of ["denied", "expired", "throttled", "network", "deleting"] as const) {
    test(`${code} while reading back: that secret does not count as stored`, async () => {
      const store = createFakeStore();
      store.fail("read", code);
      const outcome = failedWith(await storeSecrets([secret("a")], store, options("use").options), code);
      assert.deepEqual(outcome.results, []);
      assert.equal(outcome.maybeStored, true);
    });
  }

  test("another value on reading back fails after a few tries", async () => {
    const store = createFakeStore();
    store.staleReads.push("w", "w", "w", "w");
    const { options: given, waits } = options("use");
    const outcome = failedWith(await storeSecrets([secret("a")], store, given), "read-back");
    assert.deepEqual(outcome.results, []);
    assert.deepEqual(waits, [200, 500, 1000]);
    assert.match(outcome.error.message, /"a" was stored, but reading it back/);
  });

  test("a read-back that is late is waited for", async () => {
    const store = createFakeStore();
    store.staleReads.push(undefined, "the version before");
    const { options: given, waits } = options("use");
    const outcome = await storeSecrets([secret("a")], store, given);
    assert.equal(outcome.status, "stored");
    assert.deepEqual(waits, [200, 500]);
  });

  test("an error outside the contract is named, not quoted", async () => {
    const store = createFakeStore();
    store.fail("create", new TypeError(`cannot store ${value}`));
    const { error } = failedWith(await storeSecrets([secret("a")], store, options("use").options), "unknown");
    assert.equal(error.cause, undefined);
  });
});

suite("cancelling", () => {
  for (const [at, stored] of [
    ["describe a", []],
    ["describe b", []],
    ["create a", []],
    ["read a", ["a"]],
    ["create b", ["a"]],
  ] as const) {
    test(`during "${at}" stops before the next step`, async () => {
      const store = createFakeStore();
      const stop = new AbortController();
      store.before = (call) => {
        if (call === at) stop.abort();
      };
      const given = options("use", { signal: stop.signal }).options;
      const outcome = failedWith(await storeSecrets([secret("a"), secret("b")], store, given), "aborted");
      assert.deepEqual(
        outcome.results.map(({ secret: { name } }) => name),
        stored,
      );
      assert.ok(store.calls.indexOf(at) === store.calls.length - 1, "nothing follows");
    });
  }

  test("before the start calls nothing", async () => {
    const store = createFakeStore();
    const given = options("use", { signal: AbortSignal.abort() }).options;
    failedWith(await storeSecrets([secret("a")], store, given), "aborted");
    assert.deepEqual(store.calls, []);
  });
});

suite("a plan that cannot be stored", () => {
  test("two values under one name", async () => {
    const store = createFakeStore();
    const plan = [secret("a", `${value}-1`), secret("a", `${value}-2`)];
    const { error } = failedWith(await storeSecrets(plan, store, options("use").options), "invalid");
    assert.match(error.message, /Two secrets of this file would get the name "a"/);
    assert.deepEqual(store.calls, []);
  });

  test("a secret for the other store", async () => {
    const store = createFakeStore("parameter-store");
    const outcome = await storeSecrets([secret("a")], store, options("use").options);
    assert.match(failedWith(outcome, "invalid").error.message, /meant for secrets-manager/);
    assert.deepEqual(store.calls, []);
  });

  test("errors are StoreErrors throughout", async () => {
    const store = createFakeStore("parameter-store");
    const outcome = await storeSecrets([secret("a")], store, options("use").options);
    assert.ok(outcome.status === "failed" && outcome.error instanceof StoreError);
  });
});
