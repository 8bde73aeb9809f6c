import { mask } from "./maskedDefinition.ts";

/** Shorter values occur by accident; replacing them would garble a text and tell the value. */
const shortest = 6;

/** Reasons cut what they quote: so much of a long value counts as the value. */
const head = 40;

/**
 * Plain data with every occurrence of the values masked, in all of its texts. Whatever was found to be a secret must not
 * come back through a name, an address or a reason.
 */
export function hideSecrets<T>(data: T, values: readonly string[]): T {
  const hidden = values
    .filter((value) => value.length >= shortest)
    .flatMap((value) => (value.length > head ? [value, value.slice(0, head)] : [value]))
    .sort((a, b) => b.length - a.length);
  if (hidden.length === 0) return data;
  const hide = (text: string): string => hidden.reduce((rest, value) => rest.replaceAll(value, mask), text);
  const masked: T = JSON.parse(JSON.stringify(data), (_key, value: unknown) =>
    typeof value === "string" ? hide(value) : value,
  );
  return masked;
}
