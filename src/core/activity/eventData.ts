/** Data of a record, as JSON has it, within the bounds of `boundedData`. Take members with `member`: an object may have a prototype. */
export type EventData =
  null | boolean | number | string | readonly EventData[] | { readonly [key: string]: EventData };

/** Characters kept of one field of a record. CloudTrail itself leaves out parameters above 100 KB. */
const maxText = 131_072;
const maxDepth = 24;
/** Characters kept of the name of a member. */
const maxKey = 1024;
/** Values kept of one field. */
const maxValues = 5000;

/**
 * What a record holds in one field, so that no record can take more memory or depth than another one: the data itself
 * where it is JSON within the bounds, else a copy. What is beyond the bounds is left out; texts that are cut end in an
 * ellipsis. Other types than JSON's become null.
 */
export function boundedData(value: unknown): EventData {
  const all = { text: maxText, values: maxValues };
  return isWithin(value, { ...all }, 0) ? value : copy(value, all, 0);
}

/** Whether a copy would be the same. */
function isWithin(value: unknown, left: { text: number; values: number }, depth: number): value is EventData {
  if (--left.values < 0) return false;
  if (typeof value === "string") return (left.text -= value.length) >= 0;
  if (typeof value === "number" || typeof value === "boolean" || value === null) return true;
  if (typeof value !== "object" || depth > maxDepth) return false;
  if (Array.isArray(value)) return value.every((item) => isWithin(item, left, depth + 1));
  for (const [key, item] of Object.entries(value)) {
    left.text -= key.length;
    if (key.length > maxKey || !isWithin(item, left, depth + 1)) return false;
  }
  return true;
}

function copy(value: unknown, left: { text: number; values: number }, depth: number): EventData {
  left.values--;
  if (typeof value === "string") {
    const kept = clipped(value, left.text);
    left.text -= kept.length;
    return kept;
  }
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "object" || value === null || depth > maxDepth) return null;
  if (Array.isArray(value)) {
    const items: EventData[] = [];
    for (const item of value) {
      if (left.values <= 0) break;
      items.push(copy(item, left, depth + 1));
    }
    return items;
  }
  const object: Record<string, EventData> = Object.create(null);
  for (const [key, item] of Object.entries(value)) {
    if (left.values <= 0) break;
    left.text -= key.length;
    object[clipped(key, maxKey)] = copy(item, left, depth + 1);
  }
  return object;
}

/** A text of at most `length` characters. */
export function clipped(text: string, length: number): string {
  if (text.length <= length) return text;
  return length < 1 ? "" : `${text.slice(0, length - 1)}…`;
}

/** Whether data is an object, not an array. */
export function isObject(data: EventData | undefined): data is { readonly [key: string]: EventData } {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

/** A member of an object; undefined when it is missing or the data is no object. Paths go down objects. */
export function member(data: EventData | undefined, ...path: readonly string[]): EventData | undefined {
  let at = data;
  for (const key of path) {
    if (!isObject(at) || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return at;
}

/** A text below an object; undefined when there is none. */
export function textAt(data: EventData | undefined, ...path: readonly string[]): string | undefined {
  const value = member(data, ...path);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** What a list holds: of an array its items, of CloudTrail's `{"items": […]}` those, of one value that value. */
export function itemsOf(data: EventData | undefined): readonly EventData[] {
  if (data === undefined || data === null) return [];
  const items = member(data, "items");
  if (items !== undefined) return Array.isArray(items) ? items : [items];
  return Array.isArray(data) ? data : [data];
}
