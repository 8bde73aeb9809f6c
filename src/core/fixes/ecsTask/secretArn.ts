import type { Refusal, StoreLookup } from "../targetForm.ts";

/** Whose resources a text names. Each is undefined when it names none, or several. */
interface Owner {
  readonly partition: string;
  readonly region: string | undefined;
  readonly account: string | undefined;
}

/** Reads partition, Region and account from the ARNs and images of a task definition. */
export function ownerOf(text: string): Owner {
  const partitions = new Set<string>();
  const regions = new Set<string>();
  const accounts = new Set<string>();
  const add = (set: Set<string>, value: string | undefined): void => {
    if (value !== undefined && value !== "") set.add(value);
  };
  for (const match of text.matchAll(/\barn:(aws[\w-]{0,20}):[\w-]{1,40}:([a-z0-9-]{0,30}):(\d{12})?:/g)) {
    add(partitions, match[1]);
    add(regions, match[2]);
    add(accounts, match[3]);
  }
  for (const match of text.matchAll(/\b(\d{12})\.dkr\.ecr\.([a-z0-9-]{1,30})\.amazonaws\.com/g)) {
    add(accounts, match[1]);
    add(regions, match[2]);
  }
  for (const match of text.matchAll(/"awslogs-region"\s*:\s*"([a-z0-9-]{1,30})"/g)) add(regions, match[1]);
  const only = (set: Set<string>): string | undefined => (set.size === 1 ? [...set][0] : undefined);
  return { partition: only(partitions) ?? "aws", region: only(regions), account: only(accounts) };
}

/**
 * What `valueFrom` takes. A parameter may be named when it is in the task's Region; a secret needs its ARN, which may
 * lack the six random characters, and takes a field as `:key::`. Source: the ECS API's Secret, and the CDK's
 * `fromSecretNameV2`, which gives such an ARN to ECS.
 */
export function valueFrom(lookup: StoreLookup, owner: Owner): string | Refusal {
  const { name, jsonKey } = lookup;
  if (lookup.from === "parameter-store") {
    return jsonKey === undefined
      ? name
      : { reason: "ECS takes no field of a parameter: use Secrets Manager" };
  }
  const field = jsonKey === undefined ? "" : `:${jsonKey}::`;
  if (name.startsWith("arn:")) return name + field;
  const { partition, region, account } = owner;
  if (region === undefined || account === undefined)
    return {
      reason:
        "ECS takes a secret by its ARN, and the file names no single account and Region to make it from: use Parameter Store, whose name is enough, or write the ARN under secrets",
    };
  return `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}${field}`;
}
