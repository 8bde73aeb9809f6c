import { mapping, type WorkstationCheck } from "../check.ts";
import { fail, judge, pass, undecided } from "../judgement.ts";

/** PK-015. */
export const hooksInstalled: WorkstationCheck = {
  id: "PK-015",
  title: "Security hooks installed and unmodified",
  area: "Kiro hooks",
  severity: "high",
  mapping: mapping("6.3, 11.1, 12.2", { nist: "SI-7" }),
  remedy: "Run picket hook install; it says what stands in the way of each hook.",
  judge: ({ hooks }) =>
    judge(hooks, (all) => {
      const evidence = all.map(({ name, state, path }) => `${name}: ${state}, ${path}`);
      const off = all.filter(({ state }) => state !== "as-shipped");
      if (all.every(({ state }) => state === "missing"))
        return fail("none of Picket's hooks is installed", { evidence });
      return off.length > 0
        ? fail(off.map(({ name, state }) => `${name} is ${state}`).join(", "), { evidence })
        : pass(`all ${all.length} are as shipped`, { evidence });
    }),
};

/** PK-016. */
export const hooksProven: WorkstationCheck = {
  id: "PK-016",
  title: "Hook enforcement proven by self-test",
  area: "Kiro hooks",
  severity: "medium",
  mapping: mapping("12.2, 13", { nist: "SI-6" }),
  remedy: "Run picket hook test; it names the hook that let a canary pass.",
  judge: ({ hookTrials }) =>
    judge(hookTrials, (all) => {
      if (all.length === 0) return undecided("no hook was tried");
      const evidence = all.map(
        ({ name, canary, worked, exitCode, tookMs }) =>
          `${name}, ${canary}: ${worked ? "worked" : "did not work"}${exitCode === undefined ? "" : `, exit ${exitCode}`}${tookMs === undefined ? "" : `, ${Math.round(tookMs)} ms`}`,
      );
      const notes = [
        "A prompt hook cannot be relied on to block: Kiro sends the prompt all the same in some builds.",
      ];
      const failed = all.filter(({ worked }) => !worked);
      return failed.length > 0
        ? fail(`hooks let canaries pass: ${[...new Set(failed.map(({ name }) => name))].join(", ")}`, {
            evidence,
            notes,
          })
        : pass(`all ${all.length} canaries were stopped or passed as they should`, { evidence, notes });
    }),
};
