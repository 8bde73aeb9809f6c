import type { Fact } from "./fact.ts";

export type OperatingSystem = "win32" | "darwin" | "linux";

/** A file as it lies there. A file that is missing is known: `exists` is false. */
export interface FileFact {
  readonly path: string;
  readonly exists: boolean;
  /** In bytes. */
  readonly size?: number;
  /** Lower-case hex. */
  readonly sha256?: string;
  /** The text, where a check reads it; absent for files whose content nobody may see. */
  readonly text?: string;
  /** What the first bytes are: `utf8` without a byte order mark, or what Kiro cannot read. */
  readonly encoding?: "utf8" | "utf8-bom" | "utf16" | "other";
  readonly isSymbolicLink?: boolean;
  /** Last change, ms since epoch. */
  readonly changedAt?: number;
}

/** Who can change a file or folder. */
export interface Protection {
  readonly path: string;
  /** SID on Windows, `uid:name` elsewhere. */
  readonly owner: string;
  /** Whether the owner is an administrator, the system or TrustedInstaller; root elsewhere. */
  readonly ownedByAdmin: boolean;
  /** Whether the person can write, append, delete, or change owner or permissions; by trial where that changes nothing. */
  readonly writableByUser: boolean;
  /** Whether it is a link, junction or other reparse point. */
  readonly isLink: boolean;
}

/** The user's MCP file against the central one. */
export interface LinkFact {
  readonly kind: "missing" | "file" | "symbolic-link" | "hard-link";
  /** Where it leads, resolved; absent for a plain file. */
  readonly target?: string;
  /** Whether it is the central file. */
  readonly isCentral: boolean;
}

/** How Kiro is signed in. Nothing of the token itself is read. */
export interface SignInFact {
  readonly provider: string;
  readonly method: string;
  /** When the token's file changed, ms since epoch. */
  readonly changedAt: number;
}

/** A service that should run. */
export interface ServiceFact {
  readonly name: string;
  readonly isInstalled: boolean;
  readonly isRunning: boolean;
  readonly startsItself?: boolean;
}

/** Why the person is an administrator; empty: is none. */
export interface AdminFact {
  /** Groups and privileges, such as `S-1-5-32-544` or `sudo`. */
  readonly through: readonly string[];
}

/** Where a name leads. */
export interface ResolvedHost {
  readonly host: string;
  /** By the system, hosts file included. */
  readonly byLookup: readonly string[];
  /** By DNS alone; absent: DNS gave no answer. */
  readonly byDns?: readonly string[];
  /** Whether a proxy is in force for it. */
  readonly isProxied: boolean;
}

/** What came of a connection to port 443 of a host. No credentials are sent. */
export interface ReachedHost {
  readonly host: string;
  /** `page`: something answered for it, such as a block page of a proxy. */
  readonly outcome: "no-name" | "refused" | "timeout" | "tls-refused" | "tls" | "page";
  /** Of the certificate, when there was one. */
  readonly issuer?: string;
  readonly names?: readonly string[];
  readonly expiresAt?: number;
  /** Whether the chain and the name are valid for this machine. */
  readonly isTrusted?: boolean;
}

/** A setting as an editor has it, and where from. */
export interface SettingFact {
  readonly name: string;
  readonly value: unknown;
  /** A workspace sets it, over the user. */
  readonly setByWorkspace: boolean;
}

/** A registry value, or the like of a policy of Windows. */
export interface PolicyValueFact {
  readonly name: string;
  /** Absent: it is not set. */
  readonly value?: string | number;
}

/** A hook file of Picket. */
export interface InstalledHook {
  readonly name: string;
  readonly path: string;
  readonly state: "as-shipped" | "changed" | "missing" | "disabled" | "linked";
}

/** What a hook did with a canary. */
export interface HookTrial {
  readonly name: string;
  readonly canary: string;
  /** Whether it did what it is for. */
  readonly worked: boolean;
  readonly exitCode?: number;
  readonly tookMs?: number;
}

/** A server of the MCP overview, judged. */
export interface ServerFact {
  readonly name: string;
  /** `user`, `workspace`, `agent`, `power`, `managed` … and the file. */
  readonly scope: string;
  readonly path: string;
  /** As `mcp-matching.md` has it: `ALLOWED`, `DENIED` … */
  readonly status: string;
  readonly isEffective: boolean;
  readonly isDisabled: boolean;
  /** Tools that run without asking. */
  readonly autoApprove: readonly string[];
}

/** A finding of another engine in Kiro's files. */
export interface FileFinding {
  readonly path: string;
  readonly ruleId: string;
  readonly line: number;
  readonly severity: string;
}

/** The state of the allowlist of MCP servers. */
export interface AllowlistFact {
  readonly path: string;
  readonly state: "valid" | "missing" | "broken" | "unsigned" | "bad-signature" | "expired" | "rolled-back";
  readonly serial?: number;
  readonly keyId?: string;
  readonly issuedAt?: number;
  readonly expiresAt?: number;
}

/** The chain of earlier reports. */
export interface ChainFact {
  readonly entries: number;
  readonly isIntact: boolean;
  readonly lastRunAt?: number;
  /** What is wrong with it. */
  readonly problem?: string;
}

