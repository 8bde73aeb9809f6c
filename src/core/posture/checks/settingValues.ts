import type { SettingFact } from "../facts.ts";
import { fail, pass, worst, type Judgement } from "../judgement.ts";

/**
 * Names under which editors keep the same setting: Kiro's own of today, of earlier builds, and those of its extension
 * for VS Code. Sources: Kiro 0.11's code; kiro.dev/docs/extensions/vscode/settings.
 */
const families: readonly (readonly string[])[] = [
  ["kiroAgent.agentAutonomy", "kiroExtension.agentAutonomy"],
  ["kiroAgent.configureMCP", "kiroExtension.configureMCP"],
  [
    "telemetry.dataSharingAndPromptLogging.contentCollectionForServiceImprovement",
    "telemetry.dataSharing.contentCollectionForServiceImprovement",
    "kiroExtension.contentCollectionForServiceImprovement",
  ],
  [
    "telemetry.dataSharingAndPromptLogging.usageAnalyticsAndPerformanceMetrics",
    "telemetry.dataSharing.usageAnalyticsAndPerformanceMetrics",
    "kiroExtension.usageAnalyticsAndPerformanceMetrics",
  ],
];

/** What counts where a setting is not set. */
const defaults: Readonly<Record<string, unknown>> = {
  "kiroAgent.agentAutonomy": "Autopilot",
  "kiroAgent.configureMCP": "Enabled",
  "telemetry.telemetryLevel": "all",
  "security.workspace.trust.enabled": true,
};

/** The settings of the expectations that tell what an editor sends away. */
export function isOfTelemetry(name: string): boolean {
  return /^telemetry\.|(?:usageAnalytics|contentCollection)/.test(name);
}

/** Every name under which an expected setting may stand, itself first. */
function namesOfSetting(name: string): readonly string[] {
  const family = families.find((one) => one.includes(name)) ?? [];
  return [name, ...family.filter((other) => other !== name)];
}

/** Whether one expected setting has its value under each name that is set, and under one of them at least. */
export function judgeSetting(name: string, wanted: unknown, settings: readonly SettingFact[]): Judgement {
  const names = namesOfSetting(name);
  const set = settings.filter((one) => names.includes(one.name) && one.value !== undefined);
  const evidence = set.map(lineOf);
  if (set.length === 0) {
    const value = Object.hasOwn(defaults, name) ? defaults[name] : undefined;
    const line = `${name}: not set${value === undefined ? "" : `, which means ${JSON.stringify(value)}`}`;
    return isEqual(value, wanted)
      ? pass(`${name} has the expected value`, { evidence: [line] })
      : fail(`${name} is not set to ${JSON.stringify(wanted)}`, { evidence: [line] });
  }
  const wrong = set.filter(({ value }) => !isEqual(value, wanted));
  const byWorkspace = set.filter(({ setByWorkspace }) => setByWorkspace);
  return worst([
    wrong.length > 0
      ? fail(`${wrong.map((one) => one.name).join(", ")} is not ${JSON.stringify(wanted)}`, { evidence })
      : pass(`${name} has the expected value`, { evidence }),
    ...byWorkspace.map((one) =>
      fail(`the workspace sets ${one.name}`, { evidence, severity: "low" as const }),
    ),
  ]);
}

function lineOf({ name, value, setByWorkspace }: SettingFact): string {
  // Texts in settings may be anything; only short plain words, numbers and switches are repeated.
  const plain = typeof value === "string" ? /^[\w.-]{1,40}$/.test(value) : typeof value !== "object";
  return `${name}: ${plain ? JSON.stringify(value) : "a value of another form"}${setByWorkspace ? " (workspace)" : ""}`;
}

function isEqual(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
