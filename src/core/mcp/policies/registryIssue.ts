import type { Severity } from "../../model/severity.ts";
import type { Span } from "../../model/span.ts";
import { pathText, spanAt, type PolicyJson } from "./policyJson.ts";

/** What is wrong with a registry file. */
export interface RegistryIssue {
  /** Kebab case, such as `registry-name`. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence that starts with the place. Never a value of a variable or a header. */
  readonly message: string;
  readonly span: Span;
  /** Kiro then takes nothing of the whole registry. */
  readonly rejects: boolean;
}

export type Path = readonly (string | number)[];

/** Gathers the issues of one file. */
export class RegistryReport {
  readonly issues: RegistryIssue[] = [];
  readonly #json: PolicyJson;

  constructor(json: PolicyJson) {
    this.#json = json;
  }

  /** A fault for which Kiro refuses the whole file. */
  reject(code: string, path: Path, problem: string): void {
    this.#add(code, "error", path, problem, true);
  }

  /** A fault that Kiro lives with, and the people behind it may not. */
  fault(code: string, path: Path, problem: string): void {
    this.#add(code, "error", path, problem, false);
  }

  /** A weakness. */
  warn(code: string, path: Path, problem: string): void {
    this.#add(code, "warning", path, problem, false);
  }

  #add(code: string, severity: Severity, path: Path, problem: string, rejects: boolean): void {
    const span = spanAt(this.#json.root, path);
    this.issues.push({ code, severity, message: `${pathText(path)} ${problem}`, span, rejects });
  }
}
