import { mapping, type WorkstationCheck } from "../check.ts";
import { fail, judge, pass, undecided } from "../judgement.ts";

const hour = 3_600_000;

/** PK-028. A first report cannot show that there were others before it. */
export const evidenceChain: WorkstationCheck = {
  id: "PK-028",
  title: "Evidence log integrity",
  area: "Evidence",
  severity: "medium",
  mapping: mapping("12.2, 15", { cis: "8.5", nist: "AU-9" }),
  remedy:
    "Find out who changed the chain or stopped the daily run; keep the broken chain and begin another in a new folder.",
  judge: ({ chain }, { expectations, now }) =>
    judge(chain, ({ entries, isIntact, lastRunAt, problem }) => {
      const evidence = [
        `${entries} reports`,
        ...(lastRunAt === undefined ? [] : [`last ${new Date(lastRunAt).toISOString()}`]),
      ];
      if (!isIntact) return fail(problem ?? "the chain of reports was changed", { evidence });
      if (entries === 0 || lastRunAt === undefined)
        return undecided("there is no earlier report: the chain begins with the next one", { evidence });
      if (lastRunAt > now) return fail("the last report is of the future: the clock went back", { evidence });
      const age = (now - lastRunAt) / hour;
      return age > expectations.reportEveryHours
        ? fail(`the last report is ${Math.floor(age)} hours old, ${expectations.reportEveryHours} at most`, {
            evidence,
          })
        : pass("the chain holds from its beginning", { evidence });
    }),
};
