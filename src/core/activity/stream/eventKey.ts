import type { Hash } from "../../ports.ts";
import { fieldOf } from "../eventField.ts";

/** Longer ids are none of CloudTrail's (36 characters): they count as missing. */
const longestId = 128;

/**
 * What tells an event from all others: account, Region and event id, and for a record without an id a hash of its
 * content, whatever the order of its members.
 * @param record a CloudTrail record of any shape
 */
export function eventKey(record: unknown, hash: Hash): string {
  const id = fieldOf(record, "eventID");
  if (typeof id !== "string" || id === "" || id.length > longestId)
    return `sha256:${hash.sha256(canonicalJson(record))}`;
  const account =
    short(fieldOf(record, "recipientAccountId")) ||
    short(fieldOf(fieldOf(record, "userIdentity"), "accountId"));
  return JSON.stringify([account, short(fieldOf(record, "awsRegion")), id]);
}

function short(value: unknown): string {
  return typeof value === "string" ? value.slice(0, longestId) : "";
}

/** Text that waits to be written, as opposed to a value that is still to be. */
class Piece {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** JSON with ordered members. With a stack of its own, so that no depth of a record can end the call stack. */
export function canonicalJson(value: unknown): string {
  let json = "";
  const stack: unknown[] = [value];
  while (stack.length > 0) {
    const next = stack.pop();
    if (next instanceof Piece) json += next.text;
    else if (Array.isArray(next)) {
      stack.push(new Piece("]"));
      for (let at = next.length - 1; at >= 0; at--) stack.push(next[at], new Piece(at === 0 ? "" : ","));
      json += "[";
    } else if (typeof next === "object" && next !== null) {
      const members = Object.entries(next).sort(([a], [b]) => (a < b ? 1 : -1));
      stack.push(new Piece("}"));
      members.forEach(([name, member], at) => {
        const comma = at === members.length - 1 ? "" : ",";
        stack.push(member, new Piece(`${comma}${JSON.stringify(name)}:`));
      });
      json += "{";
    } else json += JSON.stringify(next) ?? "null";
  }
  return json;
}
