import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  type DescribeSecretCommandOutput,
  paginateListSecrets,
  PutSecretValueCommand,
} from "@aws-sdk/client-secrets-manager";
import { isStoreError, StoreError } from "../../core/fixes/storeError.ts";
import { Sensitive } from "../../core/model/sensitive.ts";
import type { NewSecret, SecretStore, StoredSecret } from "../../core/ports.ts";
import type { Caller } from "./call.ts";
import { checkSecret } from "./validate.ts";

const kind = "secrets-manager";

/** Secrets Manager as a store. A version id is the idempotency token of the call that made it. */
export function createSecretsManagerStore(caller: Caller): SecretStore {
  const describe: SecretStore["describe"] = (name, signal) => describeSecret(caller, name, signal);
  const read: SecretStore["read"] = (name, signal) => readSecret(caller, name, signal);
  return {
    kind,
    describe,
    read,
    async create(secret, signal) {
      checkSecret(kind, secret);
      try {
        return await createSecret(caller, secret, signal);
      } catch (error) {
        if (!isStoreError(error) || error.code !== "exists") throw error;
        return await sameSecret(caller, secret, error, signal);
      }
    },
    async addVersion(secret, signal) {
      checkSecret(kind, secret);
      const attempt = { action: "secretsmanager:PutSecretValue", name: secret.name };
      const output = await caller.call(attempt, signal, ({ secretsManager }, options) =>
        secretsManager.send(
          new PutSecretValueCommand({
            SecretId: secret.name,
            SecretString: secret.value.reveal(),
            ClientRequestToken: secret.idempotencyToken,
          }),
          options,
        ),
      );
      return stored(secret.name, output.ARN, output.VersionId);
    },
    list: (options, signal) => listSecrets(caller, options, signal),
  };
}

async function createSecret(caller: Caller, secret: NewSecret, signal?: AbortSignal): Promise<StoredSecret> {
  const attempt = { action: "secretsmanager:CreateSecret", name: secret.name };
  const tags = Object.entries(secret.tags).map(([Key, Value]) => ({ Key, Value }));
  const output = await caller.call(attempt, signal, ({ secretsManager }, options) =>
    secretsManager.send(
      new CreateSecretCommand({
        Name: secret.name,
        SecretString: secret.value.reveal(),
        ClientRequestToken: secret.idempotencyToken,
        ...(secret.description ? { Description: secret.description } : {}),
        ...(secret.kmsKeyId ? { KmsKeyId: secret.kmsKeyId } : {}),
        ...(tags.length > 0 ? { Tags: tags } : {}),
      }),
      options,
    ),
  );
  return stored(secret.name, output.ARN, output.VersionId ?? secret.idempotencyToken);
}

/** A name that is taken by the very value is a success: a create that was repeated, or two at once. */
async function sameSecret(
  caller: Caller,
  secret: NewSecret,
  taken: StoreError,
  signal?: AbortSignal,
): Promise<StoredSecret> {
  try {
    const existing = await describeSecret(caller, secret.name, signal);
    const value = await readSecret(caller, secret.name, signal);
    if (existing && value.equals(secret.value)) return existing;
  } catch (error) {
    if (isStoreError(error) && (error.code === "aborted" || error.code === "deleting")) throw error;
  }
  throw taken;
}

async function describeSecret(
  caller: Caller,
  name: string,
  signal?: AbortSignal,
): Promise<StoredSecret | undefined> {
  const attempt = { action: "secretsmanager:DescribeSecret", name };
  try {
    const output = await caller.call(attempt, signal, ({ secretsManager }, options) =>
      secretsManager.send(new DescribeSecretCommand({ SecretId: name }), options),
    );
    const found = stored(name, output.ARN, currentVersion(output));
    return output.DeletedDate ? { ...found, deleting: true } : found;
  } catch (error) {
    if (isStoreError(error) && error.code === "not-found") return undefined;
    throw error;
  }
}

function currentVersion(output: DescribeSecretCommandOutput): string | undefined {
  const versions = Object.entries(output.VersionIdsToStages ?? {});
  return versions.find(([, stages]) => stages.includes("AWSCURRENT"))?.[0];
}

async function readSecret(caller: Caller, name: string, signal?: AbortSignal): Promise<Sensitive> {
  const attempt = { action: "secretsmanager:GetSecretValue", name };
  const output = await caller.call(attempt, signal, ({ secretsManager }, options) =>
    secretsManager.send(new GetSecretValueCommand({ SecretId: name }), options),
  );
  if (output.SecretString === undefined) {
    throw new StoreError(
      "invalid",
      `The secret ${JSON.stringify(name)} holds binary data, not text. Choose another.`,
    );
  }
  return new Sensitive(output.SecretString);
}

async function listSecrets(
  caller: Caller,
  { prefix, limit }: { prefix?: string; limit: number },
  signal?: AbortSignal,
): Promise<readonly StoredSecret[]> {
  const attempt = { action: "secretsmanager:ListSecrets" };
  return await caller.call(attempt, signal, async ({ secretsManager }, options) => {
    const found: StoredSecret[] = [];
    // The service's name filter also matches the beginnings of later words of a name.
    const input = prefix ? { Filters: [{ Key: "name" as const, Values: [prefix] }] } : {};
    const pages = paginateListSecrets({ client: secretsManager, pageSize: 100 }, input, options);
    for await (const page of pages) {
      for (const { Name, ARN } of page.SecretList ?? []) {
        if (Name !== undefined && Name.startsWith(prefix ?? "")) found.push(stored(Name, ARN, undefined));
        if (found.length >= limit) return found;
      }
    }
    return found;
  });
}

function stored(name: string, arn: string | undefined, version: string | undefined): StoredSecret {
  return { kind, name, arn: arn ?? "", ...(version === undefined ? {} : { version }) };
}
