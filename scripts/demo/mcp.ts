type Files = Readonly<Record<string, string>>;

/** Servers of the order service's own file: one for each kind of verdict that the demo's policy leads to. */
export const workspaceServers = {
  "aws-docs": {
    command: "uvx",
    args: ["awslabs.aws-documentation-mcp-server==1.1.24"],
    env: { FASTMCP_LOG_LEVEL: "ERROR" },
    autoApprove: ["search_documentation"],
  },
  "orders-api": { url: "https://mcp.example.com/orders/mcp", headers: { Authorization: "${ORDERS_MCP}" } },
  tickets: { command: "npx", args: ["-y", "@example/tickets-mcp@2.3.1"] },
  context7: { command: "npx", args: ["-y", "@upstash/context7-mcp"] },
  files: { command: "npx", args: ["-y", "@modelcontextprotocol/server-filesystem@2025.8.21", "/"] },
  standards: { command: "npx", args: ["-y", "standards-mcp@1.0.0"] },
  wiki: { command: "npx", args: ["-y", "${WIKI_PACKAGE}"], disabled: true },
  legacy: { url: "http://mcp.internal.example.com/legacy" },
};

const userServers = {
  context7: { command: "npx", args: ["-y", "@upstash/context7-mcp@1.0.31"] },
  standards: { url: "https://mcp.internal.example.com/standards/mcp" },
};

/** The configuration files of the order service. */
export function mcpFiles(): Files {
  return {
    ".kiro/settings/mcp.json": json({ mcpServers: workspaceServers }),
    ".vscode/mcp.json": json({ servers: { tickets: workspaceServers.tickets } }),
    ".cursor/mcp.json": '{ "mcpServers": { "broken": \n',
  };
}

/** The user's own file, below the home. */
export function mcpHomeFiles(): Files {
  return { ".kiro/settings/mcp.json": json({ mcpServers: userServers }) };
}

const listed = [
  {
    id: "aws-docs",
    names: ["aws-docs"],
    package: {
      registryType: "pypi",
      identifier: "awslabs.aws-documentation-mcp-server",
      version: "1.1.24",
    },
    runners: ["uvx"],
    args: [],
    env: { FASTMCP_LOG_LEVEL: ["ERROR", "WARNING"] },
    tools: { autoApprove: ["search_documentation"] },
    owner: "platform@example.com",
    ticket: "RISK-1234",
  },
  {
    id: "context7",
    names: ["context7"],
    package: { registryType: "npm", identifier: "@upstash/context7-mcp", version: "1.0.31" },
    runners: ["npx"],
    args: [],
  },
  {
    id: "standards",
    names: ["standards"],
    url: "https://mcp.internal.example.com/standards/mcp",
    transports: ["streamable-http"],
  },
];

/** The entry that lists the server `tickets`, which the policy does not hold at first. */
export const ticketsEntry = {
  id: "tickets",
  names: ["tickets"],
  package: { registryType: "npm", identifier: "@example/tickets-mcp", version: "2.3.1" },
  runners: ["npx"],
  args: [],
};

/** The policy of a made-up organisation. */
export function mcpPolicy(
  options: { readonly serial?: number; readonly expires?: string; readonly more?: readonly object[] } = {},
): string {
  const { serial = 7, expires = "2046-12-20T00:00:00Z", more = [] } = options;
  return json({
    $schema: "urn:picket:mcp-allowlist:v1",
    version: 1,
    issuer: "example-appsec",
    serial,
    issued: "2026-11-01T00:00:00Z",
    expires,
    mode: "enforce",
    default: "deny",
    options: {
      requirePinned: true,
      requireHttps: true,
      forbidAutoApproveStar: true,
      workspaceScopes: "allow",
    },
    servers: [...listed, ...more],
    denied: [
      {
        id: "whole-disk",
        reason: "no server may read the whole disk",
        package: { registryType: "npm", identifier: "@modelcontextprotocol/server-filesystem" },
        argsContain: ["/", "C:\\", "~"],
      },
    ],
  });
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
