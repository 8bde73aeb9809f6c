import { isObject, type EventData } from "../eventData.ts";

/** A value below a request, with the key it stands under; of items of lists the list's. */
export interface Leaf {
  readonly key: string;
  readonly value: string | number | boolean;
}

/** Several rules ask of the same request. */
const walked = new WeakMap<object, readonly Leaf[]>();

/** Every text, number and boolean below some data. Keys are lower case: services write them in many cases. */
export function leavesOf(data: EventData | undefined): readonly Leaf[] {
  if (data === undefined || data === null) return [];
  if (typeof data !== "object") return [{ key: "", value: data }];
  const known = walked.get(data);
  if (known) return known;
  const leaves: Leaf[] = [];
  collect(data, "", leaves);
  walked.set(data, leaves);
  return leaves;
}

function collect(data: EventData, key: string, leaves: Leaf[]): void {
  if (data === null) return;
  if (typeof data !== "object") leaves.push({ key, value: data });
  else if (Array.isArray(data)) for (const item of data) collect(item, key, leaves);
  else if (isObject(data)) {
    for (const [name, item] of Object.entries(data)) {
      // CloudTrail wraps what a list holds in "items".
      const own = name.toLowerCase();
      collect(item, own === "items" || own === "value" ? key : own, leaves);
    }
  }
}

/** The first value under a key, at any depth. @param key lower case */
export function valueOf(data: EventData | undefined, ...keys: readonly string[]): Leaf["value"] | undefined {
  for (const leaf of leavesOf(data)) if (keys.includes(leaf.key)) return leaf.value;
  return undefined;
}

/** Whether one of some keys holds true somewhere, also as the text that some services log. */
export function isTrue(data: EventData | undefined, ...keys: readonly string[]): boolean {
  return holds(data, /^true$/i, keys);
}

/** Whether one of some keys holds false somewhere. */
export function isFalse(data: EventData | undefined, ...keys: readonly string[]): boolean {
  return holds(data, /^false$/i, keys);
}

/** Whether one of some keys holds a text like this somewhere. @param keys lower case */
export function holds(data: EventData | undefined, text: RegExp, keys: readonly string[]): boolean {
  for (const { key, value } of leavesOf(data))
    if (keys.includes(key) && text.test(String(value))) return true;
  return false;
}

/** The part of a request under a key, at any depth. @param key lower case */
export function partAt(data: EventData | undefined, key: string): EventData | undefined {
  if (Array.isArray(data)) {
    for (const item of data) {
      const found = partAt(item, key);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isObject(data)) return undefined;
  for (const [name, item] of Object.entries(data)) if (name.toLowerCase() === key) return item;
  for (const item of Object.values(data)) {
    const found = partAt(item, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Ids of accounts in ARNs and bare, other than one's own. */
export function foreignAccount(text: string, own: string | undefined): string | undefined {
  const id = /^(?:arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:)?(\d{12})(?::|$)/.exec(text.trim())?.[1];
  return id === own ? undefined : id;
}

/** `0.0.0.0/0`, `::/0` and other ways to write the whole internet. */
export function isAnywhere(text: string): boolean {
  return /^\s*(?:0+(?:\.0+){0,3}\/0|(?:[0:]+)\/0)\s*$/.test(text);
}

/** The last part of a role's ARN or name; undefined for what cannot be one. */
export function roleName(text: string): string | undefined {
  return /^(?:arn:aws[a-z-]*:iam::\d{12}:(?:role|instance-profile)\/(?:[\w+=,.@-]+\/)*)?([\w+=,.@-]{1,128})$/.exec(
    text,
  )?.[1];
}

/** Names that people give to roles that may do nearly everything. */
export function soundsPowerful(name: string): boolean {
  return /admin|power-?user|full-?access|super-?user|god-?mode|(?:^|[-_])root(?:[-_]|$)|break-?glass|organizationaccountaccess/i.test(
    name,
  );
}
