import { mapping, type AccountCheck } from "../check.ts";
import type { EndpointFact } from "../facts.ts";
import { fail, judge, pass, undecided, worst, type Judgement } from "../judgement.ts";
import { statementsOf } from "./policyStatements.ts";

/** PA-008. */
export const endpointsPresent: AccountCheck = {
  id: "PA-008",
  title: "VPC endpoints with private DNS",
  area: "AWS account",
  severity: "high",
  mapping: mapping("11.2", { nist: "SC-7", cis: "12.2" }),
  remedy:
    "Create interface endpoints with private DNS in Kiro's Region; a service that has none there is taken out of endpointServices.",
  judge: ({ endpoints }, { expectations }) =>
    judge(endpoints, (all) => {
      const judged = expectations.endpointServices.map((service): Judgement => {
        const found = all.filter((endpoint) => isOf(endpoint, service));
        const evidence = found.map(
          ({ id, service: full, hasPrivateDns }) =>
            `${id}: ${full}${hasPrivateDns ? "" : ", no private DNS"}`,
        );
        if (found.length === 0) return fail(`there is no endpoint of ${service}`);
        return found.some(({ hasPrivateDns }) => hasPrivateDns)
          ? pass("the endpoints are there", { evidence })
          : fail(`the endpoint of ${service} has no private DNS`, { evidence });
      });
      return judged.length > 0 ? worst(judged) : pass("the expectations ask for no endpoint");
    }),
};

/** PA-009. */
export const endpointPolicies: AccountCheck = {
  id: "PA-009",
  title: "Endpoint policies restrict callers",
  area: "AWS account",
  severity: "medium",
  mapping: mapping("9.1, 11.2", { nist: "AC-4, SC-7", cis: "3.3" }),
  remedy:
    "Give each endpoint a policy that names the organisation or the account in a condition (aws:PrincipalOrgID).",
  judge: ({ endpoints }, { expectations }) =>
    judge(endpoints, (all) => {
      const asked = all.filter((endpoint) =>
        expectations.endpointServices.some((service) => isOf(endpoint, service)),
      );
      return asked.length > 0
        ? worst(asked.map(judgePolicy))
        : pass("there is no endpoint of Kiro's to judge");
    }),
};

function isOf({ service }: EndpointFact, name: string): boolean {
  return service === name || service.endsWith(`.${name}`);
}

function judgePolicy({ id, policy }: EndpointFact): Judgement {
  const evidence = [id];
  if (policy === undefined) return fail(`${id} has no policy: everybody may use it`, { evidence });
  const statements = statementsOf(policy);
  if (!statements) return undecided(`the policy of ${id} cannot be read`, { evidence });
  const open = statements.some(
    ({ effect, principals, isConditional }) =>
      effect === "Allow" && principals.includes("*") && !isConditional,
  );
  return open
    ? fail(`the policy of ${id} lets any principal through`, { evidence })
    : pass("endpoint policies name who may pass", { evidence });
}
