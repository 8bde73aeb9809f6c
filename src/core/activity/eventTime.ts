const written = /^\s*(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,3})\d*)?\s*(Z|UTC|[+-]\d\d:?\d\d)?\s*$/i;

/**
 * Milliseconds since 1970 of a record's time: CloudTrail's `2025-01-21T17:49:47Z`, the form of Athena and log
 * pipelines (`2025-01-21 17:49:47.000000000`, which is UTC), and LookupEvents' seconds. Undefined for anything else.
 */
export function readTime(value: unknown): number | undefined {
  if (typeof value === "number") return inRange(value < 100_000_000_000 ? value * 1000 : value);
  if (typeof value !== "string" || value.length > 64) return undefined;
  const [, day, clock, fraction = "0", zone = "Z"] = written.exec(value) ?? [];
  if (day === undefined || !isDay(day)) return undefined;
  const offset = /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  const suffix = /^(?:z|utc)$/i.test(offset) ? "Z" : offset;
  return inRange(Date.parse(`${day}T${clock}.${fraction.padEnd(3, "0")}${suffix}`));
}

/** `Date.parse` takes the 30th of February for a day of March. */
function isDay(day: string): boolean {
  const date = Number(day.slice(8));
  if (date <= 28) return true;
  return date <= new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();
}

/** What `Date` can show, from 1970 on. */
function inRange(ms: number): number | undefined {
  return ms >= 0 && ms <= 8_640_000_000_000_000 ? Math.round(ms) : undefined;
}
