import type { Member, StringNode, ValueNode } from "../../model/valueNode.ts";
import { toValue, type CallExpression, type Expression } from "./expression.ts";
import { isPartialList, itemsOfExpression, lastName } from "./names.ts";
import { impliedObject, impliedString } from "./synthetic.ts";

type Resolve = (name: string) => Expression | undefined;

/** Classes of the CDK for principals, by loose name, and the key of the element that their first argument stands under. */
const keys: Readonly<Record<string, string>> = {
  serviceprincipal: "Service",
  arnprincipal: "AWS",
  accountprincipal: "AWS",
  federatedprincipal: "Federated",
  webidentityprincipal: "Federated",
  canonicaluserprincipal: "CanonicalUser",
};

interface Group {
  readonly key: StringNode;
  readonly values: ValueNode[];
}

interface Found {
  readonly groups: Map<string, Group>;
  everyone: ValueNode | undefined;
  partial: boolean;
}

/** The `Principal` element that a list of the CDK's principals makes. Roles, users and calls are not seen. */
export function cdkPrincipals(expression: Expression, resolve: Resolve): ValueNode {
  const found: Found = { groups: new Map(), everyone: undefined, partial: isPartialList(expression) };
  for (const item of itemsOfExpression(expression)) addPrincipal(item, found, resolve);
  // "*" beside others is written under AWS by the CDK; alone it is the string.
  if (found.everyone && found.groups.size === 0 && !found.partial) return found.everyone;
  const members = [...found.groups.values()].map(({ key, values }): Member => {
    const span = { start: key.span.start, end: Math.max(key.span.end, values.at(-1)?.span.end ?? 0) };
    return { key, value: { kind: "list", items: values, span, partial: false }, span };
  });
  return impliedObject(members, expression.span, found.partial || found.everyone !== undefined);
}

function addPrincipal(item: Expression, found: Found, resolve: Resolve): void {
  if (item.kind !== "call") {
    found.partial = true;
    return;
  }
  const name = lastName(item.callee);
  const [first] = item.args;
  const key = keys[name];
  if (name === "starprincipal") found.everyone = impliedString("*", item.nameSpan);
  else if (name === "anyprincipal" || name === "anyone")
    add(found, "AWS", item, impliedString("*", item.nameSpan));
  else if (name === "accountrootprincipal") add(found, "AWS", item, { kind: "unknown", span: item.span });
  else if (name === "compositeprincipal") for (const part of item.args) addPrincipal(part, found, resolve);
  else if (key && first) add(found, key, item, toValue(first, resolve));
  else found.partial = true;
}

function add(found: Found, key: string, call: CallExpression, value: ValueNode): void {
  const group: Group = found.groups.get(key) ?? { key: impliedString(key, call.nameSpan), values: [] };
  group.values.push(value);
  found.groups.set(key, group);
}
