import { shown } from "../identity/shown.ts";
import type { McpOverview, OverviewRow } from "./overview.ts";

const columns = [
  "name",
  "status",
  "severity",
  "effective",
  "shadowedBy",
  "flags",
  "reason",
  "identity",
  "version",
  "policyEntry",
  "scope",
  "path",
] as const;

type Line = Readonly<Record<(typeof columns)[number], string | boolean>>;

/**
 * The effective state for an audit, as JSON: when, by which policies, every file and every definition with its verdict.
 * It holds no definition, so no value of a variable, a header or an argument.
 */
export function overviewJson(overview: McpOverview): string {
  const { asOf, policies, files } = overview;
  const document = {
    schemaVersion: 1,
    asOf: new Date(asOf).toISOString(),
    policies: policies.map(({ location, kind, state, notes }) => {
      const policy = "policy" in state ? state.policy : undefined;
      return {
        location: shown(location, 500),
        kind,
        state: state.state,
        ...("reason" in state && { reason: shown(state.reason, 300) }),
        ...(policy?.issuer !== undefined && { issuer: shown(policy.issuer) }),
        ...(policy?.serial !== undefined && { serial: policy.serial }),
        notes,
      };
    }),
    files: files.map(({ path, scope, readByKiro, error }) => ({
      path: shown(path, 1000),
      scope: scope.kind,
      readByKiro,
      ok: error === undefined,
      ...(error !== undefined && { error }),
    })),
    servers: overview.rows.map((row) => ({
      ...lineOf(row),
      flags: row.verdict.flags,
      reasons: row.verdict.reasons,
      identity: row.verdict.identity ?? {},
      kiro: { outcome: row.kiro.outcome, reasons: row.kiro.reasons },
    })),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** The definitions with their verdicts as CSV (RFC 4180) with a header, guarded against being read as formulas. */
export function overviewCsv({ rows }: McpOverview): string {
  const lines = rows.map((row) => {
    const line = lineOf(row);
    return columns.map((name) => csvCell(String(line[name]))).join(",");
  });
  return [columns.join(","), ...lines, ""].join("\r\n");
}

function lineOf({ name, verdict, effective, shadowedBy, file }: OverviewRow): Line {
  const { identity } = verdict;
  return {
    name: shown(name, 200),
    status: verdict.status,
    severity: verdict.severity ?? "",
    effective,
    shadowedBy: shadowedBy === undefined ? "" : shown(shadowedBy, 1000),
    flags: verdict.flags.join(" "),
    reason: verdict.reasons[0] ?? "",
    identity: identityName(identity),
    version: identity && "version" in identity ? (identity.version ?? "") : "",
    policyEntry: verdict.policyEntry ?? "",
    scope: file.scope.kind,
    path: shown(file.path, 1000),
  };
}

function identityName(identity: OverviewRow["verdict"]["identity"]): string {
  if (!identity) return "";
  const name = "name" in identity ? identity.name : undefined;
  const place = "url" in identity ? identity.url : "path" in identity ? identity.path : undefined;
  return `${identity.kind} ${name ?? place ?? ("source" in identity ? identity.source : "")}`;
}

/** A cell that a spreadsheet takes for text whatever it begins with. */
function csvCell(value: string): string {
  const guarded = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
