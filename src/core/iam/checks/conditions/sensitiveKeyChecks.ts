import { sensitiveKeys } from "../../catalogue/globalKeys.ts";
import type { ConditionValue } from "../../model/policy.ts";
import { hasUnknown, spanWithin } from "../../model/valueNode.ts";
import type { Issue, PolicyCheck } from "../check.ts";
import { conditionCheck, letsThrough, shown, spanOf, type ConditionFacts } from "./facts.ts";
import { analyzerRule } from "./rule.ts";
import { namesKey, variablesOf } from "./variables.ts";
import { hasWildcard } from "./wildcardChecks.ts";

export const wildcardUsageTooPermissive = analyzerRule(
  "WILDCARD_USAGE_TOO_PERMISSIVE",
  "error",
  "Wildcard in the value of a key that names one account, network or identity",
);
export const variableUsageTooPermissive = analyzerRule(
  "VARIABLE_USAGE_TOO_PERMISSIVE",
  "error",
  "Variable in the value of a key that names one account, network or identity",
);

/** Keys that say who calls: parts of their values that the caller may choose. */
export const sensitiveKeyChecks: readonly PolicyCheck[] = [
  conditionCheck([wildcardUsageTooPermissive], checkWildcards),
  conditionCheck([variableUsageTooPermissive], checkVariables),
];

/** Fewest characters that must stand before a wildcard, as Access Analyzer counts them. */
const fewest = 6;

function* checkWildcards(facts: ConditionFacts): Iterable<Issue> {
  if (!facts.operator?.wildcards) return;
  for (const value of facts.condition.values) {
    if (!hasWildcard(value.text)) continue;
    const why = whyWildcardIsWide(value.text, facts);
    if (why) yield { rule: wildcardUsageTooPermissive, span: spanOf(value.node), message: why };
  }
}

function whyWildcardIsWide(text: string, facts: ConditionFacts): string | undefined {
  const { keyName } = facts;
  const value = JSON.stringify(shown(text));
  const name = shown(facts.condition.key.value);
  if (sensitiveKeys.has(keyName)) {
    // A lone * asks whether the key is there, which only widens what the statement lets through.
    if (/^\*+$/.test(text) && !letsThrough(facts)) return undefined;
    return `${value} matches more than one value of ${name}, which names a single account, organization or network. Write whole values.`;
  }
  if (!letsThrough(facts)) return undefined;
  const before = text.slice(0, text.search(/[*?]/));
  if (hasUnknown(before) || before.includes("${")) return undefined;
  if (keyName === "aws:userid") {
    if (before.includes(":") && before.length >= fewest) return undefined;
    return `${value} lets through the sessions of many identities. Write the whole unique id before the colon and a wildcard only behind it, such as AROAEXAMPLEID:*.`;
  }
  if (!isSubjectClaim(facts) || before.length >= fewest) return undefined;
  return `${value} matches identities of anyone at that provider. Write at least ${fewest} characters before the wildcard of ${name}, better the whole subject.`;
}

/** The claim of an OIDC provider that says whom a token was made for. */
function isSubjectClaim({ key, keyName }: ConditionFacts): boolean {
  return key?.scope === "federation" && keyName.endsWith(":sub") && keyName !== "saml:sub";
}

/** Variables whose text the caller, or whoever tags it, makes up. */
const chosenByCaller =
  /^aws:(?:principaltag|requesttag|resourcetag|userid$|username$|sourceidentity$|referer$|useragent$|tagkeys$)/i;

function* checkVariables(facts: ConditionFacts): Iterable<Issue> {
  const { keyName, operator, condition } = facts;
  if (!operator || (operator.family !== "String" && operator.family !== "Arn")) return;
  const isUserId = keyName === "aws:userid";
  if (!sensitiveKeys.has(keyName) && !isUserId) return;
  if (!letsThrough(facts)) return;
  for (const value of condition.values) {
    const why = isUserId ? whyUserIdIsWide(value, facts) : whyVariableIsWide(value, facts);
    if (why) yield { rule: variableUsageTooPermissive, ...why };
  }
}

function whyVariableIsWide(
  { text, node }: ConditionValue,
  { condition }: ConditionFacts,
): Pick<Issue, "span" | "message"> | undefined {
  const variable = variablesOf(text).find((one) => one.closed && namesKey(one));
  if (!variable || node.kind !== "string") return undefined;
  const whole = variable.start === 0 && variable.end === text.length;
  // `${aws:PrincipalAccount}` and its like as a whole compare one fact of AWS with another.
  if (whole && !chosenByCaller.test(variable.name.trim())) return undefined;
  if (!whole && hasUnknown(text)) return undefined;
  const message = `${shown(text)} may become more than one value of ${shown(condition.key.value)}, which names a single account, organization or network. Write whole values.`;
  return { span: spanWithin(node, variable.start, variable.end), message };
}

function whyUserIdIsWide(
  { text, node }: ConditionValue,
  { condition }: ConditionFacts,
): Pick<Issue, "span" | "message"> | undefined {
  const variable = variablesOf(text).find((one) => one.closed && namesKey(one));
  if (!variable || node.kind !== "string") return undefined;
  const before = text.slice(0, variable.start);
  if (hasUnknown(before) || before.includes(":") || /^aws:userid$/i.test(variable.name.trim()))
    return undefined;
  const message = `${shown(text)} lets a variable choose whose session ${shown(condition.key.value)} means. Write the unique id before the colon, a variable only behind it.`;
  return { span: spanWithin(node, variable.start, variable.end), message };
}
