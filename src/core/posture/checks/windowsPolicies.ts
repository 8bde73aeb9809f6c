import { mapping, type WorkstationCheck } from "../check.ts";
import type { PolicyValueFact } from "../facts.ts";
import { fail, judge, pass, undecided, worst, type Judgement } from "../judgement.ts";

/** PK-102: removable storage and installs by users, from the banking guide's M9. */
export const storageAndInstalls: WorkstationCheck = {
  id: "PK-102",
  title: "Removable storage denied, user installs restricted",
  area: "Workstation",
  severity: "high",
  mapping: mapping("9.2, 11.1, 11.3", { nist: "MP-7, CM-11", cis: "10.3" }),
  remedy:
    "Set Deny_All of RemovableStorageDevices and DisableUserInstalls of Installer to 1 by group policy.",
  judge: ({ policyValues }) =>
    judge(policyValues, (all) =>
      worst([
        isOne(all, /Deny_All$/i, "removable storage is not denied"),
        isOne(all, /DisableUserInstalls$/i, "users may install programs"),
      ]),
    ),
};

/** PK-103: only known programs run, from M9. One of the two mechanisms is enough. */
export const applicationControl: WorkstationCheck = {
  id: "PK-103",
  title: "Application control enforced",
  area: "Workstation",
  severity: "medium",
  mapping: mapping("11.3", { nist: "CM-7(5)", cis: "2.5" }),
  remedy: "Enforce AppLocker or App Control for Business (WDAC).",
  judge: ({ policyValues }) =>
    judge(policyValues, (all) => {
      const found = all.filter(({ name }) => /AppLocker|WDAC|CodeIntegrity/i.test(name));
      const evidence = found.map(lineOf);
      if (found.some(isEnforced)) return pass("it is enforced", { evidence });
      const isSeen = (name: RegExp): boolean => found.some((one) => name.test(one.name));
      if (!isSeen(/AppLocker/i) || !isSeen(/WDAC|CodeIntegrity/i))
        return undecided("whether AppLocker or App Control is enforced could not be read", { evidence });
      return fail("neither AppLocker nor WDAC is enforced", { evidence });
    }),
};

/** A service that runs is no policy: AppIDSvc alone enforces nothing. */
function isEnforced({ value }: PolicyValueFact): boolean {
  return value !== undefined && /^(?:1|2|0x1|0x2|enforced|enabled|on)$/i.test(String(value).trim());
}

function isOne(all: readonly PolicyValueFact[], name: RegExp, otherwise: string): Judgement {
  const found = all.filter((one) => name.test(one.name));
  const evidence = found.map(lineOf);
  if (found.length === 0) return undecided(`${name.source.replace("$", "")} could not be read`);
  const isSet = found.some(({ value }) => value !== undefined && /^(?:1|0x1)$/.test(String(value)));
  return isSet ? pass("the policies are set", { evidence }) : fail(otherwise, { evidence });
}

function lineOf({ name, value }: PolicyValueFact): string {
  return `${name}: ${value === undefined ? "not set" : String(value)}`;
}
