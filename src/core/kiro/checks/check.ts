import type { FindingData } from "../../model/finding.ts";
import type { Severity } from "../../model/severity.ts";
import type { Span } from "../../model/span.ts";
import type { KiroFile } from "../files/readKiroFile.ts";

/** A rule of the engine, for settings, SARIF and the docs. */
export interface KiroRule {
  readonly id: `kiro/${string}`;
  /** A few words: what is wrong. */
  readonly title: string;
  readonly severity: Severity;
}

/** What a check found. The engine makes a finding of it. */
export interface KiroIssue {
  readonly rule: KiroRule;
  /** The exact token. */
  readonly span: Span;
  /** One or two sentences: what Kiro will do, and what to do about it. */
  readonly message: string;
  readonly data?: FindingData;
  /** Where it differs from the rule's. */
  readonly severity?: Severity;
}

/** How the bytes of a file are encoded, as far as it matters. */
export type KiroEncoding = "utf-8" | "utf-8-bom" | "utf-16";

/** What a host knows of a text, beside the text. */
export interface KiroContext {
  /** Path with either separator; it decides the kind of file. A relative one must begin at `.kiro` or above. */
  readonly path: string;
  /** Default: UTF-8, with a BOM when the text begins with one. */
  readonly encoding?: KiroEncoding;
  /** Whether the file is a symbolic link. */
  readonly isLink?: boolean;
  /** Severity by rule id, or `off`. */
  readonly severities?: Readonly<Record<string, Severity | "off">>;
}

/** A text as read: what checks look at. */
export interface ReadText {
  readonly text: string;
  readonly file: KiroFile;
  readonly context: KiroContext;
  /** Why Kiro does not load a file at this place. */
  readonly ignored?: string;
}

/** A check and its rules. */
export interface KiroCheck {
  readonly rules: readonly KiroRule[];
  readonly check: (read: ReadText) => Iterable<KiroIssue>;
}

/** Text of a rule's page, with examples that a test runs through the engine. */
export interface KiroRulePage {
  readonly id: KiroRule["id"];
  /** What it means and why it matters: one or two paragraphs of Markdown. */
  readonly about: string;
  /** What to do about it. */
  readonly fix: string;
  readonly bad: KiroExample;
  readonly good: KiroExample;
}

/** An example: a text, and where it stands. */
export interface KiroExample {
  readonly path: string;
  readonly text: string;
  /** A sentence on what else is so, for the page, and the same for the test. */
  readonly given?: { readonly words: string; readonly context: Partial<KiroContext> };
}
