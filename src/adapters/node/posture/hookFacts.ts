import { join } from "node:path";
import { hookFileState, installedCommand } from "../../../core/kiro/hookFiles/hookFile.ts";
import { hookDefinitions, hookFileName, type HookKind } from "../../../core/kiro/hookFiles/hookKinds.ts";
import { known, unknown, type Fact } from "../../../core/posture/fact.ts";
import type { HookTrial, InstalledHook } from "../../../core/posture/facts.ts";
import { nodeHash } from "../hash.ts";
import { hookText, readOwnFile, type HookSetup } from "../hookInstall.ts";
import { testHooks } from "../hookSelfTest.ts";

const kinds = hookDefinitions.map(({ kind }) => kind);

/** Picket's hooks as they lie in a folder of hooks. One of another version counts as changed: it starts another guard. */
export function installedHooks(setup: HookSetup): Fact<readonly InstalledHook[]> {
  return known(kinds.map((kind) => hookAt(setup, kind)));
}

function hookAt(setup: HookSetup, kind: HookKind): InstalledHook {
  const path = join(setup.hooksFolder, hookFileName(kind));
  const found = readOwnFile(path);
  const state = (): InstalledHook["state"] => {
    if (found === undefined) return "missing";
    if ("reason" in found) return "linked";
    if (installedCommand(found.text)?.enabled === false) return "disabled";
    return hookFileState(found.text, hookText(setup, kind), nodeHash) === "current"
      ? "as-shipped"
      : "changed";
  };
  return { name: kind, path, state: state() };
}

/**
 * Lets canaries loose on the installed hooks. None is run when none is installed.
 * @param cwd working folder of the commands
 */
export async function hookTrials(setup: HookSetup, cwd: string): Promise<Fact<readonly HookTrial[]>> {
  const present = kinds.filter((kind) => hookAt(setup, kind).state !== "missing");
  if (present.length === 0) return unknown("no hook is installed that could be tried: picket hook install");
  const rows = await testHooks(setup, present, cwd);
  return known(rows.map(({ hook, test, ok }) => ({ name: hook, canary: test, worked: ok })));
}
