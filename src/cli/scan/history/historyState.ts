import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as v from "valibot";
import { errorCode } from "../../../adapters/node/skipReason.ts";

const sha = v.pipe(v.string(), v.regex(/^[0-9a-f]{40,64}$/));
const offset = v.pipe(v.number(), v.integer(), v.minValue(0));

const commitSchema = v.strictObject({
  sha,
  author: v.string(),
  authorDate: v.string(),
  commitDate: v.string(),
});

const stateSchema = v.strictObject({
  version: v.literal(1),
  /** Hash of what the outcome depends on beside the commits; see `stateKey`. */
  key: v.string(),
  /** Commits that are done with all they descend from. */
  tips: v.array(sha),
  /** Places of what was found. No value, and nothing of the text around it: what is reported is read again. */
  findings: v.array(
    v.strictObject({
      commit: commitSchema,
      path: v.string(),
      oid: sha,
      ruleId: v.string(),
      start: offset,
      end: offset,
    }),
  ),
  /** What could not be judged, such as a file that is too large. */
  unjudged: v.array(v.strictObject({ path: v.string(), reason: v.string() })),
});

/** How far scans of a history have come. Offsets are UTF-16 code units of the decoded text of the object `oid`. */
export type HistoryState = v.InferOutput<typeof stateSchema>;

/** Where a finding stands in a history. */
export type HistoryPlace = HistoryState["findings"][number];

/** The state of an earlier run; undefined when there is none, or none that can be gone on from. */
export function readState(path: string, key: string): HistoryState | undefined {
  try {
    const outcome = v.safeParse(stateSchema, JSON.parse(readFileSync(path, "utf8")));
    return outcome.success && outcome.output.key === key ? outcome.output : undefined;
  } catch {
    // No file, or one that is broken: everything is scanned, which is right in any case.
    return undefined;
  }
}

/**
 * Puts the state in the place of the one before in one step, so that whatever ends the run leaves a whole one.
 * @returns why it could not be kept; undefined when it is
 */
export function writeState(path: string, state: HistoryState): string | undefined {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, `${JSON.stringify(state)}\n`, { mode: 0o600 });
    renameSync(temporary, path);
    return undefined;
  } catch (error) {
    if (existsSync(temporary)) rmSync(temporary);
    return errorCode(error) ?? "unknown error";
  }
}
