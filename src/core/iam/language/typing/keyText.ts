import { inSnippet, type Completion } from "./completion.ts";
import type { TypedPlace } from "./typedPlace.ts";

/**
 * A key as it is written where it stands: with what separates it from its value, and the value as a snippet. The entry
 * as it is where a separator stands already, and where the key is the value of another.
 */
export function keyText(
  item: Completion,
  { isKey, separated, language, quote, dash }: TypedPlace,
  value: { readonly json: string; readonly yaml: string },
): Completion {
  if (!isKey || separated || language === "code" || (quote !== "" && language !== "json")) return item;
  const name = item.snippet ? item.insertText : inSnippet(item.insertText);
  const more = { snippet: true, again: true };
  if (language === "yaml") {
    // The editor indents by the line, which begins with the dash.
    const rest = dash ? value.yaml.replaceAll("\n", "\n  ") : value.yaml;
    return { ...item, ...more, insertText: `${name}:${rest}` };
  }
  if (language === "hcl") {
    const key = /^\w+$/.test(item.label) ? name : `"${name}"`;
    return { ...item, ...more, insertText: `${key} = ${value.json}` };
  }
  // The quotes are replaced too, see `replacesQuotes`.
  return {
    ...item,
    ...more,
    insertText: `"${name}": ${value.json}`,
    filterText: `${quote}${item.filterText}`,
  };
}

/** Whether an entry from `keyText` replaces the quotes around the token as well. */
export function replacesQuotes({ isKey, separated, language, quote }: TypedPlace): boolean {
  return isKey && !separated && language === "json" && quote !== "";
}
