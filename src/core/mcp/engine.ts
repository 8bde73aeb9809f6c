import { hideValues } from "../iam/hideValues.ts";
import { byPlace, type Finding } from "../model/finding.ts";
import { confidenceOf, severities as loudness, type Severity } from "../model/severity.ts";
import { contains, underlinable } from "../model/span.ts";
import { applySuppressions } from "../secrets/suppression.ts";
import type { JudgedEntry, JudgedFile, McpContext, McpIssue } from "./checks/check.ts";
import { mcpChecks } from "./checks/registry.ts";
import { kindOfPath } from "./files/kindOfPath.ts";
import { readMcpFile } from "./files/readMcpFile.ts";
import { identify } from "./identity/identify.ts";
import type { McpFile, McpServer } from "./model/definition.ts";
import { judgePolicy } from "./verdict/policyStep.ts";
import { judgeServer } from "./verdict/judgeServer.ts";

/** What the engine found in a text. */
export interface McpScanResult {
  /** Ordered by span, then by rule. Spans may overlap. */
  readonly findings: readonly Finding[];
  /** How many findings a comment in the text suppressed. */
  readonly suppressed: number;
  /** The file as read. */
  readonly file: McpFile;
  /** The file's servers in its order, overridden duplicates included, each with its verdict. */
  readonly verdicts: readonly JudgedEntry[];
}

/**
 * Judges the MCP servers that a text defines, offline: nothing is started. A text without any gives an empty result.
 * Pure, and it never throws. No message holds a value of a variable or a header, nor any of the secrets of the context.
 */
export function scanMcp(text: string, context: McpContext): McpScanResult {
  const kind = context.kind ?? kindOfPath(context.path);
  return judgeFile(text, readMcpFile(text, { kind, path: context.path }), context);
}

/** As `scanMcp`, on a file that is already read from exactly this text. */
function judgeFile(text: string, file: McpFile, context: McpContext): McpScanResult {
  const verdicts = file.servers.map((server) => judgeEntry(server, context));
  const policy = judgePolicy(context.policy ?? { state: "missing" }, context.now);
  const judged: JudgedFile = {
    text,
    file,
    entries: verdicts,
    context,
    ...("policy" in policy && { policy: policy.policy }),
  };
  const issues = mcpChecks.flatMap(({ check }) => [...check(judged)]);
  const findings = issues.flatMap((issue) => toFinding(issue, text, context) ?? []).sort(byPlace);
  // A name, a path or an address may hold a secret as well, and messages show them.
  const values = (context.secrets ?? []).map(({ span }) => span);
  const { findings: kept, suppressed } = applySuppressions(text, findings);
  return { findings: hideValues(kept, text, values), suppressed, file, verdicts };
}

function judgeEntry(server: McpServer, context: McpContext): JudgedEntry {
  const { policy = { state: "missing" }, platform, secrets = [], flagsOf } = context;
  const hasSecret = secrets.some(({ span, severity }) => severity !== "hint" && contains(server.span, span));
  const flags = [...(flagsOf?.(server.name) ?? []), ...(server.overridden ? ["DUPLICATE_KEY" as const] : [])];
  const { name, definition, problems } = server;
  const { scope } = context;
  const verdict = judgeServer(
    { name, definition, problems, flags, ...(scope !== undefined && { scope }) },
    { ...context, policy, hasSecret },
  );
  return { server, verdict, found: identify(definition, platform === undefined ? {} : { platform }) };
}

function toFinding(issue: McpIssue, text: string, { severities }: McpContext): Finding | undefined {
  const { rule, span, message, related = [], data = {}, server } = issue;
  const usual = issue.severity ?? rule.severity;
  const own = server?.definition.disabled === true ? lowered(usual) : usual;
  const severity = severities?.[rule.id] ?? own;
  if (severity === "off") return undefined;
  return {
    ruleId: rule.id,
    severity,
    confidence: confidenceOf(own),
    message,
    span: underlinable(span, text),
    related,
    data: { ...data, owasp: rule.owasp },
    docs: `docs/rules/${rule.id}.md`,
  };
}

function lowered(severity: Severity): Severity {
  return loudness[loudness.indexOf(severity) + 1] ?? severity;
}
