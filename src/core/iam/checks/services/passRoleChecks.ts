import { isPattern } from "../../catalogue/expand.ts";
import { covers, matches } from "../../matching/wildcard.ts";
import type { Statement } from "../../model/policy.ts";
import { hasUnknown, type StringNode } from "../../model/valueNode.ts";
import type { IamRule, Issue, PolicyCheck } from "../check.ts";
import { analyzerRule } from "../analyzerRule.ts";

/** The six ways to allow one of these actions on everything. */
type Way =
  "star" | "starAction" | "starNotAction" | "notResource" | "starActionNotResource" | "notActionNotResource";

interface Subject {
  /** Lower case. */
  readonly action: string;
  readonly shown: string;
  /** A condition on this key, in lower case, says which services may be meant. */
  readonly guard: string;
  /** Part of a message: what happens when it is allowed on everything. */
  readonly risk: string;
  /** Part of a message: what to do. */
  readonly advice: string;
  readonly rules: Readonly<Record<Way, IamRule>>;
}

const ways: Readonly<Record<Way, { readonly code: string; readonly title: string }>> = {
  star: { code: "STAR_IN_RESOURCE", title: "on all resources" },
  starAction: { code: "STAR_IN_ACTION_AND_RESOURCE", title: "by a wildcard on all resources" },
  starNotAction: { code: "STAR_IN_RESOURCE_AND_NOT_ACTION", title: "by NotAction on all resources" },
  notResource: { code: "NOT_RESOURCE", title: "by NotResource" },
  starActionNotResource: { code: "STAR_IN_ACTION_AND_NOT_RESOURCE", title: "by a wildcard and NotResource" },
  notActionNotResource: { code: "NOT_ACTION_AND_NOT_RESOURCE", title: "by NotAction and NotResource" },
};

function rulesFor(start: string, severity: "warning", title: string): Record<Way, IamRule> {
  const rule = (way: Way): IamRule =>
    analyzerRule(`${start}_WITH_${ways[way].code}`, severity, `${title} ${ways[way].title}`);
  return {
    star: rule("star"),
    starAction: rule("starAction"),
    starNotAction: rule("starNotAction"),
    notResource: rule("notResource"),
    starActionNotResource: rule("starActionNotResource"),
    notActionNotResource: rule("notActionNotResource"),
  };
}

const subjects: readonly Subject[] = [
  {
    action: "iam:passrole",
    shown: "iam:PassRole",
    guard: "iam:passedtoservice",
    risk: "passes every role of the account to a service, an administrator's too",
    advice: "Name the roles, or add a condition on iam:PassedToService",
    rules: rulesFor("PASS_ROLE", "warning", "PassRole"),
  },
  {
    action: "iam:createservicelinkedrole",
    shown: "iam:CreateServiceLinkedRole",
    guard: "iam:awsservicename",
    risk: "makes service-linked roles for services that were not meant",
    advice: "Name the roles, or add a condition on iam:AWSServiceName",
    rules: rulesFor("CREATE_SLR", "warning", "CreateServiceLinkedRole"),
  },
];

/** `iam:PassRole` and `iam:CreateServiceLinkedRole` allowed on everything. */
export const passRoleChecks: readonly PolicyCheck[] = subjects.map((subject) => ({
  rules: Object.values(subject.rules),
  *check(policy) {
    // Other types of policies grant nothing of IAM to a principal by themselves.
    if (policy.type !== "identity" && policy.type !== "boundary") return;
    for (const statement of policy.statements) {
      const issue = checkStatement(statement, subject);
      if (issue) yield issue;
    }
  },
}));

function checkStatement(statement: Statement, subject: Subject): Issue | undefined {
  const { actions, resources, effect, complete } = statement;
  if (effect !== "Allow" || !actions || !resources || isGuarded(statement, subject)) return undefined;
  // A condition that cannot be seen may restrict.
  if (!complete) return undefined;
  const action = actionToken(statement, subject);
  const resource = resourceToken(statement);
  if (!action || !resource) return undefined;
  const rule = subject.rules[wayOf(statement, action)];
  return {
    rule,
    span: action.content,
    message: `This ${textOf(statement, action, subject)} ${subject.risk}. ${subject.advice}.`,
    related: [{ span: resource.content, message: resources.negated ? "All but this." : "On all resources." }],
    data: { action: subject.shown },
  };
}

function textOf({ actions, resources }: Statement, { value }: StringNode, { shown }: Subject): string {
  const where = resources?.negated ? "with NotResource" : "on all resources";
  if (actions?.negated) return `NotAction ${where} allows ${shown} too, which`;
  return isPattern(value) ? `wildcard ${where} allows ${shown} too, which` : `${shown} ${where}`;
}

function wayOf({ actions, resources }: Statement, { value }: StringNode): Way {
  if (resources?.negated)
    return actions?.negated
      ? "notActionNotResource"
      : isPattern(value)
        ? "starActionNotResource"
        : "notResource";
  return actions?.negated ? "starNotAction" : isPattern(value) ? "starAction" : "star";
}

/** The entry that allows the action: by its name, else by a pattern; under `NotAction` the first one, when none takes the action out. */
function actionToken({ actions }: Statement, { action }: Subject): StringNode | undefined {
  if (!actions) return undefined;
  const lower = actions.values.map((node) => ({ node, text: node.value.toLowerCase() }));
  if (actions.negated) {
    // An unknown part may be what takes the action out: `matches` lets it.
    const takenOut = !actions.complete || lower.some(({ text }) => matches(text, action));
    return takenOut ? undefined : actions.values[0];
  }
  const byName = lower.find(({ text }) => text === action);
  const byPattern = lower.find(({ text }) => isPattern(text) && !hasUnknown(text) && matches(text, action));
  return (byName ?? byPattern)?.node;
}

/** The entry that stands for all roles; under `NotResource` the first one. */
function resourceToken({ resources }: Statement): StringNode | undefined {
  if (resources?.negated) return resources.values[0];
  return resources?.values.find(
    ({ value }) =>
      value === "*" ||
      covers(value, "arn:aws:iam::*:role/*") ||
      /^arn:[a-z*-]+:iam::\d{12}:(?:role\/)?\*$/.test(value),
  );
}

function isGuarded({ conditions }: Statement, { guard }: Subject): boolean {
  return conditions.some(
    ({ key, parsed }) =>
      key.value.toLowerCase() === guard && !parsed.ifExists && !/not|^null$/i.test(parsed.base),
  );
}
