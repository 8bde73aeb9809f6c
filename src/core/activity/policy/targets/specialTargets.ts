import { isObject, itemsOf, member, textAt } from "../../eventData.ts";
import { arnAt } from "./recordPlace.ts";
import { literalPattern, type Target, type TargetContext } from "./target.ts";

/** Finds the targets of one type of resource; undefined: the template is filled as for any other type. */
type Finder = (context: TargetContext) => readonly Target[] | undefined;

function target(...patterns: readonly string[]): Target {
  return { patterns, known: true };
}

/** Objects: the key, all below the bucket where the call names none, and the source of a copy. */
const objects: Finder = ({ event, place, action, values }) => {
  const arn = (bucket: string, key: string): string =>
    arnAt(place, "s3", `${literalPattern(bucket)}/${key}`, { region: "", account: "" });
  const source = values.get("x-amz-copy-source")?.[0] ?? textAt(event.request, "copySource");
  if (isCopy(event.name) && action.startsWith("s3:GetObject")) {
    const [, bucket, key] = /^\/?([^/?]+)\/([^?]+)/.exec(decoded(source ?? "")) ?? [];
    return bucket === undefined || key === undefined ? [] : [target(arn(bucket, literalPattern(key)))];
  }
  const bucket = values.get("bucketname")?.[0];
  if (bucket === undefined) return undefined;
  if (bucket.startsWith("arn:")) return [];
  const keys = values.get("key") ?? [];
  return keys.length === 0
    ? [target(arn(bucket, "*"))]
    : keys.map((key) => target(arn(bucket, literalPattern(key))));
};

/** Whether an operation of S3 reads one object and writes another one. */
export function isCopy(operation: string): boolean {
  return operation === "CopyObject" || operation === "UploadPartCopy";
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A queue's address names its Region and account, which need not be those of the record. */
const queues: Finder = ({ place, values }) => {
  const found = (values.get("queueurl") ?? []).flatMap((url) => {
    const [, region, account, name] =
      /^https?:\/\/(?:sqs\.([a-z0-9-]+)|[a-z0-9-]+\.queue|queue)\.[a-z.]+\/(\d{12})\/([\w.-]+)$/.exec(url) ??
      [];
    if (account === undefined || name === undefined) return [];
    return [target(arnAt(place, "sqs", name, { ...(region !== undefined && { region }), account }))];
  });
  return found.length > 0 ? found : undefined;
};

/** IAM sees a log group with what lies in it: `log-group:NAME:*`; some newer calls name it alone. */
const logGroups: Finder = ({ place, values }) => {
  const named = ["loggroupname", "loggroupnames", "loggroupidentifier", "loggroupidentifiers", "loggrouparn"];
  const names = named
    .flatMap((key) => values.get(key) ?? [])
    .flatMap(
      (value) => /^(?:arn:[^:]+:logs:[^:]*:\d{12}:log-group:)?([^:*]+)(?::\*)?$/.exec(value)?.[1] ?? [],
    );
  if (names.length === 0) return undefined;
  return names.map((name) => {
    const arn = arnAt(place, "logs", `log-group:${literalPattern(name)}`);
    return target(`${arn}:*`, arn);
  });
};

/** Tables that a batch or a transaction names in the keys and members of its items. */
const tables: Finder = ({ event, place, values }) => {
  const { request } = event;
  const batch = member(request, "requestItems");
  const items = [...itemsOf(member(request, "transactItems"))].filter(isObject);
  const names = [
    ...(isObject(batch) ? Object.keys(batch) : []),
    ...items.flatMap((item) => Object.values(item).flatMap((one) => textAt(one, "tableName") ?? [])),
    ...(values.get("tablename") ?? []),
  ];
  const own = [...new Set(names)].filter((name) => /^[\w.-]{1,255}$/.test(name));
  return own.length === 0 ? undefined : own.map((name) => target(arnAt(place, "dynamodb", `table/${name}`)));
};

/** Documents of AWS itself have no account in their ARN. */
const documents: Finder = ({ place, values }) => {
  const names = values.get("documentname") ?? values.get("name") ?? [];
  const own = names.filter((name) => /^[\w.-]+$/.test(name));
  if (own.length === 0) return undefined;
  return own.map((name) =>
    /^(?:AWS|Amazon)/.test(name)
      ? target(
          arnAt(place, "ssm", `document/${name}`, { account: "" }),
          arnAt(place, "ssm", `document/${name}`),
        )
      : target(arnAt(place, "ssm", `document/${name}`)),
  );
};

/** A parameter by name; a path stands for itself and all below it. */
const parameters: Finder = ({ event, place, values }) => {
  if (event.name !== "GetParametersByPath") return undefined;
  return (values.get("path") ?? []).map((path) => {
    const arn = arnAt(place, "ssm", `parameter/${literalPattern(path.replace(/^\/|\/$/g, ""))}`);
    return target(arn, `${arn}/*`);
  });
};

/** A model is called by its id, or through an inference profile that spreads the call over Regions. */
const models: Finder = ({ place, values }) => {
  const ids = (values.get("modelid") ?? []).filter((id) => /^[\w.:-]+$/.test(id) && !id.startsWith("arn:"));
  if (ids.length === 0) return undefined;
  return ids.map((id) => {
    const model = id.replace(profilePrefix, "");
    const region = model === id ? place.region : "*";
    return target(arnAt(place, "bedrock", `foundation-model/${model}`, { region, account: "" }));
  });
};

const inferenceProfiles: Finder = ({ place, values }) => {
  const ids = (values.get("modelid") ?? []).filter((id) => /^[\w.:-]+$/.test(id) && profilePrefix.test(id));
  return ids.map((id) => target(arnAt(place, "bedrock", `inference-profile/${id}`)));
};

const profilePrefix = /^(?:us|eu|apac|jp|au|ca|global|us-gov)\.(?=[a-z0-9]+\.)/;

/** A task definition is called by family, or by family and revision. */
const taskDefinitions: Finder = ({ place, values }) => {
  const names = (values.get("taskdefinition") ?? []).filter((name) => /^[\w-]+(?::\d+)?$/.test(name));
  if (names.length === 0) return undefined;
  return names.map((name) =>
    target(arnAt(place, "ecs", `task-definition/${name.includes(":") ? name : `${name}:*`}`)),
  );
};

/** By action prefix and resource type of the catalogue. */
export const specialTargets: Readonly<Record<string, Finder>> = {
  "bedrock:foundation-model": models,
  "bedrock:inference-profile": inferenceProfiles,
  "dynamodb:table": tables,
  "ecs:task-definition": taskDefinitions,
  "logs:log-group": logGroups,
  "s3:object": objects,
  "sqs:queue": queues,
  "ssm:document": documents,
  "ssm:parameter": parameters,
};
