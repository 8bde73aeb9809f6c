import type { Finding } from "../../../model/finding.ts";
import type { McpExample } from "../check.ts";

/** A policy that lists one package, one address and one image, and denies another package. */
const policy = `{
  "$schema": "urn:picket:mcp-allowlist:v1",
  "version": 1,
  "issuer": "example", "serial": 1, "issued": "2026-01-01T00:00:00Z", "expires": "2040-01-01T00:00:00Z",
  "mode": "enforce",
  "default": "deny",
  "options": { "requirePinned": true, "requireHttps": true, "allowUnresolvedVariables": false, "forbidAutoApproveStar": true, "workspaceScopes": "deny" },
  "servers": [
    { "id": "docs", "names": ["docs"],
      "package": { "registryType": "npm", "identifier": "@example/docs-mcp", "version": "2.1.0" },
      "runners": ["npx"], "args": [] },
    { "id": "standards", "names": ["standards"],
      "url": "https://mcp.example.com/standards/mcp", "headers": { "Authorization": "ref-only" } }
  ],
  "denied": [
    { "id": "no-shell", "reason": "it runs any command", "package": { "registryType": "npm", "identifier": "@example/shell-mcp" } }
  ]
}`;

/** An example with the servers of `mcpServers`, each as a line of JSON. */
function servers(lines: Readonly<Record<string, string>>): string {
  const members = Object.entries(lines).map(([name, value]) => `    ${JSON.stringify(name)}: ${value}`);
  return `{\n  "mcpServers": {\n${members.join(",\n")}\n  }\n}`;
}

/** The same, judged by the policy of the examples. */
export function judged(lines: Readonly<Record<string, string>>): McpExample {
  return { text: servers(lines), policy };
}

/** The same, without a policy. */
export function alone(lines: Readonly<Record<string, string>>): McpExample {
  return { text: servers(lines) };
}

/** The example with a finding of the secrets engine for a part of it: a real secret must not stand in a page. */
export function withSecret(example: McpExample, value: string): McpExample {
  const start = example.text.indexOf(value);
  const finding: Finding = {
    ruleId: "secrets/generic-secret",
    severity: "error",
    confidence: "high",
    message: "A secret.",
    span: { start, end: start + value.length },
    related: [],
    data: {},
    docs: "",
  };
  return { ...example, given: { words: "where that value is a secret", context: { secrets: [finding] } } };
}

/** The listed package, as the policy wants it. */
export const listedDocs = '{ "command": "npx", "args": ["-y", "@example/docs-mcp@2.1.0"] }';
