import { randomBytes, randomUUID } from "node:crypto";
import {
  type Input,
  jsonService,
  now,
  objects,
  optional,
  page,
  required,
  tagList,
  tagsOf,
  texts,
} from "./json.ts";
import { AwsFault, type Caller, perRegion, type StubService } from "./service.ts";

interface Version {
  readonly id: string;
  readonly value: string;
  /** The value is base64 of bytes, given as `SecretBinary`. */
  readonly binary: boolean;
  readonly created: number;
}

interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly created: number;
  description: string | undefined;
  kmsKeyId: string | undefined;
  tags: Map<string, string>;
  versions: Map<string, Version>;
  current: string;
  previous: string | undefined;
  /** Seconds since epoch; set while the recovery window runs. */
  deletedOn: number | undefined;
}

type Secrets = Map<string, Secret>;

const largest = 65_536;

/** Secrets Manager, as far as Picket uses it: tokens, versions, recovery window, filters and pages as documented. */
export function secretsManager(): StubService {
  const state = perRegion<Secrets>(() => new Map());
  const on =
    (run: (secrets: Secrets, input: Input, caller: Caller) => object) =>
    (input: Input, caller: Caller): object =>
      run(state.of(caller), input, caller);
  return jsonService(
    "Secrets Manager",
    "secretsmanager",
    {
      CreateSecret: on(create),
      DescribeSecret: on(describe),
      GetSecretValue: on(getValue),
      PutSecretValue: on(putValue),
      ListSecrets: on(list),
      DeleteSecret: on(remove),
      RestoreSecret: on(restore),
      TagResource: on(tag),
      UntagResource: on(untag),
    },
    () => state.reset(),
  );
}

function create(secrets: Secrets, input: Input, caller: Caller): object {
  const name = required(input, "Name");
  if (!/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(name)) {
    throw new AwsFault(
      "ValidationException",
      "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
    );
  }
  const version = newVersion(input);
  const present = secrets.get(name);
  if (present?.deletedOn !== undefined) {
    const why = "a secret with this name is already scheduled for deletion.";
    throw new AwsFault("InvalidRequestException", `You can't create this secret because ${why}`);
  }
  if (present) {
    if (present.versions.get(version.id)?.value === version.value) return short(present, version.id);
    throw new AwsFault(
      "ResourceExistsException",
      `The operation failed because the secret ${name} already exists.`,
    );
  }
  const suffix = randomBytes(9).toString("base64").replaceAll(/[+/=]/g, "x").slice(0, 6);
  const secret: Secret = {
    name,
    arn: `arn:aws:secretsmanager:${caller.region}:${caller.account}:secret:${name}-${suffix}`,
    created: now(),
    description: optional(input, "Description"),
    kmsKeyId: optional(input, "KmsKeyId"),
    tags: tagsOf(input),
    versions: new Map([[version.id, version]]),
    current: version.id,
    previous: undefined,
    deletedOn: undefined,
  };
  secrets.set(name, secret);
  return short(secret, version.id);
}

function newVersion(input: Input): Version {
  const binary = optional(input, "SecretBinary");
  const value = binary ?? required(input, "SecretString");
  if (Buffer.byteLength(value) > largest) {
    throw new AwsFault("InvalidParameterException", "The secret value is too long.");
  }
  const id = optional(input, "ClientRequestToken") ?? randomUUID();
  if (id.length < 32 || id.length > 64) {
    throw new AwsFault("InvalidParameterException", "ClientRequestToken must have 32 to 64 characters.");
  }
  return { id, value, binary: binary !== undefined, created: now() };
}

function short(secret: Secret, VersionId: string): object {
  return { ARN: secret.arn, Name: secret.name, VersionId };
}

