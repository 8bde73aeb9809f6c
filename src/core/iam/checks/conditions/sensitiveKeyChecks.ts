import { sensitiveKeys } from "../../catalogue/globalKeys.ts";
import type { ConditionValue } from "../../model/policy.ts";
import { hasUnknown, spanWithin } from "../../model/valueNode.ts";
import type { Issue, PolicyCheck } from "../check.ts";
import { conditionCheck, letsThrough, shown, spanOf, type ConditionFacts } from "./facts.ts";
import { analyzerRule } from "../analyzerRule.ts";
import { namesKey, variablesOf } from "./variables.ts";
import { hasWildcard } from "./wildcardChecks.ts";

const wildcardUsageTooPermissive = analyzerRule(
  "WILDCARD_USAGE_TOO_PERMISSIVE",
  "error",
  "Wildcard in the value of a key that names one account, network or identity",
);
const variableUsageTooPermissive = analyzerRule(
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
  if (keyName === "aws:userid") {
    if (!isWideUserId(text, /[*?]/)) return undefined;
    return `${value} lets through sessions of more than one identity. Write the whole unique id before the colon and a wildcard only behind it, such as AROAEXAMPLEID:*.`;
  }
  if (!isSubjectClaim(facts) || !isWideSubject(text, facts)) return undefined;
  return `${value} may match identities of strangers at that provider. Write at least ${fewest} characters before each wildcard of ${name}, better the whole subject.`;
}

/** Whether a wildcard or variable stands before the colon of a user id, and not alone there. */
function isWideUserId(text: string, open: RegExp): boolean {
  const colon = text.replace(/\$\{[^{}]*\}/g, (variable) => "$".repeat(variable.length)).indexOf(":");
  const before = colon < 0 ? text : text.slice(0, colon);
  if (hasUnknown(before) || !open.test(before)) return false;
  return colon < 0 || !/^(?:\*|\$\{[^{}]*\})$/.test(before);
}

/** Providers that everyone can have an account at. */
const sharedProvider =
  /^(?:token\.actions\.githubusercontent\.com|gitlab\.com|accounts\.google\.com|app\.terraform\.io)[/:]/;

/** Whether a wildcard has too few plain characters right before it: each one at a shared provider, else the first. */
function isWideSubject(text: string, { keyName }: ConditionFacts): boolean {
  const runs = text.split(/[*?]+|\$\{[^{}]*\}/).slice(0, -1);
  const counted = sharedProvider.test(keyName) ? runs : runs.slice(0, 1);
  return counted.some((run) => run.length < fewest && !hasUnknown(run));
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
  if (!isWideUserId(text, /\$\{/) || /^aws:userid$/i.test(variable.name.trim())) return undefined;
  const message = `${shown(text)} lets a variable choose whose session ${shown(condition.key.value)} means. Write the unique id before the colon, a variable only behind it.`;
  return { span: spanWithin(node, variable.start, variable.end), message };
}
