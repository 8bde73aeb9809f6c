import assert from "node:assert/strict";
import type { StoreKind } from "../../src/core/ports.ts";
import { refused } from "./support/leaks.ts";
import { type Bench, newSecret, randomValue } from "./support/target.ts";

/** One test of the contract; the same for every store and endpoint. */
export interface ContractTest {
  readonly title: string;
  readonly run: (bench: Bench) => Promise<void>;
}

/** Asserts without printing either value. */
export async function holds(bench: Bench, name: string, value: string): Promise<void> {
  const read = await bench.store.read(name);
  assert.ok(read.reveal() === value, `${name} holds another value`);
}

const values: readonly (readonly [title: string, make: () => string])[] = [
  ["one character", () => "x"],
  ["quotes, backslashes and dollar signs", () => `'"\\$\{}\`${randomValue()}`],
  ["several lines with both endings", () => `${randomValue()}\n${randomValue()}\r\n\tend\n`],
  ["space at both ends", () => `  ${randomValue()}  `],
  ["JSON", () => JSON.stringify({ user: "u", password: randomValue(), list: [1, null] })],
  ["many scripts", () => `пароль-密碼-كلمة-🔑-${randomValue()}-é-e\u0301`],
  ["control characters", () => `\u0001\u007f\u0085\u2028${randomValue()}`],
];

const roundTrips: readonly ContractTest[] = values.map(([title, make], index) => ({
  title: `gives back ${title} exactly`,
  async run(bench) {
    const name = bench.name(`value-${index}`);
    const value = make();
    await bench.store.create(newSecret(name, value));
    await holds(bench, name, value);
  },
}));

const wrongNames: Readonly<Record<StoreKind, readonly string[]>> = {
  "secrets-manager": ["", "with space", "star*", "ünicode", "x".repeat(513)],
  "parameter-store": ["", "with space", "plus+", "no/leading", "/double//slash", "/end/", "/aws/x", "ssm-x"],
};

