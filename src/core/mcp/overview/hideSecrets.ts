import { hiderOf } from "../../secrets/hideText.ts";
import { mask } from "./maskedDefinition.ts";

/**
 * Plain data with every occurrence of the values masked, in all of its texts. Whatever was found to be a secret must not
 * come back through a name, an address or a reason.
 */
export function hideSecrets<T>(data: T, values: readonly string[]): T {
  if (values.length === 0) return data;
  const hide = hiderOf(values, mask);
  const masked: T = JSON.parse(JSON.stringify(data), (_key, value: unknown) =>
    typeof value === "string" ? hide(value) : value,
  );
  return masked;
}
