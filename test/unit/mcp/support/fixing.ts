import assert from "node:assert/strict";
import { scanServers, validPolicy } from "./scanning.ts";

export const digest = `sha256:${"a".repeat(64)}`;

/** Lists a package of each kind and an address. */
export const policy = validPolicy(
  JSON.stringify({
    $schema: "urn:picket:mcp-allowlist:v1",
    version: 1,
    issuer: "example",
    serial: 1,
    issued: "2026-01-01T00:00:00Z",
    expires: "2040-01-01T00:00:00Z",
    mode: "enforce",
    default: "deny",
    options: {
      requirePinned: true,
      requireHttps: true,
      allowUnresolvedVariables: false,
      forbidAutoApproveStar: true,
      workspaceScopes: "deny",
    },
    servers: [
      {
        id: "docs",
        names: ["docs"],
        package: { registryType: "npm", identifier: "@example/docs-mcp", version: "2.1.0" },
        runners: ["npx"],
        args: ["--read-only"],
        env: { LEVEL: ["info"] },
        tools: { autoApprove: ["search", "read"] },
      },
      {
        id: "weather",
        names: ["weather"],
        package: { registryType: "pypi", identifier: "example.weather", version: "1.4.2" },
        runners: ["uvx"],
      },
      {
        id: "database",
        names: ["database"],
        package: { registryType: "oci", identifier: "registry.example.com/mcp/database", digest },
        runners: ["docker"],
        runtimeArgs: ["run", "-i", "--rm", "--network=none"],
      },
      {
        id: "standards",
        names: ["standards"],
        url: "https://mcp.example.com/standards/mcp",
        headers: { Authorization: "ref-only" },
      },
    ],
    denied: [],
  }),
);

/** A file with one server. */
export function one(name: string, value: string): string {
  return `{\n  "mcpServers": {\n    ${JSON.stringify(name)}: ${value}\n  }\n}\n`;
}

/** Status of the first server after a change. */
export function statusAfter(text: string): string | undefined {
  const { file, verdicts } = scanServers(text, { policy });
  assert.equal(file.error, undefined, text);
  return verdicts[0]?.verdict.status;
}
