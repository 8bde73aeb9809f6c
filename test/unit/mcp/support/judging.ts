import type { McpDefinition } from "../../../../src/core/mcp/model/definition.ts";
import type { McpPolicy, PolicyDenial, PolicyServer } from "../../../../src/core/mcp/model/policy.ts";
import type { McpVerdict } from "../../../../src/core/mcp/model/verdict.ts";
import {
  judgeServer,
  type JudgeContext,
  type JudgedServer,
} from "../../../../src/core/mcp/verdict/judgeServer.ts";

/** A time at which the policies of the tests count. */
export const testTime = Date.parse("2026-12-01T00:00:00Z");

interface AllowlistJson {
  readonly mode?: "enforce" | "audit";
  readonly expires?: string;
  readonly options?: Partial<McpPolicy["options"]>;
  readonly servers?: readonly (Omit<PolicyServer, "expires"> & { readonly expires?: string })[];
  readonly denied?: readonly PolicyDenial[];
}

/** An allowlist document as a policy, without a reader's checks. */
export function policyFrom(json: AllowlistJson): McpPolicy {
  return {
    source: "picket",
    mode: json.mode ?? "enforce",
    ...(json.expires !== undefined && { expires: Date.parse(json.expires) }),
    options: {
      requirePinned: true,
      requireHttps: true,
      allowUnresolvedVariables: false,
      forbidAutoApproveStar: true,
      workspaceScopes: "deny",
      ...json.options,
    },
    servers: (json.servers ?? []).map(({ expires, ...entry }) => ({
      ...entry,
      ...(expires !== undefined && { expires: Date.parse(expires) }),
    })),
    denied: json.denied ?? [],
  };
}

/** The policy that most tests judge by: one server of each kind, and two denials. */
export const testPolicy: McpPolicy = policyFrom({
  options: { maxAutoApprove: 3 },
  servers: [
    {
      id: "weather",
      names: ["weather", "forecast-tools"],
      package: {
        registryType: "pypi",
        identifier: "acme.weather-mcp",
        version: "2.4.1",
        registryBaseUrl: "https://pypi.acme.example/simple",
      },
      runners: ["uvx"],
      args: [],
      env: { LOG_LEVEL: ["ERROR", "INFO"], AWS_REGION: "*" },
      tools: { allow: ["today", "week"], autoApprove: ["today"] },
      scopes: ["central", "user"],
      expires: "2040-01-01",
    },
    {
      id: "wiki",
      names: ["wiki"],
      url: "https://mcp.acme.example/wiki/mcp",
      transports: ["streamable-http"],
      headers: { Authorization: "ref-only" },
    },
    {
      id: "notes",
      names: ["notes"],
      package: { registryType: "npm", identifier: "@acme/notes-mcp", version: "3.0.2" },
      runners: ["npx"],
      args: [],
    },
    {
      id: "db",
      names: ["db-ro"],
      package: {
        registryType: "oci",
        identifier: "registry.acme.example/mcp/db",
        digest: `sha256:${"1".repeat(64)}`,
      },
      runners: ["docker"],
      runtimeArgs: ["run", "-i", "--rm", "--network=none"],
    },
    {
      id: "desk",
      names: ["desk"],
      command: { path: "C:\\Program Files\\Acme\\desk.exe", sha256: "2".repeat(64) },
      args: ["--stdio"],
    },
    { id: "any-docs", names: ["docs-all"], url: "https://*.docs.acme.example/v1/*" },
  ],
  denied: [
    {
      id: "root-files",
      reason: "a whole disk",
      package: { registryType: "npm", identifier: "@acme/files-mcp" },
      argsContain: ["/", "C:\\", "~"],
    },
    { id: "lab", url: "https://*.lab.example/*", reason: "not for work" },
    { id: "old", package: { registryType: "pypi", identifier: "old-mcp" } },
  ],
});

/** Judges a server given as JSON, as a file would hold it. */
export function judgeJson(
  name: string,
  server: unknown,
  context: Partial<JudgeContext> & Pick<JudgedServer, "scope" | "flags" | "problems"> = {},
): McpVerdict {
  const { scope, flags, problems, ...rest } = context;
  const judged = {
    name,
    definition: (typeof server === "object" && server !== null ? server : {}) as McpDefinition,
    ...(scope !== undefined && { scope }),
    ...(flags && { flags }),
    ...(problems && { problems }),
  };
  return judgeServer(judged, { policy: { state: "valid", policy: testPolicy }, now: testTime, ...rest });
}
