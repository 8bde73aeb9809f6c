import type { Member, ObjectNode, ValueNode } from "../../model/valueNode.ts";
import { effectOf } from "./cdk.ts";
import { toValue, type CallExpression, type Expression } from "./expression.ts";
import { isPartialList, itemsOfExpression, lastName, looseProperty, propertiesOf } from "./names.ts";
import { impliedMember, impliedObject, impliedString } from "./synthetic.ts";

type Resolve = (name: string) => Expression | undefined;

const elements: readonly (readonly [property: string, element: string])[] = [
  ["actions", "Action"],
  ["notactions", "NotAction"],
  ["resources", "Resource"],
  ["notresources", "NotResource"],
];

/** Whether a call is Pulumi's `aws.iam.getPolicyDocument` with statements. */
export function isPulumiDocument(call: CallExpression): boolean {
  return (
    /^getpolicydocument(?:output)?$/.test(lastName(call.callee)) &&
    looseProperty(propertiesOf(call), "statements")?.value.kind === "list"
  );
}

/** The policy of a call of `getPolicyDocument`, whose arguments are those of Terraform's policy document. */
export function pulumiDocument(call: CallExpression, resolve: Resolve): ObjectNode {
  const properties = propertiesOf(call);
  const statements = looseProperty(properties, "statements");
  const partial = ["sourcepolicydocuments", "overridepolicydocuments"].some((name) =>
    looseProperty(properties, name),
  );
  const version = impliedMember("Version", call.nameSpan, impliedString("2012-10-17", call.nameSpan));
  if (!statements) return impliedObject([version], call.span, true);
  const list: ValueNode = {
    kind: "list",
    items: itemsOfExpression(statements.value).map((item) => statementOf(item, resolve)),
    span: statements.value.span,
    partial: isPartialList(statements.value) || partial,
  };
  return impliedObject([version, impliedMember("Statement", statements.key.span, list)], call.span, partial);
}

/** Python writes nested objects as calls: `GetPolicyDocumentStatementArgs(actions=[…])`. */
function fieldsOf(item: Expression): (Expression & { kind: "object" }) | undefined {
  if (item.kind === "call") return propertiesOf(item);
  return item.kind === "object" ? item : undefined;
}

function statementOf(item: Expression, resolve: Resolve): ValueNode {
  const fields = fieldsOf(item);
  if (!fields) return { kind: "unknown", span: item.span };
  const at = item.kind === "call" ? item.nameSpan : { start: item.span.start, end: item.span.start + 1 };
  const members: Member[] = [];
  const sid = looseProperty(fields, "sid");
  if (sid) members.push(impliedMember("Sid", sid.key.span, toValue(sid.value, resolve)));
  const effect = looseProperty(fields, "effect");
  members.push(
    effect
      ? impliedMember("Effect", effect.key.span, effectOf(effect.value))
      : impliedMember("Effect", at, impliedString("Allow", at)),
  );
  for (const [name, element] of elements) {
    const found = looseProperty(fields, name);
    if (found) members.push(impliedMember(element, found.key.span, toValue(found.value, resolve)));
  }
  let partial = fields.partial;
  for (const [name, element] of [
    ["principals", "Principal"],
    ["notprincipals", "NotPrincipal"],
  ] as const) {
    const found = looseProperty(fields, name);
    if (found) members.push(impliedMember(element, found.key.span, groupsOf(found.value, resolve)));
  }
  const conditions = looseProperty(fields, "conditions");
  if (conditions) {
    const blocks = itemsOfExpression(conditions.value).map((one) => conditionOf(one, resolve));
    partial ||= blocks.includes(undefined);
    const value = impliedObject(
      joinOperators(blocks.filter((one) => one !== undefined)),
      conditions.value.span,
      isPartialList(conditions.value) || blocks.includes(undefined),
    );
    members.push(impliedMember("Condition", conditions.key.span, value));
  }
  return impliedObject(members, item.span, partial);
}

/** `{ type, identifiers }` of each principal. */
function groupsOf(expression: Expression, resolve: Resolve): ValueNode {
  let partial = isPartialList(expression);
  const members: Member[] = [];
  for (const item of itemsOfExpression(expression)) {
    const fields = fieldsOf(item);
    const key = looseProperty(fields, "type");
    const identifiers = looseProperty(fields, "identifiers");
    const type = key && toValue(key.value, resolve);
    if (type?.kind === "string" && type.value === "*") return type;
    if (type?.kind === "string" && identifiers)
      members.push({ key: type, value: toValue(identifiers.value, resolve), span: item.span });
    else partial = true;
  }
  return impliedObject(members, expression.span, partial);
}

/** Conditions with one operator are put together. */
function joinOperators(blocks: readonly Member[]): Member[] {
  const joined = new Map<string, Member>();
  for (const block of blocks) {
    const known = joined.get(block.key.value);
    const value =
      known?.value.kind === "object" && block.value.kind === "object"
        ? { ...known.value, members: [...known.value.members, ...block.value.members] }
        : block.value;
    joined.set(block.key.value, { ...(known ?? block), value });
  }
  return [...joined.values()];
}

/** `{ test, variable, values }` as an operator with one key. */
function conditionOf(item: Expression, resolve: Resolve): Member | undefined {
  const fields = fieldsOf(item);
  const [test, variable, values] = ["test", "variable", "values"].map((name) => {
    const found = looseProperty(fields, name);
    return found && toValue(found.value, resolve);
  });
  if (test?.kind !== "string" || variable?.kind !== "string" || !values) return undefined;
  const inner: Member = { key: variable, value: values, span: item.span };
  return { key: test, value: impliedObject([inner], item.span, false), span: item.span };
}
