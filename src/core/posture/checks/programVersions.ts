import { mapping, type WorkstationCheck } from "../check.ts";
import type { VersionFact } from "../facts.ts";
import { fail, judge, outOfScope, pass, undecided, worst, type Judgement } from "../judgement.ts";

/** PK-023. */
export const programVersions: WorkstationCheck = {
  id: "PK-023",
  title: "Kiro version and updater",
  area: "Workstation",
  severity: "medium",
  mapping: mapping("7.5, 11.3", { cis: "7.4", nist: "SI-2" }),
  remedy: "Update Kiro: earlier versions do not keep to the controls of sign-in.",
  judge: ({ versions }, { expectations }) =>
    judge(versions, (all) => {
      const minimum = expectations.minimumVersions;
      const judged = all.flatMap((fact) => {
        const least = Object.hasOwn(minimum, fact.name) ? minimum[fact.name] : undefined;
        return least === undefined ? [] : [judgeVersion(fact, least)];
      });
      return judged.length > 0
        ? worst(judged)
        : outOfScope("none of the programs with a minimum version was found");
    }),
};

function judgeVersion({ name, version, isSigned }: VersionFact, least: string): Judgement {
  const evidence = [
    `${name} ${version}, at least ${least}${isSigned === undefined ? "" : isSigned ? ", signed" : ", not signed"}`,
  ];
  const order = compareVersions(version, least);
  if (order === undefined) return undecided(`the version of ${name} cannot be compared`, { evidence });
  if (order < 0) return fail(`${name} ${version} is older than ${least}`, { evidence });
  if (isSigned === false) return fail(`the signature of ${name} is not valid`, { evidence });
  return pass("versions are as asked", {
    evidence,
    notes: isSigned === undefined ? [`The signature of ${name} was not checked on this system.`] : [],
  });
}

/** By numbers; what stands behind a hyphen is left out. Undefined when one of them has no number. */
function compareVersions(left: string, right: string): number | undefined {
  const [one, other] = [numbersOf(left), numbersOf(right)];
  if (!one || !other) return undefined;
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(version: string): readonly number[] | undefined {
  const [, digits] = /^v?(\d{1,9}(?:\.\d{1,9}){0,4})(?:[-+].*)?$/.exec(version.trim()) ?? [];
  return digits?.split(".").map(Number);
}
