import * as vscode from "vscode";
import { createDisposables, type Disposable } from "../../editor/disposable.ts";

/** What `when` clauses of the manifest ask: `picket.activity.<name>`. */
export interface ActivityKeys {
  /** A source is chosen. */
  readonly chosen: boolean;
  /** Events are shown as they come. */
  readonly running: boolean;
  readonly paused: boolean;
  readonly hasEvents: boolean;
  readonly selected: boolean;
  /** Whether AWS can be asked for writes alone, and whether it is. */
  readonly writes: "no" | "can" | "on";
  /** Alerts wait for somebody to acknowledge them. */
  readonly alerts: boolean;
  /** Events are ignored by a rule. */
  readonly ignoring: boolean;
  /** The basket holds events. */
  readonly basket: boolean;
}

const none: ActivityKeys = {
  chosen: false,
  running: false,
  paused: false,
  hasEvents: false,
  selected: false,
  writes: "no",
  alerts: false,
  ignoring: false,
  basket: false,
};

/** Sets the keys; only those that changed, since each one is a message to the window. */
export function createContextKeys(): Disposable & { set(keys: ActivityKeys): void } {
  const all = createDisposables();
  const known = new Map<string, unknown>();
  const set = (keys: ActivityKeys): void => {
    for (const [name, value] of Object.entries(keys)) {
      if (known.get(name) === value) continue;
      known.set(name, value);
      void vscode.commands.executeCommand("setContext", `picket.activity.${name}`, value);
    }
  };
  all.add({ dispose: () => set(none) });
  return { set, dispose: () => all.dispose() };
}
