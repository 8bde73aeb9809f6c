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
  open: ({ text, path, languageId }) => {
    const mdx = languageId === "mdx" || (languageId === undefined && /\.mdx$/i.test(path));
    const head = frontMatter.exec(text)?.[0].length ?? 0;
    return {
      locate: (finding) => locate(finding, text),
      rewrite: (uses) => rewrite(uses, { mdx, head }),
    };
  },
};

/** YAML (or TOML) between two marks at the very start. */
const frontMatter = /^(?:---[ \t]*\r?\n[^]*?\r?\n---|\+\+\+[ \t]*\r?\n[^]*?\r?\n\+\+\+)[ \t]*(?=\r?\n|$)/;

function locate(finding: Finding, text: string): Place {
  const { span } = finding;
  const key = nameBefore(text, span.start);
  const value = text.slice(span.start, span.end);
  return { container: span, span, whole: true, value, mention: true, ...(key === undefined ? {} : { key }) };
}

interface Prose {
  readonly mdx: boolean;
  /** Where the front matter ends; 0 without one. */
  readonly head: number;
}

function rewrite(uses: readonly Use[], prose: Prose): Rewrite {
  const edits = uses.map((use) => ({ span: use.place.span, newText: placeholderIn(use, prose) }));
  return { edits, notes: [], refused: new Map() };
}

/** In front matter a colon before a space would start a mapping, and in MDX an angle bracket starts an element. */
function placeholderIn({ place, lookup }: Use, { mdx, head }: Prose): string {
  const placeholder = placeholderOf(lookup);
  if (place.span.start < head) return placeholder.replace(": ", ":");
  return mdx ? placeholder.replace(/^<(.*)>$/, "[$1]") : placeholder;
}
