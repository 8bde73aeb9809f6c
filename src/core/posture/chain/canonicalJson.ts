/** A value of JSON with the members of objects in the order of their UTF-16 code units, and none that is undefined. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([, one]) => one !== undefined);
  members.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  return Object.fromEntries(members.map(([key, one]) => [key, sorted(one)]));
}

/** The one text of a value of JSON: RFC 8785 for what reports hold, which is texts, switches and small whole numbers. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}
