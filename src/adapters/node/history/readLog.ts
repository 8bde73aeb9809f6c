import { StringDecoder } from "node:string_decoder";
import type { HistoryEvent } from "../../../core/history/model.ts";
import { createPatchParser, logFormat } from "../../../core/history/patchParser.ts";
import { cannotStart, failure, runGit, startGit } from "../git.ts";

/** Which commits are read. */
export interface LogRange {
  /** A commit, with all it descends from; undefined: those of every branch, tag, stash and remote branch. */
  readonly from: string | undefined;
  /** Object ids of commits that are left out with all they descend from; ids that the repository lacks are passed over. */
  readonly without: readonly string[];
  /** Relative to the working folder; empty: all. */
  readonly paths: readonly string[];
}

/** Lines around a change that are read with it. A value and what tells about it are rarely further apart. */
const contextLines = 8;

/**
 * Everything that decides what a patch looks like is said, so that no setting of a repository decides it. Of a merge the
 * patch holds what none of its parents has; `-D` leaves out the content of deleted files.
 */
const patchFlags = [
  "-p",
  "--cc",
  `-U${contextLines}`,
  "--inter-hunk-context=0",
  "--diff-algorithm=myers",
  "--full-index",
  "-D",
  "--no-renames",
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
  "--no-relative",
  "--submodule=short",
  "--ignore-submodules=none",
  "--src-prefix=a/",
  "--dst-prefix=b/",
  "-O/dev/null",
];
const logFlags = [
  "--no-decorate",
  "--no-notes",
  "--no-mailmap",
  "--no-show-signature",
  "--encoding=UTF-8",
  `--format=${logFormat}`,
];

/** How many commits a range holds. @throws GitError */
export async function countCommits(cwd: string, range: LogRange): Promise<number> {
  const { args, input } = rangeOf(range);
  const out = await runGit(cwd, ["rev-list", "--count", ...args, "--", ...range.paths], input);
  return Number(out.toString("latin1"));
}

/** Every commit that a branch, tag, stash or remote branch, or HEAD, descends from. @throws GitError */
export async function* reachableCommits(cwd: string): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of streamGit(cwd, ["rev-list", "--all"], "")) {
    const lines = (rest + chunk.toString("latin1")).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

/**
 * Reads the changes of a range, parents before their children, as they come: git waits while they are worked on. An aborted
 * signal ends it after the last whole commit, without an error.
 * @throws GitError
 */
export async function* readLog(
  cwd: string,
  range: LogRange,
  signal: AbortSignal,
): AsyncGenerator<HistoryEvent> {
  const { args, input } = rangeOf(range);
  const order = ["--reverse", "--topo-order", "--full-history"];
  const decoder = new StringDecoder("utf8");
  const parser = createPatchParser();
  const all = ["log", ...order, ...logFlags, ...patchFlags, ...args, "--", ...range.paths];
  for await (const chunk of streamGit(cwd, all, input, signal)) yield* parser.push(decoder.write(chunk));
  if (signal.aborted) return;
  yield* parser.push(decoder.end());
  yield* parser.end();
}

/** The ids left out can be many, which a command line cannot hold. */
function rangeOf({ from, without }: LogRange): { readonly args: readonly string[]; readonly input: string } {
  return {
    args: ["--ignore-missing", "--stdin", from ?? "--all"],
    input: without.map((sha) => `^${sha}\n`).join(""),
  };
}

async function* streamGit(
  cwd: string,
  args: readonly string[],
  input: string,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  const child = startGit(cwd, args);
  const stop = (): void => void child.kill();
  signal?.addEventListener("abort", stop);
  let said = "";
  let problem: Error | undefined;
  child.stdin.on("error", () => undefined);
  child.stderr.on("data", (chunk: Buffer) => (said = (said + chunk.toString("latin1")).slice(0, 4000)));
  const ended = new Promise<void>((done) => {
    child.on("error", () => {
      problem = cannotStart();
      done();
    });
    child.on("close", (status) => {
      if (status !== 0) problem ??= failure(args, said);
      done();
    });
  });
  child.stdin.end(input);
  try {
    const chunks: AsyncIterable<Buffer> = child.stdout;
    yield* chunks;
    await ended;
    if (problem && !signal?.aborted) throw problem;
  } finally {
    signal?.removeEventListener("abort", stop);
    // A reader that stops early leaves git writing into a pipe that nobody empties.
    child.kill();
  }
}
