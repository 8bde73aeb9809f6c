import { isMap, isScalar } from "yaml";
import type { Pair, Scalar, YAMLMap } from "yaml";
import { decodeBase64 } from "../../secrets/checks/base64.ts";
import type { TextEdit } from "../../model/edit.ts";
import type { Refusal, StoreLookup } from "../targetForm.ts";
import { camelCase, eolOf, freeName } from "../textStyle.ts";
import type { YamlPlace } from "../yamlText.ts";
import { indented } from "../yamlWriter.ts";
import { specLines } from "./externalSecret.ts";
import type { Fetched, StoreReference } from "./externalSecret.ts";
import { pairOf, stepOf } from "./manifest.ts";
import type { Manifest } from "./manifest.ts";

/** A value of a Secret with where it is read from. */
export interface SecretUse {
  readonly place: YamlPlace;
  readonly lookup: StoreLookup;
}

/** The text that base64 stands for, or undefined when it is none or no UTF-8. */
export function decodedText(encoded: string): string | undefined {
  const bytes = decodeBase64(encoded.replace(/\s/g, ""));
  if (bytes === undefined) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(bytes, (unit) => unit.charCodeAt(0)),
    );
  } catch {
    return undefined;
  }
}

/** Why an object of kind Secret cannot become an ExternalSecret as a whole. */
export function secretRefusal({ map, path }: Manifest): string | undefined {
  if (path.length > 0) return "the Secret is an item of a list: give it a document of its own first";
  if (map.flow) return "the Secret is written in braces: write it in lines first";
  const sections = map.items.filter(
    ({ key }) => isScalar(key) && /^(?:data|stringData)$/.test(String(key.value)),
  );
  if (!sections.every(({ value }) => value === null || isPlainMap(value)))
    return "the Secret holds anchors or aliases: write its values out first";
  return undefined;
}

function isPlainMap(value: unknown): boolean {
  if (isScalar(value)) return value.value === null;
  return (
    isMap(value) && value.items.every((entry) => isScalar(entry.key) && isScalar(entry.value ?? entry.key))
  );
}

/** One key of the Secret: fetched as it is, or a template around what is fetched. */
interface Key {
  readonly value: string;
  readonly uses: readonly SecretUse[];
}

/**
 * Turns a Secret into an ExternalSecret that makes the same Secret: its name, labels, type and keys stay. Values that are
 * no secrets, and texts of which only a part is one, go into the template.
 */
export function secretEdits(
  manifest: Manifest,
  uses: readonly SecretUse[],
  store: StoreReference,
  text: string,
): TextEdit[] | Refusal {
  const { map } = manifest;
  const keys = keysOf(map, uses);
  if ("reason" in keys) return keys;
  const simple = [...keys.values()].every(({ uses: [first] }) => first?.place.whole);
  const fetched = fetchedBy(keys, simple);
  const type = map.get("type");
  const template = simple ? undefined : templateOf(keys, fetched);
  if (template && "reason" in template) return template;
  const shape = {
    ...(typeof type === "string" && type !== "Opaque" ? { type } : {}),
    ...(map.get("immutable") === true ? { immutable: true } : {}),
    ...(template ? { template } : {}),
  };
  const eol = eolOf(text);
  const step = stepOf(map, text);
  const lines = ["spec:", ...specLines([...fetched.values()], store, shape, step)];
  return [
    ...replaced(map, "apiVersion", "external-secrets.io/v1"),
    ...replaced(map, "kind", "ExternalSecret"),
    ...sectionEdits(map, lines, text, eol),
  ];
}

/** The keys of the Secret, `stringData` over `data` as the API has it. */
function keysOf(map: YAMLMap, uses: readonly SecretUse[]): Map<string, Key> | Refusal {
  const keys = new Map<string, Key>();
  for (const section of ["data", "stringData"]) {
    const entries = map.get(section, true);
    if (!isMap(entries)) continue;
    for (const { key, value } of entries.items) {
      if (!isScalar(key)) continue;
      const name = String(key.value);
      const own = uses.filter(({ place }) => place.path[0] === section && place.path[1] === name);
      const raw = isScalar(value) ? (value.source ?? "") : "";
      const decoded = section === "data" ? decodedText(raw) : raw;
      if (decoded === undefined)
        return { reason: "a value of the Secret is binary: store it by hand and write an ExternalSecret" };
      keys.set(name, { value: decoded, uses: own });
    }
  }
  return keys;
}