/** What every store promises, wherever it is. */
export const storeContract: readonly ContractTest[] = [
  ...roundTrips,
  {
    title: "knows nothing of a name that is free",
    async run(bench) {
      assert.equal(await bench.store.describe(bench.name("none")), undefined);
      const error = await refused(bench.store.read(bench.name("none")), "not-found");
      assert.match(error.message, /There is no secret ".*none" in [a-z]+-[a-z]+-\d/);
    },
  },
  {
    title: "creates, describes and reads",
    async run(bench) {
      const name = bench.name("created");
      const value = randomValue();
      const created = await bench.store.create(newSecret(name, value));
      assert.equal(created.kind, bench.store.kind);
      assert.equal(created.name, name);
      assert.match(created.arn, /^arn:aws[\w-]*:(secretsmanager|ssm):[\w-]+:\d{12}:/);
      assert.ok(created.arn.includes(name));
      const described = await bench.store.describe(name);
      assert.equal(described?.arn, created.arn);
      assert.equal(described?.version, created.version);
      assert.equal(described?.deleting, undefined);
      await holds(bench, name, value);
    },
  },
  {
    title: "makes no second version when a create is repeated",
    async run(bench) {
      const secret = newSecret(bench.name("repeated"), randomValue());
      const first = await bench.store.create(secret);
      const second = await bench.store.create(secret);
      assert.deepEqual([second.arn, second.version], [first.arn, first.version]);
    },
  },
  {
    title: "takes a name that holds the very value as created",
    async run(bench) {
      const name = bench.name("same");
      const value = randomValue();
      const first = await bench.store.create(newSecret(name, value));
      const second = await bench.store.create(newSecret(name, value));
      assert.deepEqual([second.arn, second.version], [first.arn, first.version]);
    },
  },
  {
    title: "refuses a name that holds another value, and leaves it",
    async run(bench) {
      const name = bench.name("taken");
      const value = randomValue();
      const other = randomValue();
      await bench.store.create(newSecret(name, value));
      const error = await refused(bench.store.create(newSecret(name, other)), "exists", other);
      assert.match(error.message, /taken" is taken/);
      await holds(bench, name, value);
    },
  },
  {
    title: "adds a version, and the same one once",
    async run(bench) {
      const name = bench.name("versions");
      const first = await bench.store.create(newSecret(name, randomValue()));
      const next = newSecret(name, randomValue());
      const second = await bench.store.addVersion(next);
      assert.notEqual(second.version, first.version);
      assert.equal(second.arn, first.arn);
      await holds(bench, name, next.value.reveal());
      assert.equal((await bench.store.addVersion(next)).version, second.version);
      assert.equal((await bench.store.describe(name))?.version, second.version);
    },
  },
  {
    title: "adds no version to a name that is free",
    async run(bench) {
      const value = randomValue();
      await refused(bench.store.addVersion(newSecret(bench.name("absent"), value)), "not-found", value);
    },
  },
  {
    title: "lists by prefix, up to the limit",
    async run(bench) {
      const names = Array.from({ length: 12 }, (_, index) =>
        bench.name(`list/${String(index).padStart(2, "0")}`),
      );
      for (const name of names) await bench.store.create(newSecret(name, randomValue()));
      await bench.store.create(newSecret(bench.name("other"), randomValue()));
      const prefix = (names[0] ?? "").slice(0, -2);
      const found = await bench.store.list({ prefix, limit: 100 });
      assert.deepEqual(found.map(({ name }) => name).sort(), names);
      assert.equal((await bench.store.list({ prefix, limit: 5 })).length, 5);
      assert.deepEqual(await bench.store.list({ prefix: `${prefix}none`, limit: 5 }), []);
      assert.ok((await bench.store.list({ limit: 20 })).length >= 12);
    },
  },
  {
    title: "creates many at once",
    async run(bench) {
      const secrets = Array.from({ length: 8 }, (_, index) =>
        newSecret(bench.name(`many-${index}`), randomValue()),
      );
      await Promise.all(secrets.map((secret) => bench.store.create(secret)));
      for (const { name, value } of secrets) await holds(bench, name, value.reveal());
    },
  },
  {
    title: "lets the same secret be created from several places at once",
    async run(bench) {
      const name = bench.name("race");
      const value = randomValue();
      const made = await Promise.all([1, 2, 3, 4].map(() => bench.store.create(newSecret(name, value))));
      assert.equal(new Set(made.map(({ arn }) => arn)).size, 1);
      await holds(bench, name, value);
    },
  },
  {
    title: "refuses names that cannot be, without quoting the value",
    async run(bench) {
      for (const name of wrongNames[bench.store.kind]) {
        const value = randomValue();
        const error = await refused(bench.store.create(newSecret(name, value)), "invalid", value);
        assert.match(error.message, /Choose another name/);
      }
    },
  },
  {
    title: "refuses values that cannot be kept",
    async run(bench) {
      const broken = `${randomValue()}\ud800`;
      await refused(bench.store.create(newSecret(bench.name("empty"), "")), "invalid");
      await refused(bench.store.create(newSecret(bench.name("broken"), broken)), "invalid", broken);
      const long = randomValue(70_000);
      const error = await refused(bench.store.create(newSecret(bench.name("long"), long)), "too-large", long);
      assert.match(error.message, /bytes; at most (65536|8192) fit/);
    },
  },
  {
    title: "refuses tags that cannot be",
    async run(bench) {
      const wrong = [{ "aws:x": "y" }, { "": "y" }, { k: "v".repeat(257) }, { "semi;colon": "v" }];
      for (const tags of wrong) {
        const value = randomValue();
        const secret = newSecret(bench.name("tags"), value, { tags });
        assert.match(
          (await refused(bench.store.create(secret), "invalid", value)).message,
          /picket\.fix\.tags/,
        );
      }
    },
  },
  {
    title: "stops when it is cancelled before",
    async run(bench) {
      const signal = AbortSignal.abort();
      const value = randomValue();
      const secret = newSecret(bench.name("cancelled"), value);
      await refused(bench.store.create(secret, signal), "aborted", value);
      await refused(bench.store.addVersion(secret, signal), "aborted", value);
      await refused(bench.store.describe(secret.name, signal), "aborted");
      await refused(bench.store.read(secret.name, signal), "aborted");
      await refused(bench.store.list({ limit: 1 }, signal), "aborted");
      assert.equal(await bench.store.describe(secret.name), undefined);
    },
  },
  {
    title: "says who we are",
    async run(bench) {
      const identity = await bench.access.identity();
      assert.equal(identity.state, "signed-in");
      assert.match(identity.account, /^\d{12}$/);
      assert.match(identity.arn, new RegExp(`^arn:aws[\\w-]*:(sts|iam)::${identity.account}:`));
      assert.match(identity.region, /^[a-z]+-[a-z]+-\d$/);
    },
  },
];
