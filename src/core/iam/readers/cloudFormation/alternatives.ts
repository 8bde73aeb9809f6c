import type { Span } from "../../../model/span.ts";
import { covers } from "../../matching/wildcard.ts";
import type { Member, ObjectNode, ValueNode } from "../../model/valueNode.ts";

/** Elements that hold one text: of several that may stand there nothing is known. */
const single = new Set(["Effect", "Sid", "Version", "Id", "PolicyName"]);

/** Names whose values may be a list wherever they may be a text. Keys of conditions hold a colon. */
const listable = new Set([
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "AWS",
  "Service",
  "Federated",
  "CanonicalUser",
  "ManagedPolicyArns",
  "Statement",
]);

type Branches = readonly (ValueNode | undefined)[];

/**
 * The items that an `Fn::If` puts into a list, from every branch. They exclude each other, so that none may make another
 * look redundant: of two texts of which one covers the other the wider one stays, and of statements with one Sid only
 * the first keeps it.
 */
export function alternativesInList(branches: Branches): ValueNode[] {
  const kept: ValueNode[] = [];
  const isChoice = branches.filter((branch) => branch !== undefined).length > 1;
  for (const branch of branches) {
    const items = branch?.kind === "list" ? branch.items : branch ? [branch] : [];
    const earlier = [...kept];
    for (const item of items) {
      if (item.kind === "string") {
        if (earlier.some((one) => one.kind === "string" && covers(one.value, item.value))) continue;
        for (const one of earlier) {
          if (one.kind === "string" && covers(item.value, one.value) && kept.includes(one))
            kept.splice(kept.indexOf(one), 1);
        }
      }
      kept.push(isChoice && item.kind === "object" ? withOwnSid(item, earlier) : item);
    }
  }
  return kept;
}

function withOwnSid(item: ObjectNode, earlier: readonly ValueNode[]): ObjectNode {
  const sids = new Set(earlier.flatMap((one) => (one.kind === "object" ? sidsOf(one) : [])));
  const members = item.members.filter(({ key, value }) => !(key.value === "Sid" && sids.has(textOf(value))));
  return { ...item, members, partial: true };
}

function sidsOf(statement: ObjectNode): string[] {
  return statement.members.filter(({ key }) => key.value === "Sid").map(({ value }) => textOf(value));
}

function textOf(value: ValueNode): string {
  return value.kind === "string" ? value.value : "";
}

/** What an `Fn::If` that is the value of a member may be; undefined when every branch is `AWS::NoValue`. */
export function alternativesAsValue(name: string, branches: Branches, span: Span): ValueNode | undefined {
  const present = branches.filter((branch) => branch !== undefined);
  if (present.length === 0) return undefined;
  if (present.length === 1 && branches.length > 1) return asPartial(present[0]!);
  if (single.has(name)) return { kind: "unknown", span };
  const objects = present.filter((branch) => branch.kind === "object");
  if (objects.length === present.length && name !== "Statement") return mergedOf(objects, span);
  const someList = present.some(({ kind }) => kind === "list");
  if (!someList && !listable.has(name) && !name.includes(":")) return { kind: "unknown", span };
  return { kind: "list", items: alternativesInList(present), span, partial: true };
}

function asPartial(node: ValueNode): ValueNode {
  return node.kind === "object" || node.kind === "list" ? { ...node, partial: true } : node;
}

/** Members of several objects that exclude each other, as one of which not all is seen. */
function mergedOf(objects: readonly ObjectNode[], span: Span): ObjectNode {
  const members = new Map<string, Member[]>();
  for (const member of objects.flatMap((one) => one.members)) {
    const same = members.get(member.key.value) ?? [];
    members.set(member.key.value, [...same, member]);
  }
  const merged = [...members].flatMap(([name, same]): Member[] => {
    const [first] = same;
    if (!first || same.length === 1) return same;
    const value = alternativesAsValue(
      name,
      same.map((one) => one.value),
      first.value.span,
    );
    return value ? [{ ...first, value }] : [];
  });
  return { kind: "object", members: merged, span, partial: true };
}
