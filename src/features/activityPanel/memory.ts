import { readIgnoreRules, type IgnoreRule } from "../../core/activity/alerts/ignoreRule.ts";
import { readRoleChoice, readSourceChoice, type KeptSource, type RoleChoice } from "./choice.ts";
import { sourceKey } from "./memoryKeys.ts";

const roleKey = "picket.activity.role";
const seenKey = "picket.activity.seen";
const acknowledgedKey = "picket.activity.acknowledged";
const ignoredKey = "picket.activity.ignored";

/** Sources whose last time is remembered. */
const mostSources = 20;
/** Kinds of alerts whose acknowledgement is remembered. */
const mostKinds = 500;

/** A name and a time in ms since epoch. */
export type Timed = readonly [name: string, time: number];

/**
 * What outlives a window, in the editor's own storage of the workspace, which no file of the workspace reaches: the choices,
 * up to when events were read, and which kinds of alerts were acknowledged or are ignored. Never an event.
 */
export interface ActivityMemory {
  source(): KeptSource | undefined;
  keepSource(choice: KeptSource): Thenable<void>;
  role(): RoleChoice | undefined;
  keepRole(choice: RoleChoice): Thenable<void>;
  /** Up to when the events of a place were complete, in ms since epoch. @param place what tells sources apart */
  seenUntil(place: string): number | undefined;
  keepSeen(place: string, time: number): Thenable<void>;
  /** Kinds of alerts, and up to which event they were acknowledged. */
  acknowledged(): readonly Timed[];
  keepAcknowledged(kinds: readonly Timed[]): Thenable<void>;
  ignored(): readonly IgnoreRule[];
  keepIgnored(rules: readonly IgnoreRule[]): Thenable<void>;
}

/** What of the editor's storage is used. */
interface Storage {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

export function createMemory(memento: Storage): ActivityMemory {
  const timed = (key: string): readonly Timed[] => {
    const kept = memento.get(key);
    return Array.isArray(kept) ? kept.filter(isTimed) : [];
  };
  return {
    source: () => readSourceChoice(memento.get(sourceKey)),
    keepSource: (choice) => memento.update(sourceKey, choice),
    role: () => readRoleChoice(memento.get(roleKey)),
    keepRole: (choice) => memento.update(roleKey, choice),
    seenUntil: (place) => timed(seenKey).find(([name]) => name === place)?.[1],
    keepSeen(place, time) {
      const others = timed(seenKey).filter(([name]) => name !== place);
      return memento.update(seenKey, [[place, time], ...others].slice(0, mostSources));
    },
    acknowledged: () => timed(acknowledgedKey),
    keepAcknowledged(kinds) {
      const now = new Set(kinds.map(([name]) => name));
      const others = timed(acknowledgedKey).filter(([name]) => !now.has(name));
      return memento.update(acknowledgedKey, [...kinds, ...others].slice(0, mostKinds));
    },
    ignored: () => readIgnoreRules(memento.get(ignoredKey)),
    keepIgnored: (rules) => memento.update(ignoredKey, rules),
  };
}

function isTimed(value: unknown): value is Timed {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    typeof value[0] === "string" &&
    typeof value[1] === "number" &&
    Number.isFinite(value[1])
  );
}
