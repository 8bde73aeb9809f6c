import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { applyEdits, type TextEdit } from "../../core/model/edit.ts";
import { overlaps, type Span } from "../../core/model/span.ts";
import { mask } from "../../core/secrets/redact.ts";
import type { PlannedFile } from "./planFiles.ts";

/** Shorter values are masked where they stand, but not looked for in the rest of the text. */
const shortestEcho = 5;

/**
 * A unified diff of a file's plan with every value masked, also where a value is repeated, suppressed or not fixed. A
 * value of several lines keeps its line ends, so that the line numbers are those of the file.
 */
export function maskedDiff({ name, decoded, values, plan, result }: PlannedFile): string {
  if (plan.edits.length === 0) return "";
  const { text } = decoded;
  const echoes = longestFirst(values.map(({ start, end }) => text.slice(start, end)));
  const masks = values.map((span) => maskEdit(text, span));
  const open = masks.filter(({ span }) => plan.edits.every((edit) => !overlaps(edit.span, span)));
  const before = blot(applyEdits(text, masks), echoes);
  const after = blot(open.length === 0 ? result : applyEdits(text, [...plan.edits, ...open]), echoes);
  return createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, "", "", {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}

function maskEdit(text: string, span: Span): TextEdit {
  return { span, newText: maskLines(text.slice(span.start, span.end)) };
}

function maskLines(value: string): string {
  return value.replace(/[^\r\n]+/g, mask);
}

/** The values to look for in the rest of the text, longest first so that none hides a part of another. */
function longestFirst(values: readonly string[]): readonly string[] {
  return [...new Set(values)]
    .filter(({ length }) => length >= shortestEcho)
    .sort((a, b) => b.length - a.length);
}

function blot(text: string, values: readonly string[]): string {
  return values.reduce((rest, value) => rest.replaceAll(value, maskLines), text);
}
