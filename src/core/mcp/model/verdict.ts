import type { Severity } from "../../model/severity.ts";

/** What is decided about a server: exactly one. */
export type McpStatus =
  | "ALLOWED"
  | "ALLOWED_RENAMED"
  | "UNPINNED"
  | "NAME_ONLY"
  | "NOT_LISTED"
  | "DRIFT"
  | "DENIED"
  | "INVALID"
  | "UNVERIFIABLE"
  | "UNVERIFIED"
  | "BLOCKED_BY_REGISTRY_MODE";

/** What is also true of it, whatever its status. */
export type McpFlag =
  | "POLICY_MISSING"
  | "POLICY_EXPIRED"
  | "POLICY_UNTRUSTED"
  | "POLICY_STALE"
  | "DISABLED"
  | "SHADOWED"
  | "SHADOWS_CENTRAL"
  | "UNTRUSTED_WORKSPACE"
  | "ENV_NOT_APPROVED"
  | "AUTO_APPROVE_ALL"
  | "INLINE_SECRET"
  | "WILL_NOT_START"
  | "DUPLICATE_KEY"
  | "HIDDEN_UNICODE"
  | "PLAIN_HTTP";

/** What a server is, whatever it is called. */
export type McpIdentity =
  | {
      readonly kind: "npm" | "pypi";
      readonly name: string;
      readonly version?: string;
      readonly runner: string;
    }
  | {
      readonly kind: "oci";
      readonly name: string;
      readonly tag?: string;
      readonly digest?: string;
      readonly runner: string;
    }
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "file"; readonly path: string; readonly sha256?: string }
  /** A package that no registry has: a git address, a tarball, a folder. */
  | { readonly kind: "other"; readonly source: string; readonly runner: string };

/** One step of the decision, for the details page. */
export interface TraceStep {
  /** 1 to 7, as the semantics number them. */
  readonly step: number;
  /** What was asked. */
  readonly question: string;
  /** What was found; never a secret. */
  readonly answer: string;
  /** Whether this step decided. */
  readonly decided: boolean;
}

/** The verdict on one server. */
export interface McpVerdict {
  readonly status: McpStatus;
  readonly flags: readonly McpFlag[];
  /** One line each, the deciding one first; never a value of a variable or a secret. */
  readonly reasons: readonly string[];
  readonly severity: Severity | undefined;
  readonly identity?: McpIdentity;
  /** Id of the policy's entry that listed or denied it. */
  readonly policyEntry?: string;
  readonly trace: readonly TraceStep[];
}
