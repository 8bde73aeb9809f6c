import type { TextEdit } from "../../../model/edit.ts";
import type { Member, ObjectNode } from "../../model/valueNode.ts";
import type { Change, NewValue } from "../change.ts";
import { likeQuotesOf } from "./dialect.ts";
import { insertElements, readBracketed, removeElements } from "./separated.ts";
import { writeMember, writeValue, type Writing } from "./write.ts";
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
  if (isRenamed(object, text)) return at === "end" ? addArgument(object, key, value, to) : undefined;
  const place = bracketsOf(object, to);
  const [first] = object.members;
  const near = first ? { ...to, dialect: likeQuotesOf(first.key, text, dialect) } : to;
  const write = (indent: string): string[] | undefined => {
    const member = writeMember({ key, value }, indent, near);
    return member === undefined ? undefined : [member];
  };
  return place && insertElements(place, at === "start" ? -1 : object.members.length - 1, write);
}

function bracketsOf(object: ObjectNode, { text, dialect }: Writing) {
  return readBracketed(
    text,
    object.span,
    object.members.map(({ span }) => span),
    dialect,
  );
}

/** Whether the source calls the members otherwise than IAM does, as the CDK's `actions`. */
export function isRenamed(object: ObjectNode, text: string): boolean {
  return object.members.some(
    ({ key }) => !key.exact && text.slice(key.content.start, key.content.end) !== key.value,
  );
}

/** Names of the CDK's `PolicyStatement` for the elements of a statement. */
const cdkNames: Readonly<Record<string, string>> = { Condition: "conditions", Resource: "resources" };

/** Adds an argument to a `PolicyStatement` of the CDK: a property of the object in TypeScript, a keyword in Python. */
function addArgument(object: ObjectNode, key: string, value: NewValue, to: Writing): TextEdit[] | undefined {
  const { text, dialect } = to;
  const name = cdkNames[key];
  const members = object.members
    .filter(({ key: { span } }) => /^\s*[:=]/.test(text.slice(span.end, span.end + 20)))
    .sort((a, b) => a.span.start - b.span.start);
  const [first] = members;
  const last = members.at(-1);
  if (name === undefined || !first || !last) return undefined;
  const before = text.slice(0, first.span.start).trimEnd();
  const after = /^[\s,]*/.exec(text.slice(last.span.end))?.[0].length ?? 0;
  const span = { start: before.length - 1, end: last.span.end + after + 1 };
  if (!/\bPolicyStatement\s*\(\s*\{?$/.test(before.slice(-200))) return undefined;
  const place = readBracketed(
    text,
    span,
    members.map((member) => member.span),
    dialect,
  );
  return (
    place &&
    insertElements(place, members.length - 1, (indent) => {
      const written = writeValue(value, indent, to);
      if (written === undefined) return undefined;
      return [dialect.syntax === "python" ? `${name}=${written}` : `${name}: ${written}`];
    })
  );
}
