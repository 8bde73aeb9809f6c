/** A hunk while its lines are read. Counts are what is still to come. */
export interface Hunk {
  /** Lines of each side before: one for an ordinary diff, one for each parent of a merge. */
  readonly before: number[];
  after: number;
  /** One-based number of the next line of the new content. */
  line: number;
}

/** What a line of a hunk is in the new content. */
export type HunkLine = "added" | "context" | "removed";

/**
 * The hunk that a header opens: `@@ -1,2 +3,4 @@` or, of a merge with two parents, `@@@ -1,2 -1,2 +3,4 @@@`. Undefined for
 * any other line. Format: "Combined diff format" of git-diff.
 */
export function openHunk(header: string): Hunk | undefined {
  const match = /^(@{2,64})((?: -\d{1,10}(?:,\d{1,10})?){1,63}) \+(\d{1,10})(?:,(\d{1,10}))? @/.exec(header);
  const before = match?.[2]?.trim().split(" ").map(countOf) ?? [];
  if (!match || before.length !== (match[1]?.length ?? 0) - 1) return undefined;
  return { before, after: match[4] === undefined ? 1 : Number(match[4]), line: Number(match[3]) };
}

/** Whether lines of the hunk are still to come. */
export function isOpen({ before, after }: Hunk): boolean {
  return after > 0 || before.some((count) => count > 0);
}

/**
 * Counts a line and tells what it is. Of a merge, a line is added when no parent has it: what only some of them lack
 * came with a commit of its own.
 */
export function takeLine(hunk: Hunk, line: string): HunkLine {
  const marks = line.slice(0, hunk.before.length);
  const removed = marks.includes("-");
  let without = 0;
  hunk.before.forEach((count, side) => {
    // A blank context line may come without its blank (`diff.suppressBlankEmpty`).
    const mark = marks[side] ?? " ";
    if (mark === "+") without++;
    if (removed ? mark === "-" : mark !== "+") hunk.before[side] = count - 1;
  });
  if (removed) return "removed";
  hunk.after--;
  hunk.line++;
  return without === hunk.before.length ? "added" : "context";
}

function countOf(range: string): number {
  const comma = range.indexOf(",");
  return comma < 0 ? 1 : Number(range.slice(comma + 1));
}
