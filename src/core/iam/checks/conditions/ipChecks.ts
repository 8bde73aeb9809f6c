import type { ConditionValue } from "../../model/policy.ts";
import { hasUnknown } from "../../model/valueNode.ts";
import type { Issue, PolicyCheck } from "../check.ts";
import { conditionCheck, isKnown, shown, spanOf, type ConditionFacts } from "./facts.ts";
import { isPrivate, networkOf, parseIpRange } from "./ipRange.ts";
import { analyzerRule } from "../analyzerRule.ts";

const typeMismatchIpRange = analyzerRule(
  "TYPE_MISMATCH_IP_RANGE",
  "error",
  "Value that is no IP address or range",
);
const improveIpRange = analyzerRule("IMPROVE_IP_RANGE", "info", "IP range with host bits set");
const privateIpAddress = analyzerRule(
  "PRIVATE_IP_ADDRESS",
  "error",
  "aws:SourceIp with private addresses only",
);
const privateNotIpAddress = analyzerRule(
  "PRIVATE_NOT_IP_ADDRESS",
  "error",
  "aws:SourceIp that excludes private addresses only",
);
const privateIpAddressSubset = analyzerRule(
  "PRIVATE_IP_ADDRESS_SUBSET",
  "info",
  "Private address among those of aws:SourceIp",
);
const privateNotIpAddressSubset = analyzerRule(
  "PRIVATE_NOT_IP_ADDRESS_SUBSET",
  "info",
  "Private address among those that aws:SourceIp excludes",
);

/** IP addresses and ranges. */
export const ipChecks: readonly PolicyCheck[] = [
  conditionCheck([typeMismatchIpRange, improveIpRange], checkRanges),
  conditionCheck(
    [privateIpAddress, privateNotIpAddress, privateIpAddressSubset, privateNotIpAddressSubset],
    checkPrivate,
  ),
];

function* checkRanges({ condition, operator }: ConditionFacts): Iterable<Issue> {
  if (operator?.family !== "IpAddress") return;
  for (const { text, node } of condition.values) {
    if (hasUnknown(text) || text.includes("${")) continue;
    const range = parseIpRange(text);
    const span = spanOf(node);
    if (!range) {
      const message = `${JSON.stringify(shown(text))} is no IP address or range. Write an address or CIDR notation, such as 203.0.113.0/24 or 2001:db8::/32.`;
      yield { rule: typeMismatchIpRange, span, message };
      continue;
    }
    const suggestion = networkOf(range);
    if (suggestion === undefined) continue;
    const message = `The bits of ${text} behind the first ${range.prefix} are ignored. Write ${suggestion}, which is the same range.`;
    yield { rule: improveIpRange, span, message, data: { suggestion } };
  }
}

function* checkPrivate(facts: ConditionFacts): Iterable<Issue> {
  const { condition, operator, keyName } = facts;
  if (keyName !== "aws:sourceip" || operator?.family !== "IpAddress") return;
  const inside = condition.values.filter(({ text }) => {
    const range = hasUnknown(text) ? undefined : parseIpRange(text);
    return range !== undefined && isPrivate(range);
  });
  const [first] = inside;
  if (!first) return;
  const all = inside.length === condition.values.length;
  // What is not seen may be public.
  if (all && !isKnown(facts)) return;
  const related = inside
    .slice(1)
    .map(({ node, text }) => ({ span: spanOf(node), message: `${text} is private too` }));
  yield { ...issueOf(first, all, operator.negated), span: spanOf(first.node), related };
}

function issueOf({ text }: ConditionValue, all: boolean, negated: boolean): Pick<Issue, "rule" | "message"> {
  const about = "aws:SourceIp holds public addresses only";
  const instead = "For addresses inside a VPC use aws:VpcSourceIp.";
  if (all && !negated) {
    const message = `${about}, and every value here is private like ${text}: the condition never matches. ${instead}`;
    return { rule: privateIpAddress, message };
  }
  if (all) {
    const message = `${about}, and every value here is private like ${text}: the condition is always true. ${instead}`;
    return { rule: privateNotIpAddress, message };
  }
  const message = `${about}, so that the private ${text} has no effect. ${instead}`;
  return { rule: negated ? privateNotIpAddressSubset : privateIpAddressSubset, message };
}
