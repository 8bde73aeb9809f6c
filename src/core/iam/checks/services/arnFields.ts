import {
  isPartition,
  isRegion,
  looksLikeRegion,
  partitionNames,
  regionNames,
  regionsDate,
} from "../../catalogue/partitions.ts";
import { isPattern } from "../../catalogue/expand.ts";
import { nearest } from "../../catalogue/nearest.ts";
import type { Arn } from "../../matching/arn.ts";
import { overlaps } from "../../matching/wildcard.ts";
import { hasUnknown, type StringNode } from "../../model/valueNode.ts";
import type { Issue } from "../check.ts";
import { invalidArnAccount, invalidArnRegion, invalidPartition } from "./arnRules.ts";
import { short } from "./short.ts";

/** Accounts of AWS that stand in ARNs by a name: of managed policies, public views, and CloudFront's identities. */
const namedAccounts: ReadonlySet<string> = new Set([
  "aws",
  "amazon",
  "aws-marketplace",
  "cloudfront",
  "third-party",
]);

/** What is wrong with the partition of an ARN. */
export function* partitionIssue(node: StringNode, arn: Arn): Generator<Issue> {
  const { partition } = arn;
  if (partition.includes("${") || isPartition(partition)) return;
  yield {
    rule: invalidPartition,
    span: node.content,
    message: `"${short(partition)}" is no partition. Use ${partitionNames.slice(0, 3).join(", ")} or another one of AWS.`,
    ...suggestion(node, arn.at.partition, partition, nearest(partition, partitionNames)),
  };
}

/** What is wrong with the Region of an ARN; returns whether anything is. */
export function* regionIssue(node: StringNode, arn: Arn): Generator<Issue, boolean> {
  const { region } = arn;
  if (region === "" || region.includes("${") || isRegion(region)) return false;
  const meant = isPattern(region) ? undefined : nearest(region, regionNames);
  // A Region that AWS opens after this list was made must be no error.
  const mayBeNew = looksLikeRegion(region);
  yield {
    rule: invalidArnRegion,
    span: node.content,
    message: regionMessage(region, mayBeNew, meant),
    ...(mayBeNew && { severity: "warning" as const }),
    ...suggestion(node, arn.at.region, region, meant),
  };
  return true;
}

/** Says that a text is no Region, or, when it may be a new one, that it is not known. */
export function regionMessage(region: string, mayBeNew: boolean, meant: string | undefined): string {
  const start = mayBeNew
    ? `"${short(region)}" is no Region of AWS known on ${regionsDate}.`
    : `"${short(region)}" is no Region of AWS.`;
  return meant === undefined
    ? `${start} Use a code such as eu-west-1, or "*".`
    : `${start} Did you mean "${meant}"?`;
}

/** What is wrong with the account of an ARN; returns whether anything is. */
export function* accountIssue(node: StringNode, { account }: Arn): Generator<Issue, boolean> {
  if (account === "" || account.includes("${") || namedAccounts.has(account)) return false;
  if (/^\d{12}$/.test(account)) return false;
  const isWild = isPattern(account);
  if (isWild && /^[\d*?\uFFFC]*$/.test(account) && overlaps(account, "????????????")) return false;
  if (hasUnknown(account) && account.length === 1) return false;
  yield {
    rule: invalidArnAccount,
    span: node.content,
    message: /^\d+$/.test(account)
      ? `The account "${short(account)}" of this ARN has ${account.length} digits; an account id has 12.`
      : `"${short(account)}" stands where this ARN has its account: 12 digits, or "*".`,
  };
  return true;
}

function suggestion({ value }: StringNode, at: number, wrong: string, meant: string | undefined) {
  return meant === undefined ? {} : { data: { suggestion: withField(value, at, wrong, meant) } };
}

/** An ARN with the field that begins at an offset replaced. */
export function withField(arn: string, at: number, wrong: string, meant: string): string {
  return arn.slice(0, at) + meant + arn.slice(at + wrong.length);
}
