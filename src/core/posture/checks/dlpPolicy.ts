import { lintDlpPolicy } from "../dlp/lintDlpPolicy.ts";
import { mapping, type WorkstationCheck } from "../check.ts";
import { fail, judge, pass, undecided } from "../judgement.ts";

/** PK-104: the policy of the DLP agent stops what it is for, from M10. */
export const dlpPolicy: WorkstationCheck = {
  id: "PK-104",
  title: "DLP policy blocks code and credentials",
  area: "Workstation",
  severity: "medium",
  mapping: mapping("11.1", { nist: "SC-7(10), AC-4", cis: "3.13" }),
  remedy: "Add rules with the action block for the patterns named, and mend what the lint names.",
  judge: ({ dlpPolicy: policy }) =>
    judge(policy, ({ exists, path, text }) => {
      if (!exists)
        return fail("there is no DLP policy where the expectations name one", { evidence: [path] });
      if (text === undefined) return undecided("the DLP policy could not be read", { evidence: [path] });
      const { rules, problems } = lintDlpPolicy(text);
      return problems.length > 0
        ? fail(problems.join("; "), { evidence: [path, ...rules] })
        : pass("it blocks credentials and source code", { evidence: [path, ...rules] });
    }),
};
