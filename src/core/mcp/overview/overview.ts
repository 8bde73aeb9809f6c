import type { KiroPrediction } from "../files/predictKiro.ts";
import type { McpServer } from "../model/definition.ts";
import type { PolicyState } from "../model/policy.ts";
import type { McpFlag, McpVerdict } from "../model/verdict.ts";

/** Whose definition it is, for a person. */
export interface OverviewScope {
  /** `user`, `central`, `workspace` … */
  readonly kind: string;
  /** As policies name it: `user`, `workspace1`. */
  readonly name: string;
  /** For a person: "User", "Workspace orders". */
  readonly label: string;
}

/** One configuration file that was looked at and is there. */
export interface OverviewFile {
  /** Absolute, as the machine writes it. */
  readonly path: string;
  readonly scope: OverviewScope;
  /** Whether Kiro reads it at all; the files of its neighbours are shown and judged all the same. */
  readonly readByKiro: boolean;
  /** Why the file as a whole counts for nothing; absent when it counts. */
  readonly error?: string;
  /** What a link at this place leads to. */
  readonly linkTarget?: string;
}

/** One definition of a server. */
export interface OverviewRow {
  /** Of the definition, the same as long as it stands in the same file in the same order. */
  readonly id: string;
  readonly file: OverviewFile;
  /** The name under which it counts: that of a power's server differs from its key. */
  readonly name: string;
  /** What the secrets engine found in it is masked. */
  readonly server: McpServer;
  readonly verdict: McpVerdict;
  /** What its place among all definitions raised. */
  readonly placeFlags: readonly McpFlag[];
  /** Whether it is the definition that Kiro uses under its name. */
  readonly effective: boolean;
  /** Whether it is looked at by a person: nothing replaced it, and its file counts, if for another program than Kiro. */
  readonly counts: boolean;
  /** Path of the file whose definition replaced it. */
  readonly shadowedBy?: string;
  /** What Kiro does with it, one line each. */
  readonly kiro: KiroPrediction;
}

/** A policy that was looked for. */
export interface OverviewPolicy {
  /** Path, or address without credentials and query. */
  readonly location: string;
  /** Whether settings name it, or it stands in the managed folder. */
  readonly kind: "setting" | "managed";
  readonly state: PolicyState;
  /** When it was fetched, ms since epoch; absent for files. */
  readonly asOf?: number;
  /** What a person should know of it: that a kept copy is used, members that were left out. */
  readonly notes: readonly string[];
}

/** Every server of every scope with its verdict, at one moment. */
export interface McpOverview {
  readonly files: readonly OverviewFile[];
  /** In the order of the files, then of each file. */
  readonly rows: readonly OverviewRow[];
  /** Empty: none was found. */
  readonly policies: readonly OverviewPolicy[];
  /** ms since epoch. */
  readonly asOf: number;
}

/** How far the policies can be relied on as a whole: the state of the worst of them. */
export function policyStateOf(policies: readonly OverviewPolicy[]): PolicyState["state"] {
  const order = ["broken", "untrusted", "stale", "expired", "missing", "valid"] as const;
  return order.find((state) => policies.some((one) => one.state.state === state)) ?? "missing";
}

/** Definitions that need a person: nothing replaced them, and they are an error or a warning. */
export function problemsOf({ rows }: McpOverview): readonly OverviewRow[] {
  return rows.filter(
    ({ counts, verdict }) => counts && (verdict.severity === "error" || verdict.severity === "warning"),
  );
}
