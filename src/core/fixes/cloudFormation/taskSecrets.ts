import { isMap, isScalar, isSeq } from "yaml";
import type { Document, Node, Pair, Scalar, YAMLMap } from "yaml";
import type { TextEdit } from "../../model/edit.ts";
import { lineStart, nextLine } from "../../model/lineEdges.ts";
import type { StoreLookup } from "../targetForm.ts";
import { eolOf } from "../textStyle.ts";
import { yamlScalar } from "../yamlWriter.ts";
import type { TemplatePlace } from "./rules.ts";

/** Whether a place is a variable of a container of ECS, which takes secrets by a list of their own. */
export function isTaskVariable({ path, resourceType, functions }: TemplatePlace): boolean {
  return (
    resourceType === "AWS::ECS::TaskDefinition" &&
    path.at(-1) === "Value" &&
    path.at(-3) === "Environment" &&
    functions.length === 0
  );
}

/** What `ValueFrom` says: a name, or an ARN that `Fn::Sub` completes. Undefined for a field of a parameter. */
export function valueFromOf({
  from,
  name,
  jsonKey,
}: StoreLookup): { readonly text: string; readonly sub: boolean } | undefined {
  if (from === "parameter-store") return jsonKey === undefined ? { text: name, sub: false } : undefined;
  const field = jsonKey === undefined ? "" : `:${jsonKey}::`;
  if (name.startsWith("arn:")) return { text: name + field, sub: false };
  const owner = "${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}";
  return { text: `arn:${owner}:secret:${name}${field}`, sub: true };
}

/** A variable by the path of its value. */
export interface TaskVariable {
  readonly path: readonly (string | number)[];
  readonly lookup: StoreLookup;
}

interface Entry {
  readonly map: YAMLMap;
  readonly name: string;
  readonly end: number;
}

/**
 * Moves variables of one container from `Environment` to `Secrets`. Undefined when they are not written one below the
 * other, or a value cannot be given this way.
 */
export function moveInYaml(
  document: Document.Parsed,
  variables: readonly TaskVariable[],
  text: string,
): TextEdit[] | undefined {
  const path = variables[0]?.path.slice(0, -2) ?? [];
  const list = document.getIn(path, true);
  const container = document.getIn(path.slice(0, -1), true);
  if (!isSeq(list) || list.flow || !isMap(container) || container.flow) return undefined;
  const moved: { entry: Entry; lookup: StoreLookup }[] = [];
  for (const { path: own, lookup } of variables) {
    const entry = entryOf(list.items[Number(own.at(-2))], text);
    if (!entry || !valueFromOf(lookup)) return undefined;
    moved.push({ entry, lookup });
  }
  const secrets = container.get("Secrets", true);
  const target = placeFor(container, list.items[0], secrets, text);
  if (!target) return undefined;
  const eol = eolOf(text);
  const rest = target.lead.replace("-", " ");
  const lines = moved.flatMap(({ entry, lookup }) => {
    const from = valueFromOf(lookup)!;
    const value = from.sub ? `!Sub ${yamlScalar(from.text)}` : yamlScalar(from.text);
    return [`${target.lead}Name: ${entry.name}`, `${rest}ValueFrom: ${value}`];
  });
  const newText = [...target.head, ...lines].map((line) => line + eol).join("");
  const before = target.at > 0 && text[target.at - 1] !== "\n" ? eol : "";
  return [
    { span: { start: target.at, end: target.at }, newText: before + newText },
    ...removals(container, list.items.length, moved, text),
  ];
}

function entryOf(item: unknown, text: string): Entry | undefined {
  if (!isMap(item) || item.flow || item.items.length !== 2 || !item.range) return undefined;
  const pairs = item.items.filter(
    (pair): pair is Pair<Scalar, Scalar> => isScalar(pair.key) && isScalar(pair.value),
  );
  const name = pairs.find(({ key }) => key.value === "Name")?.value?.range;
  const value = pairs.find(({ key }) => key.value === "Value")?.value?.range;
  const lead = text.slice(lineStart(text, item.range[0]), item.range[0]);
  if (!name || !value || !/^[ \t]*-[ \t]+$/.test(lead)) return undefined;
  const end = text.slice(0, Math.max(name[1], value[1])).trimEnd().length;
  return { map: item, name: text.slice(name[0], name[1]), end };
}

interface Target {
  readonly at: number;
  /** White space and dash before each entry. */
  readonly lead: string;
  readonly head: readonly string[];
}

function placeFor(container: YAMLMap, first: unknown, secrets: unknown, text: string): Target | undefined {
  if (secrets === undefined) {
    const key = keyOf(container, "Environment");
    if (!key?.range || !isMap(first) || !first.range) return undefined;
    const at = lineStart(text, key.range[0]);
    const indent = text.slice(at, key.range[0]);
    // The first key of a container stands behind the dash of its list.
    if (indent.trim() !== "") return undefined;
    const lead = text.slice(lineStart(text, first.range[0]), first.range[0]);
    return { at, lead, head: [`${indent}Secrets:`] };
  }
  const last = isSeq(secrets) && !secrets.flow ? secrets.items.at(-1) : undefined;
  if (!isMap(last) || last.flow || !last.range) return undefined;
  const lead = text.slice(lineStart(text, last.range[0]), last.range[0]);
  const end = text.slice(0, endOf(last)).trimEnd().length;
  return /^[ \t]*-[ \t]+$/.test(lead) ? { at: nextLine(text, end), lead, head: [] } : undefined;
}

function endOf(node: Node): number {
  return node.range?.[1] ?? 0;
}

function keyOf(map: YAMLMap, name: string): Scalar | undefined {
  const key = map.items.find((pair) => isScalar(pair.key) && pair.key.value === name)?.key;
  return isScalar(key) ? key : undefined;
}

function removals(
  container: YAMLMap,
  count: number,
  moved: readonly { readonly entry: Entry }[],
  text: string,
): TextEdit[] {
  const key = keyOf(container, "Environment");
  const last = Math.max(...moved.map(({ entry }) => entry.end));
  if (moved.length === count && key?.range) {
    const start = lineStart(text, key.range[0]);
    return [{ span: { start, end: nextLine(text, last) }, newText: "" }];
  }
  return moved.map(({ entry }) => {
    const start = lineStart(text, entry.map.range?.[0] ?? 0);
    return { span: { start, end: nextLine(text, entry.end) }, newText: "" };
  });
}