function find(secrets: Secrets, input: Input): Secret {
  const id = required(input, "SecretId");
  const found =
    secrets.get(id) ?? [...secrets.values()].find(({ arn }) => arn === id || arn.slice(0, -7) === id);
  if (!found)
    throw new AwsFault("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  return found;
}

function findLive(secrets: Secrets, input: Input): Secret {
  const secret = find(secrets, input);
  if (secret.deletedOn === undefined) return secret;
  const why = "it was marked for deletion.";
  throw new AwsFault(
    "InvalidRequestException",
    `You can't perform this operation on the secret because ${why}`,
  );
}

function stages(secret: Secret): Record<string, readonly string[]> {
  return {
    [secret.current]: ["AWSCURRENT"],
    ...(secret.previous === undefined ? {} : { [secret.previous]: ["AWSPREVIOUS"] }),
  };
}

function describe(secrets: Secrets, input: Input): object {
  const secret = find(secrets, input);
  return { ...entry(secret), VersionIdsToStages: stages(secret) };
}

function entry(secret: Secret): object {
  return {
    ARN: secret.arn,
    Name: secret.name,
    CreatedDate: secret.created,
    LastChangedDate: secret.versions.get(secret.current)?.created,
    Description: secret.description,
    KmsKeyId: secret.kmsKeyId,
    Tags: tagList(secret.tags),
    DeletedDate: secret.deletedOn,
  };
}

function getValue(secrets: Secrets, input: Input): object {
  const secret = findLive(secrets, input);
  const stage = optional(input, "VersionStage");
  const byStage = stage === "AWSPREVIOUS" ? secret.previous : secret.current;
  const version = secret.versions.get(optional(input, "VersionId") ?? byStage ?? "");
  if (!version || (stage !== undefined && !/^AWS(CURRENT|PREVIOUS)$/.test(stage))) {
    throw new AwsFault("ResourceNotFoundException", "Secrets Manager can't find the specified secret value.");
  }
  return {
    ...short(secret, version.id),
    ...(version.binary ? { SecretBinary: version.value } : { SecretString: version.value }),
    VersionStages: stages(secret)[version.id] ?? [],
    CreatedDate: version.created,
  };
}

function putValue(secrets: Secrets, input: Input): object {
  const secret = findLive(secrets, input);
  const version = newVersion(input);
  const known = secret.versions.get(version.id);
  if (known && known.value !== version.value) {
    const why = "the version already exists with another value.";
    throw new AwsFault("ResourceExistsException", `The operation failed because ${why}`);
  }
  if (!known) {
    secret.versions.set(version.id, version);
    secret.previous = secret.current;
    secret.current = version.id;
  }
  return { ...short(secret, version.id), VersionStages: stages(secret)[version.id] ?? [] };
}

function list(secrets: Secrets, input: Input): object {
  const filters = objects(input, "Filters").map((filter) => ({
    key: required(filter, "Key"),
    values: texts(filter, "Values"),
  }));
  const planned = input["IncludePlannedDeletion"] === true;
  const found = [...secrets.values()].filter(
    (secret) =>
      (planned || secret.deletedOn === undefined) &&
      filters.every(({ key, values }) => values.some((value) => matches(secret, key, value))),
  );
  const { items, ...more } = page(input, found, 100);
  return { SecretList: items.map(entry), ...more };
}

function matches(secret: Secret, key: string, value: string): boolean {
  if (value.startsWith("!")) return !matches(secret, key, value.slice(1));
  if (key === "name") return secret.name.startsWith(value);
  if (key === "tag-key") return [...secret.tags.keys()].some((name) => name.startsWith(value));
  if (key === "tag-value") return [...secret.tags.values()].some((text) => text.startsWith(value));
  if (key === "description") return (secret.description ?? "").includes(value);
  throw new AwsFault("InvalidParameterException", `The stub does not filter by ${key}.`);
}

function remove(secrets: Secrets, input: Input): object {
  const secret = find(secrets, input);
  const days = input["RecoveryWindowInDays"];
  if (input["ForceDeleteWithoutRecovery"] === true) {
    secrets.delete(secret.name);
    return { ARN: secret.arn, Name: secret.name, DeletionDate: now() };
  }
  if (days !== undefined && (typeof days !== "number" || days < 7 || days > 30)) {
    throw new AwsFault("InvalidParameterException", "RecoveryWindowInDays must be 7 to 30.");
  }
  secret.deletedOn ??= now();
  return { ARN: secret.arn, Name: secret.name, DeletionDate: secret.deletedOn + (days ?? 30) * 86_400 };
}

function restore(secrets: Secrets, input: Input): object {
  const secret = find(secrets, input);
  secret.deletedOn = undefined;
  return { ARN: secret.arn, Name: secret.name };
}

function tag(secrets: Secrets, input: Input): object {
  const secret = findLive(secrets, input);
  for (const [key, value] of tagsOf(input)) secret.tags.set(key, value);
  return {};
}

function untag(secrets: Secrets, input: Input): object {
  const secret = findLive(secrets, input);
  for (const key of texts(input, "TagKeys")) secret.tags.delete(key);
  return {};
}
