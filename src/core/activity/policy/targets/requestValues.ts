import { isObject, type EventData } from "../../eventData.ts";

/** Values kept of one key; a call names a few resources, not thousands. */
const mostValues = 100;
/** Longer than any ARN or name of a resource. */
const longest = 2048;

/**
 * The texts of a request by key, lower case: of the request itself, of the items of its lists, and of the wrappers that EC2
 * puts around them (`instancesSet.items[].instanceId`, `DeleteFlowLogsRequest.…`). What lies deeper says how, not what.
 */
export function requestValues(request: EventData): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  if (isObject(request)) gather(request, values, 0);
  return values;
}

function gather(
  data: { readonly [key: string]: EventData },
  values: Map<string, string[]>,
  depth: number,
): void {
  for (const [name, value] of Object.entries(data)) {
    const key = name.toLowerCase();
    if (typeof value === "string") add(values, key, value);
    else if (Array.isArray(value)) gatherItems(key, value, values, depth);
    else if (isObject(value)) {
      const { items, content } = value;
      if (Array.isArray(items)) gatherItems(key, items, values, depth);
      else if (typeof content === "string") add(values, key, content);
      else if (/request$/i.test(name) && depth < 2) gather(value, values, depth + 1);
    }
  }
}

function gatherItems(
  key: string,
  items: readonly EventData[],
  values: Map<string, string[]>,
  depth: number,
): void {
  for (const item of items.slice(0, mostValues)) {
    if (typeof item === "string") add(values, key, item);
    else if (isObject(item) && depth < 2) gather(item, values, depth + 2);
  }
}

function add(values: Map<string, string[]>, key: string, value: string): void {
  if (value === "" || value.length > longest || isMasked(value)) return;
  const known = values.get(key);
  if (!known) values.set(key, [value]);
  else if (known.length < mostValues && !known.includes(value)) known.push(value);
}

/** What CloudTrail and those who publish records write in the place of a value. */
function isMasked(value: string): boolean {
  return (
    value === "..." || value.endsWith("…") || /^(?:HIDDEN_DUE_TO_SECURITY_REASONS|REDACTED)$/i.test(value)
  );
}
