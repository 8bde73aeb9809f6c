import { randomBytes } from "node:crypto";
import { nodeHash } from "../../../adapters/node/hash.ts";
import { isUnjudged } from "../../../adapters/node/skipReason.ts";
import type { FileOutcome } from "../../../adapters/node/workerMessages.ts";
import { onLines } from "../../../core/history/addedLines.ts";
import type { Commit, FileChange } from "../../../core/history/model.ts";
import type { Finding } from "../../../core/model/finding.ts";
import { collect, type Collected, type Selection } from "../collect.ts";
import type { HeadFiles } from "./headFiles.ts";
import type { HistoryPlace, HistoryState } from "./historyState.ts";

/** Gathers what is found in a history, each value of a file once. */
export interface HistoryFindings {
  readonly collected: Collected;
  /** Places of all findings so far, also of those that the baseline knows. */
  readonly places: readonly HistoryPlace[];
  /** Files of which a version could not be judged, by their paths from the top of the repository. */
  readonly unjudged: HistoryState["unjudged"];
  /** Adds what is found on the lines that a commit added. */
  take(commit: Commit, change: FileChange, outcome: FileOutcome): Promise<void>;
  /** Adds what an earlier run found in a version of a file. @returns how many of the places hold a finding still */
  takeKnown(places: readonly HistoryPlace[], outcome: FileOutcome): Promise<number>;
  /** Adds a file that could not be judged; `name` is what the report calls it. */
  takeUnjudged(path: string, name: string, reason: string): void;
}

/** @param into where findings and what could not be judged are added */
export function createHistoryFindings(
  into: Collected,
  selection: Selection,
  head: HeadFiles,
): HistoryFindings {
  const places: HistoryPlace[] = [];
  const unjudged: HistoryState["unjudged"] = [];
  const takeUnjudged = (path: string, name: string, reason: string): void => {
    if (!isUnjudged(reason) || unjudged.some((one) => one.path === path && one.reason === reason)) return;
    unjudged.push({ path, reason });
    into.skipped.push({ path: name, reason });
  };
  // Hashes with a key of this run alone, which is never written: no value is kept, and none can be guessed from them.
  const key = randomBytes(32).toString("hex");
  const met = new Set<string>();
  const isNew = ({ ruleId }: Finding, path: string, value: string): boolean => {
    const digest = nodeHash.hmacSha256(key, JSON.stringify([ruleId, path, value]));
    if (met.has(digest)) return false;
    met.add(digest);
    return true;
  };
  const add = async (
    { commit, path, oid }: Pick<HistoryPlace, "commit" | "path" | "oid">,
    outcome: FileOutcome,
    chosen: (finding: Finding) => boolean,
  ): Promise<void> => {
    if ("skipped" in outcome) {
      takeUnjudged(path, outcome.name, outcome.skipped);
      return;
    }
    if (!outcome.shown || !outcome.findings.some(chosen)) return;
    const { text } = outcome.shown;
    const holds = await head.at(path);
    const { files, bytes } = into;
    collect(into, { ...outcome, suppressed: 0 }, selection, (finding, print) => {
      const { start, end } = finding.span;
      const value = text.slice(start, end);
      if (!chosen(finding) || !isNew(finding, path, value)) return undefined;
      places.push({ commit, path, oid, ruleId: finding.ruleId, start, end });
      return {
        finding: withCommit(finding, commit, holds(value)),
        // The same line may hold one value after another: each is a finding of its own.
        fingerprint: `sha256:${nodeHash.sha256(JSON.stringify([print, commit.sha]))}`,
      };
    });
    // Versions of files are counted where they are met: most hold nothing and never come here.
    Object.assign(into, { files, bytes });
  };
  return {
    collected: into,
    places,
    unjudged,
    takeUnjudged,
    async take({ sha, author, authorDate, commitDate }, { path, oid, lines }, outcome) {
      const shown = "shown" in outcome ? outcome.shown : undefined;
      const isAdded = shown ? onLines(shown.text, lines) : () => false;
      const commit = { sha, author, authorDate, commitDate };
      await add({ commit, path, oid }, outcome, ({ span }) => isAdded(span));
    },
    async takeKnown(known, outcome) {
      const [first] = known;
      const before = places.length;
      const wanted = new Set(known.map(placeKey));
      if (first) {
        await add(first, outcome, ({ ruleId, span }) => wanted.has(placeKey({ ruleId, ...span })));
      }
      return places.length - before;
    },
  };
}

function placeKey({ ruleId, start, end }: Pick<HistoryPlace, "ruleId" | "start" | "end">): string {
  return `${ruleId} ${start} ${end}`;
}

function withCommit(finding: Finding, commit: HistoryPlace["commit"], inHead: boolean): Finding {
  const { sha, author, authorDate, commitDate } = commit;
  const when = `${authorDate.slice(0, 10)} by ${author}`;
  const now = inHead ? "." : ", no longer in HEAD: revoke it all the same.";
  return {
    ...finding,
    message: `${finding.message} Came with commit ${sha.slice(0, 12)} of ${when}${now}`,
    data: { ...finding.data, commit: sha, author, authorDate, commitDate, inHead },
  };
}
