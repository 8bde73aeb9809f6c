/** Who looks at the MCP servers, as the person says in a setting. */
export type McpRole = "developer" | "lead" | "securityAdmin" | "compliance";

export const mcpRoles: readonly McpRole[] = ["developer", "lead", "securityAdmin", "compliance"];

/** What the view offers to a role. It is a convenience: nothing here protects anything. */
export interface McpRights {
  /** Whom a request for approval is addressed to; absent: this role asks nobody. */
  readonly asks?: McpRole;
  /** Whether it may draft an entry of the allowlist. */
  readonly drafts: boolean;
  /** Whether it may say which policy counts. */
  readonly choosesPolicy: boolean;
  /** Whether fixes in the files are offered. */
  readonly fixes: boolean;
}

/** The access matrix: a developer asks a lead, a lead the security administrator; compliance reads and exports. */
export const mcpRights: Readonly<Record<McpRole, McpRights>> = {
  developer: { asks: "lead", drafts: false, choosesPolicy: true, fixes: true },
  lead: { asks: "securityAdmin", drafts: false, choosesPolicy: true, fixes: true },
  securityAdmin: { drafts: true, choosesPolicy: true, fixes: true },
  compliance: { drafts: false, choosesPolicy: false, fixes: false },
};
