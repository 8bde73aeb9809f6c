import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";
import { launcherName } from "../../core/kiro/hookFiles/launcher.ts";
import { readOwnFile, type HookSetup, type HookStep } from "./hookInstall.ts";
import { replaceFile } from "./replaceFile.ts";
import { errorCode } from "./skipReason.ts";

/** Folders that were made for the hooks of a folder, deepest first. */
type Places = Readonly<Record<string, readonly string[]>>;

/** Writes what was planned. A step that fails becomes a refusal with its reason; the others are done all the same. */
export function applyInstall(setup: HookSetup, steps: readonly HookStep[]): readonly HookStep[] {
  if (steps.some(({ action }) => action === "refuse")) {
    // Half an installation looks like a whole one.
    return steps.map((step) =>
      step.action === "create" || step.action === "update"
        ? { path: step.path, action: "refuse", reason: "nothing is written while another file is refused" }
        : step,
    );
  }
  const blocked = linkAbove(setup.hooksFolder);
  if (blocked !== undefined)
    return steps.map(({ path }) => ({
      path,
      action: "refuse",
      reason: `${blocked} is a symbolic link: Kiro skips links, and the hooks would stand elsewhere`,
    }));
  try {
    const made = [...makeFolder(setup.hooksFolder, 0o755), ...makeFolder(setup.launcher.folder, 0o700)];
    remember(setup, made);
  } catch (error) {
    return steps.map(({ path }) => ({ path, action: "refuse", reason: reasonOf(error) }));
  }
  return steps.map(applyStep);
}

/** Removes what was planned, then the launcher and the folders that were made, when no hooks are left anywhere. */
export function applyUninstall(setup: HookSetup, steps: readonly HookStep[]): readonly HookStep[] {
  const done = steps.map(applyStep);
  if (done.some(({ action }) => action === "refuse")) return done;
  const { [setup.hooksFolder]: made = [], ...others } = readPlaces(setup);
  for (const folder of made) removeEmpty(folder);
  const [heir] = Object.entries(others);
  if (heir !== undefined) {
    // What is not empty yet is left to whoever goes last.
    const left = made.filter((path) => existsSync(path));
    writePlaces(setup, { ...others, [heir[0]]: [...new Set([...heir[1], ...left])] });
    return done;
  }
  const launcher = join(setup.launcher.folder, launcherName(setup.launcher.platform));
  const left = [launcher, placesFile(setup)].flatMap((path): readonly HookStep[] => {
    const found = readOwnFile(path);
    if (found === undefined) return [];
    if ("reason" in found) return [{ path, action: "refuse", reason: found.reason }];
    return [applyStep({ path, action: "remove", before: found.text })];
  });
  for (const folder of [setup.launcher.folder, ...made]) removeEmpty(folder);
  return [...done, ...left];
}

function applyStep(step: HookStep): HookStep {
  const { path, action, text = "", before = "" } = step;
  try {
    if (action === "create") createFile(path, text);
    else if (action === "update") replaceFile(path, Buffer.from(before), Buffer.from(text));
    else if (action === "remove") {
      if (readFileSync(path, "utf8") !== before)
        return { path, action: "refuse", reason: "it has just changed" };
      unlinkSync(path);
    }
    return step;
  } catch (error) {
    // Another installation at the same moment wrote the same.
    if (errorCode(error) === "EEXIST" && readFileSync(path, "utf8") === text) return { path, action: "keep" };
    return { path, action: "refuse", reason: reasonOf(error) };
  }
}

/** Never over what is there: the name is taken with its creation. */
function createFile(path: string, text: string): void {
  const file = openSync(path, "wx", 0o644);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } catch (error) {
    unlinkSync(path);
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Makes a folder with those above it. @returns what was made, deepest first */
function makeFolder(path: string, mode: number): readonly string[] {
  const first = mkdirSync(path, { recursive: true, mode });
  const made: string[] = [];
  if (first === undefined) return made;
  for (let at = path; at.length >= first.length; at = dirname(at)) made.push(at);
  return made;
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Not empty: something of the person's is in it.
  }
}

/** The hooks folder or the `.kiro` above it, when that is a link. */
function linkAbove(hooksFolder: string): string | undefined {
  return [hooksFolder, dirname(hooksFolder)].find((path) =>
    lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink(),
  );
}

function placesFile({ launcher }: HookSetup): string {
  return join(launcher.folder, "places.json");
}

/** Folders with Picket's hooks, by what was remembered; damaged memory counts as none. */
function readPlaces(setup: HookSetup): Places {
  const found = readOwnFile(placesFile(setup));
  if (found === undefined || "reason" in found) return {};
  try {
    const places: unknown = JSON.parse(found.text);
    if (typeof places !== "object" || places === null) return {};
    return Object.fromEntries(
      Object.entries(places).map(([folder, made]) => [
        folder,
        Array.isArray(made) ? made.filter((one) => isAbove(one, [folder, setup.launcher.folder])) : [],
      ]),
    );
  } catch {
    return {};
  }
}

/** Only folders on the way to the hooks or the launcher were ever made. */
function isAbove(folder: unknown, paths: readonly string[]): folder is string {
  return (
    typeof folder === "string" && paths.some((path) => path === folder || path.startsWith(join(folder, sep)))
  );
}

function writePlaces(setup: HookSetup, places: Places): void {
  const path = placesFile(setup);
  const text = `${JSON.stringify(places, undefined, 2)}\n`;
  const found = readOwnFile(path);
  if (found === undefined) createFile(path, text);
  else if ("text" in found && found.text !== text)
    replaceFile(path, Buffer.from(found.text), Buffer.from(text));
}

function remember(setup: HookSetup, made: readonly string[]): void {
  const places = readPlaces(setup);
  const known = places[setup.hooksFolder] ?? [];
  writePlaces(setup, { ...places, [setup.hooksFolder]: [...new Set([...known, ...made])] });
}

function reasonOf(error: unknown): string {
  const code = errorCode(error);
  if (code === "EACCES" || code === "EPERM" || code === "EROFS")
    return "it may not be written: see who owns the folder";
  return error instanceof Error && error.name === "ReplaceError"
    ? error.message
    : `it failed (${code ?? "unknown error"})`;
}
