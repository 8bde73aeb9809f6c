import {
  isArnServiceOnly,
  fittingTemplates,
  templatesOf,
  type ArnTemplate,
} from "../../catalogue/arnTemplates.ts";
import type { Catalogue } from "../../catalogue/catalogue.ts";
import { isPattern } from "../../catalogue/expand.ts";
import { nearest } from "../../catalogue/nearest.ts";
import { parseArn, type Arn } from "../../matching/arn.ts";
import { overlaps } from "../../matching/wildcard.ts";
import { hasUnknown, type StringNode } from "../../model/valueNode.ts";
import type { CheckContext, Issue, PolicyCheck } from "../check.ts";
import { nearestService, unknownService, wildcardInServiceName } from "./actionChecks.ts";
import { accountIssue, partitionIssue, regionIssue, withField } from "./arnFields.ts";
import {
  arnAccountNotAllowed,
  arnRegionNotAllowed,
  invalidArnAccount,
  invalidArnPrefix,
  invalidArnRegion,
  invalidArnResource,
  invalidArnServiceCase,
  invalidPartition,
  invalidService,
  missingArnAccount,
  missingArnField,
  missingArnRegion,
} from "./arnRules.ts";
import { short } from "./short.ts";

/** Services that AWS has shut down and whose name Access Analyzer refuses. Other retired names it still takes. */
const shutDown: ReadonlySet<string> = new Set(["elastic-inference"]);

/** ARNs in `Resource` and `NotResource`. */
export const arnChecks: readonly PolicyCheck[] = [
  {
    rules: [
      invalidArnPrefix,
      missingArnField,
      invalidPartition,
      invalidArnServiceCase,
      invalidService,
      invalidArnRegion,
      invalidArnAccount,
      arnRegionNotAllowed,
      arnAccountNotAllowed,
      missingArnRegion,
      missingArnAccount,
      invalidArnResource,
      wildcardInServiceName,
    ],
    *check(policy, context) {
      for (const { resources } of policy.statements) {
        for (const node of resources?.values ?? []) yield* checkArn(node, context);
      }
    },
  },
];

function* checkArn(node: StringNode, { catalogue }: CheckContext): Generator<Issue> {
  const text = node.value;
  if (text === "*" || isShortForm(text)) return;
  if (!text.startsWith("arn:")) {
    const mayBeArn = overlaps(text, "arn:*") || text.startsWith("${");
    if (!mayBeArn) yield withoutPrefix(node);
    return;
  }
  const arn = parseArn(text);
  if (!arn) {
    if (!hasUnknown(text)) yield tooFewFields(node);
    return;
  }
  yield* partitionIssue(node, arn);
  const known = yield* serviceIssue(node, arn, catalogue);
  const regionIsWrong = yield* regionIssue(node, arn);
  const accountIsWrong = yield* accountIssue(node, arn);
  if (known) yield* checkForm(node, arn, { catalogue, regionIsWrong, accountIsWrong });
}

/** A resource policy of API Gateway may name its own API without an ARN. */
function isShortForm(text: string): boolean {
  return text.startsWith("execute-api:/");
}

function withoutPrefix(node: StringNode): Issue {
  return {
    rule: invalidArnPrefix,
    span: node.content,
    message:
      node.value === ""
        ? 'This resource is empty. Name an ARN such as "arn:aws:s3:::bucket/*", or "*".'
        : `"${short(node.value)}" does not begin with "arn:". A resource is an ARN, such as "arn:aws:s3:::bucket/*", or "*".`,
  };
}

function tooFewFields(node: StringNode): Issue {
  return {
    rule: missingArnField,
    span: node.content,
    message: `"${short(node.value)}" has ${node.value.split(":").length} of the six fields of an ARN: arn:partition:service:region:account:resource. Empty fields keep their colon.`,
  };
}

/** Yields what is wrong with the service; returns whether it is one that the catalogue describes. */
function* serviceIssue(node: StringNode, arn: Arn, catalogue: Catalogue): Generator<Issue, boolean> {
  const { service, at } = arn;
  if (hasUnknown(service) || service.includes("${")) return false;
  const { content: span } = node;
  if (isPattern(service)) {
    yield {
      rule: wildcardInServiceName,
      span,
      message: `The service "${short(service)}" of this ARN has a wildcard: it takes in every service of such a name, future ones too. Name the service.`,
    };
    return false;
  }
  const lower = service.toLowerCase();
  if (isArnServiceOnly(service)) return true;
  if (catalogue.nameOf(lower) !== undefined) {
    if (lower === service) return true;
    yield {
      rule: invalidArnServiceCase,
      span,
      message: `The service of an ARN is in lower case: write "${lower}" for "${short(service)}".`,
      data: { suggestion: withField(node.value, at.service, service, lower) },
    };
    return false;
  }
  yield unknownArnService(node, arn, catalogue);
  return false;
}

