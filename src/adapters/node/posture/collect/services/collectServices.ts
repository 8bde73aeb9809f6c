import { known, unknown, type Fact } from "../../../../../core/posture/fact.ts";
import type { ServiceFact } from "../../../../../core/posture/facts.ts";
import { commandFailure } from "../command/commandFailure.ts";
import type { SystemContext } from "../systemContext.ts";
import {
  isActiveExtension,
  noSuchService,
  readLaunchService,
  readSystemdService,
  readWindowsService,
  type ServiceState,
} from "./serviceOutput.ts";

/** A name that no program takes for an option. */
const plainName = /^[\p{L}\p{N}_@.:$\\][\p{L}\p{N}_@.:$\\ -]{0,255}$/u;

type Asked = { readonly state: Exclude<ServiceState, undefined> } | { readonly problem: string };

/** The services that the expectations list. One that could not be asked about is left out, and said in the evidence. */
export async function collectServices(
  context: SystemContext,
  names: readonly string[],
): Promise<Fact<readonly ServiceFact[]>> {
  const found: ServiceFact[] = [];
  const problems: string[] = [];
  for (const name of new Set(names)) {
    const asked: Asked = plainName.test(name)
      ? await ask(context, name)
      : { problem: "it is no name of a service" };
    if ("state" in asked) found.push({ name, ...asked.state });
    else problems.push(`${name}: ${asked.problem}`);
  }
  return found.length === 0 && problems.length > 0
    ? unknown(`no service could be asked about: ${problems.join("; ")}`)
    : known(found, ...problems);
}

async function ask(context: SystemContext, name: string): Promise<Asked> {
  const { os } = context.runner;
  if (os === "win32") return await askWindows(context, name);
  return await (os === "darwin" ? askLaunchd(context, name) : askSystemd(context, name));
}

const missing = { state: { isInstalled: false, isRunning: false } } as const;

async function askWindows({ runner, programs, signal }: SystemContext, name: string): Promise<Asked> {
  const query = await runner.run(programs.sc, ["query", name], signal);
  const failure = commandFailure(programs.sc, query, [0, noSuchService]);
  if (failure !== undefined) return { problem: failure };
  if (query.code === noSuchService) return missing;
  const configuration = await runner.run(programs.sc, ["qc", name], signal);
  const isTold = commandFailure(programs.sc, configuration) === undefined;
  const state = readWindowsService(query.stdout, isTold ? configuration.stdout : undefined);
  return state ? { state } : { problem: "sc.exe wrote what cannot be read" };
}

/** launchctl's code for a service that it does not know (ESRCH among its own). */
const notLoaded = 113;

async function askLaunchd({ runner, programs, signal }: SystemContext, name: string): Promise<Asked> {
  const result = await runner.run(programs.launchctl, ["print", `system/${name}`], signal);
  const failure = commandFailure(programs.launchctl, result, [0, notLoaded]);
  if (failure !== undefined) return { problem: failure };
  if (result.code === 0) {
    const state = readLaunchService(result.stdout);
    return state ? { state } : { problem: "launchctl wrote what cannot be read" };
  }
  const extensions = await runner.run(programs.systemextensionsctl, ["list"], signal);
  const isTold = commandFailure(programs.systemextensionsctl, extensions) === undefined;
  return isTold && isActiveExtension(extensions.stdout, name)
    ? { state: { isInstalled: true, isRunning: true } }
    : missing;
}

async function askSystemd({ runner, programs, signal }: SystemContext, name: string): Promise<Asked> {
  const args = ["show", "--no-pager", "--property=LoadState,ActiveState,UnitFileState", "--", name];
  const result = await runner.run(programs.systemctl, args, signal);
  const failure = commandFailure(programs.systemctl, result);
  if (failure !== undefined) return { problem: failure };
  const state = readSystemdService(result.stdout);
  return state ? { state } : { problem: "systemctl wrote what cannot be read" };
}
