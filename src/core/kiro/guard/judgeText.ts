import type { Finding } from "../../model/finding.ts";
import { lineAt } from "./lineAt.ts";
import { atLeast } from "../../model/severity.ts";
import type { GuardPolicy, Threshold } from "./policy.ts";
import { shown, type Reason } from "./reason.ts";

/** What the guard asks of the engines. Both reject when they cannot judge, and then nothing may pass. */
export interface GuardEngines {
  /** Every secret of a text. */
  secrets(text: string, path: string): Promise<EngineFindings>;
  /** What is wrong with the policies of a text; nothing for a text without any. */
  iam(text: string, path: string): Promise<EngineFindings>;
}

/** Findings of one engine. */
export interface EngineFindings {
  readonly findings: readonly Finding[];
  /** How many a comment in the text suppressed. */
  readonly suppressed: number;
  /** The text is too long to be judged as a whole. */
  readonly tooLong?: boolean;
}

/** A text of a call with what it is judged for. */
interface JudgedText {
  readonly text: string;
  /** As written in the call; may be empty. */
  readonly path: string;
}

/** Rules on policies that grant more than a task needs; others are about how a policy is written. */
const grants =
  /^(?:network|workspaces)\/|^iam\/(?:admin-access|privilege-escalation|pass-role-|create-slr-|allow-with-not-principal|public-access|resource-exposure|credentials-exposure|data-exfiltration|confused-deputy|trust-of-whole-account|assume-role-breadth|avoidable-(?:action|resource)-wildcard|wildcard-usage-too-permissive|variable-usage-too-permissive|missing-github-repo-condition-key|missing-condition-key-for-oidc|restrict-access-to-service-principal|unsupported-wildcard-in-principal|role-trust-policy-unsupported-wildcard|vpc-endpoint-full-access|action-without-resource|untrustworthy-condition-key)/;

/** How many findings of a text are named. */
const mostNamed = 3;

/** Secrets in a text that a tool would write, send or run. */
export async function judgeSecrets(
  { text, path }: JudgedText,
  engines: GuardEngines,
  { secrets: limits }: GuardPolicy,
): Promise<readonly Reason[]> {
  const { findings, suppressed } = await engines.secrets(text, path);
  const reasons = toReasons(findings, limits, (finding) => {
    const place = path === "" ? "what the tool was given" : shown(path);
    return `${place}, line ${lineAt(text, finding.span.start)}: ${finding.message} Read it from a secret store or a variable of the environment instead (${finding.ruleId}).`;
  });
  if (suppressed === 0 || limits.ask === "never") return reasons;
  const message = `A comment in the text that would be written suppresses ${suppressed} finding${suppressed === 1 ? "" : "s"} of Picket.`;
  return [...reasons, { decision: "ask", message }];
}

/**
 * Policies in a text that grant too much.
 * @param before the text that this one replaces: what was already wrong with it is not the call's doing
 */
export async function judgePolicies(
  { text, path }: JudgedText,
  before: string | undefined,
  engines: GuardEngines,
  { iam: limits }: GuardPolicy,
): Promise<readonly Reason[]> {
  if (limits.ask === "never" && limits.block === "never") return [];
  const { findings, tooLong } = await engines.iam(text, path);
  const granting = findings.filter(({ ruleId }) => grants.test(ruleId));
  const known = granting.length > 0 && before !== undefined ? (await engines.iam(before, path)).findings : [];
  const old = known.map(({ ruleId, message }) => `${ruleId} ${message}`);
  const fresh = granting.filter(({ ruleId, message }) => {
    const at = old.indexOf(`${ruleId} ${message}`);
    if (at >= 0) old.splice(at, 1);
    return at < 0;
  });
  const reasons = toReasons(fresh, limits, (finding) => {
    const place = path === "" ? "The policy that the tool was given" : `The policy in ${shown(path)}`;
    return `${place}, line ${lineAt(text, finding.span.start)}: ${finding.message} (${finding.ruleId})`;
  });
  if (!tooLong) return reasons;
  return [
    ...reasons,
    { decision: "ask", message: "The text may hold policies and is too long to be judged." },
  ];
}

function toReasons(
  findings: readonly Finding[],
  { block, ask }: { readonly block: Threshold; readonly ask: Threshold },
  describe: (finding: Finding) => string,
): readonly Reason[] {
  const counted = findings.flatMap((finding): readonly (Reason & { readonly finding: Finding })[] => {
    const decision = reaches(finding, block) ? "block" : reaches(finding, ask) ? "ask" : undefined;
    return decision ? [{ decision, finding, message: "" }] : [];
  });
  // What blocks is named first.
  counted.sort((a, b) => Number(b.decision === "block") - Number(a.decision === "block"));
  const named = counted
    .slice(0, mostNamed)
    .map(({ decision, finding }): Reason => ({ decision, message: describe(finding) }));
  const rest = counted.slice(mostNamed);
  if (rest.length === 0) return named;
  const decision = rest.some((one) => one.decision === "block") ? "block" : "ask";
  return [...named, { decision, message: `There are ${rest.length} more of this kind.` }];
}

function reaches({ severity }: Finding, threshold: Threshold): boolean {
  return threshold !== "never" && atLeast(severity, threshold);
}
