import type { Node } from "jsonc-parser";
import { isMap, isScalar } from "yaml";
import type { Document } from "yaml";
import type { TextEdit } from "../../model/edit.ts";
import { propertyOf } from "../jsonText.ts";
import { eolOf, indentAt, wordsOf } from "../textStyle.ts";
import { lineStart, nextLine } from "../../model/lineEdges.ts";

/** `DB_PASSWORD` as the name of a parameter, which takes letters and digits only: `DbPassword`. */
export function parameterName(variable: string): string {
  const name = wordsOf(variable)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  return /^[A-Z]/.test(name) ? name : `Secret${name}`;
}

/** Declares parameters that are not shown, in a YAML template. Undefined when there is no place for them. */
export function declareInYaml(
  document: Document.Parsed,
  names: readonly string[],
  text: string,
): TextEdit | undefined {
  const root = document.contents;
  if (!isMap(root) || root.flow) return undefined;
  const eol = eolOf(text);
  const pairs = root.items.map((pair) => ({
    key: isScalar(pair.key) ? pair.key : undefined,
    value: pair.value,
  }));
  const section = pairs.find((pair) => pair.key?.value === "Parameters");
  const step = indentStep(root, text);
  const lines = (indent: string): string =>
    names
      .flatMap((name) => [
        `${indent}${name}:`,
        `${indent}${step}Type: String`,
        `${indent}${step}NoEcho: true`,
      ])
      .map((line) => line + eol)
      .join("");
  if (section?.key?.range) {
    if (isMap(section.value) && section.value.flow) return undefined;
    const at = nextLine(text, section.key.range[1]);
    const first = isMap(section.value) ? section.value.items[0]?.key : undefined;
    const indent = isScalar(first) && first.range ? indentAt(text, first.range[0]) : step;
    return { span: { start: at, end: at }, newText: lines(indent) };
  }
  const resources = pairs.find((pair) => pair.key?.value === "Resources")?.key?.range;
  if (!resources) return undefined;
  const at = lineStart(text, resources[0]);
  return { span: { start: at, end: at }, newText: `Parameters:${eol}${lines(step)}` };
}

function indentStep(root: { items: readonly { value: unknown }[] }, text: string): string {
  for (const { value } of root.items) {
    const key = isMap(value) && !value.flow ? value.items[0]?.key : undefined;
    const indent = isScalar(key) && key.range ? indentAt(text, key.range[0]) : "";
    if (indent !== "") return indent;
  }
  return "  ";
}

/** Declares parameters that are not shown, in a JSON template. */
export function declareInJson(root: Node, names: readonly string[], text: string): TextEdit | undefined {
  const eol = eolOf(text);
  const resources = propertyOf(root, "Resources")?.parent;
  if (!resources) return undefined;
  const outer = indentAt(text, resources.offset);
  const ownLine = text.slice(lineStart(text, resources.offset), resources.offset).trim() === "";
  const step = outer === "" ? "  " : outer;
  const entry = (name: string): string => `"${name}": { "Type": "String", "NoEcho": true }`;
  const section = propertyOf(root, "Parameters");
  const last = section?.children?.at(-1);
  if (section && last) {
    const glue = text.slice(section.offset, last.offset).includes("\n")
      ? `,${eol}${indentAt(text, last.offset)}`
      : ", ";
    const at = last.offset + last.length;
    return { span: { start: at, end: at }, newText: names.map((name) => glue + entry(name)).join("") };
  }
  if (section) {
    const at = section.offset + 1;
    return { span: { start: at, end: at }, newText: names.map(entry).join(", ") };
  }
  const newText = ownLine
    ? `"Parameters": {${eol}${names.map((name) => outer + step + entry(name)).join(`,${eol}`)}${eol}${outer}},${eol}${outer}`
    : `"Parameters": {${names.map(entry).join(", ")}}, `;
  return { span: { start: resources.offset, end: resources.offset }, newText };
}
