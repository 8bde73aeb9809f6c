import { isMap, isScalar } from "yaml";
import type { YAMLMap } from "yaml";
import type { TextEdit } from "../../model/edit.ts";
import { lineStart } from "../../model/lineEdges.ts";
import type { Refusal } from "../targetForm.ts";
import { eolOf, wordsOf } from "../textStyle.ts";
import type { YamlPlace } from "../yamlText.ts";
import { indented, yamlScalar } from "../yamlWriter.ts";
import { pairOf, stepOf } from "./manifest.ts";
import type { Manifest } from "./manifest.ts";

/** A key of a Secret. */
export interface SecretKey {
  readonly secret: string;
  readonly key: string;
}

/** One entry of a container's `env`, as the place in its `value` finds it. */
export interface EnvEntry {
  readonly map: YAMLMap;
  readonly name: string;
}

/** The entry whose value the place is, or undefined when it is none. */
export function envEntryOf(manifest: Manifest, place: YamlPlace): EnvEntry | undefined {
  const { path } = place;
  const { length } = path;
  const container = /^(?:containers|initContainers|ephemeralContainers)$/;
  if (path[length - 1] !== "value" || path[length - 3] !== "env") return undefined;
  if (!container.test(String(path[length - 5])) && path[length - 4] !== "container") return undefined;
  const map = manifest.document.getIn(path.slice(0, -1), true);
  const name = isMap(map) ? map.get("name") : undefined;
  return isMap(map) && typeof name === "string" ? { map, name } : undefined;
}

/** Replaces `value: …` by a reference to a key of a Secret. */
export function referToKey(entry: EnvEntry, to: SecretKey, text: string): TextEdit | Refusal {
  const pair = pairOf(entry.map, "value");
  const key = pair?.key.range;
  const value = isScalar(pair?.value) ? pair.value.range : undefined;
  if (!key || !value) return { reason: "the value is not written in its place" };
  const end = key[0] + text.slice(key[0], value[1]).trimEnd().length;
  const span = { start: key[0], end };
  if (entry.map.flow) {
    const reference = `{ secretKeyRef: { name: ${yamlScalar(to.secret)}, key: ${yamlScalar(to.key)} } }`;
    return { span, newText: `valueFrom: ${reference}` };
  }
  const step = stepOf(entry.map, text);
  const indent = " ".repeat(key[0] - lineStart(text, key[0]));
  const [first = "", ...rest] = referenceLines(to, step);
  return { span, newText: [first, ...indented(rest, indent)].join(eolOf(text)) };
}

function referenceLines({ secret, key }: SecretKey, step: string): string[] {
  return [
    "valueFrom:",
    `${step}secretKeyRef:`,
    `${step}${step}name: ${yamlScalar(secret)}`,
    `${step}${step}key: ${yamlScalar(key)}`,
  ];
}

/** An entry of its own before the given one, which can then write `$(NAME)` in its text. */
export function entryBefore(entry: EnvEntry, name: string, to: SecretKey, text: string): TextEdit | Refusal {
  const start = entry.map.range?.[0] ?? 0;
  const line = lineStart(text, start);
  const lead = text.slice(line, start);
  if (entry.map.flow || !/^\s*-\s+$/.test(lead))
    return { reason: "the list of variables is written in braces: write it in lines first" };
  const indent = lead.replace("-", " ");
  const [first, ...rest] = [`name: ${name}`, ...referenceLines(to, stepOf(entry.map, text))];
  const eol = eolOf(text);
  return {
    span: { start: line, end: line },
    newText: [lead + first, ...indented(rest, indent)].join(eol) + eol,
  };
}

/** A name that Kubernetes takes for an object (RFC 1123), from any name. */
export function objectName(name: string): string {
  return wordsOf(name).join("-").slice(0, 240) || "app";
}
