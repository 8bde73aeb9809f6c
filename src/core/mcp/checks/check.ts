import type { Finding, FindingData, RelatedLocation } from "../../model/finding.ts";
import type { Severity } from "../../model/severity.ts";
import type { Span } from "../../model/span.ts";
import type { Identified } from "../identity/identify.ts";
import type { McpFile, McpFileKind, McpServer } from "../model/definition.ts";
import type { McpPolicy, PolicyState } from "../model/policy.ts";
import type { McpFlag, McpVerdict } from "../model/verdict.ts";

/** Risks of the OWASP MCP Top 10 (2025). */
export type OwaspRisk =
  "MCP01" | "MCP02" | "MCP03" | "MCP04" | "MCP05" | "MCP06" | "MCP07" | "MCP08" | "MCP09";

/** A rule of the engine, for settings, SARIF and the docs. */
export interface McpRule {
  readonly id: `mcp/${string}`;
  /** A few words: what is wrong. */
  readonly title: string;
  readonly severity: Severity;
  /** The risk of the OWASP MCP Top 10 that it belongs to. */
  readonly owasp: OwaspRisk;
}

/** What a check found. The engine makes a finding of it. */
export interface McpIssue {
  readonly rule: McpRule;
  /** The exact token. */
  readonly span: Span;
  /** One or two sentences: what is wrong here and what to do. Never a value of a variable, header or secret. */
  readonly message: string;
  /** Every other place that takes part. */
  readonly related?: readonly Pick<RelatedLocation, "span" | "message">[];
  readonly data?: FindingData;
  /** Where it differs from the rule's. */
  readonly severity?: Severity;
  /** The server it is about; a disabled one lowers the severity by one. */
  readonly server?: McpServer;
}

/** A server of the text with all that is known of it. */
export interface JudgedEntry {
  readonly server: McpServer;
  readonly verdict: McpVerdict;
  /** What it starts or speaks to, with what follows the package. */
  readonly found: Identified;
}

/** What a host knows of a text, beside the text. */
export interface McpContext {
  /** `/`-separated path or name; it decides the kind of file when `kind` is absent. */
  readonly path: string;
  readonly kind?: McpFileKind;
  /** Default: none. Without one no verdict is reported, only what is wrong whatever a policy says. */
  readonly policy?: PolicyState;
  /** ms since epoch. */
  readonly now: number;
  /** `user`, `central`, `workspace` …; absent: scopes are not judged. */
  readonly scope?: string;
  /** Whether Kiro takes servers from a registry only. */
  readonly registryMode?: boolean;
  /** Names of the registry file, when one is given. */
  readonly registryNames?: ReadonlySet<string>;
  /** `kiroAgent.mcpApprovedEnvVars`; absent when nobody knows. */
  readonly approvedEnv?: readonly string[];
  /** `process.platform` of the computer the file is for. */
  readonly platform?: string;
  /** SHA-256 of a file of this computer, lower-case hex; undefined when it was not read. */
  readonly fileHash?: (path: string) => string | undefined;
  /** Flags that a server's place among all definitions raised, such as SHADOWED and SHADOWS_CENTRAL. */
  readonly flagsOf?: (name: string) => readonly McpFlag[];
  /**
   * Findings of the secrets engine in exactly this text. Without them no inline secret is found, and none is hidden in
   * the messages.
   */
  readonly secrets?: readonly Finding[];
  /** True when the host shows `secrets` itself: then none of them is reported a second time. */
  readonly secretsShown?: boolean;
  /** Severity by rule id, or `off`. */
  readonly severities?: Readonly<Record<string, Severity | "off">>;
}

/** A text as read and judged: what checks look at. */
export interface JudgedFile {
  readonly text: string;
  readonly file: McpFile;
  /** In the file's order; overridden duplicates included. */
  readonly entries: readonly JudgedEntry[];
  readonly context: McpContext;
  /** The policy that can be relied on; absent when there is none. */
  readonly policy?: McpPolicy;
}

/** A check and its rules. */
export interface McpCheck {
  readonly rules: readonly McpRule[];
  readonly check: (judged: JudgedFile) => Iterable<McpIssue>;
}

/** Text of a rule's page, with examples that a test runs through the engine. */
export interface McpRulePage {
  readonly id: McpRule["id"];
  /** What it means and why it matters: one or two paragraphs of Markdown. */
  readonly about: string;
  /** What to do about it. */
  readonly fix: string;
  readonly bad: McpExample;
  readonly good: McpExample;
  readonly links?: readonly string[];
}

/** An example: the text of `.kiro/settings/mcp.json`, and what it is judged against. */
export interface McpExample {
  readonly text: string;
  /** A policy document of Picket's own format; absent: no policy. */
  readonly policy?: string;
  /** A sentence on what else is so, for the page, and the same for the test. */
  readonly given?: { readonly words: string; readonly context: Partial<McpContext> };
}
