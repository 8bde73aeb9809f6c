import { textAt } from "../../eventData.ts";
import { policyFacts } from "../policyFacts.ts";
import {
  foreignAccount,
  leavesOf,
  partAt,
  roleName,
  soundsPowerful,
  valueOf,
  type Leaf,
} from "../requestFacts.ts";
import type { ContextRule, Verdict } from "../risk.ts";

const changes =
  /^(?:Put|Set|Create|Update|Add|Attach|Register|Modify|Import|Upload|Replace|Change|Authorize|Share|Enable)/;

/** Keys under which calls hand a role to a service: what `iam:PassRole` is checked for. */
const roleKeys =
  /^(?:role|rolearns?|(?:execution|task|job|service|agentresource|iam)rolearn|servicerole|iaminstanceprofile|automationassumerole|arn)$/;

/** Keys under which calls name whom they let in. */
const granteeKeys = /^(?:principal|awsaccountids?|accountids?|granteeprincipal)$/;

/** Policies, permissions and roles in requests of any service. Source: AWS, "The meaning of public"; MITRE ATT&CK. */
export const accessRules: readonly ContextRule[] = [
  {
    names: changes,
    *judge({ request, name, service, readOnly }, own) {
      if (readOnly) return;
      const { isPublic, foreign, isAdmin } = policyFacts(request, own);
      const isTrust = service === "iam" && /Role/.test(name);
      if (isPublic) yield open(isTrust);
      if (foreign.length > 0) yield shared(foreign, isTrust);
      if (isAdmin) yield admin;
    },
  },
  {
    services: ["iam"],
    names: /^(?:Attach|PutRolePermissionsBoundary|PutUserPermissionsBoundary)/,
    *judge({ request, name }) {
      const arn = textAt(request, "policyArn") ?? "";
      if (name.startsWith("Attach") && /(?:AdministratorAccess|IAMFullAccess|PowerUserAccess)$/.test(arn))
        yield { ...admin, reason: "A policy that grants nearly everything was attached." };
    },
  },
  {
    services: ["lambda"],
    names: /^Add(?:LayerVersion)?Permission/,
    *judge({ request }, own) {
      const principal = String(valueOf(request, "principal") ?? "");
      const limited =
        valueOf(request, "sourcearn", "sourceaccount", "principalorgid", "organizationid") !== undefined;
      if (principal === "*" && !limited) yield open(false);
      const account = foreignAccount(principal, own);
      if (account !== undefined) yield shared([account], false);
      if (limited && /^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/.test(principal))
        yield {
          severity: "low",
          category: "write",
          reason: "One source within AWS may call the function.",
        };
    },
  },
  {
    services: ["sns", "sqs", "events", "kms"],
    names: /^(?:AddPermission|PutPermission|CreateGrant)$/,
    *judge({ request }, own) {
      const given = leavesOf(request).filter(({ key }) => granteeKeys.test(key));
      const isLimited = partAt(request, "condition") !== undefined;
      if (!isLimited && given.some(({ value }) => value === "*")) yield open(false);
      const accounts = given.flatMap(({ value }) => foreignAccount(String(value), own) ?? []);
      if (accounts.length > 0) yield shared([...new Set(accounts)], false);
    },
  },
  {
    services: ["lambda"],
    names: /^(?:Create|Update)FunctionUrlConfig$/,
    *judge({ request }) {
      if (String(valueOf(request, "authtype")).toUpperCase() !== "NONE") return;
      yield {
        severity: "critical",
        category: "exfiltration",
        technique: "T1133",
        reason: "The function can be called from the internet without signing in.",
      };
    },
  },
  {
    services: ["sts"],
    names: /^AssumeRole$/,
    *judge({ request }, own) {
      const arn = textAt(request, "roleArn") ?? "";
      const name = roleName(arn);
      if (name !== undefined && soundsPowerful(name)) yield takesRole(name, "assumed");
      const account = foreignAccount(arn, own);
      if (account !== undefined)
        yield {
          severity: "medium",
          category: "privilege-escalation",
          technique: "T1550.001",
          reason: `A role of another account was assumed: ${account}.`,
        };
    },
  },
  {
    names:
      /^(?:Run|Create|Update|Register|Start|Associate|Replace|Modify|Put|Submit|Add|Import|Request)(?!AssumeRolePolicy)/,
    *judge({ request, service, readOnly }) {
      if (readOnly || service === "iam" || service === "sts") return;
      const profile = partAt(request, "iaminstanceprofile");
      for (const { key, value } of [...leavesOf(request), ...rolesNamed(textAt(profile, "name"))]) {
        if (typeof value !== "string" || !roleKeys.test(key)) continue;
        if (key === "arn" && !/:(?:role|instance-profile)\//.test(value)) continue;
        const name = roleName(value);
        if (name === undefined || !soundsPowerful(name)) continue;
        yield takesRole(name, "handed to a service");
        return;
      }
    },
  },
];

function rolesNamed(name: string | undefined): Leaf[] {
  return name === undefined ? [] : [{ key: "iaminstanceprofile", value: name }];
}

const admin: Verdict = {
  severity: "critical",
  category: "privilege-escalation",
  technique: "T1098.003",
  reason: "A policy that allows every action on everything was put in place.",
};

function open(isTrust: boolean): Verdict {
  return {
    severity: "critical",
    category: isTrust ? "persistence" : "exfiltration",
    technique: isTrust ? "T1098.003" : "T1537",
    reason: isTrust
      ? "Anyone in any AWS account can now assume this role."
      : "Everyone was given access: the principal is * and no condition says who.",
  };
}

function shared(accounts: readonly string[], isTrust: boolean): Verdict {
  const list = accounts.slice(0, 3).join(", ") + (accounts.length > 3 ? " and more" : "");
  return {
    severity: isTrust ? "critical" : "high",
    category: isTrust ? "persistence" : "exfiltration",
    technique: isTrust ? "T1098.003" : "T1537",
    reason: `Another account was given access: ${list}.`,
  };
}

function takesRole(name: string, how: string): Verdict {
  return {
    severity: "high",
    category: "privilege-escalation",
    technique: "T1548.005",
    reason: `A role whose name says that it may do much was ${how}: ${name}.`,
  };
}
