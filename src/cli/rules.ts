import { iamRules } from "../core/iam/checks/registry.ts";
import { kiroRules } from "../core/kiro/checks/registry.ts";
import { mcpRules } from "../core/mcp/checks/registry.ts";
import type { Severity } from "../core/model/severity.ts";
import { severityOf, type Confidence } from "../core/model/severity.ts";
import type { CustomRule } from "../core/secrets/custom/customRule.ts";
import { catalogue } from "../core/secrets/catalogue.ts";

/** A rule of any engine, as reports and the configuration know it. */
export interface RuleInfo {
  readonly ruleId: string;
  /** What it is about; of secrets, what it finds. */
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** What a rule of the user's own says of itself. */
  readonly description?: string;
}

const sureness: Readonly<Record<Severity, Confidence>> = {
  error: "high",
  warning: "medium",
  info: "low",
  hint: "near-miss",
};

/** Every rule of every engine, ordered by id. */
export const allRules: readonly RuleInfo[] = [
  ...catalogue.map((rule) => ({ ...rule, severity: severityOf(rule.confidence) })),
  ...[...iamRules, ...mcpRules, ...kiroRules].map(({ id, title, severity }) => ({
    ruleId: id,
    title,
    severity,
    confidence: sureness[severity],
  })),
].sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1));

/** The rules of a configuration, as reports know them. */
export function customRuleInfos(rules: readonly CustomRule[]): readonly RuleInfo[] {
  return rules.map(({ id, title, severity = severityOf("high"), description }) => ({
    ruleId: `secrets/${id}`,
    title,
    severity,
    confidence: sureness[severity],
    ...(description !== undefined && { description }),
  }));
}

const builtIn = new Set(allRules.map(({ ruleId }) => ruleId));

/** Whether a rule is Picket's own, and so has a page. */
export function isBuiltIn(ruleId: string): boolean {
  return builtIn.has(ruleId);
}
