import { expandAction, isPattern } from "../../catalogue/expand.ts";
import { nearest } from "../../catalogue/nearest.ts";
import type { Catalogue, Service } from "../../catalogue/catalogue.ts";
import { hasUnknown, type StringNode } from "../../model/valueNode.ts";
import type { CheckContext, IamRule, Issue, PolicyCheck } from "../check.ts";
import { analyzerRule } from "../analyzerRule.ts";
import { misnamedActions } from "./misnamedActions.ts";
import { short } from "./short.ts";

const invalidAction = analyzerRule("INVALID_ACTION", "error", "Action that does not exist");
const invalidServiceInAction = analyzerRule(
  "INVALID_SERVICE_IN_ACTION",
  "error",
  "Action of a service that does not exist",
);
export const wildcardInServiceName = analyzerRule(
  "WILDCARD_IN_SERVICE_NAME",
  "info",
  "Wildcard in the name of a service",
);
const unknownAction: IamRule = {
  id: "iam/unknown-action",
  title: "Action that Picket's data does not hold",
  severity: "warning",
};
export const unknownService: IamRule = {
  id: "iam/unknown-service",
  title: "Service that Picket's data does not hold",
  severity: "warning",
};

/** Names of actions, in `Action` and `NotAction`. */
export const actionChecks: readonly PolicyCheck[] = [
  {
    rules: [invalidAction, invalidServiceInAction, unknownAction, unknownService],
    *check(policy, context) {
      for (const { actions } of policy.statements) {
        for (const node of actions?.values ?? []) yield* checkAction(node, context);
      }
    },
  },
];

function* checkAction(node: StringNode, { catalogue }: CheckContext): Generator<Issue> {
  const text = node.value;
  // A variable is not replaced in an action: that it stands there is another check's to say.
  if (text === "*" || text.includes("${")) return;
  const colon = text.indexOf(":");
  if (colon < 0) {
    if (!hasUnknown(text)) yield withoutService(node, catalogue);
    return;
  }
  const prefix = text.slice(0, colon);
  if (hasUnknown(prefix)) return;
  if (isPattern(prefix)) {
    if (text !== "*:*") yield wildcardPrefix(node);
    return;
  }
  const service = catalogue.service(prefix);
  if (!service) {
    yield unknownPrefix(node, prefix, catalogue);
    return;
  }
  if (service.actions.has(text.slice(colon + 1).toLowerCase())) return;
  if (expandAction(text, catalogue).length === 0) yield unknownName(node, colon, service, catalogue);
}

function withoutService(node: StringNode, catalogue: Catalogue): Issue {
  const looksLike = catalogue.service(node.value);
  return {
    rule: invalidAction,
    span: node.content,
    message: looksLike
      ? `"${short(node.value)}" is a service, not an action. Write "${looksLike.prefix}:" and the name of an action.`
      : `"${short(node.value)}" is no action: an action is a service, a colon and a name, such as "s3:GetObject".`,
  };
}

function wildcardPrefix(node: StringNode): Issue {
  return {
    rule: wildcardInServiceName,
    span: node.content,
    message: `"${short(node.value)}" has a wildcard in the name of the service. Name each service that is meant.`,
  };
}

function unknownPrefix(node: StringNode, prefix: string, catalogue: Catalogue): Issue {
  const meant = nearestService(prefix, catalogue);
  if (meant !== undefined) {
    return {
      rule: invalidServiceInAction,
      span: node.content,
      message: `There is no service "${short(prefix)}". Did you mean "${meant}"?`,
      data: { suggestion: meant + node.value.slice(prefix.length) },
    };
  }
  return {
    rule: unknownService,
    span: node.content,
    message: `The service data of ${catalogue.date} has no service "${short(prefix)}". Check the name; a service that was retired or is new is not in it.`,
  };
}

function unknownName(node: StringNode, colon: number, service: Service, catalogue: Catalogue): Issue {
  const name = node.value.slice(colon + 1);
  const suggestion = suggestAction(name, service);
  if (suggestion !== undefined) {
    return {
      rule: invalidAction,
      span: node.content,
      message: `${service.name} has no action "${short(name)}". Did you mean "${service.prefix}:${suggestion}"?`,
      data: { suggestion: `${service.prefix}:${suggestion}` },
    };
  }
  if (name === "") {
    return {
      rule: invalidAction,
      span: node.content,
      message: `The name of an action is missing behind "${short(node.value)}".`,
    };
  }
  return {
    rule: unknownAction,
    span: node.content,
    message: isPattern(name)
      ? `No action of ${service.name} matches "${short(node.value)}" in the service data of ${catalogue.date}, so it allows or denies nothing known.`
      : `The service data of ${catalogue.date} has no action "${short(node.value)}". Check the name; an action that is new or in preview is not in it.`,
  };
}

/**
 * The action of a service that was meant by a name it does not have: the operation's name where the action is called
 * otherwise, or a name written wrong by a letter or two. Undefined for patterns and when nothing is near.
 */
function suggestAction(name: string, service: Service): string | undefined {
  if (isPattern(name) || name === "") return undefined;
  const misnamed = misnamedActions[`${service.prefix}:${name.toLowerCase()}`];
  if (misnamed !== undefined) return misnamed;
  const key = `${service.prefix}:${name}`;
  const known = suggestions.get(key);
  if (known !== undefined) return known ?? undefined;
  if (suggestions.size > 2000) suggestions.clear();
  const found = nearest(name, service.actions.keys());
  const made = found === undefined ? null : (service.actions.get(found)?.name ?? null);
  suggestions.set(key, made);
  return made ?? undefined;
}

/** The service whose prefix was meant by another text; undefined when none is near. */
export function nearestService(prefix: string, catalogue: Catalogue): string | undefined {
  const known = services.get(prefix);
  if (known !== undefined) return known ?? undefined;
  if (services.size > 2000) services.clear();
  const found = nearest(prefix, catalogue.prefixes) ?? null;
  services.set(prefix, found);
  return found ?? undefined;
}

/** What was found before, `null` for nothing: distances over all names cost too much for each key pressed. */
const suggestions = new Map<string, string | null>();
const services = new Map<string, string | null>();
