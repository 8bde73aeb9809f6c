import type { Node } from "jsonc-parser";
import type { Document } from "yaml";
import type { TextEdit } from "../../model/edit.ts";
import { contains } from "../../model/span.ts";
import { moveToSecrets } from "../ecsTask/lists.ts";
import type { Moved } from "../ecsTask/lists.ts";
import type { JsonPlace } from "../jsonText.ts";
import type { Rewrite, StoreLookup, Use } from "../targetForm.ts";
import type { YamlPlace } from "../yamlText.ts";
import type { TemplatePlace } from "./rules.ts";
import { isTaskVariable, moveInYaml, valueFromOf } from "./taskSecrets.ts";

/** Variables of containers that a template gives as secrets of ECS instead of resolving them. */
export interface Moves {
  readonly uses: ReadonlySet<Use>;
  readonly edits: readonly TextEdit[];
}

type InTemplate<P> = P & { readonly template: TemplatePlace };

/** The moves of a YAML template, container by container. What cannot be moved is left to a dynamic reference. */
export function movedInYaml(
  uses: readonly Use<InTemplate<YamlPlace>>[],
  document: Document.Parsed,
  text: string,
): Moves {
  const groups = new Map<string, { use: Use; path: YamlPlace["path"]; lookup: StoreLookup }[]>();
  for (const use of uses) {
    const { place, lookup } = use;
    if (lookup.from === "env" || place.mention || !place.whole || !isTaskVariable(place.template)) continue;
    const key = place.path.slice(0, -2).join("\n");
    groups.set(key, [...(groups.get(key) ?? []), { use, path: place.path, lookup }]);
  }
  const moved = new Set<Use>();
  const edits: TextEdit[] = [];
  for (const group of groups.values()) {
    const found = moveInYaml(document, group, text);
    if (!found) continue;
    edits.push(...found);
    for (const { use } of group) moved.add(use);
  }
  return { uses: moved, edits };
}

/** The moves of a JSON template. */
export function movedInJson(uses: readonly Use<InTemplate<JsonPlace>>[], text: string): Moves {
  const lists = new Map<Node, Moved[]>();
  const moved = new Set<Use>();
  for (const use of uses) {
    const { place, lookup } = use;
    if (lookup.from === "env" || place.mention || !place.whole || !isTaskVariable(place.template)) continue;
    const item = place.node.parent?.parent;
    const from = valueFromOf(lookup);
    if (!item?.parent || !from) continue;
    const value = JSON.stringify(from.text);
    const valueFrom = from.sub ? `{ "Fn::Sub": ${value} }` : value;
    lists.set(item.parent, [...(lists.get(item.parent) ?? []), { item, valueFrom }]);
    moved.add(use);
  }
  return {
    uses: moved,
    edits: [...lists].flatMap(([list, own]) => moveToSecrets(list, own, text, "pascal")),
  };
}

/** The rewrite with the moves; what was in lines that go is gone with them. */
export function withMoves(rewrite: Rewrite, { edits }: Moves): Rewrite {
  const left = rewrite.edits.filter(({ span }) => !edits.some((move) => contains(move.span, span)));
  return { ...rewrite, edits: [...edits, ...left] };
}
