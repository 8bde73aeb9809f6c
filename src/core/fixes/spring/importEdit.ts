import { isMap, isScalar, isSeq } from "yaml";
import type { Document, Node, YAMLMap } from "yaml";
import type { TextEdit } from "../../model/edit.ts";
import { lineEnd, lineStart, nextLine } from "../../model/lineEdges.ts";
import { eolOf } from "../textStyle.ts";
import { yamlScalar } from "../yamlWriter.ts";

/** Adds locations to `spring.config.import` of one document of a `.properties` file, the one that holds `offset`. */
export function importInProperties(text: string, offset: number, locations: readonly string[]): TextEdit {
  const eol = eolOf(text);
  const marks = [...text.matchAll(/^[#!]---[ \t]*\r?$/gm)].map((match) => nextLine(text, match.index));
  const start = marks.findLast((mark) => mark <= offset) ?? 0;
  const end = marks.find((mark) => mark > offset) ?? text.length;
  const part = text.slice(start, end);
  const listed = [...part.matchAll(/^[ \t]*spring\.config\.import\[(\d+)\][ \t]*[:=][^\r\n]*/gm)].at(-1);
  if (listed) {
    const at = start + listed.index + listed[0].length;
    const lines = locations.map(
      (one, index) => `spring.config.import[${Number(listed[1]) + 1 + index}]=${one}`,
    );
    return { span: { start: at, end: at }, newText: eol + lines.join(eol) };
  }
  const own = /^[ \t]*spring\.config\.import[ \t]*[:=][^\r\n]*/m.exec(part);
  if (own) {
    const at = start + own.index + own[0].trimEnd().length;
    return { span: { start: at, end: at }, newText: `,${locations.join(",")}` };
  }
  const first = /^[ \t]*[^\s#!]/m.exec(part);
  const at = start + (first?.index ?? 0);
  return { span: { start: at, end: at }, newText: `spring.config.import=${locations.join(",")}${eol}` };
}

/** Adds locations to `spring.config.import` of a YAML document, or undefined where it is written in braces. */
export function importInYaml(
  document: Document.Parsed,
  text: string,
  locations: readonly string[],
): TextEdit | undefined {
  const root = document.contents;
  if (!isMap(root) || root.flow) return undefined;
  const dotted = root.get("spring.config.import", true);
  const known = dotted ?? document.getIn(["spring", "config", "import"], true);
  if (isSeq(known) || isScalar(known)) return added(known, text, locations);
  const step = "  ";
  const spring = root.get("spring", true);
  const config = isMap(spring) ? spring.get("config", true) : undefined;
  if (isMap(config)) return firstOf(config, [], text, locations, step);
  if (isMap(spring)) return firstOf(spring, ["config"], text, locations, step);
  return firstOf(root, ["spring", "config"], text, locations, step);
}

function added(known: Node, text: string, locations: readonly string[]): TextEdit | undefined {
  const range = known.range;
  if (!range) return undefined;
  if (isScalar(known)) {
    const raw = text.slice(range[0], range[1]);
    const quote = /^["']/.exec(raw)?.[0] ?? "";
    const at = range[1] - quote.length;
    return { span: { start: at, end: at }, newText: `,${locations.join(",")}` };
  }
  const last = isSeq(known) && !known.flow ? known.items.at(-1) : undefined;
  const place = isScalar(last) ? last.range : undefined;
  if (!place) return undefined;
  const lead = text.slice(lineStart(text, place[0]), place[0]);
  const at = lineEnd(text, place[0]);
  const lines = locations.map((one) => eolOf(text) + lead + yamlScalar(one));
  return { span: { start: at, end: at }, newText: lines.join("") };
}

/** New keys at the head of a map, nested in `keys`. */
function firstOf(
  map: YAMLMap,
  keys: readonly string[],
  text: string,
  locations: readonly string[],
  step: string,
): TextEdit | undefined {
  const first = map.items[0]?.key;
  if (map.flow || !isScalar(first) || !first.range) return undefined;
  const at = lineStart(text, first.range[0]);
  const indent = text.slice(at, first.range[0]);
  if (indent.trim() !== "") return undefined;
  const eol = eolOf(text);
  const deeper = (depth: number): string => indent + step.repeat(depth);
  const lines = keys.map((key, depth) => `${deeper(depth)}${key}:`);
  if (locations.length === 1) lines.push(`${deeper(keys.length)}import: ${yamlScalar(locations[0]!)}`);
  else {
    lines.push(`${deeper(keys.length)}import:`);
    lines.push(...locations.map((one) => `${deeper(keys.length + 1)}- ${yamlScalar(one)}`));
  }
  return { span: { start: at, end: at }, newText: lines.join(eol) + eol };
}
