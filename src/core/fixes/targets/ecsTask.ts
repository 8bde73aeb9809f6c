import type { Node } from "jsonc-parser";
import type { Finding } from "../../model/finding.ts";
import { moveToSecrets } from "../ecsTask/lists.ts";
import type { Moved } from "../ecsTask/lists.ts";
import { ownerOf, valueFrom } from "../ecsTask/secretArn.ts";
import { jsonErrors, locateInJson, parseJson } from "../jsonText.ts";
import type { JsonPlace } from "../jsonText.ts";
import { executionNote, partNote, placeholderOf } from "../notes.ts";
import type { FixNote } from "../plan.ts";
import { isRefusal } from "../targetForm.ts";
import type { Refusal, Rewrite, TargetForm, Use } from "../targetForm.ts";

/** Task definitions of ECS and job definitions of Batch, whose containers take variables from a store by themselves. */
export const ecsTaskForm: TargetForm<JsonPlace> = {
  id: "ecs-task",
  accepts: ({ path, languageId, text }) =>
    (languageId === undefined ? /\.json$/i.test(path) : /^jsonc?$/.test(languageId)) &&
    /"container(?:Definitions|Properties)"\s*:/.test(text),
  errors: jsonErrors,
  open: ({ text }) => {
    const { root } = parseJson(text);
    if (!root) return { reason: "the file is not JSON" };
    return {
      locate: (finding) => locate(finding, root, text),
      rewrite: (uses) => rewrite(uses, text),
    };
  },
};

function locate(finding: Finding, root: Node, text: string): JsonPlace | Refusal {
  const place = locateInJson(root, finding, text);
  if (isRefusal(place) || place.mention || !isVariable(place)) return place;
  const name: unknown = place.node.parent?.parent?.children?.find(
    (property) => property.children?.[0]?.value === "name",
  )?.children?.[1]?.value;
  return typeof name === "string" && place.inner === undefined ? { ...place, key: name } : place;
}

function isVariable({ path }: JsonPlace): boolean {
  return path.at(-1) === "value" && path.at(-3) === "environment";
}

function rewrite(uses: readonly Use<JsonPlace>[], text: string): Rewrite {
  const owner = ownerOf(text);
  const refused = new Map<Use, string>();
  const notes: FixNote[] = [];
  const lists = new Map<Node, Moved[]>();
  const mentions: Rewrite["edits"][number][] = [];
  const variables = new Set<string>();
  for (const use of uses) {
    const { place, lookup } = use;
    if (place.mention) mentions.push({ span: place.span, newText: placeholderOf(lookup) });
    else if (lookup.from === "env") {
      mentions.push({ span: place.span, newText: `\${${lookup.name}}` });
      variables.add(lookup.name);
      if (!place.whole) notes.push(partNote());
    } else if (!isVariable(place)) refused.set(use, notVariable);
    else if (!place.whole) refused.set(use, partOfVariable);
    else {
      const from = valueFrom(lookup, owner);
      const item = place.node.parent?.parent;
      const list = item?.parent;
      if (typeof from !== "string") refused.set(use, from.reason);
      else if (item && list)
        lists.set(list, [...(lists.get(list) ?? []), { item, valueFrom: JSON.stringify(from) }]);
    }
  }
  const moves = [...lists].flatMap(([list, moved]) => moveToSecrets(list, moved, text));
  if (moves.length > 0) notes.push(executionNote());
  if (variables.size > 0) notes.push(fillNote([...variables]));
  const left = mentions.filter(
    ({ span }) => !moves.some((move) => move.span.start <= span.start && span.end <= move.span.end),
  );
  return { edits: [...moves, ...left], notes, refused };
}

const notVariable =
  "a container takes secrets in its environment only: put the value into environment, then fix it there";
const partOfVariable = "a container takes a secret as a whole value: give the secret a variable of its own";

function fillNote(names: readonly string[]): FixNote {
  return {
    code: "env",
    message: `ECS expands nothing: fill in ${names.join(", ")} when the task definition is registered, for example with envsubst.`,
  };
}
