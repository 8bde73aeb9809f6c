import { applyInstall, applyUninstall } from "../../adapters/node/hookApply.ts";
import { planInstall, planUninstall, type HookStep } from "../../adapters/node/hookInstall.ts";
import { QuotingError } from "../../core/kiro/hookFiles/quoting.ts";
import type { Io } from "../io.ts";
import { visiblePath } from "../terminalText.ts";
import { UsageError } from "../usageError.ts";
import { hookInstallSpecs, hookUninstallSpecs, readHookArguments } from "./hookOptions.ts";

/** `picket hook install`: status 0 everything stands, 1 something is refused. */
export async function runInstall(argv: readonly string[], io: Io): Promise<0 | 1> {
  const { setup, kinds, json, dryRun } = readHookArguments(argv, hookInstallSpecs, "hook install", io);
  const planned = plan(() => planInstall(setup, kinds));
  const steps = dryRun ? planned : applyInstall(setup, planned);
  const hint = dryRun ? "Nothing was written." : "See that they work: picket hook test";
  return report(steps, { json, dryRun, hint }, io);
}

/** `picket hook uninstall`: status 0 nothing of Picket is left there, 1 something is refused. */
export async function runUninstall(argv: readonly string[], io: Io): Promise<0 | 1> {
  const options = readHookArguments(argv, hookUninstallSpecs, "hook uninstall", io);
  const { setup, kinds, json, dryRun, force } = options;
  const planned = plan(() => planUninstall(setup, kinds, force));
  const steps = dryRun ? planned : applyUninstall(setup, planned);
  return report(steps, { json, dryRun, hint: dryRun ? "Nothing was removed." : "" }, io);
}

/** A path that no command can hold is something that the user can change. */
function plan(make: () => readonly HookStep[]): readonly HookStep[] {
  try {
    return make();
  } catch (error) {
    if (error instanceof QuotingError) throw new UsageError(error.message, "hook install");
    throw error;
  }
}

interface ReportOptions {
  readonly json: boolean;
  readonly dryRun: boolean;
  readonly hint: string;
}

async function report(
  steps: readonly HookStep[],
  { json, dryRun, hint }: ReportOptions,
  io: Io,
): Promise<0 | 1> {
  const refused = steps.some(({ action }) => action === "refuse");
  if (json) {
    const files = steps.map(({ path, action, reason, text }) => ({
      path,
      action,
      ...(reason !== undefined && { reason }),
      ...(dryRun && text !== undefined && { text }),
    }));
    await io.stdout(`${JSON.stringify({ schemaVersion: 1, dryRun, files }, undefined, 2)}\n`);
  } else {
    const lines = steps.map(({ path, action, reason }) => {
      return `${action.padEnd(7)} ${visiblePath(path)}${reason === undefined ? "" : `: ${reason}`}`;
    });
    const all = lines.length === 0 ? ["Nothing to do: none of Picket's hooks is there."] : lines;
    await io.stdout(`${[...all, ...(refused || hint === "" ? [] : [hint])].join("\n")}\n`);
  }
  return refused ? 1 : 0;
}
