import type { OperatingSystem } from "../facts.ts";
import type { CheckResult, PostureStatus } from "../result.ts";

/** How many checks ended how, and all together: a pass takes that none failed and none is unknown. */
export interface PostureSummary {
  readonly status: PostureStatus;
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly notApplicable: number;
}

/** Where the expectations came from. */
export interface ConfigurationSource {
  readonly kind: "defaults" | "managed" | "named" | "broken";
  readonly path?: string;
  /** Of the file's text; lower-case hex. */
  readonly sha256?: string;
}

/** A report without what proves it. */
export interface ReportBody {
  readonly schemaVersion: 1;
  readonly kind: "picket-posture-report";
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO 8601, UTC. */
  readonly time: string;
  /** Pseudonym of the machine: the same for each of its reports, no name of it. */
  readonly host: string;
  readonly os: OperatingSystem;
  /** What was judged. */
  readonly subjects: readonly ("workstation" | "account")[];
  /** Whether names were resolved and hosts connected to. */
  readonly network: boolean;
  readonly account?: { readonly id: string; readonly region: string };
  readonly configuration: ConfigurationSource;
  /** Ids, when only some checks were asked for. */
  readonly only?: readonly string[];
  readonly summary: PostureSummary;
  readonly results: readonly CheckResult[];
}

/** What a report is made of. */
export type ReportInput = Omit<ReportBody, "schemaVersion" | "kind" | "summary">;

/** The body in the one order of members that its hash is taken over. */
export function reportBody(input: ReportInput): ReportBody {
  const { tool, time, host, os, subjects, network, account, configuration, only, results } = input;
  return {
    schemaVersion: 1,
    kind: "picket-posture-report",
    tool: { name: tool.name, version: tool.version },
    time,
    host,
    os,
    subjects,
    network,
    ...(account && { account: { id: account.id, region: account.region } }),
    configuration,
    ...(only && { only }),
    summary: summaryOf(results),
    results,
  };
}

/** Counts results. */
export function summaryOf(results: readonly Pick<CheckResult, "status">[]): PostureSummary {
  const count = (status: PostureStatus): number =>
    results.filter((result) => result.status === status).length;
  const [pass, fail, unknown, notApplicable] = [
    count("PASS"),
    count("FAIL"),
    count("UNKNOWN"),
    count("NOT_APPLICABLE"),
  ];
  const status =
    fail > 0
      ? "FAIL"
      : unknown > 0 || results.length === 0
        ? "UNKNOWN"
        : pass > 0
          ? "PASS"
          : "NOT_APPLICABLE";
  return { status, pass, fail, unknown, notApplicable };
}
