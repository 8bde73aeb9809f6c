import { statSync } from "node:fs";
import type { ExpectationsState } from "../../../core/posture/evaluate.ts";
import type { OperatingSystem } from "../../../core/posture/facts.ts";
import { expectationsOf } from "../../../core/posture/config/defaultExpectations.ts";
import { readPostureConfig } from "../../../core/posture/config/readPostureConfig.ts";
import type { ConfigurationSource } from "../../../core/posture/report/reportBody.ts";
import { nodeHash } from "../hash.ts";
import { PostureError } from "./reportError.ts";
import { readIfThere } from "./reportFolder.ts";

/** Where the organisation's posture configuration lies. The environment does not decide: it is the person's. */
const managedConfigPaths: Readonly<Record<OperatingSystem, string>> = {
  win32: "C:\\ProgramData\\Picket\\posture.json",
  darwin: "/Library/Application Support/Picket/posture.json",
  linux: "/etc/picket/posture.json",
};

/** Expectations with where they came from. */
export interface LoadedExpectations {
  readonly state: ExpectationsState;
  readonly source: ConfigurationSource;
}

/**
 * Reads the managed configuration, or the one that the user named. Never rejects: one that is there and cannot be used
 * gives no expectations at all, so that nothing passes by defaults in its place.
 * @param named absolute path; absent: the managed one, and defaults when there is none
 */
export function loadExpectations(
  os: OperatingSystem,
  named?: string,
  managed: string = managedConfigPaths[os],
): LoadedExpectations {
  const path = named ?? managed;
  let text: string | undefined;
  try {
    text = readIfThere(path);
    if (text !== undefined && named === undefined) refuseIfOpen(path);
  } catch (error) {
    return broken(path, error instanceof PostureError ? error.message : `${path} cannot be read`);
  }
  if (text === undefined) {
    if (named !== undefined) return broken(path, `${path} does not exist`);
    return { state: { state: "ready", expectations: expectationsOf({}, os) }, source: { kind: "defaults" } };
  }
  const read = readPostureConfig(text);
  if ("problem" in read)
    return broken(path, `the posture configuration ${path} cannot be used: ${read.problem}`);
  return {
    state: { state: "ready", expectations: expectationsOf(read.config, os) },
    source: { kind: named === undefined ? "managed" : "named", path, sha256: nodeHash.sha256(text) },
  };
}

function broken(path: string, problem: string): LoadedExpectations {
  return { state: { state: "broken", problem }, source: { kind: "broken", path } };
}

/** A file that others than root may change is no word of the organisation. Windows' lists are PK-005's kind of work. */
function refuseIfOpen(path: string): void {
  if (process.platform === "win32") return;
  const { uid, mode } = statSync(path);
  if (uid !== 0 || (mode & 0o022) !== 0)
    throw new PostureError(`${path} does not count: it must be root's, and nobody else may write to it`);
}
