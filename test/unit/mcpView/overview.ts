import { readMcpFile } from "../../../src/core/mcp/files/readMcpFile.ts";
import type { PolicyState } from "../../../src/core/mcp/model/policy.ts";
import { buildOverview } from "../../../src/core/mcp/overview/buildOverview.ts";
import type { McpOverview } from "../../../src/core/mcp/overview/overview.ts";
import { readAllowlist } from "../../../src/core/mcp/policies/allowlist.ts";
import type { Scope } from "../../../src/core/mcp/scopes/scope.ts";
import type { McpSource } from "../../../src/core/mcp/scopes/source.ts";
import type { Span } from "../../../src/core/model/span.ts";
import { mcpPolicy } from "../../../scripts/demo/mcp.ts";

/** The time of every overview of the tests, ms. */
const now = Date.UTC(2026, 10, 22);

/** A configuration file of Kiro, or of VS Code when its root says so. */
export function source(
  path: string,
  scope: Scope,
  servers: object,
  more: Partial<McpSource> = {},
): McpSource {
  const kind = scope.kind === "vscode" ? "vscode" : "kiro";
  const text = JSON.stringify(kind === "vscode" ? { servers } : { mcpServers: servers });
  return { path, scope, kind, text, file: readMcpFile(text, { path, kind }), ...more };
}

/** The demo's policy as it is read. */
function demoPolicy(): PolicyState {
  const read = readAllowlist(mcpPolicy());
  if (!("policy" in read)) throw new Error(read.error);
  return { state: "valid", policy: read.policy };
}

/** The overview of some files by the demo's policy, or another state of it. */
export function overviewOf(
  sources: readonly McpSource[],
  state: PolicyState = demoPolicy(),
  secretsIn?: (source: McpSource) => readonly Span[],
): McpOverview {
  return buildOverview({
    sources,
    policies: [{ location: "/policy.json", kind: "setting", state, notes: [] }],
    context: { now, platform: "linux", approvedEnv: [] },
    folderNames: ["orders"],
    ...(secretsIn && { secretsIn }),
  });
}
