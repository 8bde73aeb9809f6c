import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { HookSetup } from "../../adapters/node/hookInstall.ts";
import { hookDefinitions, type HookKind } from "../../core/kiro/hookFiles/hookKinds.ts";
import { parseArguments, type OptionSpecs } from "../arguments.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usageError.ts";

const kinds = hookDefinitions.map(({ kind }) => kind);

const placeSpecs: OptionSpecs = {
  workspace: { kind: "value", placeholder: "DIR", help: "the hooks of this workspace folder" },
  user: { kind: "flag", help: "the user's hooks, for every workspace (default)" },
  only: { kind: "list", choices: kinds, placeholder: "HOOK", help: `of ${kinds.join(", ")} (default: all)` },
  format: { kind: "value", choices: ["text", "json"], placeholder: "FORMAT", help: "text (default) or json" },
  debug: { kind: "flag", help: "print stacks of internal errors" },
};

const dryRun: OptionSpecs = { "dry-run": { kind: "flag", help: "say what would be done, and do nothing" } };

export const hookInstallSpecs: OptionSpecs = { ...placeSpecs, ...dryRun };

export const hookUninstallSpecs: OptionSpecs = {
  ...placeSpecs,
  ...dryRun,
  force: { kind: "flag", help: "remove files of Picket that somebody has changed, too" },
};

export const hookTestSpecs: OptionSpecs = placeSpecs;

/** What a command about installed hooks was asked for. */
export interface HookArguments {
  readonly setup: HookSetup;
  readonly kinds: readonly HookKind[];
  readonly json: boolean;
  readonly dryRun: boolean;
  readonly force: boolean;
}

/** @throws UsageError */
export function readHookArguments(
  argv: readonly string[],
  specs: OptionSpecs,
  command: string,
  io: Pick<Io, "cwd" | "env">,
): HookArguments {
  const parsed = parseArguments(argv, specs, command);
  if (parsed.positionals.length > 0) throw new UsageError("it takes options only", command);
  const workspace = parsed.value("workspace");
  if (workspace !== undefined && parsed.flag("user"))
    throw new UsageError("--workspace and --user: give one of them", command);
  const home = homeOf(io.env);
  const base = workspace === undefined ? home : resolve(io.cwd, workspace);
  if (!existsSync(base)) throw new UsageError(`there is no folder ${JSON.stringify(base)}`, command);
  const only = parsed.list("only");
  return {
    setup: setupFor(join(base, ".kiro", "hooks"), home, io.env),
    kinds: kinds.filter((kind) => only === undefined || only.includes(kind)),
    json: parsed.value("format") === "json",
    dryRun: parsed.flag("dry-run"),
    force: parsed.flag("force"),
  };
}

function homeOf(env: Io["env"]): string {
  return env["HOME"] || env["USERPROFILE"] || homedir();
}

/** Where the hooks of a folder find Picket. @param home the user's */
export function setupFor(hooksFolder: string, home: string, env: Io["env"]): HookSetup {
  const windows = process.platform === "win32";
  return {
    hooksFolder,
    launcher: {
      platform: windows ? "windows" : "posix",
      folder: env["PICKET_HOOK_HOME"] || join(home, ".kiro", "picket"),
      ...(windows && { systemRoot: env["SystemRoot"] ?? "C:\\Windows" }),
    },
    target: { node: process.execPath, program: findHookProgram() },
  };
}

/** `dist/hook.js` beside this program, or its source. */
function findHookProgram(): string {
  const here = fileURLToPath(import.meta.url);
  return join(dirname(here), here.endsWith(".ts") ? "hookMain.ts" : "hook.js");
}
