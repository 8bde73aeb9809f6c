import assert from "node:assert/strict";
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
} from "@aws-sdk/client-secrets-manager";
import {
  DescribeParametersCommand,
  ListTagsForResourceCommand,
  type ParameterMetadata,
  PutParameterCommand,
} from "@aws-sdk/client-ssm";
import { type ContractTest, holds } from "./storeContract.ts";
import { refused } from "./support/leaks.ts";
import { type Bench, newSecret, randomValue } from "./support/target.ts";

/** What only Secrets Manager promises. */
export const secretsManagerContract: readonly ContractTest[] = [
  {
    title: "keeps description and tags",
    async run({ store, secretsManager, name }) {
      const id = name("tagged");
      const tags = { app: "demo", "made by": "Picket" };
      await store.create(newSecret(id, randomValue(), { description: "From a test", tags }));
      const found = await secretsManager.send(new DescribeSecretCommand({ SecretId: id }));
      assert.equal(found.Description, "From a test");
      assert.deepEqual(Object.fromEntries((found.Tags ?? []).map(({ Key, Value }) => [Key, Value])), tags);
    },
  },
  {
    title: "uses the token as version id",
    async run({ store, name }) {
      const secret = newSecret(name("token"), randomValue());
      assert.equal((await store.create(secret)).version, secret.idempotencyToken);
    },
  },
  {
    title: "takes 65,536 bytes and not one more",
    async run(bench) {
      const id = bench.name("largest");
      const value = `${"é".repeat(32_767)}ab`;
      await bench.store.create(newSecret(id, value));
      await holds(bench, id, value);
      await refused(bench.store.create(newSecret(bench.name("larger"), `${value}c`)), "too-large");
    },
  },
  {
    title: "says that a secret is being deleted",
    async run({ store, secretsManager, name }) {
      const id = name("deleting");
      const value = randomValue();
      await store.create(newSecret(id, value));
      await secretsManager.send(new DeleteSecretCommand({ SecretId: id, RecoveryWindowInDays: 7 }));
      assert.equal((await store.describe(id))?.deleting, true);
      const error = await refused(store.create(newSecret(id, value)), "deleting", value);
      assert.match(error.message, /scheduled for deletion\. Restore it or choose another name/);
      await refused(store.read(id), "deleting");
    },
  },
  {
    title: "refuses a secret of bytes",
    async run({ store, secretsManager, name }) {
      const id = name("binary");
      const bytes = Buffer.from([0, 255, 1]);
      await secretsManager.send(new CreateSecretCommand({ Name: id, SecretBinary: bytes }));
      assert.match((await refused(store.read(id), "invalid")).message, /holds binary data/);
    },
  },
  {
    title: "does not reuse a token for another value",
    async run({ store, name }) {
      const id = name("reused");
      const first = newSecret(id, randomValue());
      await store.create(first);
      const other = newSecret(id, randomValue(), { idempotencyToken: first.idempotencyToken });
      await refused(store.addVersion(other), "exists", other.value.reveal());
    },
  },
];

/** What only Parameter Store promises. */
export const parameterStoreContract: readonly ContractTest[] = [
  {
    title: "writes a SecureString with description and tags",
    async run(bench) {
      const id = bench.name("tagged");
      await bench.store.create(
        newSecret(id, randomValue(), { description: "From a test", tags: { app: "demo" } }),
      );
      const found = await metadata(bench, id);
      assert.equal(found?.Type, "SecureString");
      assert.equal(found?.Description, "From a test");
      const tags = await bench.parameters.send(
        new ListTagsForResourceCommand({ ResourceType: "Parameter", ResourceId: id }),
      );
      assert.deepEqual(tags.TagList, [{ Key: "app", Value: "demo" }]);
    },
  },
  {
    title: "adds a version to a tagged parameter, and its tags stay",
    async run(bench) {
      const id = bench.name("stay");
      await bench.store.create(newSecret(id, randomValue(), { tags: { app: "demo" } }));
      await bench.store.addVersion(newSecret(id, randomValue(), { tags: { other: "tag" } }));
      const tags = await bench.parameters.send(
        new ListTagsForResourceCommand({ ResourceType: "Parameter", ResourceId: id }),
      );
      assert.deepEqual(tags.TagList, [{ Key: "app", Value: "demo" }]);
    },
  },
  {
    title: "chooses the tier by size and says it",
    async run(bench) {
      const sizes = [
        ["small", 4_096, "standard"],
        ["large", 4_097, "advanced"],
        ["largest", 8_192, "advanced"],
      ] as const;
      for (const [label, size, tier] of sizes) {
        const id = bench.name(label);
        const value = "k".repeat(size);
        assert.equal((await bench.store.create(newSecret(id, value))).tier, tier);
        await holds(bench, id, value);
      }
      await refused(bench.store.create(newSecret(bench.name("larger"), "k".repeat(8_193))), "too-large");
    },
  },
  {
    title: "keeps key and tier when it adds a version",
    async run(bench) {
      const id = bench.name("key");
      const kms = bench.real ? {} : { kmsKeyId: "alias/picket-test" };
      await bench.store.create(newSecret(id, "k".repeat(5_000), kms));
      const before = await metadata(bench, id);
      const added = await bench.store.addVersion(newSecret(id, randomValue()));
      assert.equal(added.tier, "advanced");
      const after = await metadata(bench, id);
      assert.equal(after?.KeyId, before?.KeyId);
      assert.equal(after?.KeyId, bench.real ? "alias/aws/ssm" : "alias/picket-test");
    },
  },
  {
    title: "adds no version to a parameter in clear",
    async run({ store, parameters, name }) {
      const id = name("clear");
      await parameters.send(new PutParameterCommand({ Name: id, Value: "plain", Type: "String" }));
      const value = randomValue();
      const error = await refused(store.addVersion(newSecret(id, value)), "invalid", value);
      assert.match(error.message, /is not a SecureString/);
    },
  },
  {
    title: "leaves parameters in clear out of lists",
    async run({ store, parameters, name }) {
      const id = name("plain-listed");
      await parameters.send(new PutParameterCommand({ Name: id, Value: "plain", Type: "String" }));
      assert.deepEqual(await store.list({ prefix: id, limit: 5 }), []);
    },
  },
  {
    title: "refuses a value that the service reads as a reference",
    async run({ store, name }) {
      const value = `{{ssm:${randomValue()}}}`;
      const error = await refused(store.create(newSecret(name("reference"), value)), "invalid", value);
      assert.match(error.message, /Use Secrets Manager/);
    },
  },
];

async function metadata({ parameters }: Bench, name: string): Promise<ParameterMetadata | undefined> {
  const filters = [{ Key: "Name", Option: "Equals", Values: [name] }];
  const output = await parameters.send(new DescribeParametersCommand({ ParameterFilters: filters }));
  return output.Parameters?.[0];
}
