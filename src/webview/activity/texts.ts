import { stringsElementId } from "../../protocol/activity.ts";
import { panelStringNames, type PanelStringName } from "../../protocol/panelStrings.ts";
import { isShape, isText } from "../../protocol/shape.ts";

/** A text of the page, with values for `{0}`, `{1}` …; numbers as the language writes them. */
export interface Texts {
  (name: PanelStringName, ...values: readonly (string | number)[]): string;
  number(value: number): string;
}

const isTextByName = (name: PanelStringName, value: unknown): string | undefined =>
  isShape<Record<string, string>>({ [name]: isText(10_000) })(value) ? value[name] : undefined;

/** The texts that the extension put into the document; a missing one shows its name. */
export function readTexts(document: Document): Texts {
  const json: unknown = JSON.parse(document.getElementById(stringsElementId)?.textContent ?? "{}");
  const known = new Map(panelStringNames.map((name) => [name, isTextByName(name, json) ?? name]));
  const numbers = new Intl.NumberFormat(document.documentElement.lang || undefined);
  const text = (name: PanelStringName, ...values: readonly (string | number)[]): string =>
    // One pass: a value that holds `{1}` itself is not filled in.
    (known.get(name) ?? name).replace(/\{(\d)\}/g, (place, index) => {
      const value = values[Number(index)];
      return value === undefined ? place : typeof value === "number" ? numbers.format(value) : value;
    });
  return Object.assign(text, { number: (value: number) => numbers.format(value) });
}
