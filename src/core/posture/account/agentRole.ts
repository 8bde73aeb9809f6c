import { mapping, type AccountCheck } from "../check.ts";
import { fail, judge, pass, undecided, worst, type Judgement } from "../judgement.ts";
import { statementsOf } from "./policyStatements.ts";

/** Policies of AWS that give an agent more than any agent needs. */
const broadNames =
  /(?:^|\/)(?:AdministratorAccess(?:-\w+)?|PowerUserAccess|IAMFullAccess|SystemAdministrator|Amazon\w+FullAccess|AWS\w+_?FullAccess)$/;

/** PA-010: the agent's role by its attached policies. The IAM engine judges documents in depth; this names the worst. */
export const agentRole: AccountCheck = {
  id: "PA-010",
  title: "Agent role grants no whole service",
  area: "AWS account",
  severity: "critical",
  mapping: mapping("9.1, 9.2", { nist: "AC-6", cis: "3.3, 6.8", owasp: "MCP02" }),
  remedy:
    "Replace the policies named by the actions that the role uses: picket activity least-privilege proposes them.",
  judge: ({ rolePolicies }) =>
    judge(rolePolicies, (policies) => {
      const granting = policies.filter(({ kind }) => kind !== "boundary");
      if (granting.length === 0) return pass("no policy is attached");
      return worst(granting.map(({ name, text }) => judgePolicy(name, text)));
    }),
};

function judgePolicy(name: string, text: string): Judgement {
  if (broadNames.test(name)) return fail(`${shortName(name)} is attached`, { evidence: [name] });
  const statements = statementsOf(text);
  if (!statements) return undecided(`${shortName(name)} cannot be read`, { evidence: [name] });
  const broad = statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap(({ actions, hasNotAction }) => [
      ...actions.filter((action) => /^\*$|^[\w-]+:\*+$|^\*:/.test(action)),
      ...(hasNotAction ? ["NotAction"] : []),
    ]);
  return broad.length > 0
    ? fail(`${shortName(name)} allows ${[...new Set(broad)].join(", ")}`, { evidence: [name] })
    : pass("its policies name their actions", { evidence: [name] });
}

function shortName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
