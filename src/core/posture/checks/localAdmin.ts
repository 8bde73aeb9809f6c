import { mapping, type WorkstationCheck } from "../check.ts";
import { fail, judge, pass } from "../judgement.ts";

/** PK-019. */
export const localAdmin: WorkstationCheck = {
  id: "PK-019",
  title: "User is not local administrator",
  area: "Workstation",
  severity: "critical",
  mapping: mapping("9.2", { cis: "5.4", nist: "AC-6(5)" }),
  remedy: "Take the person out of the groups named, and give a separate account for administration.",
  judge: ({ admin }) =>
    judge(admin, ({ through }) =>
      through.length > 0
        ? fail(`the user has administrator's rights through ${through.join(", ")}`, { evidence: through })
        : pass("the user is in no group and holds no privilege of administrators"),
    ),
};
