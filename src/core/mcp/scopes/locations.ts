import type { McpFileKind } from "../model/definition.ts";
import { joinPath, pathKey, type PathPlatform } from "./paths.ts";
import type { Scope } from "./scope.ts";

/** What is known of a computer and a window. All paths are absolute. */
export interface Places {
  readonly platform: PathPlatform;
  /** Absent: nothing of the user's is looked at. */
  readonly home?: string;
  /** `%APPDATA%`, `~/Library/Application Support`, `$XDG_CONFIG_HOME`; absent: the usual one below `home`. */
  readonly appData?: string;
  /** `C:\ProgramData`; only for Windows. */
  readonly programData?: string;
  /** In the window's order: a later one counts more. */
  readonly workspaceFolders?: readonly string[];
  /** Whether the window's folders are trusted. Default true. */
  readonly workspaceTrusted?: boolean;
  /** The folder of the organisation's files; absent: Kiro's own for the platform. */
  readonly managedDir?: string;
}

/** A place to look at. */
export interface McpLocation {
  readonly scope: Scope;
  readonly kind: McpFileKind;
  /** Absolute, of a file or of a folder. */
  readonly path: string;
  /**
   * `agents`: the folder's files of agents, in folders below too. `powers`: `mcp.json` beside a `POWER.md` in folders
   * below.
   */
  readonly shape: "file" | "agents" | "powers";
  readonly untrusted?: boolean;
}

/**
 * Every place that Kiro or a neighbour reads servers from: the organisation's first, then the user's, the workspace
 * folders' in their order, powers and agents, neighbours last. A path that two scopes share comes once, for the first.
 */
export function locations(places: Places): readonly McpLocation[] {
  const { platform, workspaceFolders = [], workspaceTrusted = true } = places;
  const found = [
    ...managed(places),
    ...user(places),
    ...workspaceFolders.flatMap((folder, index) => workspace(folder, index, platform)),
    ...neighbours(places),
    ...workspaceFolders.flatMap((folder, index) => workspaceNeighbours(folder, index, platform)),
  ];
  const seen = new Set<string>();
  return found.flatMap((location) => {
    const key = pathKey(location.path, platform);
    if (seen.has(key)) return [];
    seen.add(key);
    return [
      workspaceTrusted || location.scope.folder === undefined ? location : { ...location, untrusted: true },
    ];
  });
}

/** The folder of the organisation's files of Kiro. */
export function managedFolder({ platform, programData = "C:\\ProgramData" }: Places): string {
  if (platform === "win32") return joinPath(platform, programData, "Kiro");
  return platform === "darwin" ? "/Library/Application Support/Kiro" : "/etc/kiro";
}

function managed(places: Places): readonly McpLocation[] {
  const { platform, managedDir = managedFolder(places) } = places;
  const folders = places.managedDir === undefined ? [managedDir, claudeFolder(platform)] : [managedDir];
  return [
    ...folders.map((folder) =>
      file({ kind: "managed" }, "claude-code", joinPath(platform, folder, "managed-mcp.json")),
    ),
    file({ kind: "central" }, "kiro", joinPath(platform, managedDir, "mcp.json")),
  ];
}

/** Where Claude Code's administrators put their file. */
function claudeFolder(platform: PathPlatform): string {
  if (platform === "win32") return "C:\\Program Files\\ClaudeCode";
  return platform === "darwin" ? "/Library/Application Support/ClaudeCode" : "/etc/claude-code";
}

function user({ platform, home }: Places): readonly McpLocation[] {
  if (home === undefined) return [];
  const kiro = joinPath(platform, home, ".kiro");
  return [
    file({ kind: "user" }, "kiro", joinPath(platform, kiro, "settings", "mcp.json")),
    {
      scope: { kind: "power" },
      kind: "kiro-power",
      path: joinPath(platform, kiro, "powers"),
      shape: "powers",
    },
    {
      scope: { kind: "agent" },
      kind: "kiro-agent",
      path: joinPath(platform, kiro, "agents"),
      shape: "agents",
    },
  ];
}

function workspace(root: string, folder: number, platform: PathPlatform): readonly McpLocation[] {
  const kiro = joinPath(platform, root, ".kiro");
  const agents = joinPath(platform, kiro, "agents");
  return [
    file({ kind: "workspace", folder }, "kiro", joinPath(platform, kiro, "settings", "mcp.json")),
    { scope: { kind: "agent", folder }, kind: "kiro-agent", path: agents, shape: "agents" },
  ];
}

/** Files of other programs in the user's folders. */
function neighbours(places: Places): readonly McpLocation[] {
  const { platform, home } = places;
  if (home === undefined) return [];
  const data = places.appData ?? usualAppData(home, platform);
  const at = (...names: string[]) => joinPath(platform, home, ...names);
  return [
    file({ kind: "vscode" }, "vscode", joinPath(platform, data, "Code", "User", "mcp.json")),
    file({ kind: "vscode" }, "vscode", joinPath(platform, data, "Code", "User", "settings.json")),
    file({ kind: "cursor" }, "cursor", at(".cursor", "mcp.json")),
    file({ kind: "claude-code" }, "claude-code", at(".claude.json")),
    file(
      { kind: "claude-desktop" },
      "claude-desktop",
      joinPath(platform, data, "Claude", "claude_desktop_config.json"),
    ),
    file({ kind: "amazonq" }, "amazonq", at(".aws", "amazonq", "mcp.json")),
  ];
}

function usualAppData(home: string, platform: PathPlatform): string {
  if (platform === "win32") return joinPath(platform, home, "AppData", "Roaming");
  return platform === "darwin"
    ? joinPath(platform, home, "Library", "Application Support")
    : joinPath(platform, home, ".config");
}

function workspaceNeighbours(root: string, folder: number, platform: PathPlatform): readonly McpLocation[] {
  const at = (...names: string[]) => joinPath(platform, root, ...names);
  return [
    file({ kind: "vscode", folder }, "vscode", at(".vscode", "mcp.json")),
    file({ kind: "vscode", folder }, "vscode", at(".vscode", "settings.json")),
    file({ kind: "cursor", folder }, "cursor", at(".cursor", "mcp.json")),
    file({ kind: "claude-code", folder }, "claude-code", at(".mcp.json")),
    file({ kind: "amazonq", folder }, "amazonq", at(".amazonq", "mcp.json")),
  ];
}

function file(scope: Scope, kind: McpFileKind, path: string): McpLocation {
  return { scope, kind, path, shape: "file" };
}
