import type { TemplateResource } from "../../model/located.ts";
import type { Member, ValueNode } from "../../model/valueNode.ts";
import { readEmbeddedJson } from "../code/embeddedJson.ts";
import { toValue, type Expression } from "../code/expression.ts";
import { impliedString } from "../code/synthetic.ts";
import type { AwsCommand } from "./awsCommand.ts";
import { readShorthand } from "./shorthand.ts";

/** Commands that the checks of networks and WorkSpaces look at. */
const commands: ReadonlySet<string> = new Set([
  "ec2 authorize-security-group-ingress",
  "ec2 authorize-security-group-egress",
  "ec2 create-network-acl-entry",
  "ec2 replace-network-acl-entry",
  "workspaces create-workspaces",
  "lambda add-permission",
]);

/** Options whose values are structures, as JSON or in shorthand. */
const structures: ReadonlySet<string> = new Set([
  "ip-permissions",
  "workspaces",
  "port-range",
  "icmp-type-code",
  "tag-specifications",
]);

/** What a command makes, for the checks of resources; undefined for other commands. */
export function commandResource(
  command: AwsCommand,
  follow: (expression: Expression) => Expression,
): TemplateResource | undefined {
  if (!commands.has(command.name)) return undefined;
  const members = command.options.map(({ name, nameSpan, values }): Member => {
    const nodes = values.map((value) => valueOf(name, follow(value)));
    const [only] = nodes;
    const span = { start: nameSpan.start, end: values.at(-1)?.span.end ?? nameSpan.end };
    const value: ValueNode =
      nodes.length === 0
        ? { kind: "boolean", value: true, span: nameSpan }
        : nodes.length === 1 && only
          ? only
          : {
              kind: "list",
              items: nodes,
              span: { start: values[0]?.span.start ?? span.start, end: span.end },
              partial: false,
            };
    return { key: impliedString(name, nameSpan), value, span };
  });
  // Options in a variable or in a file are not seen.
  const partial = command.options.some(({ name }) => /^cli-input-(?:json|yaml)$/.test(name));
  return {
    dialect: "command",
    type: command.name,
    name: command.name,
    nameSpan: command.operationSpan,
    properties: { kind: "object", members, span: command.span, partial },
  };
}

function valueOf(name: string, expression: Expression): ValueNode {
  if (expression.kind !== "text" || !structures.has(name)) return toValue(expression);
  const { text } = expression.mapped;
  if (text.startsWith("file:")) return { kind: "unknown", span: expression.span };
  if (/^\s*[[{]/.test(text)) {
    const { root } = readEmbeddedJson(expression.mapped);
    if (root) return root;
  }
  return readShorthand(expression.mapped) ?? expression.node;
}