/** What is fetched, by the secret's name and field. Keys that are fetched as they are keep their names. */
function fetchedBy(keys: ReadonlyMap<string, Key>, simple: boolean): Map<string, Fetched> {
  const fetched = new Map<string, Fetched>();
  const taken = new Set<string>();
  for (const [key, { uses }] of keys) {
    for (const { place, lookup } of uses) {
      const id = simple ? key : idOf(lookup);
      if (fetched.has(id)) continue;
      const name = place.whole ? key : (place.key ?? key);
      const secretKey = simple ? key : freeName(taken, identifier(name));
      taken.add(secretKey);
      fetched.set(id, { secretKey, lookup });
    }
  }
  return fetched;
}

function idOf(lookup: StoreLookup): string {
  return `${lookup.name}\n${lookup.jsonKey ?? ""}`;
}

/** A name that a Go template takes after a dot. */
function identifier(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : camelCase(name);
}

function templateOf(
  keys: ReadonlyMap<string, Key>,
  fetched: ReadonlyMap<string, Fetched>,
): Map<string, string> | Refusal {
  const template = new Map<string, string>();
  for (const [key, { value, uses }] of keys) {
    if (value.includes("{{"))
      return { reason: "the Secret holds {{ }}, which the operator's template would expand" };
    const expression = (use: SecretUse): string => `{{ .${fetched.get(idOf(use.lookup))?.secretKey} }}`;
    const whole = uses.find(({ place }) => place.whole);
    template.set(
      key,
      whole
        ? expression(whole)
        : uses.reduce((text, use) => text.replaceAll(use.place.value, expression(use)), value),
    );
  }
  return template;
}

function replaced(map: YAMLMap, key: string, newText: string): TextEdit[] {
  const value = pairOf(map, key)?.value;
  const range = isScalar(value) ? value.range : undefined;
  return range ? [{ span: { start: range[0], end: range[1] }, newText }] : [];
}

/** `spec` takes the place of the first section of values; the other one, `type` and `immutable` go. */
function sectionEdits(map: YAMLMap, lines: readonly string[], text: string, eol: string): TextEdit[] {
  const edits: TextEdit[] = [];
  let placed = false;
  for (const pair of map.items) {
    const key = isScalar(pair.key) ? pair.key : undefined;
    if (!key?.range || !/^(?:data|stringData|type|immutable)$/.test(String(key.value))) continue;
    const start = text.lastIndexOf("\n", key.range[0] - 1) + 1;
    const end = endOf(pair, key, text);
    const indent = text.slice(start, key.range[0]);
    const isSection = String(key.value).toLowerCase().endsWith("data");
    const newText = isSection && !placed ? indented(lines, indent).join(eol) : "";
    placed ||= isSection;
    if (newText !== "") edits.push({ span: { start, end }, newText });
    else {
      const gone = removedLines(start, end, text);
      const last = edits.at(-1);
      // The last line of a text goes with the line break before it, which may be gone already.
      const from = last && last.span.end > gone.span.start ? last.span.end : gone.span.start;
      edits.push({ span: { start: from, end: gone.span.end }, newText: "" });
    }
  }
  return edits;
}

/** The end of a pair with the comment behind its last value, before the line break. */
function endOf(pair: Pair, key: Scalar, text: string): number {
  const range =
    pair.value && typeof pair.value === "object" && "range" in pair.value ? pair.value.range : undefined;
  const last = Array.isArray(range) ? Math.max(Number(range[1]), key.range![1]) : key.range![1];
  const trimmed = text.slice(0, last).trimEnd().length;
  const feed = text.indexOf("\n", trimmed);
  const end = feed < 0 ? text.length : feed;
  return text[end - 1] === "\r" ? end - 1 : end;
}

function removedLines(start: number, end: number, text: string): TextEdit {
  const feed = text.indexOf("\n", end);
  if (feed >= 0) return { span: { start, end: feed + 1 }, newText: "" };
  const before = text.slice(0, start).replace(/\r?\n$/, "").length;
  return { span: { start: before, end }, newText: "" };
}
