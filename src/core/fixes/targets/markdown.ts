import type { Finding } from "../../model/finding.ts";
import { nameBefore } from "../naming.ts";
import { placeholderOf } from "../notes.ts";
import type { Place, Rewrite, TargetForm, Use } from "../targetForm.ts";

const extensions = /\.(?:md|mdx|markdown|mdc|txt|rst|adoc|asciidoc|prompt)$/i;
const languages =
  /^(?:markdown|mdx|plaintext|prompt|instructions|chatmode|chatagent|skill|restructuredtext|asciidoc)$/;

/**
 * Prose: Markdown, steering, specs, prompts, plain text. The value becomes a placeholder with the secret's name, never
 * code, in fenced examples as well: an example with a lookup in it would no longer be the example.
 */
export const markdownForm: TargetForm = {
  id: "markdown",
  accepts: ({ path, languageId }) =>
    languageId === undefined ? extensions.test(path) : languages.test(languageId),
  errors: () => 0,
  open: ({ text }) => ({ locate: (finding) => locate(finding, text), rewrite }),
};

function locate(finding: Finding, text: string): Place {
  const { span } = finding;
  const key = nameBefore(text, span.start);
  const value = text.slice(span.start, span.end);
  return { container: span, span, whole: true, value, mention: true, ...(key === undefined ? {} : { key }) };
}

function rewrite(uses: readonly Use[]): Rewrite {
  const edits = uses.map((use) => ({ span: use.place.span, newText: placeholderOf(use.lookup) }));
  return { edits, notes: [], refused: new Map() };
}
