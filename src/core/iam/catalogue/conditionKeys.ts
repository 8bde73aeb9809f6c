import { hasUnknown } from "../model/valueNode.ts";
import type { Catalogue, KeyRecord, KeyType, Service } from "./catalogue.ts";
import { globalKeys, type GlobalKey } from "./globalKeys.ts";

/** A condition key that was found, however a policy writes it. */
export interface FoundKey {
  /** Its entry; `key` may be a template. */
  readonly record: KeyRecord;
  /** `federation`: a claim of an identity provider, such as `token.actions.githubusercontent.com:sub`. */
  readonly scope: "global" | "service" | "federation";
  /** Whether one request can hold several values of it. */
  readonly multiValued: boolean;
}

/** Templates and plain keys of one list. */
interface KeyTable {
  readonly exact: ReadonlyMap<string, FoundKey>;
  readonly templates: readonly { readonly pattern: RegExp; readonly found: FoundKey }[];
}

/** Services whose lists hold keys with another prefix. Source: the Service Authorization Reference. */
const homes: Readonly<Record<string, readonly string[]>> = {
  catalog: ["aws-marketplace"],
  "cognito-identity-auth": ["cognito-identity"],
  "cognito-identity-unauth": ["cognito-identity"],
  connect: ["connect", "cases"],
  ec2: ["ec2", "ec2-instance-connect"],
  identitycenter: ["sso"],
  identitystore: ["identitystore", "q", "qbusiness"],
  iot: ["iot", "iotjobsdata"],
  logs: ["logs", "xray"],
  saml: ["sts"],
};

const globalTable = tableOf(globalKeys, "global");
const serviceTables = new WeakMap<Service, KeyTable>();

/**
 * Finds a condition key by the name that a policy gives it, in any case. Templates are understood:
 * `aws:RequestTag/Owner` is an `aws:RequestTag/${TagKey}`. Undefined for a key that neither AWS's list of global keys
 * nor the service of its prefix has, and for a key whose name holds an unknown part that no template takes.
 */
export function findConditionKey(key: string, catalogue: Catalogue): FoundKey | undefined {
  const global = lookUp(globalTable, key);
  if (global) return global;
  const colon = key.indexOf(":");
  if (colon < 0) return undefined;
  const prefix = key.slice(0, colon).toLowerCase();
  if (prefix === "saml" || prefix.includes(".")) return providerKey(key, catalogue);
  for (const home of homes[prefix] ?? [prefix]) {
    const service = catalogue.service(home);
    const found = service && lookUp(serviceTable(service), key);
    if (found) return found;
  }
  return undefined;
}

/** Whether a service's own list has the key, global keys that it supports included. */
export function isServiceKeyOf(key: string, service: Service): boolean {
  return findServiceKey(key, service) !== undefined;
}

/** A key of a service's own list: its own keys, and the global ones that the list names. */
export function findServiceKey(key: string, service: Service): FoundKey | undefined {
  return lookUp(serviceTable(service), key);
}

/** The entry of a global key, `aws:EpochTime` or `aws:PrincipalTag/Team`, in any case. */
export function findGlobalKey(key: string): GlobalKey | undefined {
  const record = lookUp(globalTable, key)?.record;
  return globalKeys.find((one) => one === record);
}

/** The fixed part in front of a template's variable part, with the slash or colon; undefined for a plain key. */
export function templatePrefix(key: string): string | undefined {
  const at = /\$\{|tag-key$|<key>$|(?<=\/)$/i.exec(key)?.index;
  return at === undefined ? undefined : key.slice(0, at);
}

/** Whether a type's keys hold several values in one request. */
export function isMultiValued(type: KeyType): boolean {
  return type.startsWith("ArrayOf");
}

function serviceTable(service: Service): KeyTable {
  const known = serviceTables.get(service);
  if (known) return known;
  const made = tableOf([...service.conditionKeys.values()], "service");
  serviceTables.set(service, made);
  return made;
}

function tableOf(records: readonly KeyRecord[], scope: "global" | "service"): KeyTable {
  const exact = new Map<string, FoundKey>();
  const templates: { pattern: RegExp; found: FoundKey }[] = [];
  for (const record of records) {
    const found: FoundKey = { record, scope, multiValued: isMultiValued(record.type) };
    const lower = record.key.toLowerCase();
    exact.set(lower, found);
    if (templatePrefix(lower) !== undefined) templates.push({ pattern: patternOf(lower), found });
  }
  return { exact, templates };
}

/** A lower-case template as a pattern: its variable parts take any text. */
function patternOf(template: string): RegExp {
  const parts = template
    .replace(/tag-key$|<key>$|(?<=\/)$/, "${key}")
    .split(/\$\{[^{}]*\}?/)
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^]+")}$`);
}

function lookUp({ exact, templates }: KeyTable, key: string): FoundKey | undefined {
  const lower = key.toLowerCase();
  return exact.get(lower) ?? templates.find(({ pattern }) => pattern.test(lower))?.found;
}

/**
 * A claim of an identity provider in a trust policy, or what it makes of a session: of SAML, of the providers that AWS
 * knows by name, or of the URL of an OIDC provider, with the claim behind the last colon.
 */
function providerKey(key: string, catalogue: Catalogue): FoundKey | undefined {
  const sts = catalogue.service("sts");
  const known = sts && lookUp(serviceTable(sts), key);
  if (known) return { ...known, scope: "federation" };
  const lower = key.toLowerCase();
  const claim = lower.slice(lower.lastIndexOf(":") + 1);
  if (lower.startsWith("saml:") || claim === "" || hasUnknown(claim)) return undefined;
  return { record: { key, type: "String" }, scope: "federation", multiValued: false };
}
