import { memberOf, type ValueNode } from "../../model/valueNode.ts";
import { entriesOf } from "./documents.ts";
import { callOf } from "./intrinsics.ts";
import type { RawResource } from "./templateResources.ts";

/** The values of a list taken apart: resources of the same template, and everything else. */
export interface References {
  readonly ids: readonly string[];
  readonly others: readonly ValueNode[];
  /** Whether more may stand there than is seen. */
  readonly partial: boolean;
}

/** Takes a list of names or ARNs apart. */
export function referencesIn(
  node: ValueNode | undefined,
  resources: ReadonlyMap<string, unknown>,
): References {
  const { items, partial } = entriesOf(node);
  const ids: string[] = [];
  const others: ValueNode[] = [];
  for (const item of items) {
    const id = referenceOf(item);
    if (id !== undefined && resources.has(id)) ids.push(id);
    else others.push(item);
  }
  return { ids, others, partial };
}

/** The logical id that a value refers to as a whole. */
function referenceOf(node: ValueNode): string | undefined {
  const call = callOf(node);
  if (!call) return undefined;
  const first = call.argument.kind === "list" ? call.argument.items[0] : call.argument;
  if (first?.kind !== "string") return undefined;
  if (call.name === "Ref") return first.value;
  if (call.name === "Fn::GetAtt") return first.value.split(".", 1)[0];
  return call.name === "Fn::Sub" ? /^\$\{(\w+)(?:\.\w+)?\}$/.exec(first.value)?.[1] : undefined;
}

/** Properties by which a role, user or group gets its name. */
const nameProperties = ["RoleName", "UserName", "GroupName"];

/** Roles, users and groups of a template by the name that it gives them. */
export function principalsByName(resources: readonly RawResource[]): ReadonlyMap<string, string> {
  return new Map(
    resources.flatMap(({ id, type, properties }) => {
      if (!/^AWS::IAM::(?:Role|User|Group)$/.test(type)) return [];
      return nameProperties.flatMap((name) => {
        const value = memberOf(properties, name)?.value;
        return value?.kind === "string" ? [[value.value, id] as const] : [];
      });
    }),
  );
}
