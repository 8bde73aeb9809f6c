import type { Severity } from "../../model/severity.ts";
import type { IamRule } from "./check.ts";

/** A rule for a check of Access Analyzer, its id made of the issue code. */
export function analyzerRule(code: string, severity: Severity, title: string): IamRule {
  return { id: `iam/${code.toLowerCase().replaceAll("_", "-")}`, title, severity, code };
}
