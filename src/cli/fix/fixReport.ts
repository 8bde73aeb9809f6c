import { visible } from "../../core/model/visible.ts";
import { plural } from "../report/report.ts";
import { visiblePath } from "../terminalText.ts";
import { maskedDiff } from "./maskedDiff.ts";
import { secretsOf, type PlannedFile, type RefusedFile } from "./planFiles.ts";

/** The outcome of `picket fix`. */
export interface FixReport {
  readonly files: readonly (PlannedFile | RefusedFile)[];
  /** Names of the files that were changed. */
  readonly written: ReadonlySet<string>;
  /** Files that could not be changed after all, with the reason. */
  readonly failed: ReadonlyMap<string, string>;
}

/** The JSON of `design/cli.md`. Text of the files is in it only with `includeText`. */
export function* fixJson(report: FixReport, includeText: boolean): Generator<string> {
  const files = report.files.map((file) => {
    if (!("plan" in file)) return { path: file.name, edits: [], notes: [], skipped: [], error: file.error };
    const { edits, notes, skipped } = file.plan;
    const error = report.failed.get(file.name);
    return {
      path: file.name,
      edits,
      notes,
      skipped,
      written: report.written.has(file.name),
      ...(error !== undefined && { error }),
      ...(includeText && { text: file.result }),
    };
  });
  const secrets = secretsOf(report.files).map(({ secret: { name, store }, occurrences }) => ({
    name,
    store,
    occurrences,
  }));
  yield `${JSON.stringify({ files, secrets }, undefined, 1)}\n`;
}

/** The masked diffs, and what was skipped and is left to do. */
export function* fixText(report: FixReport): Generator<string> {
  const notes = new Set<string>();
  let edited = 0;
  let skipped = 0;
  for (const file of report.files) {
    if (!("plan" in file)) {
      yield `${visiblePath(file.name)}: ${file.error}\n`;
      continue;
    }
    const { plan, name } = file;
    yield maskedDiff(file)
      .split("\n")
      .map((line) => visible(line.replace(/\r$/, "")))
      .join("\n");
    for (const { ruleId, reason } of plan.skipped)
      yield `${visiblePath(name)}: skipped ${ruleId}: ${visible(reason)}\n`;
    const failure = report.failed.get(name);
    if (failure !== undefined) yield `${visiblePath(name)}: not changed: ${failure}\n`;
    for (const note of plan.notes) notes.add(note.message);
    skipped += plan.skipped.length;
    if (plan.edits.length > 0) edited++;
  }
  for (const note of notes) yield `note: ${visible(note)}\n`;
  const done =
    report.written.size > 0
      ? `${plural(report.written.size, "file")} changed`
      : `${plural(edited, "file")} would change`;
  yield `${done}, ${plural(skipped, "finding")} skipped\n`;
}
