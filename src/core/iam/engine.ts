import { byPlace, type Finding } from "../model/finding.ts";
import type { Confidence, Severity } from "../model/severity.ts";
import type { GrammarSource } from "../ports.ts";
import { applySuppressions } from "../secrets/suppression.ts";
import type { Catalogue } from "./catalogue/catalogue.ts";
import type { CheckContext, Issue, PrincipalUnit } from "./checks/check.ts";
import { jsonSyntaxError } from "./checks/readingRules.ts";
import { policyChecks, resourceChecks, unitChecks } from "./checks/registry.ts";
import { buildPolicy } from "./model/buildPolicy.ts";
import type { PolicyText, PolicyType } from "./model/located.ts";
import type { Policy } from "./model/policy.ts";
import { readPolicyText } from "./readers/readPolicyText.ts";
import { typeInComment } from "./readers/typeComment.ts";
import { unitsOf } from "./units.ts";

/** What a host knows of a text, beside the text. */
export interface IamContext {
  /** `/`-separated path or name; may be empty for an untitled text. */
  readonly path: string;
  /** VS Code language id when known. */
  readonly languageId?: string;
  /** Type of the policies of this text, when a setting says so. A comment in the text wins. */
  readonly policyType?: PolicyType;
  /** Severity by rule id, or `off`. */
  readonly severities?: Readonly<Record<string, Severity | "off">>;
  readonly catalogue: Catalogue;
  readonly grammars: GrammarSource;
  readonly signal?: AbortSignal;
}

/** What the engine found in a text. */
export interface IamResult {
  /** Ordered by span, then by rule. Spans may overlap. */
  readonly findings: readonly Finding[];
  /** How many findings a comment in the text suppressed. */
  readonly suppressed: number;
  /** The policies as read, for hovers, completion and fixes. */
  readonly policies: readonly Policy[];
  /** The text may hold policies and is too long to be parsed: it was not judged. */
  readonly tooLong?: boolean;
}

const confidences: Record<Severity, Confidence> = {
  error: "high",
  warning: "medium",
  info: "low",
  hint: "near-miss",
};

/**
 * Finds what is wrong with the policies of a text, offline. Resolves to an empty result for a text without any.
 * @throws the signal's reason when it is aborted
 */
export async function scanIam(text: string, context: IamContext): Promise<IamResult> {
  const read = await readPolicyText(text, context);
  context.signal?.throwIfAborted();
  return judge(text, read, context);
}

/** The judgement on what was read of a text. */
export function judge(text: string, read: PolicyText, context: IamContext): IamResult {
  const given = typeInComment(text) ?? context.policyType;
  const policies = read.policies.map((located) => buildPolicy(located, given));
  const found = [...issuesOf(read, policies, context)];
  const findings = withoutRepeats(found.flatMap((issue) => toFinding(issue, context) ?? []).sort(byPlace));
  const written = policies.filter(isWritten);
  return { ...applySuppressions(text, findings), policies: written, ...(read.tooLong && { tooLong: true }) };
}

/** Whether a policy stands in the text itself: rules on how it is written, hovers and fixes are for these alone. */
function isWritten({ located }: Policy): boolean {
  return located.place.fixed !== true;
}

function* issuesOf(read: PolicyText, policies: readonly Policy[], context: CheckContext): Generator<Issue> {
  for (const policy of policies.filter(isWritten)) {
    for (const { span, message } of policy.located.problems) {
      yield { rule: jsonSyntaxError, span, message: `This policy does not parse: ${message}.` };
    }
    for (const { check } of policyChecks) yield* check(policy, context);
  }
  for (const unit of unitsOf(read.principals, policies)) yield* issuesOfUnit(unit, context);
  if (read.resources.length > 0) for (const { check } of resourceChecks) yield* check(read.resources);
}

function* issuesOfUnit(unit: PrincipalUnit, context: CheckContext): Generator<Issue> {
  for (const { check } of unitChecks) yield* check(unit, context);
}

function toFinding(issue: Issue, { severities }: IamContext): Finding | undefined {
  const { rule, span, message, related = [], data = {} } = issue;
  const severity = severities?.[rule.id] ?? issue.severity ?? rule.severity;
  if (severity === "off") return undefined;
  return {
    ruleId: rule.id,
    severity,
    confidence: confidences[issue.severity ?? rule.severity],
    message,
    span,
    related,
    data: rule.code ? { ...data, code: rule.code } : data,
    docs: `docs/rules/${rule.id}.md`,
  };
}

/** A policy that several principals have, or a statement that aliases share, is judged more than once. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ ruleId, span, message }) => {
    const key = `${span.start} ${span.end} ${ruleId} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
