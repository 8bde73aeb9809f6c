/** Properties of a resource, resolved. */
export type Properties = Record<string, unknown>;

/**
 * A property as what the API takes there; the API refuses what it is not.
 * @param fallback what it is when it is absent
 */
export function property<T>(properties: Properties, name: string, fallback?: T): T {
  return (properties[name] ?? fallback) as T;
}

export const text = (properties: Properties, name: string): string => property<string>(properties, name);

/** A document as the API takes it. */
export const json = (properties: Properties, name: string): string => JSON.stringify(properties[name]);
