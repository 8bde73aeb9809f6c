import type { KiroPrediction } from "../../core/mcp/files/predictKiro.ts";
import { shown } from "../../core/mcp/identity/shown.ts";
import type { Range } from "../../core/model/lines.ts";
import { atLeast, type Severity } from "../../core/model/severity.ts";
import type { McpFlag, McpIdentity, McpStatus } from "../../core/mcp/model/verdict.ts";
import type { PolicyInputs } from "./policyInputs.ts";

/** One definition of a server, ready for any reporter. Nothing of it is the value of a variable or a secret. */
export interface ReportedServer {
  /** Relative to the working folder, with `/`. */
  readonly path: string;
  /** `user`, `workspace1` …; null when it was not said where the file stands. */
  readonly scope: string | null;
  /** For a person: "User". */
  readonly label: string;
  readonly name: string;
  readonly status: McpStatus;
  readonly severity: Severity | null;
  readonly flags: readonly McpFlag[];
  readonly reasons: readonly string[];
  /** Whether Kiro takes this definition. */
  readonly effective: boolean;
  /** Whether another definition takes its place. */
  readonly replaced: boolean;
  /** Path of the file whose definition Kiro takes in its place. */
  readonly shadowedBy?: string;
  /** What Kiro does with it. */
  readonly kiro: KiroPrediction;
  readonly identity: McpIdentity | undefined;
  readonly policyEntry?: string;
  /** Of the name; zero-based. */
  readonly range: Range;
}

/** A configuration file that was looked at and is there. */
export interface ReportedFile {
  readonly path: string;
  readonly scope: string | null;
  readonly label: string;
  readonly ok: boolean;
  /** Why the file as a whole counts for nothing. */
  readonly error?: string;
  readonly linkTarget?: string;
}

/** What came of a run. Servers stand in the order of the files, and of each file. */
export interface McpReport {
  readonly version: string;
  readonly servers: readonly ReportedServer[];
  readonly files: readonly ReportedFile[];
  readonly inputs: PolicyInputs;
}

/** Turns a report into output, in chunks that can be written as they come. */
export type McpReporter = (report: McpReport) => Iterable<string>;

/** 1 for a definition at or above the severity that no other replaces, and for whatever could not be judged. */
export function statusOf({ servers, files, inputs }: McpReport, failOn: Severity | "never"): 0 | 1 {
  if (failOn === "never") return 0;
  const loud = servers.some(
    ({ replaced, severity }) => !replaced && severity !== null && atLeast(severity, failOn),
  );
  const unjudged =
    files.some(({ ok }) => !ok) ||
    inputs.registry?.error !== undefined ||
    inputs.policies.some(({ state }) => state.state !== "valid");
  return loud || unjudged ? 1 : 0;
}

/** The policies and the registry with their states, for a person. */
export function policyLines({ policies, registry }: PolicyInputs): readonly string[] {
  const lines = policies.map(({ path, state, notes }) => {
    const valid = state.state === "valid" ? state.policy : undefined;
    const issuer = valid?.issuer === undefined ? "" : ` of ${shown(valid.issuer)}`;
    const serial = valid?.serial === undefined ? "" : `, serial ${valid.serial}`;
    const why = "reason" in state ? `: ${state.reason}` : "";
    return [`${path}${issuer} is ${state.state}${serial}${why}`, ...notes].join("; ");
  });
  if (!registry) return lines;
  const { path, names, error } = registry;
  return [
    ...lines,
    `registry ${path} ${error === undefined ? `has ${names.size} names` : `cannot be used: ${error}`}`,
  ];
}
