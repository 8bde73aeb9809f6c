import type { Node } from "jsonc-parser";
import { contains } from "../../../model/span.ts";
import { approvesAll } from "../../verdict/constraints/use.ts";
import { shown } from "../../identity/shown.ts";
import type { JudgedEntry } from "../../checks/check.ts";
import { effectOfTool } from "../../checks/approval/toolVerbs.ts";
import { containerDangers } from "../../checks/start/containerDangers.ts";
import type { Draft, FixContext, FixPlanner } from "../draft.ts";
import { memberOf, removeItems, serverMember, valueOf } from "../jsonEdits.ts";
import { keptTools } from "../listedForm.ts";
import { wantedEntry } from "./useListed.ts";

function definitionNode({ server }: JudgedEntry, { root }: FixContext): Node | undefined {
  return valueOf(root && serverMember(root, server));
}

/** Items of `autoApprove` that fail a test are taken out. */
function* withoutTools(
  entry: JudgedEntry,
  context: FixContext,
  stays: (tool: string) => boolean,
  title: (removed: readonly string[]) => string,
): Generator<Draft> {
  const list = valueOf(memberOf(definitionNode(entry, context), "autoApprove"));
  if (list?.type !== "array") return;
  const removed = (list.children ?? []).filter(
    (item) => typeof item.value === "string" && !stays(item.value),
  );
  if (removed.length === 0) return;
  yield {
    id: "narrow-auto-approve",
    title: title(removed.map((item) => String(item.value))),
    edits: removeItems(context.text, list, new Set(removed)),
  };
}

export const dropStar: FixPlanner = (_, entry, context) =>
  withoutTools(
    entry,
    context,
    (tool) => !approvesAll([tool]),
    () => 'Remove "*" from autoApprove',
  );

export const dropMutating: FixPlanner = (_, entry, context) =>
  withoutTools(
    entry,
    context,
    (tool) => effectOfTool(tool) === undefined,
    (tools) =>
      `Have Kiro ask before ${tools.length === 1 ? `"${shown(tools[0] ?? "", 40)}"` : `these ${tools.length} tools`}`,
  );

/** What the policy does not let run unasked goes. */
export const dropUnlisted: FixPlanner = (_, entry, context) => {
  const wanted = wantedEntry(entry, context.policy);
  if (!wanted || !context.policy) return [];
  const kept = new Set(keptTools(wanted, context.policy, entry.server.definition));
  return withoutTools(
    entry,
    context,
    (tool) => kept.has(tool),
    (tools) =>
      `Remove ${tools.length === 1 ? `"${shown(tools[0] ?? "", 40)}"` : `${tools.length} tools`} from autoApprove`,
  );
};

/** The variable or header whose key the finding covers. */
export const removeNamed: FixPlanner = function* removeNamed(finding, entry, context) {
  for (const key of ["env", "headers"] as const) {
    const object = valueOf(memberOf(definitionNode(entry, context), key));
    const member = object?.children?.find(({ offset, length }) =>
      contains({ start: offset, end: offset + length }, finding.span),
    );
    const name: unknown = member?.children?.[0]?.value;
    if (!object || !member || typeof name !== "string") continue;
    yield {
      id: key === "env" ? "remove-variable" : "remove-header",
      title: `Remove the ${key === "env" ? "variable" : "header"} ${shown(name, 40)}`,
      edits: removeItems(context.text, object, new Set([member])),
      preferred: true,
    };
  }
};

/** An option of a container, with its value. */
export const removeOption: FixPlanner = function* removeOption(finding, entry, context) {
  const { server } = entry;
  const list = valueOf(memberOf(definitionNode(entry, context), "args"));
  const danger = containerDangers(entry).find(({ path }) => server.spans[path]?.start === finding.span.start);
  if (list?.type !== "array" || !danger) return;
  const removed = danger.paths.flatMap((path) => list.children?.[Number(path.slice("args.".length))] ?? []);
  yield {
    id: "remove-argument",
    title: `Remove ${danger.option}`,
    edits: removeItems(context.text, list, new Set(removed)),
  };
};

/** A definition that a later one of its name replaces. */
export const removeDuplicate: FixPlanner = function* removeDuplicate(_, { server }, { text, root }) {
  const member = root && serverMember(root, server);
  if (!server.overridden || !member?.parent) return;
  yield {
    id: "remove-duplicate",
    title: `Remove this definition of "${shown(server.name, 40)}"`,
    edits: removeItems(text, member.parent, new Set([member])),
    preferred: true,
  };
};
