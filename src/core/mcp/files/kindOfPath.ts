import type { McpFileKind } from "../model/definition.ts";

/** Ends of paths with `/` in lower case, the more telling first. Windows and macOS do not tell cases apart. */
const ends: readonly (readonly [RegExp, McpFileKind])[] = [
  [/(^|\/)\.kiro\/settings\/mcp\.json$/, "kiro"],
  [/(^|\/)\.kiro\/agents\/.+\.(json|md)$/, "kiro-agent"],
  [/(^|\/)\.kiro\/powers\/.+\/mcp\.json$/, "kiro-power"],
  [/(^|\/)(programdata|application support|etc)\/kiro\/mcp\.json$/, "kiro"],
  [/(^|\/)\.vscode\/(mcp|settings)\.json$/, "vscode"],
  [/(^|\/)(code|code - insiders|vscodium)\/user\/(mcp|settings)\.json$/, "vscode"],
  [/(^|\/)\.cursor\/mcp\.json$/, "cursor"],
  [/(^|\/)\.amazonq\/(mcp\.json|(cli-agents|agents)\/[^/]+\.json)$/, "amazonq"],
  [/(^|\/)\.aws\/amazonq\/(mcp\.json|(cli-agents|agents)\/[^/]+\.json)$/, "amazonq"],
  [/(^|\/)claude_desktop_config\.json$/, "claude-desktop"],
  [/(^|\/)(\.mcp\.json|\.claude\.json|managed-mcp\.json)$/, "claude-code"],
];

/** Whose configuration file a path names, with either separator; `unknown` for any other file. */
export function kindOfPath(path: string): McpFileKind {
  const plain = path.replaceAll("\\", "/").toLowerCase();
  return ends.find(([end]) => end.test(plain))?.[1] ?? "unknown";
}

/** Kinds that Kiro itself reads. */
const kiroKinds: ReadonlySet<McpFileKind> = new Set<McpFileKind>(["kiro", "kiro-agent", "kiro-power"]);

/** Whether Kiro reads files of a kind. A file of no known kind is taken for one of Kiro's. */
export function isKiroKind(kind: McpFileKind): boolean {
  return kiroKinds.has(kind) || kind === "unknown";
}
