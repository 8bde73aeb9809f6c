import type { ActivityEvent } from "../event.ts";
import { actsByItself } from "./callers.ts";
import { knowledgeOf } from "./knowledge.ts";
import { atLeast, lowered, riskSeverities, type Risk, type RiskContext, type Verdict } from "./risk.ts";
import { isOwnCall, ownCall } from "./ownCalls.ts";
import { byVerb, changesIam, changesSomething } from "./verbs.ts";

const rootActed: Verdict = {
  severity: "critical",
  category: "console-root",
  technique: "T1078.004",
  reason: "The root user acted.",
};

/**
 * How much one event of an agent's role deserves a look, by itself. The order: Picket's own calls, the root user, refusals,
 * calls outside the declared policies, rules on what was requested, the table of names, the verb. A call that failed
 * changed nothing and counts one step less; so does what AWS's own services did, down to low.
 */
export function classifyRisk(event: ActivityEvent, context: RiskContext = {}): Risk {
  const { identity, outcome } = event;
  if (isOwnCall(event)) return one(ownCall);
  if (identity.type === "Root" && identity.invokedBy === undefined && event.type !== "AwsServiceEvent")
    return one(rootActed);
  if (outcome === "denied") return one(refused(event));
  const verdicts = [...judged(event)];
  if (outcome !== "failed") {
    const outside = context.outOfPolicy?.(event);
    if (outside !== undefined)
      verdicts.push({ severity: "high", category: "out-of-policy", reason: outside });
  }
  return settled(event, verdicts);
}

function settled(event: ActivityEvent, verdicts: readonly Verdict[]): Risk {
  const [only = byVerb(event), ...others] = verdicts;
  if (others.length === 0 && event.outcome === "success" && !actsByItself(event)) return one(only);
  const sorted = [...verdicts].sort(
    (a, b) => riskSeverities.indexOf(a.severity) - riskSeverities.indexOf(b.severity),
  );
  const [first = byVerb(event)] = sorted;
  const reasons = [...new Set([first, ...sorted.slice(1)].map(({ reason }) => reason))].slice(0, 5);
  const risk: Risk = {
    severity: first.severity,
    category: first.category,
    ...(first.technique !== undefined && { technique: first.technique }),
    reasons,
  };
  if (event.outcome === "failed" && event.name !== "ConsoleLogin")
    return {
      ...risk,
      severity: lowered(risk.severity),
      reasons: [...reasons, "The call failed, so nothing changed."],
    };
  return actsByItself(event) && !changesIam(event) && !sorted.some((one) => one.severity === "critical")
    ? {
        ...risk,
        severity: atLeast(risk.severity, "low") ? "low" : risk.severity,
        reasons: [...reasons, "A service of AWS did it itself."],
      }
    : risk;
}

/** Rules on the request, and of the table what they do not already say better. */
function judged(event: ActivityEvent): Verdict[] {
  if (event.type === "AwsCloudTrailInsight")
    return [{ severity: "medium", category: "recon", reason: "CloudTrail noticed unusual activity." }];
  const own = event.account ?? event.identity.accountId ?? event.resources[0]?.account;
  const { rules, named } = knowledgeOf(event.service, event.name);
  const found = rules.flatMap((rule) => [...rule.judge(event, own)]);
  // A rule that looked and found it harmless overrules the name; what IAM changes stays loud.
  const calm = found.length > 0 && found.every(({ severity }) => !atLeast(severity, "medium"));
  if (named && (!calm || changesIam(event))) found.push(byTemplate(event) ? declared(named) : named);
  return found;
}

/** Whether CloudFormation made the call for the caller, from a template: no caller can write that itself. */
function byTemplate(event: ActivityEvent): boolean {
  return event.identity.invokedBy === "cloudformation.amazonaws.com" && !changesIam(event);
}

/** What a template says a function or machine shall run is deployed, not slipped in. What it deletes stays as loud. */
function declared(named: Verdict): Verdict {
  const { severity, category } = named;
  if (severity !== "high" || (category !== "execution" && category !== "persistence")) return named;
  return { ...named, severity: "medium", reason: "CloudFormation did it for the caller, from a template." };
}

/** Of verdicts that stand in tables the risk is always the same one: a long list of events has few different ones. */
const made = new WeakMap<Verdict, Risk>();

function one(verdict: Verdict): Risk {
  const there = made.get(verdict);
  if (there) return there;
  const { severity, category, technique, reason } = verdict;
  const risk = { severity, category, ...(technique !== undefined && { technique }), reasons: [reason] };
  made.set(verdict, risk);
  return risk;
}

/** A call that lacked permission: for a role that should stay within its task, a try is worth a look. */
function refused(event: ActivityEvent): Verdict {
  if (actsByItself(event))
    return {
      severity: "low",
      category: "denied",
      technique: "T1078.004",
      reason: "A service of AWS lacked permission for something it does itself.",
    };
  const isNetwork = event.type === "AwsVpceEvent" || event.errorCode === "VpceAccessDenied";
  const changes = changesSomething(event);
  const { named } = knowledgeOf(event.service, event.name);
  const loud = isNetwork || changes || (named !== undefined && atLeast(named.severity, "high"));
  return {
    severity: loud ? "high" : "medium",
    category: "denied",
    technique: "T1078.004",
    reason: isNetwork
      ? "A network's endpoint refused the call."
      : changes
        ? "The call would have changed something and was refused for lack of permission."
        : "The call was refused for lack of permission.",
  };
}
