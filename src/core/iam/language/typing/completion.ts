import type { Span } from "../../../model/span.ts";

/** What an entry of the list is, for its icon. */
export type CompletionKind =
  "service" | "action" | "pattern" | "resource" | "key" | "operator" | "element" | "value";

/** One entry of a completion list. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words beside the label. */
  readonly detail?: string;
  /** Replaces the list's span; a snippet of VS Code when `snippet` is set. */
  readonly insertText: string;
  readonly snippet: boolean;
  /** What the typed text is compared with. */
  readonly filterText: string;
  readonly sortText: string;
  /** Ask again once it is inserted: more is to be typed. */
  readonly again: boolean;
}

/** What can stand at a place that is being typed. */
export interface CompletionList {
  /** The whole token, which an entry replaces. */
  readonly span: Span;
  readonly items: readonly Completion[];
}

/** What is known of the account for which the policy is written. */
export interface TypingFacts {
  readonly account?: string;
  readonly region?: string;
  readonly partition?: string;
}

/** An entry with the usual defaults: it inserts and is found by its label. */
export function completion(
  label: string,
  kind: CompletionKind,
  { rank = 5, ...more }: Partial<Completion> & { rank?: number } = {},
): Completion {
  return {
    label,
    kind,
    insertText: label,
    snippet: false,
    filterText: label,
    sortText: `${rank}${label}`,
    again: false,
    ...more,
  };
}

/** A text as part of a snippet. */
export function inSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
