import { mapping, type WorkstationCheck } from "../check.ts";
import type { ServiceFact } from "../facts.ts";
import { fail, judge, pass, undecided, type Judgement } from "../judgement.ts";

/** PK-017. */
export const dlpRunning: WorkstationCheck = {
  id: "PK-017",
  title: "DLP agent running",
  area: "Workstation",
  severity: "high",
  mapping: mapping("11.1, 12.2", { cis: "3.13", nist: "SC-7(10)" }),
  remedy: "Start the DLP agent's service and let it start by itself; ask whoever manages the device.",
  judge: ({ services }, { expectations }) =>
    judge(services, (all) => judgeServices(expectations.services.dlp, "dlp", all)),
};

/** PK-018. */
export const edrRunning: WorkstationCheck = {
  id: "PK-018",
  title: "EDR/AV running",
  area: "Workstation",
  severity: "medium",
  mapping: mapping("11.3, 12.2", { cis: "10.1" }),
  remedy: "Start the protection service; ask whoever manages the device.",
  judge: ({ services }, { expectations }) =>
    judge(services, (all) => judgeServices(expectations.services.edr, "edr", all)),
};

function judgeServices(names: readonly string[], list: string, all: readonly ServiceFact[]): Judgement {
  if (names.length === 0)
    return undecided(
      `the expectations name no service; list it in services.${list} of the posture configuration`,
    );
  const found = names.map((name) => ({
    name,
    fact: all.find((one) => one.name.toLowerCase() === name.toLowerCase()),
  }));
  const evidence = found.map(({ name, fact }) => `${name}: ${stateOf(fact)}`);
  const off = found.filter(({ fact }) => fact && !fact.isRunning);
  if (off.length > 0) return fail(`not running: ${off.map(({ name }) => name).join(", ")}`, { evidence });
  const unseen = found.filter(({ fact }) => !fact);
  if (unseen.length > 0)
    return undecided(`it could not be asked about ${unseen.map(({ name }) => name).join(", ")}`, {
      evidence,
    });
  const manual = found.filter(({ fact }) => fact?.startsItself === false);
  return manual.length > 0
    ? fail(`runs, but does not start by itself: ${manual.map(({ name }) => name).join(", ")}`, {
        evidence,
        severity: "medium",
      })
    : pass("it runs", { evidence });
}

function stateOf(fact: ServiceFact | undefined): string {
  if (!fact) return "not known";
  if (!fact.isInstalled) return "not installed";
  const start =
    fact.startsItself === undefined ? "" : fact.startsItself ? ", starts itself" : ", started by hand";
  return `${fact.isRunning ? "running" : "stopped"}${start}`;
}
