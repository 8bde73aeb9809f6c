/** Access levels of the Service Authorization Reference; an action may have several. */
export type AccessLevel = "List" | "Read" | "Write" | "Permissions management" | "Tagging";

export interface ActionResource {
  readonly name: string;
  /** The action cannot be allowed without a resource of this type. */
  readonly required: boolean;
  readonly conditionKeys: readonly string[];
}

export interface ActionRecord {
  readonly name: string;
  /** Most specific first: an action of permissions management is also a write. */
  readonly levels: readonly AccessLevel[];
  /** Empty: the action takes `*` only. */
  readonly resources: readonly ActionResource[];
  readonly conditionKeys: readonly string[];
  /** `service:Action` that it needs as well. */
  readonly dependentActions: readonly string[];
}

export interface ResourceRecord {
  readonly name: string;
  /** Template such as `arn:${Partition}:sqs:${Region}:${Account}:${QueueName}`. */
  readonly arn: string;
  readonly conditionKeys: readonly string[];
}

/** Data types as the data names them. `ArrayOf…` keys hold several values in one request. */
export type KeyType =
  | "String"
  | "ARN"
  | "Bool"
  | "Numeric"
  | "Date"
  | "IPAddress"
  | "Binary"
  | "ArrayOfString"
  | "ArrayOfARN"
  | "ArrayOfBool";

export interface KeyRecord {
  /** `secretsmanager:ResourceTag/tag-key` and `aws:RequestTag/${TagKey}` are templates: the last part is the user's. */
  readonly key: string;
  readonly type: KeyType;
}

/** One service of the catalogue, as stored: what `ServiceRecord` needs and nothing more. */
export interface ServiceRecord {
  readonly prefix: string;
  readonly name: string;
  readonly actions: readonly ActionRecord[];
  readonly resources: readonly ResourceRecord[];
  readonly conditionKeys: readonly KeyRecord[];
}

/** A service with its names in maps, by lower-case name. */
export interface Service {
  readonly prefix: string;
  readonly name: string;
  readonly actions: ReadonlyMap<string, ActionRecord>;
  readonly resources: ReadonlyMap<string, ResourceRecord>;
  readonly conditionKeys: ReadonlyMap<string, KeyRecord>;
}

export interface ServiceDescriptions {
  /** By lower-case action name. */
  readonly actions: Readonly<Record<string, string>>;
  /** By lower-case condition key. */
  readonly conditionKeys: Readonly<Record<string, string>>;
}

/** What stands in the catalogue's index. */
export interface CatalogueIndex {
  /** Day of the data, `2026-09-26`. */
  readonly date: string;
  readonly services: readonly { readonly prefix: string; readonly name: string; readonly actions: number }[];
  /** Prefixes whose resources RCPs apply to. */
  readonly rcpServices: readonly string[];
}

/** Where the catalogue is kept. Synchronous: a service is a few kilobytes, and checks run while typing. */
export interface CatalogueSource {
  /** @throws Error when the installation is incomplete */
  index(): CatalogueIndex;
  /** @param prefix lower-case, one of the index */
  service(prefix: string): ServiceRecord;
  descriptions(prefix: string): ServiceDescriptions;
}

/** AWS's services with their actions, resources and condition keys, each read when first asked for. */
export interface Catalogue {
  readonly date: string;
  /** All prefixes, ordered. */
  readonly prefixes: readonly string[];
  readonly rcpServices: ReadonlySet<string>;
  /** The display name, without reading the service. */
  nameOf(prefix: string): string | undefined;
  /** Number of actions, without reading the service. */
  countOf(prefix: string): number;
  /** By prefix, in any case; undefined when there is none. */
  service(prefix: string): Service | undefined;
  /** `service:Action` in any case. */
  action(name: string): ActionRecord | undefined;
  descriptions(prefix: string): ServiceDescriptions | undefined;
}

/** The catalogue over a source. */
export function createCatalogue(source: CatalogueSource): Catalogue {
  const index = source.index();
  const listed = new Map(index.services.map((one) => [one.prefix, one]));
  const read = new Map<string, Service>();
  const described = new Map<string, ServiceDescriptions>();
  const service = (prefix: string): Service | undefined => {
    const key = prefix.toLowerCase();
    const known = read.get(key);
    if (known || !listed.has(key)) return known;
    const made = toService(source.service(key));
    read.set(key, made);
    return made;
  };
  return {
    date: index.date,
    prefixes: [...listed.keys()].sort(),
    rcpServices: new Set(index.rcpServices),
    nameOf: (prefix) => listed.get(prefix.toLowerCase())?.name,
    countOf: (prefix) => listed.get(prefix.toLowerCase())?.actions ?? 0,
    service,
    action(name) {
      const colon = name.indexOf(":");
      return colon < 0
        ? undefined
        : service(name.slice(0, colon))?.actions.get(name.slice(colon + 1).toLowerCase());
    },
    descriptions(prefix) {
      const key = prefix.toLowerCase();
      if (!listed.has(key)) return undefined;
      const known = described.get(key) ?? source.descriptions(key);
      described.set(key, known);
      return known;
    },
  };
}

function toService({ prefix, name, actions, resources, conditionKeys }: ServiceRecord): Service {
  return {
    prefix,
    name,
    actions: new Map(actions.map((one) => [one.name.toLowerCase(), one])),
    resources: new Map(resources.map((one) => [one.name.toLowerCase(), one])),
    conditionKeys: new Map(conditionKeys.map((one) => [one.key.toLowerCase(), one])),
  };
}
