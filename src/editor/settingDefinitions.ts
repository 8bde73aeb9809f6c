import type { PolicyType } from "../core/iam/model/located.ts";
import { toPolicyType } from "../core/iam/policyTypes.ts";
import type { Severity } from "../core/model/severity.ts";
import { mcpRoles, type McpRole } from "./mcpRole.ts";

/** One setting: its default, and the reading of whatever a settings file holds. Wrong types read as the default. */
export interface SettingDefinition<T> {
  readonly default: T;
  readonly parse: (value: unknown) => T;
}

/** When agent activity interrupts: for critical events, or never. */
export type ActivityNotify = "critical" | "off";

/** When posture is checked without being asked for. */
export type PostureSchedule = "off" | "daily";

const ruleSeverities: readonly string[] = ["error", "warning", "info", "hint", "off"];

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function toggle(fallback: boolean): SettingDefinition<boolean> {
  return { default: fallback, parse: (value) => (typeof value === "boolean" ? value : fallback) };
}

function text(fallback: string): SettingDefinition<string> {
  return { default: fallback, parse: (value) => (typeof value === "string" ? value.trim() : fallback) };
}

function oneOf<T extends string>(values: readonly T[], fallback: T): SettingDefinition<T> {
  return { default: fallback, parse: (value) => values.find((one) => one === value) ?? fallback };
}

function within(minimum: number, maximum: number, fallback: number): SettingDefinition<number> {
  const parse = (value: unknown): number =>
    typeof value === "number" && Number.isFinite(value)
      ? Math.min(Math.max(value, minimum), maximum)
      : fallback;
  return { default: fallback, parse };
}

const texts: SettingDefinition<readonly string[]> = {
  default: [],
  parse: (value) =>
    Array.isArray(value) ? value.filter((item) => typeof item === "string" && item !== "") : [],
};

/** What is in the list is checked by whoever reads it, so that each mistake can be said. */
const list: SettingDefinition<readonly unknown[]> = {
  default: [],
  parse: (value) => (Array.isArray(value) ? value : []),
};

function record<T extends string>(
  accepts: (value: string) => value is T,
): SettingDefinition<Record<string, T>> {
  return {
    default: {},
    parse(value) {
      if (!isRecord(value)) return {};
      const pairs = Object.entries(value).filter(
        (pair): pair is [string, T] => typeof pair[1] === "string" && accepts(pair[1]),
      );
      return Object.fromEntries(pairs);
    },
  };
}

/**
 * Every setting of the extension, by its name after `picket.`. `package.json` says the same to the editor; a test
 * compares the two. Scopes stand in `package.json` only: `application` where a workspace, or a container that a
 * repository describes, could turn a check off or send a secret elsewhere; `machine` where the machine decides.
 */
export const settingDefinitions = {
  "secrets.enabled": toggle(true),
  "secrets.severity": record((value): value is Severity | "off" => ruleSeverities.includes(value)),
  "secrets.customRules": list,
  "secrets.ignore": texts,
  "secrets.baseline": text(".picket-baseline.json"),
  "iam.enabled": toggle(true),
  "iam.severity": record((value): value is Severity | "off" => ruleSeverities.includes(value)),
  "iam.policyTypes": record((value): value is PolicyType => toPolicyType(value) !== undefined),
  "iam.codeLens": toggle(true),
  "mcp.enabled": toggle(true),
  "mcp.policy": text(""),
  "mcp.policyKey": text(""),
  "mcp.registry": text(""),
  "mcp.registryMode": toggle(false),
  "mcp.role": oneOf<McpRole>(mcpRoles, "developer"),
  "mcp.severity": record((value): value is Severity | "off" => ruleSeverities.includes(value)),
  "kiro.enabled": toggle(true),
  "kiro.severity": record((value): value is Severity | "off" => ruleSeverities.includes(value)),
  "activity.enabled": toggle(true),
  "activity.folder": text(""),
  "activity.role": text(""),
  "activity.regions": texts,
  "activity.notify": oneOf<ActivityNotify>(["critical", "off"], "critical"),
  "activity.maxEvents": within(1000, 100_000, 100_000),
  "posture.schedule": oneOf<PostureSchedule>(["off", "daily"], "off"),
  "posture.include": texts,
  "posture.reportFolder": text(""),
  "scan.maxFileSizeMB": within(1, 200, 50),
  "scan.delayMs": within(0, 2000, 80),
  "aws.profile": text(""),
  "aws.region": text(""),
  "aws.endpoint": text(""),
  "fix.nameTemplate": text("{project}/{file}/{key}"),
  "fix.kmsKeyId": text(""),
  "fix.tags": record((value): value is string => value.length <= 256),
} as const;

/** Name of a setting, after `picket.`. */
export type SettingName = keyof typeof settingDefinitions;

/** All settings, in the order of the settings editor. */
export const settingNames: readonly SettingName[] = Object.keys(settingDefinitions).filter(isSettingName);

function isSettingName(name: string): name is SettingName {
  return name in settingDefinitions;
}
