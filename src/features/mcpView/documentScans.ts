import type * as vscode from "vscode";
import type * as mcp from "../../bundles/mcp.ts";
import type { Finding } from "../../core/model/finding.ts";
import type { PolicyState } from "../../core/mcp/model/policy.ts";
import { kindOfPath } from "../../core/mcp/files/kindOfPath.ts";
import { byVersion } from "../../editor/byVersion.ts";
import { isScannable, scanPath } from "../../editor/documents.ts";
import type { Baselines } from "../../editor/baselines.ts";
import type { Exclusions } from "../../editor/exclusions.ts";
import { textLength } from "../../editor/positions.ts";
import type { DocumentScanner } from "../../editor/textScanner.ts";
import type { McpDeps } from "./environment.ts";

/** What judging the text of an editor needs. */
export interface McpDocumentDeps extends McpDeps {
  readonly exclusions: Pick<Exclusions, "isIgnored">;
  readonly baselines: Pick<Baselines, "unknown">;
  readonly scanner: Pick<DocumentScanner, "scanDetailed">;
}

type Context = Parameters<typeof mcp.scanMcp>[1];

/** The judgement on one version of a document. */
export interface McpDocument {
  readonly version: number;
  readonly text: string;
  /** Without those that the baseline knows. */
  readonly findings: readonly Finding[];
  readonly result: ReturnType<typeof mcp.scanMcp>;
  readonly context: Context;
}

/** Judgements on open documents; each version is judged once as long as nothing else changes. */
export interface McpDocuments {
  /** Undefined for a document that configures no servers, or is left out. Rejects when the engine fails. */
  resultOf(document: vscode.TextDocument): Promise<McpDocument | undefined>;
  forget(uri: vscode.Uri): void;
  clear(): void;
}

/** Larger configurations are no person's, in UTF-16 code units. */
const mostUnits = 5_000_000;

/** No document is judged before it is asked for. */
export function createMcpDocuments(deps: McpDocumentDeps): McpDocuments {
  const { of: resultOf, forget, clear } = byVersion((document) => judgeDocument(deps, document));
  return { resultOf, forget, clear };
}

/** Whether a document is, by its name, a configuration of MCP servers. */
export function configuresServers(document: vscode.TextDocument): boolean {
  return isScannable(document) && kindOfPath(document.uri.path) !== "unknown";
}

async function judgeDocument(
  deps: McpDocumentDeps,
  document: vscode.TextDocument,
): Promise<McpDocument | undefined> {
  const { settings, exclusions, mcpState: state, scanner, baselines } = deps;
  if (!settings.mcp().enabled || !configuresServers(document)) return undefined;
  if (textLength(document) > mostUnits || (await exclusions.isIgnored(document.uri))) return undefined;
  const { uri, version, languageId } = document;
  const text = document.getText();
  const [{ scanMcp }, reading] = await Promise.all([deps.loadMcp(), state.ready()]);
  const path = scanPath(uri);
  const { findings: secrets } = await scanner.scanDetailed(text, { path, languageId });
  const { overview, policies = [], registryNames } = reading ?? {};
  const rows = overview?.rows.filter(({ file }) => file.path === uri.fsPath) ?? [];
  const scope = overview?.files.find((file) => file.path === uri.fsPath)?.scope.name;
  const context = {
    // Its place in the workspace does not tell the kind of a file outside of it.
    path: uri.path,
    now: Date.now(),
    ...(scope !== undefined && { scope }),
    ...(registryNames && { registryNames }),
    registryMode: settings.mcp().registryMode,
    approvedEnv: settings.kiroApprovedVariables(),
    flagsOf: (name: string) => rows.find((row) => row.server.name === name)?.placeFlags ?? [],
    secrets,
    secretsShown: settings.secretsEnabled(),
    severities: settings.severities(),
  };
  const [first = { state: "missing" } as const, ...others] = policies;
  const judge = (policy: PolicyState): McpDocument["result"] => scanMcp(text, { ...context, policy });
  const result = judge(first);
  const all = [result, ...others.map(judge)].flatMap(({ findings }) => findings);
  const findings = await baselines.unknown(uri, text, once(all));
  return { version, text, findings, result, context: { ...context, policy: first } };
}

/** Several policies judge the same entry: what they agree in is said once. */
function once(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ ruleId, span }) => {
    const key = `${ruleId} ${span.start} ${span.end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
