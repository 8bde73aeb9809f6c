import { mapping, type WorkstationCheck } from "../check.ts";
import type { SettingFact } from "../facts.ts";
import { fail, judge, pass, worst, type Judgement } from "../judgement.ts";
import { isOfTelemetry, judgeSetting } from "./settingValues.ts";

const trust = "security.workspace.trust.enabled";

/** PK-013. */
export const autonomy: WorkstationCheck = {
  id: "PK-013",
  title: "Agent autonomy and approved env vars",
  area: "Agent settings",
  severity: "medium",
  mapping: mapping("9.2, 11.1", { nist: "CM-6" }),
  remedy:
    "Set kiroAgent.agentAutonomy to Supervised in the user's settings, and take agent settings out of workspaces.",
  judge: ({ settings }, { expectations }) =>
    judge(settings, (all) =>
      worst([
        ...expected(expectations.settings, (name) => !isOfTelemetry(name) && name !== trust, all),
        approvedEnv(all, expectations.approvedEnv),
      ]),
    ),
};

/** PK-025. */
export const telemetry: WorkstationCheck = {
  id: "PK-025",
  title: "Telemetry/content sharing off",
  area: "Agent settings",
  severity: "medium",
  mapping: mapping("11.1", { nist: "SC-4" }),
  remedy: "Set telemetry.telemetryLevel to off and turn off Kiro's usage analytics and content collection.",
  judge: ({ settings }, { expectations }) =>
    judge(settings, (all) => {
      const judged = expected(expectations.settings, isOfTelemetry, all);
      return judged.length > 0 ? worst(judged) : pass("the expectations ask for nothing here");
    }),
};

/** Judgement of workspace trust, a part of PK-026. */
export function judgeTrust(
  settings: readonly SettingFact[],
  wanted: Readonly<Record<string, unknown>>,
): Judgement {
  return judgeSetting(trust, Object.hasOwn(wanted, trust) ? wanted[trust] : true, settings);
}

function expected(
  wanted: Readonly<Record<string, unknown>>,
  isMine: (name: string) => boolean,
  settings: readonly SettingFact[],
): readonly Judgement[] {
  return Object.entries(wanted)
    .filter(([name]) => isMine(name))
    .map(([name, value]) => judgeSetting(name, value, settings));
}

function approvedEnv(settings: readonly SettingFact[], approved: readonly string[] | undefined): Judgement {
  const found = settings.filter(({ name }) => /^kiro(?:Agent|Extension)\.mcpApprovedEnvVars$/.test(name));
  const names = found.flatMap(({ value }) =>
    Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [],
  );
  const evidence = found.length > 0 ? [`approved variables: ${names.join(", ") || "none"}`] : [];
  if (!approved) {
    return pass("approved variables are not judged", {
      evidence,
      notes:
        names.length > 0
          ? ["Name the variables that may be approved in approvedEnv to have them judged."]
          : [],
    });
  }
  const foreign = names.filter((name) => !approved.includes(name));
  return foreign.length > 0
    ? fail(`variables are approved that the organisation did not name: ${foreign.join(", ")}`, { evidence })
    : pass("only named variables are approved", { evidence });
}
