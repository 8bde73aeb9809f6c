import type { Expectations } from "../expectations.ts";
import type { OperatingSystem } from "../facts.ts";
import { defaultBlockedHosts, defaultNeededHosts, kiroHosts } from "../network/hostLists.ts";
import type { PostureConfig } from "./configSchema.ts";

/** Regions that Kiro serves profiles from. */
const kiroRegions: readonly string[] = ["us-east-1", "eu-central-1"];

/** Settings that keep a person in the loop and what an editor sends away at home. Names of Kiro 0.11 and later. */
const settings: Readonly<Record<string, unknown>> = {
  "kiroAgent.agentAutonomy": "Supervised",
  "telemetry.telemetryLevel": "off",
  "telemetry.dataSharingAndPromptLogging.contentCollectionForServiceImprovement": false,
  "telemetry.dataSharingAndPromptLogging.usageAnalyticsAndPerformanceMetrics": false,
};

/** Protection that a system brings itself; what else should run is the organisation's to say. */
const ownProtection: Readonly<Record<OperatingSystem, readonly string[]>> = {
  win32: ["WinDefend"],
  darwin: [],
  linux: [],
};

/** What is expected on a system: the configuration over defaults that suit a bank's workstation. */
export function expectationsOf(config: PostureConfig, os: OperatingSystem): Expectations {
  const { services, approvedEnv, agentRole, reportKey } = config;
  const profileRegions = config.profileRegions ?? kiroRegions;
  const centralMcp = textFor(config.centralMcp, os);
  const dlpPolicy = textFor(config.dlpPolicy, os);
  return {
    signInMethods: config.signInMethods ?? ["idc", "external_idp"],
    settings: { ...settings, ...config.settings },
    services: {
      dlp: listFor(services?.dlp, os) ?? [],
      edr: listFor(services?.edr, os) ?? ownProtection[os],
    },
    profileRegions,
    privateHosts: config.privateHosts ?? profileRegions.flatMap(kiroHosts),
    privateBlocks: config.privateBlocks ?? [],
    blockedHosts: config.blockedHosts ?? defaultBlockedHosts,
    neededHosts: config.neededHosts ?? defaultNeededHosts,
    inspectionIssuers: config.inspectionIssuers ?? [],
    // Controls of sign-in came with these (PK-023).
    minimumVersions: config.minimumVersions ?? { kiro: "1.2", "kiro-cli": "2.25.0" },
    gallery: config.gallery ?? "https://open-vsx.org",
    extensions: config.extensions ?? [],
    sessionHours: config.sessionHours ?? 12,
    reportEveryHours: config.reportEveryHours ?? 24,
    allowlistHours: config.allowlistHours ?? 24,
    maxAutoApprove: config.maxAutoApprove ?? 10,
    endpointServices: config.endpointServices ?? ["q", "codewhisperer", "bedrock-runtime"],
    dataEventTypes: config.dataEventTypes ?? ["AWS::S3::Object", "AWS::Lambda::Function"],
    ...(centralMcp !== undefined && { centralMcp }),
    ...(dlpPolicy !== undefined && { dlpPolicy }),
    ...(approvedEnv && { approvedEnv }),
    ...(agentRole !== undefined && { agentRole }),
    ...(reportKey !== undefined && { reportKey }),
  };
}

type PerSystem<Value> = Partial<Record<OperatingSystem, Value | undefined>>;

function textFor(value: string | PerSystem<string> | undefined, os: OperatingSystem): string | undefined {
  return typeof value === "string" ? value : value?.[os];
}

function listFor(
  value: readonly string[] | PerSystem<readonly string[]> | undefined,
  os: OperatingSystem,
): readonly string[] | undefined {
  return isList(value) ? value : value?.[os];
}

function isList(value: readonly string[] | object | undefined): value is readonly string[] {
  return Array.isArray(value);
}
