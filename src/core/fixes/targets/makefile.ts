import type { TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import { lineEnd, lineStart } from "../../model/lineEdges.ts";
import { extentOf, segmentsOf } from "../literal.ts";
import { nameBefore, nameCounter } from "../naming.ts";
import { partNote, placeholderOf } from "../notes.ts";
import type { FixNote } from "../plan.ts";
import type { Place, Refusal, Rewrite, StoreLookup, TargetForm, Use } from "../targetForm.ts";

/** A place in a makefile; `assignment` when it is the value of a variable. */
interface MakePlace extends Place {
  readonly assignment?: Assignment;
}

interface Assignment {
  readonly name: string;
  /** Offset and text of the operator. */
  readonly at: number;
  readonly operator: string;
}

const assigned =
  /^ {0,20}(?:(?:export|override|private|define)[ \t]+){0,3}([A-Za-z_][\w.-]*)[ \t]*(\?=|\+=|:::?=|:=|!=|=)[ \t]*/;

/** Makefiles: `$(shell …)` reads the store, and make has a variable for each of the environment. */
export const makefileForm: TargetForm<MakePlace> = {
  id: "makefile",
  accepts: ({ path, languageId }) =>
    languageId === undefined
      ? /(?:^|\/)(?:GNU)?makefile(?:\.\w+)?$|\.mk$/i.test(path)
      : languageId === "makefile",
  errors: () => 0,
  open: ({ text }) => ({
    locate: (finding) => locate(finding, text),
    rewrite: (uses) => rewrite(uses, text),
  }),
};

function locate(finding: Finding, text: string): MakePlace | Refusal {
  const { span } = finding;
  const start = lineStart(text, span.start);
  const end = lineEnd(text, span.start);
  const before = text.slice(start, span.start);
  if (/(?:^|[ \t])#/.test(before)) {
    return { container: span, span, whole: true, value: text.slice(span.start, span.end), mention: true };
  }
  if (span.end > end) return { reason: "it is spread over several lines" };
  const head = assigned.exec(text.slice(start, end));
  if (head?.[2] === "!=") return { reason: "it is part of a command whose output is the value" };
  const from = head ? start + head[0].length : start + (/^\s*/.exec(text.slice(start, end))?.[0].length ?? 0);
  if (span.start < from) return { reason: "it is the name of a variable, not a value" };
  const value = text
    .slice(from, end)
    .replace(/(?:^|[ \t]+)#.*$/, "")
    .trimEnd();
  const content = head ? { start: from, end: from + value.length } : { start: from, end };
  const segments = segmentsOf(text, content, /\$\$|\\#|\$\([^)\n]*\)|\$\{[^}\n]*\}|\$[^]/g, (match) =>
    match === "$$" ? "$" : match === "\\#" ? "#" : undefined,
  );
  const extent = extentOf({ span: content, content, segments }, span, text);
  if (!extent) return { reason: "part of it is a variable of make" };
  const inside = nameBefore(text, span.start, from);
  const key = (extent.whole ? undefined : inside) ?? head?.[1] ?? inside;
  const container = extent.whole ? content : span;
  return {
    container,
    span: container,
    whole: extent.whole && head !== null,
    value: extent.value,
    ...(key === undefined ? {} : { key }),
    ...(head ? { assignment: assignmentOf(head, start) } : {}),
  };
}

function assignmentOf(head: RegExpExecArray, start: number): Assignment {
  const operator = head[2]!;
  return { name: head[1]!, operator, at: start + head[0].lastIndexOf(operator) };
}

function rewrite(uses: readonly Use<MakePlace>[], text: string): Rewrite {
  const edits: TextEdit[] = [];
  const notes: FixNote[] = [];
  const operators = new Map<number, TextEdit>();
  const variables = new Set<string>();
  const names = new Set(
    [...text.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*[:?+]*=/gm)].map((match) => match[1]!),
  );
  const unique = nameCounter(names);
  const bySecret = ownVariables(uses);
  for (const { place, lookup } of uses) {
    const { assignment } = place;
    const known = bySecret.get(lookup.name);
    if (place.mention) edits.push({ span: place.span, newText: placeholderOf(lookup) });
    else if (known !== undefined && !assignment) edits.push({ span: place.span, newText: `$(${known})` });
    else if (lookup.from !== "env") {
      edits.push({ span: place.span, newText: `$(shell ${command(lookup)})` });
      // `=` would ask the store again at every use; with other text around, that text may have to wait.
      if (place.whole && assignment?.operator === "=")
        operators.set(assignment.at, operator(assignment, ":="));
    } else if (known !== undefined && place.whole && assignment?.name === known) {
      edits.push({ span: blankOf(place, text), newText: "" });
      operators.set(assignment.at, operator(assignment, "?="));
      variables.add(known);
    } else {
      const variable = known ?? unique(names.has(lookup.name) ? `${lookup.name}_SECRET` : lookup.name);
      bySecret.set(lookup.name, variable);
      edits.push({ span: place.span, newText: `$(${variable})` });
      variables.add(variable);
    }
    if (!place.mention && !place.whole) notes.push(partNote());
  }
  if (variables.size > 0)
    notes.push({
      code: "env",
      message: `Set ${[...variables].join(", ")} in the environment that make runs in.`,
    });
  return { edits: [...edits, ...operators.values()], notes, refused: new Map() };
}

/** Variables of the makefile that are one of the values: from the store now, or from the environment when of its name. */
function ownVariables(uses: readonly Use<MakePlace>[]): Map<string, string> {
  const own = new Map<string, string>();
  for (const { place, lookup } of uses) {
    const { assignment } = place;
    const given = lookup.from !== "env" || assignment?.name === lookup.name;
    if (assignment && place.whole && given && assignment.operator !== "+=" && !own.has(lookup.name))
      own.set(lookup.name, assignment.name);
  }
  return own;
}

function operator({ at, operator: old }: Assignment, newText: string): TextEdit {
  return { span: { start: at, end: at + old.length }, newText };
}

/** The value with the white space before it. */
function blankOf({ span }: MakePlace, text: string): { start: number; end: number } {
  const start = text.slice(0, span.start).replace(/[ \t]+$/, "").length;
  return { start, end: span.end };
}

/** The command that prints the value; make reads `$$` as one `$`, of which there is none here. */
function command({ from, name, jsonKey }: StoreLookup): string {
  const field = jsonKey === undefined ? "" : ` | jq -r '.["${jsonKey}"]'`;
  return from === "secrets-manager"
    ? `aws secretsmanager get-secret-value --secret-id ${name} --query SecretString --output text${field}`
    : `aws ssm get-parameter --with-decryption --name ${name} --query Parameter.Value --output text${field}`;
}
