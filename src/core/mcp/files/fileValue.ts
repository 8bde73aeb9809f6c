import type { Span } from "../../model/span.ts";

/** A member of an object. Keys that stand twice are both kept. */
export interface FileMember {
  /** Decoded. */
  readonly key: string;
  /** The key's text without quotes. */
  readonly keySpan: Span;
  readonly value: FileValue;
  /** From the key to the end of the value. */
  readonly span: Span;
}

/** A value of a configuration file, whether it is written as JSON or as YAML. */
export type FileValue =
  | { readonly kind: "object"; readonly members: readonly FileMember[]; readonly span: Span }
  | { readonly kind: "list"; readonly items: readonly FileValue[]; readonly span: Span }
  /** `content` is the span without quotes. */
  | { readonly kind: "text"; readonly value: string; readonly span: Span; readonly content: Span }
  | { readonly kind: "number"; readonly value: number; readonly span: Span }
  | { readonly kind: "boolean"; readonly value: boolean; readonly span: Span }
  /** `missing`: the file ends or is broken before it. */
  | { readonly kind: "null" | "missing"; readonly span: Span };

export type FileObject = Extract<FileValue, { kind: "object" }>;

/** A text as a tree. Without `error` the syntax is right. */
export interface FileTree {
  readonly root?: FileValue;
  /** The message is for a person and continues "the file cannot be read: ". */
  readonly error?: { readonly message: string; readonly span: Span };
}

/** Deeper values are not read: no configuration nests that far, and a hostile text must not end the thread. */
export const deepest = 100;

/** The member that counts under a key: the last one. */
export function lastMember(object: FileObject, key: string): FileMember | undefined {
  return object.members.findLast((member) => member.key === key);
}

/** The value without quotes. */
export function contentOf(value: FileValue): Span {
  return value.kind === "text" ? value.content : value.span;
}

const none: ReadonlySet<FileMember> = new Set();

/** So many members are compared one by one faster than by a table. */
const few = 8;

/** Members that a later one of the same key replaces. */
export function replacedMembers({ members }: FileObject): ReadonlySet<FileMember> {
  if (members.length <= few && !members.some(({ key }, at) => hasKeyFrom(members, key, at + 1))) return none;
  const last = new Map<string, FileMember>();
  const replaced = new Set<FileMember>();
  for (const member of members) {
    const before = last.get(member.key);
    if (before) replaced.add(before);
    last.set(member.key, member);
  }
  return replaced;
}

function hasKeyFrom(members: readonly FileMember[], key: string, from: number): boolean {
  for (let at = from; at < members.length; at++) if (members[at]?.key === key) return true;
  return false;
}
