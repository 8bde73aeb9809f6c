import type { Evaluator, Granted } from "../../evaluate/allows.ts";
import { evaluatorOf, hasUnseenBoundary } from "../../evaluate/unitEvaluator.ts";
import type { Statement } from "../../model/policy.ts";
import { type StringNode, unknownText } from "../../model/valueNode.ts";
import type { IamRule, Issue, PrincipalUnit, UnitCheck } from "../check.ts";
import { adminAccess, findAdministration } from "./adminAccess.ts";
import { openingActionsOf } from "./permissionActions.ts";
import { credentialActions, dataActions, weakCredentialActions } from "./sensitiveActions.ts";

const credentialsExposure: IamRule = {
  id: "iam/credentials-exposure",
  title: "Credentials can be fetched from every resource",
  severity: "warning",
};
const dataExfiltration: IamRule = {
  id: "iam/data-exfiltration",
  title: "All objects, secrets or parameters can be read",
  severity: "warning",
};
const resourceExposure: IamRule = {
  id: "iam/resource-exposure",
  title: "Every resource can be opened to others",
  severity: "warning",
};
const assumeRoleBreadth: IamRule = {
  id: "iam/assume-role-breadth",
  title: "Every role can be assumed",
  severity: "info",
};

/** What all policies of a principal together lay open. An administrator's statement is reported once, as such. */
export const exposureChecks: readonly UnitCheck[] = [
  {
    rules: [adminAccess, credentialsExposure, dataExfiltration, resourceExposure, assumeRoleBreadth],
    *check(unit, { catalogue }) {
      const evaluator = evaluatorOf(unit, catalogue);
      const { issues, statements } = findAdministration(unit, evaluator);
      yield* issues;
      const wide = (actions: readonly string[]): Granted[] => widelyGranted(evaluator, actions, statements);
      yield* toIssues(unit, wide(credentialActions), credentialsExposure, credentialWords);
      yield* toIssues(unit, wide(weakCredentialActions), credentialsExposure, weakWords, "info");
      yield* toIssues(unit, wide(dataActions), dataExfiltration, dataWords);
      const opening = openingActionsOf(unit.policies, catalogue);
      yield* toIssues(unit, wide(opening), resourceExposure, openingWords);
      yield* ownPolicyIssues(evaluator, opening, statements);
      // The same grant is privilege escalation, which warns: this rule only says what to name.
      yield* toIssues(unit, wide(["sts:AssumeRole"]), assumeRoleBreadth, roleWords);
    },
  },
];

type Words = (actions: string, statement: string) => string;

const credentialWords: Words = (actions, statement) =>
  `${actions} can return credentials, and ${statement} allows it for every resource. Name the resources that are meant.`;
const weakWords: Words = (actions, statement) =>
  `${statement[0]?.toUpperCase()}${statement.slice(1)} allows ${actions}, which can return credentials of limited use: for a registry, or for one application.`;
const dataWords: Words = (actions, statement) =>
  `${statement[0]?.toUpperCase()}${statement.slice(1)} allows ${actions} for everything in the account that has no policy of its own against it. Name what is to be read.`;
const openingWords: Words = (actions, statement) =>
  `${actions} can open any resource to other accounts or the public, and ${statement} names no resource. Name the resources, or leave it out.`;
const roleWords: Words = (_actions, statement) =>
  `${statement[0]?.toUpperCase()}${statement.slice(1)} lets its holder assume every role that trusts the account. Name the roles that are meant.`;

/** Grants that reach every resource whatever the request, those of an administrator's statements aside. */
function widelyGranted(
  evaluator: Evaluator,
  actions: readonly string[],
  except: ReadonlySet<Statement>,
): Granted[] {
  return actions.flatMap((action) => {
    if (!evaluator.mentions(action.slice(0, action.indexOf(":")))) return [];
    const granted = evaluator.allows({ action });
    if (granted?.breadth !== "any" || granted.effect !== "always") return [];
    return except.has(granted.statement) ? [] : [granted];
  });
}

/** One issue for each statement, at the token of its first action. */
function* toIssues(
  unit: PrincipalUnit,
  granted: readonly Granted[],
  rule: IamRule,
  words: Words,
  severity?: "info",
): Generator<Issue> {
  const byStatement = new Map<Statement, Granted[]>();
  for (const one of granted) byStatement.set(one.statement, [...(byStatement.get(one.statement) ?? []), one]);
  for (const [statement, all] of byStatement) {
    const [first] = all;
    if (!first) continue;
    const actions = all.map(({ action }) => action);
    const more =
      actions.length > 2 ? ` and ${actions.length - 1} more` : actions[1] ? ` and ${actions[1]}` : "";
    const informs = severity ?? (hasUnseenBoundary(unit) ? "info" : undefined);
    yield {
      rule,
      span: first.token.content,
      message: words(`${first.action}${more}`, nameOf(statement)),
      related: otherTokens(all, first.token),
      data: { actions: actions.slice(0, 40) },
      ...(informs && { severity: informs }),
    };
  }
}

function otherTokens(all: readonly Granted[], first: StringNode): NonNullable<Issue["related"]> {
  const seen = new Set([first]);
  return all.flatMap(({ token, action }) => {
    if (seen.has(token)) return [];
    seen.add(token);
    return [{ span: token.content, message: `grants ${action}` }];
  });
}

/** Who may write the policy of a resource can allow itself everything on it, however few are named. */
function* ownPolicyIssues(
  evaluator: Evaluator,
  opening: readonly string[],
  except: ReadonlySet<Statement>,
): Generator<Issue> {
  for (const action of opening) {
    if (!/:(?:Put|Set)\w*Policy$/.test(action)) continue;
    const granted = evaluator.allows({ action });
    if (!granted || granted.breadth === "any" || granted.effect !== "always") continue;
    if (except.has(granted.statement) || granted.token.value.toLowerCase() !== action.toLowerCase()) continue;
    yield {
      rule: resourceExposure,
      span: granted.token.content,
      message: `${action} lets the holder of ${nameOf(granted.statement)} allow itself and others everything on the resources named. Leave it out where only their use is meant.`,
      related: granted.resources
        .slice(0, 20)
        .map(({ content }) => ({ span: content, message: "these resources" })),
      data: { actions: [action] },
      severity: "info",
    };
  }
}

function nameOf({ sid, index }: Statement): string {
  const text = sid?.value.kind === "string" ? sid.value.value.replaceAll(unknownText, "…") : "";
  return text === "" ? `statement ${index + 1}` : `statement ${text.slice(0, 40)}`;
}
