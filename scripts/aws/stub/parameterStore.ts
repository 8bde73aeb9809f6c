import { randomBytes } from "node:crypto";
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
  readonly number: number;
  readonly value: string;
  readonly modified: number;
}

interface Parameter {
  readonly name: string;
  readonly arn: string;
  readonly type: string;
  description: string | undefined;
  keyId: string | undefined;
  tier: string;
  tags: Map<string, string>;
  /** Oldest first; the service keeps 100. */
  versions: Version[];
}

type Parameters = Map<string, Parameter>;

/** Bytes that fit a tier. */
const sizes: Readonly<Record<string, number>> = { Standard: 4_096, Advanced: 8_192 };

/** SSM Parameter Store, as far as Picket uses it. */
export function parameterStore(): StubService {
  const state = perRegion<Parameters>(() => new Map());
  const on =
    (run: (parameters: Parameters, input: Input, caller: Caller) => object) =>
    (input: Input, caller: Caller): object =>
      run(state.of(caller), input, caller);
  return jsonService(
    "SSM",
    "AmazonSSM",
    {
      PutParameter: on(put),
      GetParameter: on(getOne),
      GetParameters: on(getMany),
      GetParametersByPath: on(getByPath),
      DescribeParameters: on(describe),
      DeleteParameter: on(remove),
      AddTagsToResource: on(addTags),
      ListTagsForResource: on(listTags),
    },
    () => state.reset(),
  );
}

function put(parameters: Parameters, input: Input, caller: Caller): object {
  const name = required(input, "Name");
  checkName(name);
  const overwrite = input["Overwrite"] === true;
  if (overwrite && input["Tags"] !== undefined) {
    throw new AwsFault("ValidationException", "Invalid request: tags and overwrite can't be used together.");
  }
  const present = parameters.get(name);
  if (present && !overwrite) {
    throw new AwsFault(
      "ParameterAlreadyExists",
      "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
    );
  }
  const type = optional(input, "Type") ?? present?.type;
  if (type === undefined)
    throw new AwsFault("ValidationException", "A parameter type is required when you create a parameter.");
  if (present && type !== present.type) {
    throw new AwsFault("HierarchyTypeMismatchException", "The parameter's type cannot be changed.");
  }
  const tier = tierOf(optional(input, "Tier"), present);
  const version = {
    number: (present?.versions.at(-1)?.number ?? 0) + 1,
    value: checkedValue(input, tier),
    modified: now(),
  };
  const parameter: Parameter = present ?? {
    name,
    arn: `arn:aws:ssm:${caller.region}:${caller.account}:parameter${name.startsWith("/") ? "" : "/"}${name}`,
    type,
    description: undefined,
    keyId: undefined,
    tier,
    tags: tagsOf(input),
    versions: [],
  };
  parameter.description = optional(input, "Description") ?? parameter.description;
  parameter.keyId = type === "SecureString" ? (optional(input, "KeyId") ?? "alias/aws/ssm") : undefined;
  parameter.tier = tier;
  parameter.versions = [...parameter.versions, version].slice(-100);
  parameters.set(name, parameter);
  return { Version: version.number, Tier: tier };
}

function checkName(name: string): void {
  const wrong = (message: string): AwsFault => new AwsFault("ValidationException", message);
  if (!/^[A-Za-z0-9/_.-]{1,1011}$/.test(name))
    throw wrong("Parameter name: only a mix of letters, numbers and the following 3 symbols .-_ is allowed.");
  if (name.includes("/") && !name.startsWith("/"))
    throw wrong("Parameter name must be a fully qualified name.");
  if (/^\/?(aws|ssm)/i.test(name))
    throw wrong('Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive).');
  if (name.split("/").length > 16)
    throw new AwsFault("HierarchyLevelLimitExceededException", "A hierarchy has at most 15 levels.");
}

function tierOf(wanted: string | undefined, present: Parameter | undefined): string {
  if (present?.tier === "Advanced" && wanted === "Standard") {
    throw new AwsFault(
      "ValidationException",
      "This parameter uses the advanced-parameter tier. You can't downgrade it to the standard tier.",
    );
  }
  return wanted ?? present?.tier ?? "Standard";
}

function checkedValue(input: Input, tier: string): string {
  const value = required(input, "Value");
  if (Buffer.byteLength(value) > (sizes[tier] ?? 0)) {
    throw new AwsFault(
      "ValidationException",
      `The value is too long for a parameter of the ${tier.toLowerCase()} tier.`,
    );
  }
  if (/\{\{[^]*\}\}/.test(value))
    throw new AwsFault("ValidationException", "Parameter value can't nest another parameter.");
  return value;
}

