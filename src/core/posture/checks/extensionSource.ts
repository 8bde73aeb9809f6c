import { mapping, type WorkstationCheck } from "../check.ts";
import { fail, judge, pass, worst } from "../judgement.ts";

/** PK-024. */
export const extensionSource: WorkstationCheck = {
  id: "PK-024",
  title: "Extension source controlled",
  area: "Workstation",
  severity: "medium",
  mapping: mapping("3.4, 11.3", { cis: "2.5" }),
  remedy:
    "Point the editor to the organisation's gallery and remove the extensions named; extensions.allowed keeps others out.",
  judge: ({ gallery, extensions }, { expectations }) =>
    worst([
      judge(gallery, (address) => {
        const evidence = [`gallery ${withoutUser(address)}`];
        return isBelow(address, expectations.gallery)
          ? pass("the gallery is the expected one", { evidence })
          : fail("extensions come from another gallery", { evidence });
      }),
      judge(extensions, (ids) => {
        const allowed = new Set(expectations.extensions.map((id) => id.toLowerCase()));
        if (allowed.size === 0)
          return pass(`${ids.length} extensions are installed`, {
            notes: ["Any extension may be installed: the expectations list none."],
          });
        const foreign = ids.filter((id) => !allowed.has(id.toLowerCase()));
        return foreign.length > 0
          ? fail(`${foreign.length} extensions are not on the list`, { evidence: foreign })
          : pass("all extensions are on the list");
      }),
    ]),
};

/** Whether an address is the expected one or lies below it. */
function isBelow(address: string, expected: string): boolean {
  const [one, other] = [URL.parse(address), URL.parse(expected)];
  if (!one || !other || one.username !== "" || one.password !== "") return false;
  const path = other.pathname.replace(/\/$/, "");
  return one.origin === other.origin && (one.pathname === path || one.pathname.startsWith(`${path}/`));
}

function withoutUser(address: string): string {
  return address.replace(/\/\/[^/@]*@/, "//").replace(/[?#].*$/s, "");
}
