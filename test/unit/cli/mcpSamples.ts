/** What `--format json` gives, as far as the tests look at it. */
export interface McpJson {
  readonly policies: readonly { readonly path: string; readonly state: string }[];
  readonly registry?: { readonly ok: boolean; readonly error?: string };
  readonly servers: readonly {
    readonly path: string;
    readonly scope: string | null;
    readonly name: string;
    readonly status: string;
    readonly severity: string | null;
    readonly flags: readonly string[];
    readonly reasons: readonly string[];
    readonly effective: boolean;
    readonly shadowedBy?: string;
    readonly identity: object;
    readonly kiro: { readonly outcome: string };
    readonly range: object;
  }[];
  readonly files: readonly {
    readonly path: string;
    readonly scope: string | null;
    readonly ok: boolean;
    readonly error?: string;
    readonly linkTarget?: string;
  }[];
}

/** A policy that lists `weather` (npm) for the user and denies `acme-forbidden`, with other members on top. */
export function mcpAllowlist(more: object = {}): string {
  return JSON.stringify({
    version: 1,
    issuer: "acme",
    serial: 42,
    issued: "2026-11-01T00:00:00Z",
    expires: "2046-11-01T00:00:00Z",
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
        id: "weather",
        names: ["weather"],
        package: { registryType: "npm", identifier: "acme-weather", version: "2.4.1" },
        runners: ["npx"],
        args: [],
      },
    ],
    denied: [{ id: "forbidden", package: { registryType: "npm", identifier: "acme-forbidden" } }],
    ...more,
  });
}

/** A configuration of servers that `npx` starts, by name; the values are packages. */
export function npx(servers: Readonly<Record<string, string>>): string {
  const entries = Object.entries(servers).map(([name, spec]) => [
    name,
    { command: "npx", args: ["-y", spec] },
  ]);
  return JSON.stringify({ mcpServers: Object.fromEntries(entries) });
}
