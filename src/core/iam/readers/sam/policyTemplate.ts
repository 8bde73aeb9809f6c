import type { Span } from "../../../model/span.ts";
import {
  unknownText,
  type Member,
  type ObjectNode,
  type StringNode,
  type ValueNode,
} from "../../model/valueNode.ts";
import { resolve, type TemplateNames } from "../cloudFormation/intrinsics.ts";
import { dataTemplates } from "./dataTemplates.ts";
import type { TemplateStatement } from "./templateStatement.ts";
import { serviceTemplates } from "./serviceTemplates.ts";

/**
 * The policy that SAM makes of a policy template such as `S3ReadPolicy: { BucketName: … }`. Nothing of it stands in the
 * text: every value of it has the place of the template's name. Undefined for what is no template that is known.
 * @param item an entry of `Policies`
 */
export function policyOfTemplate(item: ValueNode, names: TemplateNames): ObjectNode | undefined {
  if (item.kind !== "object" || item.members.length !== 1) return undefined;
  const { key, value } = item.members[0]!;
  const statements = Object.hasOwn(dataTemplates, key.value)
    ? dataTemplates[key.value]
    : Object.hasOwn(serviceTemplates, key.value)
      ? serviceTemplates[key.value]
      : undefined;
  if (!statements) return undefined;
  const make = nodesAt(key.content, parametersOf(value, names));
  return make.object([
    ["Version", make.text("2012-10-17")],
    ["Statement", make.list(statements.map((statement) => statementOf(statement, make)))],
  ]);
}

function statementOf({ allow, on, when }: TemplateStatement, make: Maker): ValueNode {
  const conditions = Object.entries(when ?? {}).map(([operator, keys]): [string, ValueNode] => [
    operator,
    make.object(Object.entries(keys).map(([key, values]) => [key, make.list(values.map(make.text))])),
  ]);
  return make.object([
    ["Effect", make.text("Allow")],
    ["Action", make.list(actionsOf(allow).map(make.text))],
    ["Resource", make.list(on.map(make.text))],
    ...(conditions.length > 0 ? [["Condition", make.object(conditions)] as [string, ValueNode]] : []),
  ]);
}

function actionsOf(allow: string): string[] {
  return allow.split("; ").flatMap((group) => {
    const [service = "", names = ""] = group.split(": ");
    return names.split(" ").map((name) => `${service}:${name}`);
  });
}

/** The values of the template's parameters, as far as they are texts. */
function parametersOf(value: ValueNode, names: TemplateNames): ReadonlyMap<string, string> {
  const members = value.kind === "object" ? value.members : [];
  return new Map(
    members.flatMap(({ key, value: given }) => {
      const text = resolve(given, names);
      return text?.kind === "string" ? [[key.value, text.value] as const] : [];
    }),
  );
}

interface Maker {
  readonly text: (text: string) => StringNode;
  readonly list: (items: readonly ValueNode[]) => ValueNode;
  readonly object: (members: readonly (readonly [string, ValueNode])[]) => ObjectNode;
}

function nodesAt(span: Span, parameters: ReadonlyMap<string, string>): Maker {
  const text = (written: string): StringNode => ({
    kind: "string",
    value: written.replace(/\$\{([^}]*)\}/g, (_, name: string) =>
      name === "AWS::Partition" ? "aws" : (parameters.get(name) ?? unknownText),
    ),
    span,
    content: span,
    exact: false,
  });
  return {
    text,
    list: (items) => ({ kind: "list", items, partial: false, span }),
    object: (members) => ({
      kind: "object",
      members: members.map(([key, value]): Member => ({ key: text(key), value, span })),
      partial: false,
      span,
    }),
  };
}
