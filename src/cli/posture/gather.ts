import { statSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { MissingPathError } from "../../adapters/node/walk.ts";
import type { LoadedExpectations } from "../../adapters/node/posture/postureConfig.ts";
import { chainFact } from "../../adapters/node/posture/reportVerify.ts";
import { expectationsOf } from "../../core/posture/config/defaultExpectations.ts";
import type { Expectations } from "../../core/posture/expectations.ts";
import { unknown } from "../../core/posture/fact.ts";
import type { AccountFacts, OperatingSystem, WorkstationFacts } from "../../core/posture/facts.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usageError.ts";
import type { AccountRequest, PostureCollectors } from "./postureHost.ts";
import type { PostureOptions } from "./postureOptions.ts";

/** The system that this runs on; any other than the three is taken for Linux. */
export function ownSystem(): OperatingSystem {
  return process.platform === "win32" || process.platform === "darwin" ? process.platform : "linux";
}

/** Facts with what they were asked of. */
interface Gathered {
  readonly workstation?: WorkstationFacts;
  readonly account?: AccountFacts;
  /** Absolute. */
  readonly workspaces: readonly string[];
}

/**
 * Gathers what the chosen checks need: a part none of whose checks is chosen is not asked.
 * @param reportKey base64 of the public key that the chain must be signed with
 * @throws MissingPathError, UsageError for a folder that does not exist or is none
 */
export async function gather(
  options: PostureOptions,
  { loaded, collectors, io, now, reportKey }: GatherContext,
): Promise<Gathered> {
  const { only, network, aws } = options;
  const { state } = loaded;
  const os = ownSystem();
  // Without expectations everything is UNKNOWN; what there is to see is looked at all the same, for the evidence.
  const expectations = state.state === "ready" ? state.expectations : expectationsOf({}, os);
  const workspaces = options.workspaces.map((path) => folderAt(path, io));
  const home = options.home === undefined ? homedir() : folderAt(options.home, io);
  const wants = (prefix: string): boolean => only === undefined || only.some((id) => id.startsWith(prefix));
  const { signal } = new AbortController();
  const common = { home, workspaces, expectations, network, now, signal };
  const onStep = io.interactive ? { onStep: (step: string) => io.stderr(`\r\u001b[K${step}`) } : {};
  try {
    const seen = wants("PK-") ? await collectors.workstation({ ...common, ...onStep }) : undefined;
    const account =
      aws && wants("PA-")
        ? await collectors.account(accountRequest(options, expectations, signal))
        : undefined;
    return {
      workspaces,
      ...(seen && { workstation: complete(seen, options, { io, now, reportKey }) }),
      ...(account && { account }),
    };
  } finally {
    if (io.interactive) io.stderr("\r\u001b[K");
  }
}

/** What gathering takes beside the options. */
export interface GatherContext {
  readonly loaded: LoadedExpectations;
  readonly collectors: PostureCollectors;
  readonly io: Io;
  /** ms since epoch. */
  readonly now: number;
  readonly reportKey: string | undefined;
}

/** The chain is this command's own to judge, and only it knows which options would have asked the network. */
function complete(
  seen: WorkstationFacts,
  { reportDir, network }: PostureOptions,
  { io, now, reportKey }: Pick<GatherContext, "io" | "now" | "reportKey">,
): WorkstationFacts {
  const folder = reportDir === undefined ? undefined : resolve(io.cwd, reportDir);
  const offline = unknown("the network was not asked: --network resolves names and connects to hosts");
  return {
    ...seen,
    chain: chainFact(folder, { now, ...(reportKey !== undefined && { key: reportKey }) }),
    ...(!network && { resolved: offline, reached: offline }),
  };
}

function accountRequest(
  { profile, region }: PostureOptions,
  { agentRole }: Expectations,
  signal: AbortSignal,
): AccountRequest {
  return {
    signal,
    ...(profile !== undefined && { profile }),
    ...(region !== undefined && { region }),
    ...(agentRole !== undefined && { role: agentRole }),
  };
}

function folderAt(path: string, io: Io): string {
  const absolute = resolve(io.cwd, path);
  const stats = statSync(absolute, { throwIfNoEntry: false });
  if (!stats) throw new MissingPathError(path);
  if (!stats.isDirectory()) throw new UsageError(`${path} is no folder`, "posture");
  return absolute;
}
