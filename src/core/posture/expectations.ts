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
  /** Hosts that must lead to private addresses; by default those of Kiro in `profileRegions`. */
  readonly privateHosts: readonly string[];
  /** CIDR blocks that count as private beside the usual ones. */
  readonly privateBlocks: readonly string[];
  /** Hosts that must not be reachable. */
  readonly blockedHosts: readonly string[];
  /** Hosts that must be. */
  readonly neededHosts: readonly string[];
  /** Parts of names of issuers that may stand in certificates beside Amazon's, such as an inspecting proxy's. */
  readonly inspectionIssuers: readonly string[];
  /** By program: `kiro` is the IDE, `kiro-cli` the command line. */
  readonly minimumVersions: Readonly<Record<string, string>>;
  /** Address that the editor takes extensions from; what is below it counts too. */
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
  /** Longest age of the allowlist of MCP servers, in hours. */
  readonly allowlistHours: number;
  /** Names of environment variables that `mcp.json` may refer to; absent: not judged. */
  readonly approvedEnv?: readonly string[];
  /** Most tools of a server that may run without asking. */
  readonly maxAutoApprove: number;
  /** Names of VPC endpoint services after the Region, such as `q`. */
  readonly endpointServices: readonly string[];
  /** Resource types whose data events a trail must log, such as `AWS::S3::Object`. */
  readonly dataEventTypes: readonly string[];
  /** Public key that reports must be signed with: SPKI as PEM, or base64 of its DER. */
  readonly reportKey?: string;
}
