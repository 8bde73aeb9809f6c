import { readCursorText } from "../../../../core/activity/stream/cursorText.ts";
import type { Window } from "./lookupPage.ts";

/** How far a source of LookupEvents is. Times in ms since epoch. */
export interface LookupState {
  /** The account whose events came; undefined until one has come. */
  readonly account: string | undefined;
  /** From when on events are asked for. */
  readonly since: number;
  /** Up to where every window that is not in `todo` was read. */
  readonly until: number;
  /** What of the past is still to be read, the newest first. */
  readonly todo: readonly Window[];
  /** Ids of the events that were given of the time that is read again, the newest last. */
  readonly ids: readonly string[];
}

/** Whose cursor it is: a cursor of another Region or question counts as none. */
export interface LookupOwner {
  readonly region: string;
  /** What was asked for, such as a role's ARN. */
  readonly asked: string;
}

const kind = { source: "lookup", version: 1, longest: 1_048_576 };
/** Ids that a cursor keeps: beyond, events may come twice after a restart, which `eventKey` tells. */
const mostIds = 4_000;
const mostWindows = 100;
const longestId = 64;

/** A cursor as text. */
export function lookupCursor(owner: LookupOwner, state: LookupState): string {
  return JSON.stringify({
    source: kind.source,
    version: kind.version,
    ...owner,
    account: state.account,
    since: state.since,
    until: state.until,
    todo: state.todo.slice(0, mostWindows).map(({ from, to }) => [from, to]),
    ids: state.ids
      .filter((id) => id.length <= longestId)
      .slice(-mostIds)
      .map(packed),
  });
}

/** Reads a cursor; undefined when it is none of this owner's, or broken. */
export function readLookupCursor(text: string | undefined, owner: LookupOwner): LookupState | undefined {
  const read = readCursorText(text, kind);
  const { account, since, until, todo, ids } = read ?? {};
  const isOwn = read?.["region"] === owner.region && read["asked"] === owner.asked;
  if (!isOwn || !isTime(since) || !isTime(until) || !Array.isArray(todo) || !Array.isArray(ids))
    return undefined;
  const windows = todo.map(windowOf);
  if (!windows.every((window) => window !== undefined)) return undefined;
  return {
    account: typeof account === "string" ? account : undefined,
    since,
    until,
    todo: windows,
    ids: ids.filter((id) => typeof id === "string").map(unpacked),
  };
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= 8_640_000_000_000_000;
}

function windowOf(value: unknown): Window | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [from, to]: unknown[] = value;
  return isTime(from) && isTime(to) && from <= to ? { from, to } : undefined;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Event ids are UUIDs: without a third of their characters, thousands of them still make a short text. */
function packed(id: string): string {
  return uuid.test(id) ? `~${Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url")}` : `=${id}`;
}

function unpacked(text: string): string {
  if (!text.startsWith("~")) return text.slice(1);
  const hex = Buffer.from(text.slice(1), "base64url").toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
