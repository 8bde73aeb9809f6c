import { Document, isCollection, isMap, isPair, isScalar, visit, type Node } from "yaml";
import { mapMembers, mapTexts, piecesOf, type TemplateObject, type TemplateParameter } from "./value.ts";

/** A resource of a template. */
export interface CloudFormationResource {
  readonly type: string;
  readonly properties: TemplateObject;
  /** Name of a condition of the template. */
  readonly condition?: string;
  readonly dependsOn?: readonly string[];
  /** Whether it outlives the stack; absent: as the type does by itself. */
  readonly retained?: boolean;
}

export interface CloudFormationTemplate {
  readonly description: string;
  readonly parameters: Readonly<Record<string, TemplateParameter>>;
  readonly conditions?: Readonly<Record<string, unknown>>;
  readonly resources: Readonly<Record<string, CloudFormationResource>>;
  /** Values by name, in the notation of `TemplateValue`. */
  readonly outputs: Readonly<
    Record<string, { readonly description: string; readonly value: string; readonly condition?: string }>
  >;
}

/** The template as plain JSON. */
export function cloudFormationJson(template: CloudFormationTemplate): Record<string, unknown> {
  const { description, conditions = {} } = template;
  const parameters = mapMembers(template.parameters, parameterOf);
  const resources = mapMembers(template.resources, resourceOf);
  const outputs = mapMembers(template.outputs, ({ description: about, value, condition }) => ({
    ...(condition !== undefined && { Condition: condition }),
    Description: about,
    Value: reference(value),
  }));
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: description,
    ...(Object.keys(parameters).length > 0 && { Parameters: parameters }),
    ...(Object.keys(conditions).length > 0 && { Conditions: conditions }),
    Resources: resources,
    ...(Object.keys(outputs).length > 0 && { Outputs: outputs }),
  };
}

/**
 * The template as YAML, with functions in their short form.
 * @param comment lines that stand above it
 */
export function cloudFormationYaml(template: CloudFormationTemplate, comment: readonly string[]): string {
  const document = new Document(cloudFormationJson(template), {
    version: "1.1",
    aliasDuplicateObjects: false,
  });
  document.commentBefore = comment.map((line) => (line === "" ? " " : ` ${line}`)).join("\n");
  visit(document, {
    Pair: (_key, pair) => void (isNode(pair.value) && (pair.value = shortForm(pair.value))),
  });
  visit(document, {
    Seq: (_key, list) =>
      void (list.items = list.items.map((item) => (isNode(item) ? shortForm(item) : item))),
  });
  return document.toString({ lineWidth: 0 });
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isCollection(value);
}

const shortNames: ReadonlyMap<unknown, string> = new Map([
  ["Ref", "!Ref"],
  ["Fn::Sub", "!Sub"],
  ["Fn::GetAtt", "!GetAtt"],
  ["Fn::Equals", "!Equals"],
  ["Fn::Not", "!Not"],
  ["Fn::If", "!If"],
]);

/** `{Fn::Sub: x}` as `!Sub x`. */
function shortForm(node: Node): Node {
  if (!isMap(node) || node.items.length !== 1) return node;
  const [pair] = node.items;
  const tag = isPair(pair) && isScalar(pair.key) ? shortNames.get(pair.key.value) : undefined;
  const value = pair?.value;
  if (tag === undefined || !isNode(value)) return node;
  if (tag === "!GetAtt" && isCollection(value)) return scalar(value.toJSON().join("."), tag);
  value.tag = tag;
  if (isCollection(value)) value.flow = true;
  return value;
}

function scalar(text: string, tag: string): Node {
  const node = new Document(text).contents;
  if (!isScalar(node)) throw new TypeError("a text is a scalar");
  node.tag = tag;
  return node;
}

function parameterOf({ description, pattern, default: given }: TemplateParameter): Record<string, unknown> {
  return {
    Type: "String",
    Description: description,
    ...(given !== undefined && { Default: given }),
    AllowedPattern: pattern,
  };
}

function resourceOf(resource: CloudFormationResource): Record<string, unknown> {
  const { type, properties, condition, dependsOn, retained } = resource;
  const fate = retained ? "Retain" : "Delete";
  return {
    Type: type,
    ...(condition !== undefined && { Condition: condition }),
    ...(dependsOn && { DependsOn: dependsOn }),
    ...(retained !== undefined && { DeletionPolicy: fate, UpdateReplacePolicy: fate }),
    Properties: mapTexts(properties, reference),
  };
}

/** A text with references as `Ref`, `Fn::GetAtt` or `Fn::Sub`. */
function reference(text: string): unknown {
  const pieces = piecesOf(text);
  const [first] = pieces;
  if (!pieces.some((piece) => "name" in piece)) return text;
  if (pieces.length > 1 || !first || !("name" in first)) return { "Fn::Sub": text };
  const dot = first.name.indexOf(".");
  if (dot < 0) return { Ref: first.name };
  return { "Fn::GetAtt": [first.name.slice(0, dot), first.name.slice(dot + 1)] };
}
