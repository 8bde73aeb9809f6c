import { memberOf, type ObjectNode, type StringNode, type ValueNode } from "../../model/valueNode.ts";
import type { TreeSource } from "../stringPieces.ts";
import type { TemplateNames } from "./intrinsics.ts";

/** A resource of a template, its functions not worked out. */
export interface RawResource {
  readonly id: string;
  readonly key: StringNode;
  readonly type: string;
  readonly properties: ObjectNode;
  readonly names: TemplateNames;
}

/** Whether a value is a template: an object with resources of CloudFormation. */
export function isTemplate(root: ValueNode): root is ObjectNode {
  if (root.kind !== "object") return false;
  const resources = memberOf(root, "Resources")?.value;
  return holdsResources(resources);
}

/** Whether an object holds a resource by its logical id, as `Resources` of a template does. */
export function holdsResources(node: ValueNode | undefined): node is ObjectNode {
  return (
    node?.kind === "object" &&
    node.members.some(
      ({ key, value }) => typeOf(value) !== undefined || key.value.startsWith("Fn::ForEach::"),
    )
  );
}

function typeOf(node: ValueNode): string | undefined {
  const type = memberOf(node, "Type")?.value;
  return type?.kind === "string" && /^\w+::\w/.test(type.value) ? type.value : undefined;
}

/**
 * The names of a template.
 * @param root may be a template or only hold parts of one
 * @param resources maps of resources by logical id
 */
export function namesOf(
  root: ValueNode,
  resources: readonly ObjectNode[],
  source: TreeSource,
  variables?: RegExp,
): TemplateNames {
  const parameters = memberOf(root, "Parameters")?.value;
  const mappings = memberOf(root, "Mappings")?.value;
  const names = {
    source,
    parameters: new Map(
      parameters?.kind === "object"
        ? parameters.members.map(({ key, value }) => [key.value, isListParameter(value)])
        : [],
    ),
    resources: new Map(
      resources.flatMap(({ members }) =>
        members.map(({ key, value }) => [key.value, typeOf(value) ?? ""] as const),
      ),
    ),
    mappings: mappings?.kind === "object" ? mappings : undefined,
  };
  return variables ? { ...names, variables } : names;
}

function isListParameter(node: ValueNode): boolean {
  const type = memberOf(node, "Type")?.value;
  return type?.kind !== "string" || /List/.test(type.value);
}

/** The resources of a map by logical id, those of loops too. */
export function resourcesOf(map: ObjectNode, names: TemplateNames): RawResource[] {
  return map.members.flatMap(({ key, value }) => {
    if (key.value.startsWith("Fn::ForEach::")) return resourcesOfLoop(value, names);
    const type = typeOf(value);
    if (type === undefined) return [];
    const given = memberOf(value, "Properties")?.value;
    const properties: ObjectNode =
      given?.kind === "object"
        ? given
        : { kind: "object", members: [], span: value.span, partial: given !== undefined };
    return [{ id: key.value, key, type, properties, names }];
  });
}

/** In the body of a loop its variable stands for a text in every string. */
function resourcesOfLoop(loop: ValueNode, names: TemplateNames): RawResource[] {
  const [identifier, , body] = loop.kind === "list" ? loop.items : [];
  if (identifier?.kind !== "string" || body?.kind !== "object") return [];
  const name = identifier.value.replace(/\W/g, "");
  const outer = names.variables ? `${names.variables.source}|` : "";
  const variables = new RegExp(`${outer}[$&]\\{${name}\\}`, "g");
  return resourcesOf(body, { ...names, variables });
}
