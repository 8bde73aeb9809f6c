import * as vscode from "vscode";
import type { PolicyType } from "../core/iam/model/located.ts";
import type { EngineName } from "../core/model/engine.ts";
import type { Severity } from "../core/model/severity.ts";
import type { AwsSelection } from "../core/ports.ts";
import type { McpRole } from "./mcpRole.ts";
import {
  settingDefinitions,
  settingNames,
  type ActivityNotify,
  type PostureSchedule,
  type SettingDefinition,
  type SettingName,
} from "./settingDefinitions.ts";

/** How new secrets are named, encrypted and tagged. */
interface FixOptions {
  /** With `{project}`, `{file}` and `{key}`. */
  readonly nameTemplate: string;
  /** Absent: the account's default key. */
  readonly kmsKeyId?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** What the machine says about MCP servers. Empty settings are absent here. */
export interface McpSettings {
  readonly enabled: boolean;
  /** Absolute path, or an `https` address. */
  readonly policy?: string;
  /** Public key, PEM or base64. */
  readonly policyKey?: string;
  /** Absolute path, or an `https` address. */
  readonly registry?: string;
  readonly registryMode: boolean;
  readonly role: McpRole;
}

/** What the machine says about agent activity. Empty settings are absent here. */
export interface ActivitySettings {
  readonly enabled: boolean;
  /** Absolute path of delivered CloudTrail files. */
  readonly folder?: string;
  /** ARN. */
  readonly role?: string;
  /** Where the role is expected to work; empty: anywhere. */
  readonly regions: readonly string[];
  readonly notify: ActivityNotify;
  /** Events held at most. */
  readonly maxEvents: number;
}

/** What the machine says about checks of its posture. Empty settings are absent here. */
export interface PostureSettings {
  readonly schedule: PostureSchedule;
  /** Whether checks resolve names and connect to hosts. */
  readonly network: boolean;
  /** Whether checks read the AWS account. */
  readonly aws: boolean;
  /** Absolute path of the folder of reports. */
  readonly reportFolder?: string;
}

/** Picket's settings: the only reader and writer of the editor's configuration. Every call reads the present value. */
export interface Settings {
  secretsEnabled(): boolean;
  /** Whether policies and templates are checked. */
  iamEnabled(): boolean;
  /** Whether a line above each statement says what it does. */
  iamCodeLens(): boolean;
  /** Whether Kiro's own files are judged: hooks, steering, agents, permissions, settings. */
  kiroEnabled(): boolean;
  mcp(): McpSettings;
  /** Writes the path or address of the policy to the user's own settings. */
  updateMcpPolicy(policy: string): Promise<void>;
  activity(): ActivitySettings;
  /** Writes to the user's own settings when agent activity may interrupt. */
  updateActivityNotify(notify: ActivityNotify): Promise<void>;
  posture(): PostureSettings;
  /** The variables that Kiro expands in `mcp.json`; what a workspace says does not count. */
  kiroApprovedVariables(): readonly string[];
  /** The engines that are on. */
  engines(): readonly EngineName[];
  /** By pattern in the form of `.gitignore`: the type of the policies of matching files. */
  policyTypes(): Readonly<Record<string, PolicyType>>;
  /** By rule id, of every engine. */
  severities(): Readonly<Record<string, Severity | "off">>;
  /** Rules of the user's own, as they were written. */
  customRules(): readonly unknown[];
  /** Patterns in the form of `.gitignore`, relative to a workspace folder. */
  ignoreGlobs(): readonly string[];
  /** Name of the baseline file, relative to a workspace folder; empty: none is read. */
  baselineName(): string;
  /** Longest text that is scanned. */
  maxFileSizeMB(): number;
  /** Quiet time after a change, in ms. */
  delayMs(): number;
  /** Empty settings are absent here. */
  awsSelection(): AwsSelection;
  /** Writes profile and Region to the machine's own settings; undefined clears. The endpoint is never written. */
  updateAwsSelection(selection: Pick<AwsSelection, "profile" | "region">): Promise<void>;
  /** Tags and key for the resource; its workspace folder may have its own name template when it is trusted. */
  fixOptions(resource?: vscode.Uri): FixOptions;
  /** Fires when a setting of Picket changed; the names are without `picket.`. */
  onDidChange(listener: (changed: readonly SettingName[]) => void): vscode.Disposable;
}

const defined = settingDefinitions;

function read<T>(name: SettingName, { parse }: SettingDefinition<T>, resource?: vscode.Uri): T {
  return parse(vscode.workspace.getConfiguration("picket", resource ?? null).get<unknown>(name));
}

async function write(name: SettingName, value: string | undefined): Promise<void> {
  const target = vscode.ConfigurationTarget.Global;
  const wanted = value === undefined || value === "" ? undefined : value;
  await vscode.workspace.getConfiguration("picket").update(name, wanted, target);
}

function awsSelection(): AwsSelection {
  const profile = read("aws.profile", defined["aws.profile"]);
  const region = read("aws.region", defined["aws.region"]);
  const endpoint = read("aws.endpoint", defined["aws.endpoint"]);
  return {
    ...(profile === "" ? {} : { profile }),
    ...(region === "" ? {} : { region }),
    ...(endpoint === "" ? {} : { endpoint }),
  };
}

function fixOptions(resource?: vscode.Uri): FixOptions {
  const kmsKeyId = read("fix.kmsKeyId", defined["fix.kmsKeyId"]);
  return {
    nameTemplate:
      read("fix.nameTemplate", defined["fix.nameTemplate"], resource) || defined["fix.nameTemplate"].default,
    tags: read("fix.tags", defined["fix.tags"]),
    ...(kmsKeyId === "" ? {} : { kmsKeyId }),
  };
}

function mcpSettings(): McpSettings {
  const policy = read("mcp.policy", defined["mcp.policy"]);
  const policyKey = read("mcp.policyKey", defined["mcp.policyKey"]);
  const registry = read("mcp.registry", defined["mcp.registry"]);
  return {
    enabled: read("mcp.enabled", defined["mcp.enabled"]),
    ...(policy === "" ? {} : { policy }),
    ...(policyKey === "" ? {} : { policyKey }),
    ...(registry === "" ? {} : { registry }),
    registryMode: read("mcp.registryMode", defined["mcp.registryMode"]),
    role: read("mcp.role", defined["mcp.role"]),
  };
}

function activitySettings(): ActivitySettings {
  const folder = read("activity.folder", defined["activity.folder"]);
  const role = read("activity.role", defined["activity.role"]);
  return {
    enabled: read("activity.enabled", defined["activity.enabled"]),
    ...(folder === "" ? {} : { folder }),
    ...(role === "" ? {} : { role }),
    regions: read("activity.regions", defined["activity.regions"]),
    notify: read("activity.notify", defined["activity.notify"]),
    maxEvents: read("activity.maxEvents", defined["activity.maxEvents"]),
  };
}

function postureSettings(): PostureSettings {
  const include = read("posture.include", defined["posture.include"]);
  const reportFolder = read("posture.reportFolder", defined["posture.reportFolder"]);
  return {
    schedule: read("posture.schedule", defined["posture.schedule"]),
    network: include.includes("network"),
    aws: include.includes("aws"),
    ...(reportFolder === "" ? {} : { reportFolder }),
  };
}

function kiroApprovedVariables(): readonly string[] {
  const value = vscode.workspace.getConfiguration("kiroAgent").inspect<unknown>("mcpApprovedEnvVars");
  const names = value?.globalValue ?? value?.defaultValue;
  return Array.isArray(names) ? names.filter((name): name is string => typeof name === "string") : [];
}

/** The settings as the editor holds them. */
export function createSettings(): Settings {
  const secretsEnabled = (): boolean => read("secrets.enabled", defined["secrets.enabled"]);
  const iamEnabled = (): boolean => read("iam.enabled", defined["iam.enabled"]);
  return {
    secretsEnabled,
    iamEnabled,
    iamCodeLens: () => read("iam.codeLens", defined["iam.codeLens"]),
    engines: () => [
      ...(secretsEnabled() ? (["secrets"] as const) : []),
      ...(iamEnabled() ? (["iam"] as const) : []),
    ],
    kiroEnabled: () => read("kiro.enabled", defined["kiro.enabled"]),
    mcp: mcpSettings,
    updateMcpPolicy: (policy) => write("mcp.policy", policy),
    activity: activitySettings,
    updateActivityNotify: (notify) => write("activity.notify", notify),
    posture: postureSettings,
    kiroApprovedVariables,
    policyTypes: () => read("iam.policyTypes", defined["iam.policyTypes"]),
    severities: () => ({
      ...read("secrets.severity", defined["secrets.severity"]),
      ...read("iam.severity", defined["iam.severity"]),
      ...read("mcp.severity", defined["mcp.severity"]),
      ...read("kiro.severity", defined["kiro.severity"]),
    }),
    customRules: () => read("secrets.customRules", defined["secrets.customRules"]),
    ignoreGlobs: () => read("secrets.ignore", defined["secrets.ignore"]),
    baselineName: () => read("secrets.baseline", defined["secrets.baseline"]),
    maxFileSizeMB: () => read("scan.maxFileSizeMB", defined["scan.maxFileSizeMB"]),
    delayMs: () => read("scan.delayMs", defined["scan.delayMs"]),
    awsSelection,
    async updateAwsSelection(selection) {
      await write("aws.profile", selection.profile);
      await write("aws.region", selection.region);
    },
    fixOptions,
    onDidChange: (listener) =>
      vscode.workspace.onDidChangeConfiguration((event) => {
        const changed = settingNames.filter((name) => event.affectsConfiguration(`picket.${name}`));
        if (changed.length > 0) listener(changed);
      }),
  };
}
