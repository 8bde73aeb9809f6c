import { nodeHash } from "../../adapters/node/hash.ts";
import { mcpRules } from "../../core/mcp/checks/registry.ts";
import { shown } from "../../core/mcp/identity/shown.ts";
import type { McpStatus } from "../../core/mcp/model/verdict.ts";
import type { RuleId } from "../../core/model/finding.ts";
import type { Severity } from "../../core/model/severity.ts";
import { visible } from "../../core/model/visible.ts";
import { allRules, type RuleInfo } from "../rules.ts";
import type { ReportedFinding } from "../report/report.ts";
import { sarifReporter } from "../report/sarif.ts";
import { placeOf } from "./csv.ts";
import type { McpReport, McpReporter, ReportedFile, ReportedServer } from "./mcpReport.ts";

const owaspOf = new Map<string, string>(mcpRules.map(({ id, owasp }) => [id, owasp]));

/** One result for each verdict that is worth one, and one for each file that counts for nothing. */
export const mcpSarif: McpReporter = function* (report) {
  const skipped = report.files.filter(({ ok }) => !ok).map(({ path }) => ({ path, reason: "unreadable" }));
  yield* sarifReporter(rules())({
    version: report.version,
    findings: [...report.files.flatMap(ofFile), ...serverFindings(report)],
    files: report.files.length,
    skipped,
    bytes: 0,
    durationMs: 0,
    baselined: 0,
    suppressed: 0,
  });
};

function rules(): readonly RuleInfo[] {
  return allRules.filter(({ ruleId }) => ruleId.startsWith("mcp/"));
}

/** The rule of a status: `mcp/not-listed` of NOT_LISTED. */
function ruleOf(status: McpStatus): RuleId {
  return `mcp/${status.toLowerCase().replaceAll("_", "-")}`;
}

function serverFindings({ servers }: McpReport): readonly ReportedFinding[] {
  const ordinals = new Map<string, number>();
  return servers.flatMap((server) => {
    const { severity, status, replaced, flags } = server;
    if (severity === null || replaced) return [];
    // An allowed server may still take the place of a central one.
    const takesName = status === "ALLOWED" && flags.includes("SHADOWS_CENTRAL");
    const rule = takesName ? ("mcp/shadows-central" as const) : ruleOf(status);
    const key = JSON.stringify([rule, server.path, server.name]);
    const ordinal = ordinals.get(key) ?? 0;
    ordinals.set(key, ordinal + 1);
    const fingerprint = `sha256:${nodeHash.sha256(JSON.stringify([key, ordinal]))}`;
    return [ofServer(server, rule, severity, fingerprint)];
  });
}

function ofServer(
  { name, status, reasons, flags, path, range, scope, identity, policyEntry, effective }: ReportedServer,
  ruleId: RuleId,
  severity: Severity,
  fingerprint: string,
): ReportedFinding {
  const data = {
    server: shown(name, 200),
    status,
    effective,
    flags,
    ...(scope !== null && { scope }),
    ...(identity && { identity: placeOf(identity) }),
    ...(policyEntry !== undefined && { policyEntry: shown(policyEntry) }),
    ...owasp(ruleId),
  };
  const message = visible(`${shown(name, 60)}: ${reasons.slice(0, 3).join(" ")}`);
  return finding({ ruleId, severity, message, path, range, fingerprint, data });
}

const start = { line: 0, character: 0 };

function ofFile({ path, ok, error = "" }: ReportedFile): readonly ReportedFinding[] {
  if (ok) return [];
  const ruleId = "mcp/file-rejected" as const;
  const fingerprint = `sha256:${nodeHash.sha256(JSON.stringify([ruleId, path]))}`;
  const message = visible(error);
  const range = { start, end: start };
  return [finding({ ruleId, severity: "error", message, path, range, fingerprint, data: owasp(ruleId) })];
}

function owasp(ruleId: string): { readonly owasp?: string } {
  const risk = owaspOf.get(ruleId);
  return risk === undefined ? {} : { owasp: risk };
}

function finding({
  ruleId,
  severity,
  message,
  data,
  ...place
}: Pick<ReportedFinding, "path" | "range" | "fingerprint"> &
  Pick<ReportedFinding["finding"], "ruleId" | "severity" | "message"> & {
    readonly data: Readonly<Record<string, string | boolean | readonly string[]>>;
  }): ReportedFinding {
  return {
    ...place,
    related: [],
    finding: {
      ruleId,
      severity,
      confidence: "high",
      message,
      span: { start: 0, end: 0 },
      related: [],
      data,
      docs: `docs/rules/${ruleId}.md`,
    },
  };
}
