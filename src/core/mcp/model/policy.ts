/** A package of a registry, as a policy names it. */
export interface PolicyPackage {
  readonly registryType: "npm" | "pypi" | "oci";
  readonly identifier: string;
  readonly version?: string;
  readonly digest?: string;
  readonly registryBaseUrl?: string;
}

/** A server that the organisation allows. Absent members constrain nothing, but `args`. */
export interface PolicyServer {
  readonly id: string;
  readonly names: readonly string[];
  readonly strictNames?: boolean;
  /** Exactly one of package, url and command. */
  readonly package?: PolicyPackage;
  readonly url?: string;
  readonly command?: { readonly path: string; readonly sha256?: string };
  readonly runners?: readonly string[];
  readonly args?: readonly string[];
  readonly runtimeArgs?: readonly string[];
  readonly env?: Readonly<Record<string, "*" | readonly string[]>>;
  readonly headers?: Readonly<Record<string, "ref-only" | "*">>;
  readonly transports?: readonly string[];
  readonly tools?: { readonly allow?: readonly string[]; readonly autoApprove?: readonly string[] };
  readonly scopes?: readonly string[];
  /** ms since epoch. */
  readonly expires?: number;
  readonly owner?: string;
  readonly ticket?: string;
}

/** A server that the organisation forbids, by identity, url pattern or words of its arguments. */
export interface PolicyDenial {
  readonly id: string;
  readonly reason?: string;
  readonly package?: PolicyPackage;
  readonly url?: string;
  readonly command?: { readonly path: string };
  readonly argsContain?: readonly string[];
  /** Of lists that deny by the entry's name alone, as Copilot's and Claude's do. Picket's own denies by identity. */
  readonly names?: readonly string[];
}

/** The organisation's policy, from whichever document it was read. */
export interface McpPolicy {
  /** Which document: for a person. */
  readonly source: "picket" | "kiro-registry" | "copilot" | "claude";
  readonly issuer?: string;
  readonly serial?: number;
  /** ms since epoch. */
  readonly issued?: number;
  readonly expires?: number;
  readonly mode: "enforce" | "audit";
  readonly options: {
    readonly requirePinned: boolean;
    readonly requireHttps: boolean;
    readonly allowUnresolvedVariables: boolean;
    readonly maxAutoApprove?: number;
    readonly forbidAutoApproveStar: boolean;
    readonly workspaceScopes: "allow" | "deny";
  };
  readonly servers: readonly PolicyServer[];
  readonly denied: readonly PolicyDenial[];
}

/** The policy and whether it can be relied on. */
export type PolicyState =
  | { readonly state: "valid"; readonly policy: McpPolicy }
  | { readonly state: "missing" }
  | {
      readonly state: "expired" | "untrusted" | "stale";
      readonly reason: string;
      readonly policy?: McpPolicy;
    }
  /** It is there and does not parse: nothing is allowed. */
  | { readonly state: "broken"; readonly reason: string };
