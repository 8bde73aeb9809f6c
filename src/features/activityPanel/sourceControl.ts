import * as vscode from "vscode";
import { createDisposables, type Disposable } from "../../editor/disposable.ts";
import { callsAws, isCharged, type SourceChoice } from "./choice.ts";
import { chooseRole } from "./chooseRole.ts";
import { chooseSource } from "./chooseSource.ts";
import type { ActivityDeps } from "./environment.ts";
import type { ActivityMemory } from "./memory.ts";
import type { ActivitySession } from "./session.ts";

export interface SourceControlDeps extends ActivityDeps {
  readonly memory: ActivityMemory;
  readonly session: ActivitySession;
  readonly isVisible: () => boolean;
}

/** Decides which source is read, and when. */
export interface SourceControl extends Disposable {
  /** Reads what was chosen earlier. */
  start(): void;
  /** The person chooses a source, then whose events. */
  choose(): Promise<void>;
  chooseWhose(): Promise<void>;
  /** Reads nothing any more, in later windows too. */
  turnOff(): Promise<void>;
  /** Asks now, or starts a source that waits. */
  refresh(): void;
  /** Whether LookupEvents is asked for calls alone that change something. */
  askWritesOnly(on: boolean): Promise<void>;
  /** The view came up or went. */
  visibilityChanged(): void;
}

/** What of the settings is part of the source. `notify` is not. */
const ofSource = ["enabled", "folder", "role", "regions", "maxEvents"].map((name) => `activity.${name}`);

/** Reads nothing before `start`. */
export function createSourceControl(deps: SourceControlDeps): SourceControl {
  const { memory, session, settings, aws } = deps;
  const all = createDisposables();
  let isAsking = false;
  const start = (choice: SourceChoice): void => {
    if (callsAws(choice) && !vscode.workspace.isTrusted) session.hold(choice, "restricted");
    else if (isCharged(choice) && !deps.isVisible()) session.hold(choice, "waiting");
    else session.start(choice);
  };
  const apply = (): void => {
    // Once the person has answered, everything counts as it is then.
    if (isAsking) return;
    const choice = chosenSource(deps);
    if (choice) start(choice);
    else session.hold(undefined, "off");
  };
  /** Nothing is read meanwhile: it would be everybody's events, and then the role's once more. */
  const askWhoseFirst = async (choice: SourceChoice): Promise<void> => {
    isAsking = true;
    session.hold(choice, "asking");
    try {
      const role = await chooseRole(deps);
      if (role) await memory.keepRole(role);
    } finally {
      isAsking = false;
    }
  };
  const applyIfAws = (): void => {
    if (session.choice && callsAws(session.choice)) apply();
  };
  all.add(
    settings.onDidChange((names) => {
      if (names.some((name) => ofSource.includes(name))) apply();
      else if (names.some((name) => name.startsWith("aws."))) applyIfAws();
    }),
  );
  all.add(vscode.workspace.onDidGrantWorkspaceTrust(applyIfAws));
  // Whoever signed in elsewhere in Picket need not press a button here as well.
  all.add(
    aws.onDidChange(() => {
      const { notice } = session.facts();
      if (aws.current()?.state === "signed-in" && notice?.kind === "signed-out") session.refresh();
    }),
  );
  return {
    start: apply,
    async choose() {
      const choice = await chooseSource(deps);
      if (!choice) return;
      await memory.keepSource(choice);
      if (callsAws(choice) && !memory.role() && settings.activity().role === undefined)
        await askWhoseFirst(choice);
      apply();
    },
    chooseWhose: () => chooseWhose(deps, apply),
    async turnOff() {
      // A folder of the settings would start again: the choice "nothing" is kept as well.
      await memory.keepSource({ kind: "none" });
      session.hold(undefined, "off");
    },
    refresh() {
      if (session.phase === "waiting" && session.choice) session.start(session.choice);
      else session.refresh();
    },
    async askWritesOnly(on) {
      const { choice } = session;
      if (choice?.kind !== "lookup" || choice.writesOnly === on) return;
      const changed = { ...choice, writesOnly: on };
      await memory.keepSource(changed);
      start(changed);
    },
    visibilityChanged() {
      if (deps.isVisible() && session.phase === "waiting") apply();
    },
    dispose: () => all.dispose(),
  };
}

/** What the person chose; else the folder of the settings. */
function chosenSource({ memory, settings }: SourceControlDeps): SourceChoice | undefined {
  const { enabled, folder } = settings.activity();
  const kept = memory.source();
  if (!enabled || kept?.kind === "none") return undefined;
  return kept ?? (folder === undefined ? undefined : { kind: "folder", path: folder });
}

async function chooseWhose(deps: SourceControlDeps, apply: () => void): Promise<void> {
  const role = await chooseRole(deps);
  if (!role) return;
  await deps.memory.keepRole(role);
  apply();
}
