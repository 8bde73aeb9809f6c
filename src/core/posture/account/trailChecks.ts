import { mapping, type AccountCheck } from "../check.ts";
import type { TrailFact } from "../facts.ts";
import { fail, judge, pass, type Judgement } from "../judgement.ts";

/** PA-001. */
export const trailCoverage: AccountCheck = {
  id: "PA-001",
  title: "A trail logs every Region and global services",
  area: "AWS account",
  severity: "critical",
  mapping: mapping("12.2, 15", { nist: "AU-2, AU-12", cis: "8.2" }),
  remedy:
    "Create a multi-Region trail of management events (picket policy monitoring writes the stack) and start logging.",
  judge: ({ trails }) =>
    judge(trails, (all) =>
      oneOf(all, "no trail logs all management events of every Region", (trail) => [
        ...(trail.isLogging ? [] : ["does not log"]),
        ...(trail.isMultiRegion ? [] : ["covers one Region"]),
        ...(trail.includesGlobalEvents ? [] : ["leaves out global services"]),
        ...(trail.logsManagementReads && trail.logsManagementWrites ? [] : ["leaves out management events"]),
      ]),
    ),
};

/** PA-002. */
export const trailIntegrity: AccountCheck = {
  id: "PA-002",
  title: "Log files are validated and encrypted",
  area: "AWS account",
  severity: "high",
  mapping: mapping("12.2, 15", { nist: "AU-9", cis: "8.9, 3.11" }),
  remedy: "Turn on log file validation and a KMS key for the trail.",
  judge: ({ trails }) =>
    judge(trails, (all) => {
      const active = all.filter(({ isLogging }) => isLogging);
      const judged = oneOf(active, "no trail that logs validates its log files", ({ validatesLogFiles }) =>
        validatesLogFiles ? [] : ["does not validate"],
      );
      const isEncrypted = active.some(
        ({ validatesLogFiles, kmsKeyId }) => validatesLogFiles && kmsKeyId !== undefined,
      );
      if (judged.status !== "PASS" || isEncrypted) return judged;
      return fail("no trail that validates its log files encrypts them with a key of KMS", {
        evidence: judged.evidence,
        severity: "medium",
      });
    }),
};

/** PA-003. The guide's `AWS::Q::*` is no type that CloudTrail takes: real types stand in its place. */
export const trailDataEvents: AccountCheck = {
  id: "PA-003",
  title: "Data events are logged",
  area: "AWS account",
  severity: "medium",
  mapping: mapping("12.2, 15", { nist: "AU-2", cis: "8.5" }),
  remedy:
    "Add advanced event selectors for the resource types named; what agents read in S3 is visible nowhere else.",
  judge: ({ trails }, { expectations }) =>
    judge(trails, (all) => {
      const logged = new Set(
        all.filter(({ isLogging }) => isLogging).flatMap(({ dataEventTypes }) => dataEventTypes),
      );
      const missing = expectations.dataEventTypes.filter((type) => !logged.has(type));
      const evidence = [`logged: ${[...logged].join(", ") || "none"}`];
      const notes = ["CloudTrail accepts no resource type AWS::Q::*, which the banking guide names."];
      return missing.length > 0
        ? fail(`no trail logs data events of ${missing.join(", ")}`, { evidence, notes })
        : pass("the expected data events are logged", { evidence, notes });
    }),
};

function oneOf(
  trails: readonly TrailFact[],
  otherwise: string,
  faultsOf: (trail: TrailFact) => readonly string[],
): Judgement {
  const judged = trails.map((trail) => ({ name: trail.name, faults: faultsOf(trail) }));
  const evidence = judged.map(({ name, faults }) => `${name}: ${faults.join(", ") || "as expected"}`);
  const good = judged.find(({ faults }) => faults.length === 0);
  return good ? pass(`${good.name} does`, { evidence }) : fail(otherwise, { evidence });
}
