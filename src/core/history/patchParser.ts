import { createChangeBuilder, type ChangeBuilder } from "./changeBuilder.ts";
import { isOpen, openHunk, takeLine, type Hunk } from "./hunk.ts";
import type { Commit, HistoryEvent } from "./model.ts";
import { pathOfPair, readPath } from "./quotedPath.ts";

/**
 * What `git log --format=` must be for the parser. The lines stand before each patch; none can be taken for one of it,
 * since the lines of a hunk are counted.
 */
export const logFormat = "commit %H%nparents %P%nauthor %an%nauthored %aI%ncommitted %cI";

/** Code units of a line that are kept; the rest of a longer one is passed over. */
const longestLine = 262_144;

/** Reads `git log -p` (with `--cc`, `--no-renames`, `--full-index`) in chunks. */
export interface PatchParser {
  /** What the chunk completes. @param chunk decoded text, cut anywhere */
  push(chunk: string): HistoryEvent[];
  /** What the end completes. */
  end(): HistoryEvent[];
}

interface State {
  readonly events: HistoryEvent[];
  commit: { -readonly [key in keyof Commit]: Commit[key] } | undefined;
  change: ChangeBuilder | undefined;
  hunk: Hunk | undefined;
}

/** Holds one file's part of a patch at most, and of that no more than a bounded part: memory stays flat. */
export function createPatchParser(): PatchParser {
  const state: State = { events: [], commit: undefined, change: undefined, hunk: undefined };
  let rest = "";
  let long = false;
  const line = (text: string): void => {
    const whole = rest === "" ? text : rest + text;
    if (whole.length > longestLine) long = true;
    readLine(state, long ? whole.slice(0, longestLine) : whole, long);
    rest = "";
    long = false;
  };
  return {
    push(chunk) {
      let from = 0;
      for (let feed = chunk.indexOf("\n"); feed >= 0; feed = chunk.indexOf("\n", from)) {
        line(chunk.slice(from, feed));
        from = feed + 1;
      }
      if (rest.length <= longestLine) rest += chunk.slice(from);
      if (rest.length > longestLine) {
        long = true;
        rest = rest.slice(0, longestLine);
      }
      return state.events.splice(0);
    },
    end() {
      if (rest !== "") line("");
      finishCommit(state);
      return state.events.splice(0);
    },
  };
}

function readLine(state: State, line: string, long: boolean): void {
  const { hunk, change } = state;
  if (hunk && change && isOpen(hunk)) {
    // `\ No newline at end of file` stands among the lines and counts as none of them.
    if (line.startsWith("\\")) return;
    const number = hunk.line;
    const kind = takeLine(hunk, line);
    if (kind === "removed") return;
    if (long) change.takeLong(number, kind === "added");
    else change.take(line.slice(hunk.before.length), number, kind === "added");
    return;
  }
  if (line.startsWith("@@") && change) {
    state.hunk = openHunk(line);
    if (state.hunk) change.gap();
  } else readHeader(state, line);
}

function readHeader(state: State, line: string): void {
  const blank = line.indexOf(" ");
  const [word, value] = blank < 0 ? [line, ""] : [line.slice(0, blank), line.slice(blank + 1)];
  if (word === "commit") {
    finishCommit(state);
    state.commit = { sha: value, parents: [], author: "", authorDate: "", commitDate: "" };
  } else if (word === "diff") openChange(state, value);
  else if (state.change) readChangeHeader(state.change, word, value, line);
  else if (state.commit) readCommitHeader(state.commit, word, value);
}

function readCommitHeader(commit: NonNullable<State["commit"]>, word: string, value: string): void {
  if (word === "parents") commit.parents = value.split(" ").filter((sha) => sha !== "");
  if (word === "author") commit.author = value;
  if (word === "authored") commit.authorDate = value;
  if (word === "committed") commit.commitDate = value;
}

function readChangeHeader(change: ChangeBuilder, word: string, value: string, line: string): void {
  if (word === "index") change.oid = /\.\.([0-9a-f]{4,128})/.exec(value)?.[1];
  if (word === "Binary") change.binary = true;
  // Of a link the text is its target, of a submodule a commit.
  const mode = /^(?:new file mode |new mode |index \S{1,9000} |mode \S{1,999}\.\.)(\d{6})$/.exec(line)?.[1];
  if (mode !== undefined && !mode.startsWith("100")) change.dropped = true;
  if (line.startsWith("deleted file mode ")) change.dropped = true;
}

function openChange(state: State, value: string): void {
  finishChange(state);
  const [kind = "", ...rest] = value.split(" ");
  const names = rest.join(" ");
  const path = kind === "--git" ? pathOfPair(names) : readPath(names);
  if (path !== undefined) state.change = createChangeBuilder(path);
}

function finishChange(state: State): void {
  const change = state.change?.build();
  state.change = undefined;
  state.hunk = undefined;
  if (change && state.commit) state.events.push({ kind: "change", commit: state.commit, change });
}

function finishCommit(state: State): void {
  finishChange(state);
  if (!state.commit) return;
  state.events.push({ kind: "finished", commit: state.commit });
  state.commit = undefined;
}
