import type { TextEdit } from "../../../model/edit.ts";
import type { Member, ObjectNode } from "../../model/valueNode.ts";
import type { Change } from "../change.ts";
import { insertElements, readBracketed, removeElements } from "./separated.ts";
import { writeMember, type Writing } from "./write.ts";
import { addBlockMembers, isBlock, removeBlockMembers } from "./yamlBlock.ts";

/** Takes members out of an object, but never all of them. */
export function removeMembers(
  object: ObjectNode,
  members: ReadonlySet<Member>,
  to: Writing,
): TextEdit[] | undefined {
  const { text, dialect } = to;
  if (dialect.syntax === "yaml" && isBlock(text, object)) return removeBlockMembers(object, members, to);
  const place = bracketsOf(object, to);
  const removed = new Set(object.members.flatMap((member, index) => (members.has(member) ? [index] : [])));
  return place && removeElements(place, removed);
}

/** Puts a member before or behind all others. */
export function addMembers(
  { object, key, value, at }: Extract<Change, { kind: "add-member" }>,
  to: Writing,
): TextEdit[] | undefined {
  const { text, dialect } = to;
  if (dialect.syntax === "yaml" && isBlock(text, object))
    return addBlockMembers(object, [{ entry: { key, value }, at }], to);
  const place = bracketsOf(object, to);
  const naming = namesFor(object, to);
  if (!place || !naming) return undefined;
  const write = (indent: string): string[] | undefined => {
    const member = writeMember({ key, value }, indent, { ...to, nameOf: naming });
    return member === undefined ? undefined : [member];
  };
  return insertElements(place, at === "start" ? -1 : object.members.length - 1, write);
}

function bracketsOf(object: ObjectNode, { text, dialect }: Writing) {
  return readBracketed(
    text,
    object.span,
    object.members.map(({ span }) => span),
    dialect,
  );
}

/** Names of the CDK's `PolicyStatement` for the elements of a statement. */
const cdkNames: Readonly<Record<string, string>> = {
  Sid: "sid",
  Effect: "effect",
  Action: "actions",
  Resource: "resources",
  Condition: "conditions",
};

/**
 * How keys of an object are called: by their own names, or by the CDK's where the object's members are; undefined when
 * they are called otherwise.
 */
function namesFor(object: ObjectNode, { text }: Writing): ((key: string) => string) | undefined {
  const foreign = object.members.some(
    ({ key }) => text.slice(key.content.start, key.content.end) !== key.value && !key.exact,
  );
  if (!foreign) return (key) => key;
  const before = text.slice(Math.max(0, object.span.start - 200), object.span.start).trimEnd();
  if (!/\bPolicyStatement\s*\($/.test(before) && !before.endsWith("PolicyStatement")) return undefined;
  return (key) => cdkNames[key] ?? key;
}
