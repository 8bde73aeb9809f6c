/** A document of Picket's allowlist with every member that it may have. */
export function fullAllowlist(): Record<string, unknown> {
  return {
    $schema: "urn:picket:mcp-allowlist:v1",
    version: 1,
    issuer: "appsec",
    serial: 7,
    issued: "2026-01-01T00:00:00Z",
    expires: "2040-01-02T03:04:05Z",
    mode: "enforce",
    default: "deny",
    options: {
      requirePinned: true,
      requireHttps: true,
      allowUnresolvedVariables: false,
      maxAutoApprove: 3,
      forbidAutoApproveStar: true,
      workspaceScopes: "deny",
    },
    servers: [
      {
        id: "docs",
        names: ["docs", "acme-docs"],
        strictNames: true,
        package: {
          registryType: "pypi",
          identifier: "acme.docs",
          version: "1.1.24",
          registryBaseUrl: "https://pypi.example.com/simple",
        },
        runners: ["uvx"],
        args: ["--quiet"],
        env: { LEVEL: ["ERROR"], REGION: "*" },
        tools: { allow: ["search"], autoApprove: ["search"] },
        scopes: ["central", "user"],
        owner: "platform@example.com",
        ticket: "RISK-1",
        reviewedAt: "2026-01-01",
        expires: "2039-05-01",
      },
      {
        id: "remote",
        names: ["remote"],
        url: "https://mcp.example.com/a",
        transports: ["streamable-http"],
        headers: { Authorization: "ref-only" },
      },
      {
        id: "image",
        names: ["image"],
        package: {
          registryType: "oci",
          identifier: "registry.example.com/mcp/image",
          digest: `sha256:${"0".repeat(64)}`,
        },
        runners: ["docker"],
        runtimeArgs: ["run", "-i", "--rm"],
      },
      {
        id: "tool",
        names: ["tool"],
        command: { path: "C:\\Program Files\\Acme\\tool.exe", sha256: "0".repeat(64) },
        args: ["--stdio"],
      },
    ],
    denied: [
      {
        id: "root",
        reason: "the whole disk",
        package: { registryType: "npm", identifier: "@acme/files" },
        argsContain: ["/"],
      },
      { id: "staging", url: "https://*.staging.example.com/*" },
    ],
  };
}
