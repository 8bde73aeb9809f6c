import { reachableCommits } from "../../../adapters/node/history/readLog.ts";
import type { HistoryEvent } from "../../../core/history/model.ts";
import type { HistoryFindings } from "./historyFindings.ts";
import type { HistoryPlace, HistoryState } from "./historyState.ts";
import { judgeChanges, type JudgeParts } from "./judgeChanges.ts";

/**
 * Reads again what earlier runs found, so that it is judged by the baseline and the files of today.
 * @returns false when a commit of it is gone from all refs, or does not hold it: then another may be the first, and only a
 * scan of everything tells
 */
export async function takeState(
  { findings: places, unjudged }: HistoryState,
  findings: HistoryFindings,
  parts: JudgeParts,
): Promise<boolean> {
  if (!(await allReachable(places, parts.cwd))) return false;
  const versions = new Map<string, HistoryPlace[]>();
  for (const place of places) {
    const version = versionKey(place.commit.sha, place.path);
    const known = versions.get(version);
    if (known) known.push(place);
    else versions.set(version, [place]);
  }
  let found = 0;
  for await (const judged of judgeChanges(eventsOf(versions.values()), parts)) {
    if (judged.kind !== "change" || !judged.outcome) continue;
    const known = versions.get(versionKey(judged.commit.sha, judged.change.path)) ?? [];
    found += await findings.takeKnown(known, judged.outcome);
  }
  for (const { path, reason } of unjudged) findings.takeUnjudged(path, parts.nameOf(path), reason);
  return found === places.length;
}

async function allReachable(places: readonly HistoryPlace[], cwd: string): Promise<boolean> {
  const missing = new Set(places.map(({ commit }) => commit.sha));
  if (missing.size === 0) return true;
  for await (const sha of reachableCommits(cwd)) missing.delete(sha);
  return missing.size === 0;
}

/** One change for each version of a file, which is read and judged as a whole. */
async function* eventsOf(versions: Iterable<readonly HistoryPlace[]>): AsyncGenerator<HistoryEvent> {
  for (const [place] of versions) {
    if (!place) continue;
    const { commit, path, oid } = place;
    const change = { path, oid, text: "", added: [], lines: "all", partial: true } as const;
    yield { kind: "change", commit: { ...commit, parents: [] }, change };
  }
}

function versionKey(sha: string, path: string): string {
  return `${sha} ${path}`;
}
