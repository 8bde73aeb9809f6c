import type { Finding } from "../model/finding.ts";
import type { TextEdit } from "../model/edit.ts";
import type { Sensitive } from "../model/sensitive.ts";
import type { Span } from "../model/span.ts";
import type { StoreKind } from "../ports.ts";

/** Where the value goes. `existing` looks up a secret that is already stored under `name`. */
export type FixTarget =
  | { readonly to: StoreKind; readonly name?: string }
  | { readonly to: "env"; readonly name?: string }
  | { readonly to: "existing"; readonly kind: StoreKind; readonly name: string; readonly jsonKey?: string };

/** Facts about the project that decide the form of a lookup. All optional: absent means unknown. */
export interface ProjectFacts {
  /** Name for the template `{project}`. */
  readonly name: string;
  /** Dependency names of the nearest manifest (package.json, requirements, pyproject). */
  readonly dependencies?: readonly string[];
  /** `module`, `commonjs` or unknown, for JavaScript. */
  readonly moduleKind?: "module" | "commonjs";
  /** Terraform version constraint or version, when declared. */
  readonly terraformVersion?: string;
}

export interface FixRequest {
  readonly text: string;
  /** `/`-separated path, for the target form and the name. */
  readonly path: string;
  readonly languageId?: string;
  /** Findings of `scan` on exactly this text. */
  readonly findings: readonly Finding[];
  readonly target: FixTarget;
  readonly project: ProjectFacts;
  /** Default `{project}/{file}/{key}`. */
  readonly nameTemplate?: string;
  /** Names already taken in this run, so that two different values never share one. */
  readonly takenNames?: readonly string[];
  /** Secrets of other texts of this run: a value that is among them keeps that name and is not stored twice. */
  readonly known?: readonly SecretToStore[];
  /** Names the user chose, by the span of one finding of the value; they win over `target.name` and the template. */
  readonly names?: readonly { readonly span: Span; readonly name: string }[];
}

/** A value that must be in the store, and read back, before the edits are applied. */
export interface SecretToStore {
  readonly name: string;
  readonly store: StoreKind;
  readonly value: Sensitive;
  /** Places of this value in the text. */
  readonly spans: readonly Span[];
}

/** Something the user should know or do: an approval, an IAM permission, a rotation, a state file. */
export interface FixNote {
  readonly code: string;
  readonly message: string;
}

export interface SkippedFix {
  readonly ruleId: string;
  readonly span: Span;
  /** Why, for a person; never the value. */
  readonly reason: string;
}

export interface FixPlan {
  /** Non-overlapping, against `request.text`; applied all together or not at all. */
  readonly edits: readonly TextEdit[];
  readonly secrets: readonly SecretToStore[];
  readonly notes: readonly FixNote[];
  readonly skipped: readonly SkippedFix[];
}
