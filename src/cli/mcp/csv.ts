import { shown } from "../../core/mcp/identity/shown.ts";
import type { McpIdentity } from "../../core/mcp/model/verdict.ts";
import type { McpReporter, ReportedServer } from "./mcpReport.ts";

const columns = [
  "path",
  "scope",
  "name",
  "status",
  "severity",
  "effective",
  "shadowedBy",
  "flags",
  "reason",
  "kind",
  "identity",
  "version",
  "policyEntry",
] as const;

/**
 * A line for each server (RFC 4180, with a header), guarded against being read as formulas. A file that counts for
 * nothing has a line with the status UNREADABLE.
 */
export const mcpCsv: McpReporter = function* ({ servers, files }) {
  yield line(columns);
  for (const server of servers) yield line(cellsOf(server));
  for (const { path, scope, error } of files) {
    if (error === undefined) continue;
    const cells = [path, scope ?? "", "", "UNREADABLE", "", "false", "", "", shown(error, 500)];
    yield line([...cells, ...Array<string>(columns.length - cells.length).fill("")]);
  }
};

function cellsOf(server: ReportedServer): readonly string[] {
  const { path, scope, name, status, severity, effective, shadowedBy, flags, reasons, identity } = server;
  return [
    shown(path, 1000),
    scope ?? "",
    shown(name, 200),
    status,
    severity ?? "",
    String(effective),
    shadowedBy === undefined ? "" : shown(shadowedBy, 1000),
    flags.join(" "),
    reasons[0] ?? "",
    identity?.kind ?? "",
    identity ? placeOf(identity) : "",
    identity ? versionOf(identity) : "",
    server.policyEntry === undefined ? "" : shown(server.policyEntry, 200),
  ];
}

/** What an identity is: a package, an address or a path. */
export function placeOf(identity: McpIdentity): string {
  switch (identity.kind) {
    case "npm":
    case "pypi":
    case "oci":
      return identity.name;
    case "url":
      return identity.url;
    case "file":
      return identity.path;
    case "other":
    default:
      return identity.source;
  }
}

function versionOf(identity: McpIdentity): string {
  if (identity.kind === "oci") return identity.digest ?? identity.tag ?? "";
  return identity.kind === "npm" || identity.kind === "pypi" ? (identity.version ?? "") : "";
}

function line(cells: readonly string[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

/** Text for a spreadsheet, whatever it begins with: a formula may stand behind blanks as well. */
function cell(value: string): string {
  const guarded = /^\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
