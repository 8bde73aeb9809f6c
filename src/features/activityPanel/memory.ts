import type * as vscode from "vscode";
import { readRoleChoice, readSourceChoice, type KeptSource, type RoleChoice } from "./choice.ts";
import { sourceKey } from "./memoryKeys.ts";

const roleKey = "picket.activity.role";
const seenKey = "picket.activity.seen";

/** Sources whose last time is remembered. */
const mostSources = 20;

/**
 * What outlives a window, in the editor's own storage of the workspace, which no file of the workspace reaches: the choices,
 * and up to when events were read. Never an event.
 */
export interface ActivityMemory {
  source(): KeptSource | undefined;
  keepSource(choice: KeptSource): Thenable<void>;
  role(): RoleChoice | undefined;
  keepRole(choice: RoleChoice): Thenable<void>;
  /** Up to when the events of a place were complete, in ms since epoch. @param place what tells sources apart */
  seenUntil(place: string): number | undefined;
  keepSeen(place: string, time: number): Thenable<void>;
}

export function createMemory(memento: Pick<vscode.Memento, "get" | "update">): ActivityMemory {
  const seen = (): readonly (readonly [string, number])[] => {
    const kept = memento.get<unknown>(seenKey);
    return Array.isArray(kept) ? kept.filter(isSeen) : [];
  };
  return {
    source: () => readSourceChoice(memento.get<unknown>(sourceKey)),
    keepSource: (choice) => memento.update(sourceKey, choice),
    role: () => readRoleChoice(memento.get<unknown>(roleKey)),
    keepRole: (choice) => memento.update(roleKey, choice),
    seenUntil: (place) => seen().find(([name]) => name === place)?.[1],
    keepSeen(place, time) {
      const others = seen().filter(([name]) => name !== place);
      return memento.update(seenKey, [[place, time], ...others].slice(0, mostSources));
    },
  };
}

function isSeen(value: unknown): value is readonly [string, number] {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    typeof value[0] === "string" &&
    typeof value[1] === "number" &&
    Number.isFinite(value[1])
  );
}
