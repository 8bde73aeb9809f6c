import { setTimeout } from "node:timers/promises";
import { readLog, type LogRange } from "../../../adapters/node/history/readLog.ts";
import { createFrontier } from "../../../core/history/frontier.ts";
import type { HistoryEvent } from "../../../core/history/model.ts";
import { drawProgress } from "../progress.ts";
import type { Io } from "../../io.ts";
import type { HistoryFindings } from "./historyFindings.ts";
import type { HistoryState } from "./historyState.ts";
import type { Interrupt } from "./interrupt.ts";
import { judgeChanges, type JudgeParts } from "./judgeChanges.ts";

/** How often the state is kept while the scan runs, in ms. */
const keepEveryMs = 3000;

/** What of a state a scan knows of itself. */
type Reached = Omit<HistoryState, "version" | "key">;

/** How commits are scanned, and where what they hold is put. */
export interface CommitsRun {
  readonly io: Io;
  readonly range: LogRange;
  /** How many there are. */
  readonly total: number;
  readonly parts: JudgeParts;
  readonly findings: HistoryFindings;
  /** Commits that are done with all they descend from. */
  readonly tips: readonly string[];
  /** Whether a file of that name is looked at. */
  readonly isWanted: (name: string) => boolean;
  readonly interrupt: Interrupt;
  /** Called now and then, and at the end, with what is true after the last finished commit. */
  readonly keep: (reached: Reached) => void;
}

/**
 * Takes the commits of the range in order, until the last, or until the last that was read when an interrupt came.
 * @returns how many were finished
 */
export async function takeCommits(run: CommitsRun): Promise<number> {
  const { io, findings, parts, interrupt, keep } = run;
  const { collected } = findings;
  const frontier = createFrontier(run.tips);
  const progress = drawProgress(io, undefined, (count) => `${count} of ${run.total} commits scanned`);
  let done = 0;
  let kept = performance.now();
  // What a commit holds counts once it is finished: another run starts at the one that is not.
  let settled = { places: findings.places.length, unjudged: findings.unjudged.length };
  const reached = (): Reached => ({
    tips: [...frontier.tips()],
    findings: findings.places.slice(0, settled.places),
    unjudged: findings.unjudged.slice(0, settled.unjudged),
  });
  try {
    for await (const judged of judgeChanges(wantedEvents(run), parts)) {
      if (judged.kind === "change") {
        collected.files++;
        collected.bytes += judged.change.text.length;
        if (judged.outcome) await findings.take(judged.commit, judged.change, judged.outcome);
        continue;
      }
      frontier.done(judged.commit.sha, judged.commit.parents);
      settled = { places: findings.places.length, unjudged: findings.unjudged.length };
      progress.at(++done);
      if (performance.now() - kept < keepEveryMs) continue;
      keep(reached());
      kept = performance.now();
    }
  } catch (error) {
    // The terminal's Ctrl+C ends git too, perhaps a moment before this process hears of it.
    await setTimeout(100);
    if (!interrupt.signal.aborted) throw error;
  } finally {
    progress.clear();
  }
  keep(reached());
  return done;
}

async function* wantedEvents({
  io,
  range,
  parts,
  isWanted,
  interrupt,
}: CommitsRun): AsyncGenerator<HistoryEvent> {
  for await (const event of readLog(io.cwd, range, interrupt.signal)) {
    if (event.kind !== "change" || isWanted(parts.nameOf(event.change.path))) yield event;
  }
}
