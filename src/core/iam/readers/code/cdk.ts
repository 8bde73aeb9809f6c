import type { Member, ObjectNode, ValueNode } from "../../model/valueNode.ts";
import { toValue, type CallExpression, type Expression } from "./expression.ts";
import { hull, isPartialList, itemsOfExpression, lastName, looseProperty, propertiesOf } from "./names.ts";
import { cdkPrincipals } from "./cdkPrincipals.ts";
import { impliedDocument, impliedMember, impliedObject, impliedString } from "./synthetic.ts";

type Resolve = (name: string) => Expression | undefined;

/** Properties of the CDK's `PolicyStatement` and the elements that they become. */
const elements: readonly (readonly [property: string, element: string])[] = [
  ["actions", "Action"],
  ["notactions", "NotAction"],
  ["resources", "Resource"],
  ["notresources", "NotResource"],
];

/** Whether a call makes a `PolicyStatement` of the AWS CDK from properties. */
export function isCdkStatement(call: CallExpression): boolean {
  if (lastName(call.callee) !== "policystatement") return false;
  const properties = propertiesOf(call);
  return [...elements.map(([name]) => name), "effect", "principals", "notprincipals"].some((name) =>
    looseProperty(properties, name),
  );
}

/** Whether a call makes a `PolicyDocument`, `Policy` or `ManagedPolicy` of the AWS CDK from statements. */
export function isCdkDocument(call: CallExpression): boolean {
  return (
    /^(?:managed)?policy(?:document)?$/.test(lastName(call.callee)) &&
    looseProperty(propertiesOf(call), "statements")?.value.kind === "list"
  );
}

/**
 * The statement that the CDK makes of `new PolicyStatement({…})`: Allow when no effect is given.
 * @param growing whether more is added to it later, by `addActions` and the like
 */
export function cdkStatement(call: CallExpression, resolve: Resolve, growing: boolean): ObjectNode {
  const properties = propertiesOf(call);
  const members: Member[] = [];
  const sid = looseProperty(properties, "sid");
  if (sid) members.push(impliedMember("Sid", sid.key.span, toValue(sid.value, resolve)));
  const effect = looseProperty(properties, "effect");
  members.push(
    effect
      ? impliedMember("Effect", effect.key.span, effectOf(effect.value))
      : impliedMember("Effect", call.nameSpan, impliedString("Allow", call.nameSpan)),
  );
  for (const [name, element] of elements) {
    const found = looseProperty(properties, name);
    if (found) members.push(impliedMember(element, found.key.span, toValue(found.value, resolve)));
  }
  for (const [name, element] of [
    ["principals", "Principal"],
    ["notprincipals", "NotPrincipal"],
  ] as const) {
    const found = looseProperty(properties, name);
    if (found) members.push(impliedMember(element, found.key.span, cdkPrincipals(found.value, resolve)));
  }
  const conditions = looseProperty(properties, "conditions");
  if (conditions)
    members.push(impliedMember("Condition", conditions.key.span, toValue(conditions.value, resolve)));
  return impliedObject(members, call.span, growing || (properties?.partial ?? true));
}

/** The document of `new PolicyDocument({ statements: […] })`. The CDK adds the version. */
export function cdkDocument(call: CallExpression, resolve: Resolve): ObjectNode {
  const statements = looseProperty(propertiesOf(call), "statements");
  if (!statements) return impliedDocument([], call.span);
  const items = itemsOfExpression(statements.value).map((item): ValueNode =>
    item.kind === "call" && isCdkStatement(item)
      ? cdkStatement(item, resolve, false)
      : fromJson(item, resolve),
  );
  const list: ValueNode = {
    kind: "list",
    items,
    span: statements.value.span,
    // Statements may be added later: nothing else makes sense of none.
    partial: items.length === 0 || isPartialList(statements.value),
  };
  const member = impliedMember("Statement", statements.key.span, list);
  return impliedObject([member], hull(call.span, member.span), true);
}

/** `PolicyStatement.fromJson({…})` is what it is given. */
function fromJson(item: Expression, resolve: Resolve): ValueNode {
  const [only] = item.kind === "call" && lastName(item.callee) === "fromjson" ? item.args : [];
  return toValue(only ?? item, resolve);
}

/** `Effect.ALLOW` and `"Allow"`. */
export function effectOf(value: Expression): ValueNode {
  if (value.kind === "name") {
    const name = lastName(value.path);
    if (name === "allow") return impliedString("Allow", value.span);
    if (name === "deny") return impliedString("Deny", value.span);
  }
  return toValue(value);
}
