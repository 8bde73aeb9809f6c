import { clipped } from "./eventData.ts";

/** A member of an object of any shape; undefined for what is no object, and for what stands on its prototype. */
export function fieldOf(data: unknown, key: string): unknown {
  if (typeof data !== "object" || data === null || !Object.hasOwn(data, key)) return undefined;
  return Reflect.get(data, key);
}

/** A text below an object of any shape, cut to a length; undefined when there is none or it is empty. */
export function textOf(data: unknown, key: string, length: number): string | undefined {
  const value = fieldOf(data, key);
  return typeof value === "string" && value !== "" ? clipped(value, length) : undefined;
}
