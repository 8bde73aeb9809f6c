import type { Finding } from "../../../../src/core/model/finding.ts";
import { applyEdits } from "../../../../src/core/model/edit.ts";
import { planFixes } from "../../../../src/core/fixes/planFixes.ts";
import type { FixPlan, FixRequest, FixTarget, ProjectFacts } from "../../../../src/core/fixes/plan.ts";
import { grammars } from "./grammars.ts";

/** A text before and after its fixes. In `before`, «…» marks what a finding covers. */
export interface Sample {
  readonly title: string;
  readonly path: string;
  readonly languageId?: string;
  /** Default: Secrets Manager. */
  readonly target?: FixTarget;
  readonly project?: Partial<ProjectFacts>;
  readonly before: string;
  readonly after: string;
  /** Codes of the notes, sorted. */
  readonly notes: readonly string[];
  /** Stored values by name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Reasons of what is skipped, in text order. */
  readonly skipped: readonly string[];
}

/** A finding over that span, of a rule whose type is `github-token`. */
export function findingAt(
  start: number,
  end: number,
  ruleId: Finding["ruleId"] = "secrets/github-token",
): Finding {
  return {
    ruleId,
    severity: "error",
    confidence: "high",
    message: "a secret",
    span: { start, end },
    related: [],
    data: {},
    docs: "",
  };
}

/** Takes the marks out and gives a finding for each. */
export function unmark(marked: string): { text: string; findings: Finding[] } {
  const findings: Finding[] = [];
  let text = "";
  for (const piece of marked.split(/(«[^»]*»)/)) {
    if (piece.startsWith("«")) {
      const start = text.length;
      text += piece.slice(1, -1);
      findings.push(findingAt(start, text.length));
    } else text += piece;
  }
  return { text, findings };
}

export interface Outcome {
  readonly text: string;
  readonly plan: FixPlan;
  readonly after: string;
}

/** Plans the fixes of a marked text and applies them. */
export async function fix(
  path: string,
  marked: string,
  more: Partial<Omit<FixRequest, "project">> & { project?: Partial<ProjectFacts> } = {},
): Promise<Outcome> {
  const { text, findings } = unmark(marked);
  const request: FixRequest = {
    text,
    path,
    findings,
    target: { to: "secrets-manager" },
    ...more,
    project: { name: "app", ...more.project },
  };
  const plan = await planFixes(request, grammars);
  return { text: request.text, plan, after: applyEdits(request.text, plan.edits) };
}

/** Runs one sample. */
export function fixSample(sample: Sample): Promise<Outcome> {
  return fix(sample.path, sample.before, {
    ...(sample.languageId === undefined ? {} : { languageId: sample.languageId }),
    ...(sample.target === undefined ? {} : { target: sample.target }),
    ...(sample.project === undefined ? {} : { project: sample.project }),
  });
}
