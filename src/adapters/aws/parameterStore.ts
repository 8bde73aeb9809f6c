import {
  DescribeParametersCommand,
  GetParameterCommand,
  type Parameter,
  type ParameterMetadata,
  type ParameterStringFilter,
  paginateDescribeParameters,
  PutParameterCommand,
  type PutParameterCommandInput,
} from "@aws-sdk/client-ssm";
import { isStoreError, StoreError } from "../../core/fixes/storeError.ts";
import { Sensitive } from "../../core/model/sensitive.ts";
import type { NewSecret, SecretStore, StoredSecret } from "../../core/ports.ts";
import type { Caller } from "./call.ts";
import { checkSecret, parameterTier } from "./validate.ts";

const kind = "parameter-store";

/**
 * Parameter Store as a store, of SecureString parameters. The service has no idempotency token, so a repeated write is
 * recognised by its value.
 */
export function createParameterStore(caller: Caller): SecretStore {
  return {
    kind,
    describe: (name, signal) => describeParameter(caller, name, signal),
    async read(name, signal) {
      const { Value } = await getParameter(caller, name, true, signal);
      return new Sensitive(Value ?? "");
    },
    async create(secret, signal) {
      checkSecret(kind, secret);
      try {
        return await createParameter(caller, secret, signal);
      } catch (error) {
        if (!isStoreError(error) || error.code !== "exists") throw error;
        return await sameParameter(caller, secret, error, signal);
      }
    },
    async addVersion(secret, signal) {
      checkSecret(kind, secret);
      return await overwriteParameter(caller, secret, signal);
    },
    list: (options, signal) => listParameters(caller, options, signal),
  };
}

async function put(
  caller: Caller,
  input: PutParameterCommandInput & { Name: string },
  signal?: AbortSignal,
): Promise<StoredSecret> {
  const attempt = { action: "ssm:PutParameter", name: input.Name };
  const output = await caller.call(attempt, signal, ({ parameters }, options) =>
    parameters.send(new PutParameterCommand(input), options),
  );
  // The write is done: its answer has no ARN, but not getting one is no reason to report a failure.
  const written = await describeParameter(caller, input.Name, signal).catch(() => undefined);
  return {
    kind,
    name: input.Name,
    arn: written?.arn ?? "",
    ...(output.Version === undefined ? {} : { version: String(output.Version) }),
    tier: (output.Tier ?? input.Tier) === "Advanced" ? "advanced" : "standard",
  };
}

function createParameter(caller: Caller, secret: NewSecret, signal?: AbortSignal): Promise<StoredSecret> {
  const tags = Object.entries(secret.tags).map(([Key, Value]) => ({ Key, Value }));
  const input = {
    Name: secret.name,
    Value: secret.value.reveal(),
    Type: "SecureString" as const,
    Overwrite: false,
    Tier: parameterTier(secret.value.reveal()),
    ...(secret.description ? { Description: secret.description } : {}),
    ...(secret.kmsKeyId ? { KeyId: secret.kmsKeyId } : {}),
    ...(tags.length > 0 ? { Tags: tags } : {}),
  };
  return put(caller, input, signal);
}

/** A name that is taken by the very value is a success: the SDK repeats a write whose answer was lost. */
async function sameParameter(
  caller: Caller,
  secret: NewSecret,
  taken: StoreError,
  signal?: AbortSignal,
): Promise<StoredSecret> {
  const parameter = await getParameter(caller, secret.name, true, signal).catch((error: unknown) => {
    if (isStoreError(error) && error.code === "aborted") throw error;
    throw taken;
  });
  if (parameter.Type !== "SecureString" || parameter.Value !== secret.value.reveal()) throw taken;
  return stored(secret.name, parameter);
}

/**
 * Overwriting without a key or tier would move the parameter to the account's default key and the standard tier, so
 * both are carried over. Its tags stay: the service takes none together with `Overwrite`.
 */
async function overwriteParameter(
  caller: Caller,
  secret: NewSecret,
  signal?: AbortSignal,
): Promise<StoredSecret> {
  const value = secret.value.reveal();
  const present = await getParameter(caller, secret.name, true, signal);
  if (present.Type !== "SecureString") {
    const name = JSON.stringify(secret.name);
    throw new StoreError("invalid", `The parameter ${name} is not a SecureString. Choose another name.`);
  }
  if (present.Value === value) return stored(secret.name, present);
  const metadata = await describeMetadata(caller, secret.name, signal);
  const keyId = metadata?.KeyId;
  const input = {
    Name: secret.name,
    Value: value,
    Type: "SecureString" as const,
    Overwrite: true,
    Tier: metadata?.Tier === "Advanced" ? ("Advanced" as const) : parameterTier(value),
    ...(keyId ? { KeyId: keyId } : {}),
  };
  return await put(caller, input, signal);
}

async function describeMetadata(
  caller: Caller,
  name: string,
  signal?: AbortSignal,
): Promise<ParameterMetadata | undefined> {
  const attempt = { action: "ssm:DescribeParameters", name };
  const filters = [{ Key: "Name", Option: "Equals", Values: [name] }];
  const output = await caller.call(attempt, signal, ({ parameters }, options) =>
    parameters.send(new DescribeParametersCommand({ ParameterFilters: filters }), options),
  );
  return output.Parameters?.[0];
}

async function describeParameter(
  caller: Caller,
  name: string,
  signal?: AbortSignal,
): Promise<StoredSecret | undefined> {
  try {
    // Without decryption: needs no right on the key, and the answer holds no value in clear of a SecureString.
    return stored(name, await getParameter(caller, name, false, signal));
  } catch (error) {
    if (isStoreError(error) && error.code === "not-found") return undefined;
    throw error;
  }
}

async function getParameter(
  caller: Caller,
  name: string,
  decrypt: boolean,
  signal?: AbortSignal,
): Promise<Parameter> {
  const attempt = { action: "ssm:GetParameter", name };
  const output = await caller.call(attempt, signal, ({ parameters }, options) =>
    parameters.send(new GetParameterCommand({ Name: name, WithDecryption: decrypt }), options),
  );
  return output.Parameter ?? {};
}

/** Where the service leaves the ARN out of a list, it is empty here; `describe` has it. */
async function listParameters(
  caller: Caller,
  { prefix, limit }: { prefix?: string; limit: number },
  signal?: AbortSignal,
): Promise<readonly StoredSecret[]> {
  const filters: ParameterStringFilter[] = [{ Key: "Type", Option: "Equals", Values: ["SecureString"] }];
  if (prefix) filters.push({ Key: "Name", Option: "BeginsWith", Values: [prefix] });
  const attempt = { action: "ssm:DescribeParameters" };
  return await caller.call(attempt, signal, async ({ parameters }, options) => {
    const found: StoredSecret[] = [];
    const input = { ParameterFilters: filters };
    // A page may be empty and still be followed by others.
    for await (const page of paginateDescribeParameters(
      { client: parameters, pageSize: 50 },
      input,
      options,
    )) {
      for (const parameter of page.Parameters ?? []) {
        if (parameter.Name !== undefined) found.push(stored(parameter.Name, parameter));
        if (found.length >= limit) return found;
      }
    }
    return found;
  });
}

function stored(name: string, parameter: Parameter & Pick<ParameterMetadata, "Tier">): StoredSecret {
  const { ARN, Version, Tier } = parameter;
  return {
    kind,
    name,
    arn: ARN ?? "",
    ...(Version === undefined ? {} : { version: String(Version) }),
    ...(Tier === undefined
      ? {}
      : { tier: Tier === "Advanced" ? ("advanced" as const) : ("standard" as const) }),
  };
}
