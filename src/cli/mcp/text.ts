import { shown } from "../../core/mcp/identity/shown.ts";
import type { McpStatus } from "../../core/mcp/model/verdict.ts";
import type { Severity } from "../../core/model/severity.ts";
import { visible } from "../../core/model/visible.ts";
import { plural } from "../report/report.ts";
import { painter, visiblePath, type Paint, type Style } from "../terminalText.ts";
import {
  policyLines,
  type McpReport,
  type McpReporter,
  type ReportedFile,
  type ReportedServer,
} from "./mcpReport.ts";

const styles: Readonly<Record<Severity, Style>> = {
  error: "red",
  warning: "yellow",
  info: "blue",
  hint: "dim",
};

/** Longer names are cut, and do not push the reasons of all others aside. */
const mostName = 60;
const widestColumn = 28;

/** Servers for a person, below the file that defines them: verdict, name, one reason. What is not used says why. */
export function mcpText(colour: boolean): McpReporter {
  const paint = painter(colour);
  return function* (report) {
    for (const line of policyLines(report.inputs)) yield `${paint("dim", `policy: ${visible(line)}`)}\n`;
    const statusWidth = report.servers.reduce((width, { status }) => Math.max(width, status.length), 0);
    const byFile = groupByFile(report.servers);
    for (const file of report.files) {
      const servers = byFile.get(file.path) ?? [];
      if (servers.length === 0 && file.ok) continue;
      yield `${heading(file, paint)}\n`;
      const width = servers.reduce(
        (most, { name }) => Math.max(most, visible(shown(name, mostName)).length),
        0,
      );
      const widths = { status: statusWidth, name: Math.min(width, widestColumn) };
      for (const server of servers) yield serverLine(server, widths, paint);
    }
    yield `${summary(report, paint)}\n`;
  };
}

function groupByFile(servers: readonly ReportedServer[]): ReadonlyMap<string, readonly ReportedServer[]> {
  const groups = new Map<string, ReportedServer[]>();
  for (const server of servers) {
    const group = groups.get(server.path);
    if (group) group.push(server);
    else groups.set(server.path, [server]);
  }
  return groups;
}

function heading({ path, label, scope, ok, error, linkTarget }: ReportedFile, paint: Paint): string {
  const where = scope === null ? "" : `${visible(shown(label))} · `;
  const link = linkTarget === undefined ? "" : paint("dim", ` → ${visiblePath(linkTarget)}`);
  const problem = ok ? "" : `\n  ${paint("red", "counts for nothing")}: ${visible(error ?? "")}`;
  return `${paint("bold", `${where}${visiblePath(path)}`)}${link}${problem}`;
}

function serverLine(
  server: ReportedServer,
  widths: { readonly status: number; readonly name: number },
  paint: Paint,
): string {
  const { status, severity, name, flags, reasons, effective, shadowedBy, replaced } = server;
  const verdict = paint(styleOf(status, severity), status.padEnd(widths.status));
  const title = visible(shown(name, mostName)).padEnd(widths.name);
  const unused = shadowedBy === undefined ? "not used" : `not used, replaced by ${visiblePath(shadowedBy)}`;
  const mark = effective ? "" : `(${replaced ? unused : "not used by Kiro"}) `;
  const badges = flags.length === 0 ? "" : ` ${paint("dim", `[${flags.join(" ")}]`)}`;
  const reason = visible(reasons[0] ?? "");
  const rest = reasons.length > 1 ? ` (+${reasons.length - 1})` : "";
  const shownName = effective ? title : paint("dim", title);
  return `  ${verdict} ${shownName} ${paint("dim", mark)}${reason}${rest}${badges}\n`;
}

function styleOf(status: McpStatus, severity: Severity | null): Style {
  return severity === null ? (status === "ALLOWED" ? "green" : "dim") : styles[severity];
}

function summary({ servers, files }: McpReport, paint: Paint): string {
  if (files.length === 0) return "No configuration of MCP servers was found";
  const counts = new Map<McpStatus, number>();
  const used = servers.filter(({ replaced }) => !replaced);
  for (const { status } of used) counts.set(status, (counts.get(status) ?? 0) + 1);
  const parts = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([status, count]) => `${count} ${status}`);
  const bad = files.filter(({ ok }) => !ok).length;
  const head = `${plural(used.length, "server")} in ${plural(files.length, "file")}`;
  const list = parts.length === 0 ? "" : `: ${parts.join(", ")}`;
  const lost = servers.length - used.length;
  const replaced = lost === 0 ? "" : `; ${plural(lost, "definition")} replaced by another`;
  return `${head}${list}${replaced}${bad === 0 ? "" : paint("red", `; ${plural(bad, "file")} not read`)}`;
}
