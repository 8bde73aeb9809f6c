import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { definitionOf, hookFileState, hookFileText } from "../../core/kiro/hookFiles/hookFile.ts";
import { hookFileName, type HookKind } from "../../core/kiro/hookFiles/hookKinds.ts";
import {
  hookCommand,
  isLauncher,
  launcherName,
  launcherText,
  type LauncherPlace,
  type LauncherTarget,
} from "../../core/kiro/hookFiles/launcher.ts";
import { nodeHash } from "./hash.ts";
import { errorCode } from "./skipReason.ts";

/** Where hooks are installed, and what they start. Paths are absolute. */
export interface HookSetup {
  /** `.kiro/hooks` of the user or of a workspace folder. */
  readonly hooksFolder: string;
  readonly launcher: LauncherPlace;
  readonly target: LauncherTarget;
}

/** What is done, or would be done, to one file. */
export interface HookStep {
  readonly path: string;
  readonly action: "create" | "update" | "keep" | "remove" | "refuse";
  /** Why it is refused and what to do, for a person. */
  readonly reason?: string;
  /** What is written. */
  readonly text?: string;
  /** What stood there when the step was planned. */
  readonly before?: string;
}

/** What an installation would do, the launcher first. Changes nothing. @throws QuotingError */
export function planInstall(setup: HookSetup, kinds: readonly HookKind[]): readonly HookStep[] {
  const { launcher, target, hooksFolder } = setup;
  const path = join(launcher.folder, launcherName(launcher.platform));
  const wanted = launcherText(launcher.platform, target);
  const own = (text: string): HookStep["action"] =>
    text === wanted ? "keep" : isLauncher(text) ? "update" : "refuse";
  return [
    planFile(path, wanted, own),
    ...kinds.map((kind) => {
      const text = hookText(setup, kind);
      return planFile(join(hooksFolder, hookFileName(kind)), text, (found) => actionFor(found, text));
    }),
  ];
}

/** What the file of a hook holds in this setup. @throws QuotingError */
export function hookText({ launcher }: HookSetup, kind: HookKind): string {
  const definition = definitionOf(kind);
  return hookFileText(definition, hookCommand(launcher, definition.event), nodeHash);
}

function actionFor(found: string, text: string): HookStep["action"] {
  const state = hookFileState(found, text, nodeHash);
  if (state === "current") return "keep";
  return state === "older" ? "update" : "refuse";
}

const move = "move it away, or rename it, and install again";

function planFile(path: string, text: string, judge: (found: string) => HookStep["action"]): HookStep {
  const found = readOwnFile(path);
  if (found === undefined) return { path, action: "create", text };
  if ("reason" in found) return { path, action: "refuse", reason: `${found.reason}: ${move}` };
  const action = judge(found.text);
  if (action === "refuse")
    return { path, action, reason: `another file stands there, or somebody has changed this one: ${move}` };
  return action === "keep" ? { path, action } : { path, action, text, before: found.text };
}

/** What an uninstallation would do to the files of the hooks. @param force removes files that somebody has changed, too */
export function planUninstall(
  setup: HookSetup,
  kinds: readonly HookKind[],
  force: boolean,
): readonly HookStep[] {
  return kinds.flatMap((kind): readonly HookStep[] => {
    const path = join(setup.hooksFolder, hookFileName(kind));
    const found = readOwnFile(path);
    if (found === undefined) return [];
    if ("reason" in found) return [{ path, action: "refuse", reason: `${found.reason}: remove it yourself` }];
    const state = hookFileState(found.text, hookText(setup, kind), nodeHash);
    if (state === "foreign")
      return [{ path, action: "refuse", reason: "it is not Picket's: remove it yourself" }];
    if (state === "modified" && !force)
      return [{ path, action: "refuse", reason: "somebody has changed it: --force removes it all the same" }];
    return [{ path, action: "remove", before: found.text }];
  });
}

/**
 * The text of a file that is only ever Picket's to change: a plain file with one name. A link, or a file with a second
 * name elsewhere, would change what stands somewhere else.
 * @returns undefined when there is none
 */
export function readOwnFile(
  path: string,
): { readonly text: string } | { readonly reason: string } | undefined {
  try {
    const stat = lstatSync(path);
    if (stat.isSymbolicLink()) return { reason: "it is a symbolic link, which Kiro skips" };
    if (!stat.isFile()) return { reason: "it is no file" };
    if (stat.nlink > 1) return { reason: "it is a hard link: the file has another name elsewhere" };
    if (stat.size > 1_000_000) return { reason: "it is too large for a hook" };
    return { text: readFileSync(path, "utf8") };
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    return { reason: `it cannot be read (${code ?? "unknown error"})` };
  }
}
