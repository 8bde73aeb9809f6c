/** Tells whether a value of unknown origin has a type. */
export type Guard<T> = (value: unknown) => value is T;

/** A finite number. */
export const isNumber = (value: unknown): value is number => Number.isFinite(value);

/** A whole number from 0 on, such as that of a row. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

export const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";

/** Text of at most so many UTF-16 code units. */
export function isText(most: number): Guard<string> {
  return (value): value is string => typeof value === "string" && value.length <= most;
}

/** One of a few texts. */
export function isOneOf<const T extends string>(values: readonly T[]): Guard<T> {
  const known = new Set<unknown>(values);
  return (value): value is T => known.has(value);
}

/** A list of at most so many. */
export function isListOf<T>(guard: Guard<T>, most: number): Guard<readonly T[]> {
  return (value): value is readonly T[] =>
    Array.isArray(value) && value.length <= most && value.every((element) => guard(element));
}

/** A guard that `undefined` passes too. */
export function optional<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

/** An object with these members at least. */
export function isShape<T>(members: { readonly [K in keyof T]-?: Guard<T[K]> }): Guard<T> {
  const checks = Object.entries<Guard<unknown>>(members);
  return (value): value is T => {
    if (typeof value !== "object" || value === null) return false;
    const object: Readonly<Record<string, unknown>> = { ...value };
    for (const [name, guard] of checks) if (!guard(object[name])) return false;
    return true;
  };
}
