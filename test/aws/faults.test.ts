import assert from "node:assert/strict";
import { createAwsAccess } from "../../src/adapters/aws/awsAccess.ts";
import type { CallLimits } from "../../src/adapters/aws/clients.ts";
import type { StoreKind } from "../../src/core/ports.ts";
import { startStub, type Stub } from "../../scripts/aws/stub/server.ts";
import { type IsolatedAws, isolateAws, stubKeys } from "./support/environment.ts";
import { refused } from "./support/leaks.ts";
import { newSecret, randomValue } from "./support/target.ts";

const writes = { "secrets-manager": "CreateSecret", "parameter-store": "PutParameter" } as const;
const reads = { "secrets-manager": "GetSecretValue", "parameter-store": "GetParameter" } as const;

for (const kind of ["secrets-manager", "parameter-store"] as const) {
  suite(`${kind} when AWS fails`, () => {
    let aws: IsolatedAws;
    let stub: Stub;
    const write = writes[kind];
    const name = kind === "parameter-store" ? "/app/key" : "app/key";

    suiteSetup(async () => {
      aws = await isolateAws({ ...stubKeys, AWS_REGION: "eu-west-1" });
      stub = await startStub();
    });
    suiteTeardown(async () => {
      await stub.stop();
      await aws.restore();
    });
    setup(() => stub.reset());

    const storeOf = (limits: Partial<CallLimits> = {}) =>
      createAwsAccess({ endpoint: stub.url }, { limits: { maxAttempts: 2, ...limits } }).store(kind);
    const count = (operation: string): number => stub.operations.filter((one) => one === operation).length;

    test("denied: names the action and the profile", async () => {
      stub.faults.add({ kind: "deny", operation: write });
      const value = randomValue();
      const error = await refused(storeOf().create(newSecret(name, value)), "denied", value);
      const service = kind === "secrets-manager" ? "secretsmanager" : "ssm";
      assert.match(error.message, new RegExp(`may not do ${service}:${write} "${name}"`));
      assert.match(error.message, /Ask for that permission/);
      assert.equal(count(write), 1, "a refusal is not repeated");
    });

    test("denied by an organisation's policy: says so", async () => {
      const message = `User: x is not authorized to perform: a:B with an explicit deny in a service control policy`;
      stub.faults.add({ kind: "error", operation: write, code: "AccessDeniedException", message });
      const error = await refused(storeOf().create(newSecret(name, randomValue())), "denied");
      assert.match(error.message, /A policy denies it \(service control policy\)/);
    });

    test("denied on the KMS key: says which permission", async () => {
      const message = "Access to KMS is not allowed";
      stub.faults.add({ kind: "error", operation: write, code: "AccessDeniedException", message });
      const error = await refused(storeOf().create(newSecret(name, randomValue())), "denied");
      assert.match(error.message, /kms:GenerateDataKey and kms:Decrypt/);
    });

    test("expired: says so", async () => {
      stub.faults.add({ kind: "expire", operation: write });
      const value = randomValue();
      const error = await refused(storeOf().create(newSecret(name, value)), "expired", value);
      assert.match(error.message, /has expired/);
    });

    test("throttled for a while: the SDK tries again and makes one version", async () => {
      stub.faults.add({ kind: "throttle", operation: write, times: 2 });
      const store = storeOf({ maxAttempts: 4 });
      const value = randomValue();
      const created = await store.create(newSecret(name, value));
      assert.equal(count(write), 3);
      assert.ok((await store.read(name)).reveal() === value);
      assert.equal((await store.describe(name))?.version, created.version);
    });

    test("throttled for good: gives up with advice", async () => {
      stub.faults.add({ kind: "throttle", operation: write });
      const value = randomValue();
      const error = await refused(storeOf().create(newSecret(name, value)), "throttled", value);
      assert.match(error.message, /Wait a minute/);
      assert.equal(count(write), 2);
    });

    test("dropped before the write: repeated", async () => {
      stub.faults.add({ kind: "drop", operation: write, times: 1 });
      const value = randomValue();
      const store = storeOf();
      await store.create(newSecret(name, value));
      assert.ok((await store.read(name)).reveal() === value);
    });

    test("dropped after the write: repeated without a second version", async () => {
      stub.faults.add({ kind: "drop-after", operation: write, times: 1 });
      const store = storeOf();
      const secret = newSecret(name, randomValue());
      const created = await store.create(secret);
      assert.equal(count(write), 2);
      const expected = kind === "secrets-manager" ? secret.idempotencyToken : "1";
      assert.equal(created.version, expected);
      assert.equal((await store.describe(name))?.version, expected);
    });

    test("dropped for good: a network error", async () => {
      stub.faults.add({ kind: "drop", operation: write });
      const value = randomValue();
      const error = await refused(storeOf().create(newSecret(name, value)), "network", value);
      assert.match(error.message, /Check the network and the proxy/);
    });

    test("no answer: gives up after the time of a request", async () => {
      stub.faults.add({ kind: "stall" });
      const store = storeOf({ maxAttempts: 1, requestMs: 200 });
      await refused(store.read(name), "network");
    });

    test("no answer at all within the deadline, whatever the SDK does", async () => {
      stub.faults.add({ kind: "stall" });
      const value = randomValue();
      const call = storeOf({ deadlineMs: 300 }).create(newSecret(name, value));
      assert.match((await refused(call, "network", value)).message, /did not answer .* within/);
    });

    test("cancelled while AWS is silent: stops at once", async () => {
      stub.faults.add({ kind: "stall", operation: write });
      const stop = new AbortController();
      const value = randomValue();
      const call = refused(storeOf().create(newSecret(name, value), stop.signal), "aborted", value);
      while (count(write) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      stop.abort();
      await call;
    });

    test("slow: waits", async () => {
      stub.faults.add({ kind: "delay", ms: 300, times: 1 });
      await storeOf().create(newSecret(name, randomValue()));
    });

    test("an error of AWS's own: repeated, then told", async () => {
      stub.faults.add({ kind: "error", operation: write, code: "InternalServiceError", status: 500 });
      const value = randomValue();
      const error = await refused(storeOf().create(newSecret(name, value)), "unknown", value);
      assert.match(error.message, /had an error of its own/);
      assert.equal(count(write), 2);
    });

    test("the value cannot be read back: told with the missing action", async () => {
      const store = storeOf();
      await store.create(newSecret(name, randomValue()));
      stub.faults.add({ kind: "deny", operation: reads[kind] });
      assert.match((await refused(store.read(name), "denied")).message, new RegExp(`:${reads[kind]} `));
    });

    test("a name is taken and cannot be read: taken, not denied", async () => {
      const store = storeOf();
      await store.create(newSecret(name, randomValue()));
      stub.faults.add({ kind: "deny", operation: reads[kind] });
      await refused(store.create(newSecret(name, randomValue())), "exists");
    });

    test("nothing listens: cannot be reached", async () => {
      const gone = await startStub();
      await gone.stop();
      const access = createAwsAccess({ endpoint: gone.url }, { limits: { maxAttempts: 1 } });
      const error = await refused(access.store(kind).describe(name), "network");
      assert.match(error.message, /AWS in eu-west-1 cannot be reached \(ECONNREFUSED\)/);
    });

    test("a lost quota: told as a limit", async () => {
      const code = kind === "secrets-manager" ? "LimitExceededException" : "ParameterLimitExceeded";
      stub.faults.add({ kind: "error", operation: write, code });
      await refused(storeOf().create(newSecret(name, randomValue())), "limit");
    });

    test("many calls at once fail each for itself", async () => {
      stub.faults.add({ kind: "deny", operation: write, times: 3 });
      const store = storeOf();
      const labels = Array.from({ length: 9 }, (_, index) => `${name}-${index}`);
      const results = await Promise.allSettled(
        labels.map((label) => store.create(newSecret(label, randomValue()))),
      );
      assert.equal(results.filter(({ status }) => status === "rejected").length, 3);
      for (const [index, { status }] of results.entries()) {
        const found = await store.describe(labels[index] ?? "");
        assert.equal(found !== undefined, status === "fulfilled");
      }
    });
  });
}

const unquotable: readonly (readonly [code: string, status: number])[] = [
  ["ValidationException", 400],
  ["InvalidParameterException", 400],
  ["InvalidRequestException", 400],
  ["EncryptionFailure", 400],
  ["HierarchyTypeMismatchException", 400],
  ["ParameterPatternMismatchException", 400],
  ["AccessDeniedException", 400],
  ["ResourceNotFoundException", 400],
  ["LimitExceededException", 400],
  ["SomethingNewException", 418],
  ["InternalServiceError", 500],
];

suite("an error of AWS that quotes the value", () => {
  let aws: IsolatedAws;
  let stub: Stub;
  suiteSetup(async () => {
    aws = await isolateAws({ ...stubKeys, AWS_REGION: "eu-west-1" });
    stub = await startStub();
  });
  suiteTeardown(async () => {
    await stub.stop();
    await aws.restore();
  });

  for (const [code, status] of unquotable) {
    test(`${code} shows nothing of it: message, stack, cause, JSON, inspection`, async () => {
      for (const kind of ["secrets-manager", "parameter-store"] as const satisfies StoreKind[]) {
        stub.reset();
        const value = randomValue(48);
        const message = `1 validation error detected: Value '${value}' at 'secretString' failed; not authorized to perform: ${value}`;
        stub.faults.add({ kind: "error", code, status, message });
        const access = createAwsAccess({ endpoint: stub.url }, { limits: { maxAttempts: 1 } });
        const secret = newSecret(kind === "parameter-store" ? "/a/b" : "a/b", value);
        for (const call of [access.store(kind).create(secret), access.store(kind).addVersion(secret)]) {
          const error: unknown = await call.then(
            () => assert.fail("it must fail"),
            (thrown: unknown) => thrown,
          );
          const { code: mapped } = error as { code: "unknown" };
          await refused(Promise.reject(error), mapped, value);
        }
      }
    });
  }
});