function unknownArnService(node: StringNode, { service, at }: Arn, catalogue: Catalogue): Issue {
  const { content: span } = node;
  const meant = nearestService(service, catalogue);
  if (shutDown.has(service)) {
    return {
      rule: invalidService,
      span,
      message: `AWS has shut the service "${service}" down, so that this ARN names nothing. Remove it.`,
    };
  }
  if (meant !== undefined || service === "") {
    return {
      rule: invalidService,
      span,
      message: `There is no service "${short(service)}".${meant === undefined ? " Name the service of the resource." : ` Did you mean "${meant}"?`}`,
      ...(meant !== undefined && { data: { suggestion: withField(node.value, at.service, service, meant) } }),
    };
  }
  return {
    rule: unknownService,
    span,
    message: `The service data of ${catalogue.date} has no service "${short(service)}". Check the name in this ARN; a service that was retired or is new is not in it.`,
  };
}

interface FormContext {
  readonly catalogue: Catalogue;
  readonly regionIsWrong: boolean;
  readonly accountIsWrong: boolean;
}

/** Whether Region, account and resource are as the templates of the service have them. */
function* checkForm(node: StringNode, arn: Arn, context: FormContext): Generator<Issue> {
  const templates = templatesOf(arn.service, context.catalogue);
  if (templates.length === 0) return;
  const { content: span } = node;
  if (arn.resource === "") {
    yield {
      rule: invalidArnResource,
      span,
      message: `This ARN names no resource behind its last colon. An ARN of ${context.catalogue.nameOf(arn.service) ?? arn.service} looks like ${templates[0]?.arn}.`,
    };
    return;
  }
  const fitting = fittingTemplates(arn.resource, templates);
  if (fitting.length === 0) {
    const issue = misspeltType(node, arn, templates);
    if (issue) yield issue;
    return;
  }
  const missesRegion = arn.region === "" && fitting.every(({ region }) => region !== "none");
  if (missesRegion) yield fieldIssue(missingArnRegion, node, arn, fitting);
  else if (arn.account === "" && needsAccount(arn, fitting))
    yield fieldIssue(missingArnAccount, node, arn, fitting);
  if (isPlain(arn.region) && !context.regionIsWrong && fitting.every(({ region }) => region === "none"))
    yield fieldIssue(arnRegionNotAllowed, node, arn, fitting);
  if (isPlain(arn.account) && !context.accountIsWrong && fitting.every(({ account }) => account === "none"))
    yield fieldIssue(arnAccountNotAllowed, node, arn, fitting);
}

/** A field with a text that is certain: `*`, a variable and an unknown part may be nothing. */
function isPlain(field: string): boolean {
  return field !== "" && !field.includes("*") && !field.includes("${") && !hasUnknown(field);
}

/**
 * Whether an ARN without an account can be of no resource. AWS's own documents and parameters of Systems Manager, its
 * keys and its views of Resource Explorer have none, though the templates say otherwise; Access Analyzer takes them.
 */
function needsAccount({ service, resource }: Arn, fitting: readonly ArnTemplate[]): boolean {
  if (service === "ssm" || resource.startsWith("*")) return false;
  if (service === "resource-explorer-2" && resource.startsWith("view/AWS")) return false;
  return fitting.every(({ account }) => account === "variable");
}

const fieldTexts = new Map([
  [missingArnRegion, "has no Region, but every such resource has one"],
  [missingArnAccount, "has no account, but every such resource has one"],
  [arnRegionNotAllowed, "has a Region, but such resources have none, so that it matches nothing"],
  [arnAccountNotAllowed, "has an account, but such resources have none, so that it matches nothing"],
]);

function fieldIssue(
  rule: typeof missingArnRegion,
  { content: span }: StringNode,
  { service }: Arn,
  [first]: readonly ArnTemplate[],
): Issue {
  return {
    rule,
    span,
    message: `This ARN of ${service} ${fieldTexts.get(rule)}. Its form is ${first?.arn}.`,
    data: { templates: first ? [first.arn] : [] },
  };
}

/**
 * The data does not hold every form that services take, so that a resource of no known form is reported only when the
 * word in front of its first slash or colon is a known one written wrong. Access Analyzer lets another case pass.
 */
function misspeltType(
  node: StringNode,
  { resource, at }: Arn,
  templates: readonly ArnTemplate[],
): Issue | undefined {
  const word = /^[^/:]+(?=[/:])/.exec(resource)?.[0];
  if (word === undefined || isPattern(word) || word.includes("${")) return undefined;
  const words = new Set(templates.flatMap((one) => /^[^/:*]+(?=[/:])/.exec(one.resource) ?? []));
  const meant = nearest(word, words);
  if (meant === undefined || meant.toLowerCase() === word.toLowerCase()) return undefined;
  return {
    rule: invalidArnResource,
    span: node.content,
    message: `"${short(word)}" is no type of resource of this service. Did you mean "${meant}"?`,
    data: { suggestion: withField(node.value, at.resource, word, meant) },
  };
}