function find(
  parameters: Parameters,
  selector: string,
): { parameter: Parameter; version: Version } | undefined {
  const [name = "", number] = selector.startsWith("arn:") ? [selector] : selector.split(":");
  const parameter = parameters.get(name) ?? [...parameters.values()].find(({ arn }) => arn === selector);
  const version = parameter?.versions.findLast(
    (item) => number === undefined || String(item.number) === number,
  );
  return parameter && version ? { parameter, version } : undefined;
}

function shown({ parameter, version }: { parameter: Parameter; version: Version }, decrypt: boolean): object {
  const hidden = parameter.type === "SecureString" && !decrypt;
  return {
    Name: parameter.name,
    Type: parameter.type,
    Value: hidden ? randomBytes(48).toString("base64") : version.value,
    Version: version.number,
    LastModifiedDate: version.modified,
    ARN: parameter.arn,
    DataType: "text",
  };
}

function getOne(parameters: Parameters, input: Input): object {
  const found = find(parameters, required(input, "Name"));
  if (!found) throw new AwsFault("ParameterNotFound", "");
  return { Parameter: shown(found, input["WithDecryption"] === true) };
}

function getMany(parameters: Parameters, input: Input): object {
  const names = texts(input, "Names").map((name) => ({ name, found: find(parameters, name) }));
  return {
    Parameters: names.flatMap(({ found }) => (found ? [shown(found, input["WithDecryption"] === true)] : [])),
    InvalidParameters: names.filter(({ found }) => !found).map(({ name }) => name),
  };
}

function getByPath(parameters: Parameters, input: Input): object {
  const path = required(input, "Path");
  const folder = path.endsWith("/") ? path : `${path}/`;
  const deep = input["Recursive"] === true;
  const found = [...parameters.values()].filter(
    ({ name }) => name.startsWith(folder) && (deep || !name.slice(folder.length).includes("/")),
  );
  const { items, ...more } = page(input, found, 10);
  const pairs = items.flatMap(({ name }) => find(parameters, name) ?? []);
  return { Parameters: pairs.map((pair) => shown(pair, input["WithDecryption"] === true)), ...more };
}

function describe(parameters: Parameters, input: Input): object {
  const filters = objects(input, "ParameterFilters").map((filter) => ({
    key: required(filter, "Key"),
    option: optional(filter, "Option") ?? "Equals",
    values: texts(filter, "Values"),
  }));
  const found = [...parameters.values()].filter((parameter) =>
    filters.every(({ key, option, values }) =>
      values.some((value) => matches(parameter, key, option, value)),
    ),
  );
  const { items, ...more } = page(input, found, 50);
  return { Parameters: items.map(metadata), ...more };
}

function matches(parameter: Parameter, key: string, option: string, value: string): boolean {
  const facts = new Map([
    ["Name", parameter.name],
    ["Type", parameter.type],
    ["KeyId", parameter.keyId ?? ""],
    ["Tier", parameter.tier],
  ]);
  const fact = facts.get(key);
  if (fact === undefined) throw new AwsFault("InvalidFilterKey", `The stub does not filter by ${key}.`);
  if (option === "BeginsWith") return fact.startsWith(value);
  return option === "Contains" ? fact.includes(value) : fact === value;
}

function metadata(parameter: Parameter): object {
  const version = parameter.versions.at(-1);
  return {
    Name: parameter.name,
    ARN: parameter.arn,
    Type: parameter.type,
    KeyId: parameter.keyId,
    Description: parameter.description,
    Tier: parameter.tier,
    Version: version?.number,
    LastModifiedDate: version?.modified,
    DataType: "text",
  };
}

function remove(parameters: Parameters, input: Input): object {
  if (!parameters.delete(required(input, "Name"))) throw new AwsFault("ParameterNotFound", "");
  return {};
}

function tagged(parameters: Parameters, input: Input): Parameter {
  const parameter = parameters.get(required(input, "ResourceId"));
  if (input["ResourceType"] !== "Parameter" || !parameter) throw new AwsFault("InvalidResourceId", "");
  return parameter;
}

function addTags(parameters: Parameters, input: Input): object {
  const parameter = tagged(parameters, input);
  for (const [key, value] of tagsOf(input)) parameter.tags.set(key, value);
  return {};
}

function listTags(parameters: Parameters, input: Input): object {
  return { TagList: tagList(tagged(parameters, input).tags) };
}
