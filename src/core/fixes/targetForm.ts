import type { TextEdit } from "../model/edit.ts";
import type { Finding } from "../model/finding.ts";
import type { Span } from "../model/span.ts";
import type { StoreKind } from "../ports.ts";
import type { FixNote, ProjectFacts } from "./plan.ts";
import type { SyntaxNode } from "./syntaxTree.ts";

/** Where the value is read from once it is out of the text. */
export type Lookup = StoreLookup | EnvLookup;

export interface StoreLookup {
  readonly from: StoreKind;
  readonly name: string;
  /** Field of a JSON secret; only for an existing secret. */
  readonly jsonKey?: string;
}

export interface EnvLookup {
  readonly from: "env";
  readonly name: string;
}

/** What decides which form a text takes. `path` is `/`-separated and may be empty. */
export interface FileFacts {
  readonly path: string;
  readonly languageId?: string;
  readonly text: string;
}

/** A text opened for fixing. `root` is present when the form names a grammar. */
export interface Source extends FileFacts {
  readonly root?: SyntaxNode;
  readonly project: ProjectFacts;
}

/** Why a form leaves a finding alone. For a person; never the value. */
export interface Refusal {
  readonly reason: string;
}

/** A place that can be fixed. Spans are UTF-16 code units of the text before any edit. */
export interface Place {
  /** What is rewritten as one unit, such as a string literal with its quotes. */
  readonly container: Span;
  /** The part that becomes the lookup. Equal to the container when `whole`. */
  readonly span: Span;
  readonly whole: boolean;
  /** The real value: escapes decoded. This is what the store gets. */
  readonly value: string;
  /** The name that the text gives the value, such as `dbPassword`. */
  readonly key?: string;
  /** Set when only a mention in a comment or in prose is replaced: no lookup, just a placeholder. */
  readonly mention?: boolean;
}

/** One place with its lookup. */
export interface Use<P extends Place = Place> {
  readonly place: P;
  readonly lookup: Lookup;
}

export interface Rewrite {
  readonly edits: readonly TextEdit[];
  readonly notes: readonly FixNote[];
  readonly refused: ReadonlyMap<Use, string>;
}

/** A text as one form sees it. */
export interface OpenText<P extends Place = Place> {
  locate(finding: Finding): P | Refusal;
  /** Edits for all uses together; uses of one container follow each other. Edits never overlap. */
  rewrite(uses: readonly Use<P>[]): Rewrite;
}

/**
 * How one kind of file looks a value up. A new language or format is one more file in `targets/` and one more line in
 * `targetForms.ts`.
 */
export interface TargetForm<P extends Place = Place> {
  readonly id: string;
  accepts(file: FileFacts): boolean;
  /** File name of the grammar that decides, or undefined when the form has a parser of its own. */
  grammar?(file: FileFacts): string | undefined;
  /** Number of syntax errors, for forms without a grammar. A plan never raises it. */
  errors?(text: string): number;
  open(source: Source): OpenText<P> | Refusal;
}

/** Tells a refusal from what was asked for. */
export function isRefusal(value: object): value is Refusal {
  return "reason" in value;
}
