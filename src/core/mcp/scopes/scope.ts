/**
 * Whose servers a file defines. The first seven are Kiro's: `managed` (an organisation's exclusive file), `central` (the
 * organisation's file that the user's one links to), `user`, `workspace`, `power`, `agent` and `registry`. The others are
 * neighbours: shown, and never effective for Kiro.
 */
export type ScopeKind =
  | "managed"
  | "central"
  | "user"
  | "workspace"
  | "power"
  | "agent"
  | "registry"
  | "vscode"
  | "cursor"
  | "claude-code"
  | "claude-desktop"
  | "amazonq";

/** One scope: a kind, and which of several. */
export interface Scope {
  readonly kind: ScopeKind;
  /** Zero-based place of the workspace folder, for what is in one: also of agents, powers and neighbours' files. */
  readonly folder?: number;
  /** Of an agent or a power: its name. */
  readonly name?: string;
}

const neighbours: ReadonlySet<ScopeKind> = new Set<ScopeKind>([
  "vscode",
  "cursor",
  "claude-code",
  "claude-desktop",
  "amazonq",
]);

/** Whether a scope is another program's: its servers are shown and are not effective for Kiro. */
export function isNeighbour(scope: Scope): boolean {
  return neighbours.has(scope.kind);
}

/** The scope as policies and reports name it: `user`, `workspace1`, `power`, `vscode`. */
export function scopeName({ kind, folder }: Scope): string {
  return kind === "workspace" ? `workspace${(folder ?? 0) + 1}` : kind;
}

const labels: Readonly<Record<ScopeKind, string>> = {
  managed: "Managed",
  central: "Central file",
  user: "User",
  workspace: "Workspace",
  power: "Power",
  agent: "Agent",
  registry: "Registry",
  vscode: "VS Code",
  cursor: "Cursor",
  "claude-code": "Claude Code",
  "claude-desktop": "Claude Desktop",
  amazonq: "Amazon Q",
};

/** The kind of a scope for a person. */
export function scopeLabel(kind: ScopeKind): string {
  return labels[kind];
}