/** A program and its version. */
export interface VersionFact {
  readonly name: string;
  readonly version: string;
  /** Whether its signature was checked and good, where the system can tell. */
  readonly isSigned?: boolean;
}

/** What a workstation check may ask for. Every fact is gathered apart: one that fails leaves the others. */
export interface WorkstationFacts {
  readonly os: OperatingSystem;
  readonly managedSettings: Fact<FileFact>;
  readonly centralMcp: Fact<FileFact>;
  readonly centralMcpProtection: Fact<Protection>;
  /** From the file's folder to the root. */
  readonly centralMcpAncestors: Fact<readonly Protection[]>;
  readonly userMcpLink: Fact<LinkFact>;
  readonly signIn: Fact<SignInFact>;
  readonly servers: Fact<readonly ServerFact[]>;
  readonly secretsInKiroFiles: Fact<readonly FileFinding[]>;
  readonly settings: Fact<readonly SettingFact[]>;
  /** `permissions.yaml` files, with text. */
  readonly permissions: Fact<readonly FileFact[]>;
  readonly hooks: Fact<readonly InstalledHook[]>;
  readonly hookTrials: Fact<readonly HookTrial[]>;
  /** By the names that the expectations list. */
  readonly services: Fact<readonly ServiceFact[]>;
  readonly admin: Fact<AdminFact>;
  readonly resolved: Fact<readonly ResolvedHost[]>;
  readonly reached: Fact<readonly ReachedHost[]>;
  readonly versions: Fact<readonly VersionFact[]>;
  /** Address of the gallery, and ids of what is installed. */
  readonly gallery: Fact<string>;
  readonly extensions: Fact<readonly string[]>;
  /** `.kiroignore` files, with text. */
  readonly ignoreFiles: Fact<readonly FileFact[]>;
  /** Removable storage, user installs, AppLocker, WDAC. */
  readonly policyValues: Fact<readonly PolicyValueFact[]>;
  readonly dlpPolicy: Fact<FileFact>;
  readonly allowlist: Fact<AllowlistFact>;
  readonly chain: Fact<ChainFact>;
}

/** A trail with its state. */
export interface TrailFact {
  readonly name: string;
  readonly isMultiRegion: boolean;
  readonly isLogging: boolean;
  readonly validatesLogFiles: boolean;
  readonly includesGlobalEvents: boolean;
  readonly kmsKeyId?: string;
  readonly bucket?: string;
  readonly logGroup?: string;
  readonly logsManagementReads: boolean;
  readonly logsManagementWrites: boolean;
  /** Resource types whose data events it logs, such as `AWS::S3::Object`. */
  readonly dataEventTypes: readonly string[];
}

/** An alarm on a metric filter of a trail's log group. */
export interface AlarmFact {
  readonly filterName: string;
  readonly pattern: string;
  readonly alarmName?: string;
  /** Whether the alarm tells anybody. */
  readonly hasAction: boolean;
}

/** An endpoint of a VPC. */
export interface EndpointFact {
  readonly id: string;
  readonly service: string;
  readonly hasPrivateDns: boolean;
  /** JSON. */
  readonly policy?: string;
}

/** A rule of a security group that lets traffic in or out. */
export interface SecurityGroupRule {
  readonly groupId: string;
  readonly direction: "ingress" | "egress";
  /** `-1`: all. */
  readonly protocol: string;
  /** Absent: all ports. */
  readonly fromPort?: number;
  readonly toPort?: number;
  /** CIDR blocks, prefix lists and groups at the other end. */
  readonly peers: readonly string[];
}

/** A WorkSpace as DescribeWorkspaces has it. */
export interface WorkspaceFact {
  readonly id: string;
  readonly rootEncrypted: boolean;
  readonly userEncrypted: boolean;
  /** Key of both volumes. */
  readonly kmsKeyId?: string;
  /** `AUTO_STOP`, `ALWAYS_ON`, `MANUAL`. */
  readonly runningMode?: string;
}

/** What an account check may ask for. */
export interface AccountFacts {
  readonly account: Fact<{ readonly id: string; readonly region: string; readonly arn: string }>;
  readonly trails: Fact<readonly TrailFact[]>;
  readonly alarms: Fact<readonly AlarmFact[]>;
  readonly config: Fact<{
    readonly isRecording: boolean;
    readonly recordsAll: boolean;
    readonly rules: readonly string[];
  }>;
  readonly endpoints: Fact<readonly EndpointFact[]>;
  /** Of the agent's role: names or ARNs, and the documents as JSON. */
  readonly rolePolicies: Fact<
    readonly {
      readonly name: string;
      readonly kind: "inline" | "managed" | "boundary";
      readonly text: string;
    }[]
  >;
  readonly identityCenter: Fact<{
    readonly sessionHours?: number;
    readonly mfa?: "always" | "context-aware" | "never";
  }>;
  /** Of the endpoints' groups; absent: this collector does not read them. */
  readonly securityGroupRules?: Fact<readonly SecurityGroupRule[]>;
  /** Absent: as above. */
  readonly workspaces?: Fact<readonly WorkspaceFact[]>;
}
