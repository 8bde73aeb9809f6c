import type { TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import { envNote, placeholderOf, storeTitle } from "../notes.ts";
import type { FixNote } from "../plan.ts";
import type { Lookup, Place, Refusal, Rewrite, Source, TargetForm, Use } from "../targetForm.ts";
import { eolOf } from "../textStyle.ts";
import { lineEnd, lineStart } from "../../model/lineEdges.ts";

interface DotenvPlace extends Place {
  /** Start of the assignment's first line. */
  readonly line: number;
}

const names = /(?:^|\/)(?:\.env(?:\.[\w.-]+)?|[\w.-]+\.env|\.envrc\.local)$/i;
const assignment = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*/;

/** Files of `NAME=value` lines: the value is blanked and a comment above says where it is now. */
export const dotenvForm: TargetForm<DotenvPlace> = {
  id: "dotenv",
  accepts: ({ path, languageId }) =>
    names.test(path) || languageId === "dotenv" || languageId === "properties.env",
  errors: () => 0,
  open: (source) => ({
    locate: (finding) => locate(finding, source.text),
    rewrite: (uses) => rewrite(uses, source),
  }),
};

interface Assignment {
  readonly key: string;
  readonly line: number;
  /** With its quotes. */
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

function locate(finding: Finding, text: string): DotenvPlace | Refusal {
  const found = assignmentAt(text, finding.span.start);
  if (!found) {
    const line = lineStart(text, finding.span.start);
    if (!/^[ \t]*[#;]/.test(text.slice(line, finding.span.start)))
      return { reason: "it is not the value of a variable" };
    const value = text.slice(finding.span.start, finding.span.end);
    return { container: finding.span, span: finding.span, whole: true, value, mention: true, line };
  }
  if (finding.span.start < found.start) return { reason: "it is the name of a variable, not a value" };
  if (finding.span.end > found.end) return { reason: "it is not inside one value" };
  const container = { start: found.start, end: found.end };
  return { container, span: container, whole: true, value: found.value, key: found.key, line: found.line };
}

/** The assignment whose value holds `offset`. A quoted value may span lines, so earlier lines are read too. */
function assignmentAt(text: string, offset: number): Assignment | undefined {
  let line = lineStart(text, offset);
  for (let tries = 0; tries < 400; tries++) {
    const found = readAssignment(text, line);
    if (found && found.end > offset) return found;
    if (found || line === 0) return undefined;
    if (/^[ \t]*[#;]/.test(text.slice(line, line + 200)) && tries === 0) return undefined;
    line = lineStart(text, line - 1);
  }
  return undefined;
}

function readAssignment(text: string, line: number): Assignment | undefined {
  const opening = assignment.exec(text.slice(line, lineEnd(text, line)));
  if (!opening) return undefined;
  const start = line + opening[0].length;
  const key = opening[1]!;
  const quote = text.charAt(start);
  if (/["'`]/.test(quote)) {
    const pattern = new RegExp(
      quote === '"' ? '"(?:[^"\\\\]|\\\\[^])*"' : `${quote}[^${quote}]*${quote}`,
      "y",
    );
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (match) {
      const raw = match[0].slice(1, -1).replaceAll("\r\n", "\n");
      // dotenv expands line breaks in double quotes only, and takes nothing else for an escape but the quote.
      const value =
        quote === '"' ? raw.replace(/\\([nr"\\])/g, (_, mark: string) => unescaped[mark] ?? mark) : raw;
      return { key, line, start, end: start + match[0].length, value };
    }
  }
  const raw = /^(?:[^\s#]|#|[ \t]+(?![ \t#]|$))*/.exec(text.slice(start, lineEnd(text, start)))?.[0] ?? "";
  return { key, line, start, end: start + raw.length, value: raw };
}

const unescaped: Readonly<Record<string, string>> = { n: "\n", r: "\r" };

function rewrite(uses: readonly Use<DotenvPlace>[], source: Source): Rewrite {
  const { text } = source;
  const eol = eolOf(text);
  const edits: TextEdit[] = [];
  for (const { place, lookup } of uses) {
    if (place.mention) {
      edits.push({ span: place.span, newText: placeholderOf(lookup) });
      continue;
    }
    const indent = /^[ \t]*/.exec(text.slice(place.line, place.container.start))?.[0] ?? "";
    const where = { start: place.line, end: place.line };
    edits.push({ span: where, newText: `${indent}# ${explanation(place.key, lookup)}${eol}` });
    edits.push({ span: place.container, newText: "" });
  }
  const blanked = uses.filter((use) => !use.place.mention);
  const keys = blanked.filter((use) => use.lookup.from === "env").flatMap((use) => use.place.key ?? []);
  return {
    edits,
    notes: [...(blanked.length > 0 ? [blankNote(uses)] : []), ...(keys.length > 0 ? [envNote(keys)] : [])],
    refused: new Map(),
  };
}

/** A program reads a variable of this file by its name, so that name is the one to set. */
function explanation(key: string | undefined, lookup: Lookup): string {
  if (lookup.from === "env") return `Set ${key ?? lookup.name} in the environment, not in this file`;
  const field = lookup.jsonKey === undefined ? "" : `, field ${lookup.jsonKey}`;
  return `In ${storeTitle(lookup.from)}: ${lookup.name}${field}`;
}

function blankNote(uses: readonly Use[]): FixNote {
  const stored = uses.find((use) => use.lookup.from !== "env")?.lookup;
  const command =
    stored?.from === "parameter-store"
      ? "aws ssm get-parameter --with-decryption --name NAME --query Parameter.Value --output text"
      : "aws secretsmanager get-secret-value --secret-id NAME --query SecretString --output text";
  const how = stored ? ` Fill it when the program starts, for example from: ${command}.` : "";
  return { code: "blank", message: `A file of variables has no lookups, so the value is blank now.${how}` };
}
