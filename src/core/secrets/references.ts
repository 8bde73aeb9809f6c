import type { Span } from "../model/span.ts";

/** Longest name of a secret that a placeholder can hold (CreateSecret), with its brackets and title. */
const longestPlaceholder = 530;

const opened = /[<[](?:secret|env): ?[\w/+=.@-]*$/;
const placeholder = /^[<[](?:secret|env): ?[\w/+=.@-]+[>\]]/;

/** The start of a substitution that calls or indexes something: `{client.get(…)}` of an f-string. */
const substitution = /^\{[A-Za-z_][\w.]*[([]/;

/**
 * Whether what a detector by context took for a value is a reference: the placeholder that a fix leaves in prose
 * (`<secret: NAME>`), or a substitution that is cut off at a sign of its own. Not asked for a provider's format, which
 * is a secret wherever it stands.
 */
export function isReference(text: string, { start, end }: Span): boolean {
  const value = text.slice(start, end);
  if (substitution.test(value) || placeholder.test(value)) return true;
  return opened.test(text.slice(Math.max(0, start - longestPlaceholder), start));
}
