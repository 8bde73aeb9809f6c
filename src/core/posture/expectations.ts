/** What the organisation expects. Everything has a default that suits a bank's workstation; a managed file may change it. */
export interface Expectations {
  /** Central MCP file; absent: the usual path of the operating system. */
  readonly centralMcp?: string;
  readonly signInMethods: readonly string[];
  /** Settings that must have a value, by name. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly services: {
    readonly dlp: readonly string[];
    readonly edr: readonly string[];
  };
  /** Of Kiro: `us-east-1`, `eu-central-1`. */
  readonly profileRegions: readonly string[];
  /** Hosts that must lead to private addresses. */
  readonly privateHosts: readonly string[];
  /** CIDR blocks that count as private beside the usual ones. */
  readonly privateBlocks: readonly string[];
  /** Hosts that must not be reachable. */
  readonly blockedHosts: readonly string[];
  /** Hosts that must be. */
  readonly neededHosts: readonly string[];
  /** Issuers that may stand in certificates beside Amazon's, such as an inspecting proxy's. */
  readonly inspectionIssuers: readonly string[];
  readonly minimumVersions: Readonly<Record<string, string>>;
  readonly gallery: string;
  /** Ids of extensions that may be installed; empty: any. */
  readonly extensions: readonly string[];
  /** ARN of the agent's role. */
  readonly agentRole?: string;
  /** Longest session in hours. */
  readonly sessionHours: number;
  /** A policy file of the DLP agent that is to be read. */
  readonly dlpPolicy?: string;
  /** Longest time since the last run, in hours. */
  readonly reportEveryHours: number;
}
