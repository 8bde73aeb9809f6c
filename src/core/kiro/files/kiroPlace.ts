/** Files of Kiro that are judged here. `mcp.json` is the MCP engine's. */
export type KiroFileKind =
  "hooks" | "legacy-hook" | "steering" | "agent" | "permissions" | "managed" | "settings" | "kiroignore";

/** What a path says of a file. */
export interface KiroPlace {
  readonly kind: KiroFileKind;
  /** Why Kiro does not read a file at this place; a clause that continues "Kiro does not load this file: ". */
  readonly ignored?: string;
}

const nested = "it takes hooks from the folder .kiro/hooks itself, not from folders in it";
const wrongEnding = (ending: string): string => `its name must end in ${ending}`;

/**
 * Ends of paths with `/` in lower case, the more telling first. Windows and macOS do not tell cases apart.
 * Source of the places: `reference/kiro.md`, and Kiro's pages on hooks, steering, agents and permissions.
 */
const places: readonly (readonly [RegExp, KiroPlace])[] = [
  [
    /(^|\/)\.kiro\/powers\/.+\/hooks\/[^/]+\.(?:json|kiro\.hook)$/,
    { kind: "hooks", ignored: "it does not load hooks that a power brings along" },
  ],
  [/(^|\/)\.kiro\/hooks\/[^/]+\.json$/, { kind: "hooks" }],
  [/(^|\/)\.kiro\/hooks\/.+\/[^/]+\.(?:json|kiro\.hook)$/, { kind: "hooks", ignored: nested }],
  [/\.kiro\.hook$/, { kind: "legacy-hook" }],
  [/(^|\/)\.kiro\/hooks\/[^/]+\.(?:jsonc|json5|hook)$/, { kind: "hooks", ignored: wrongEnding(".json") }],
  [/(^|\/)\.kiro\/steering\/.+\.md$/, { kind: "steering" }],
  [/(^|\/)\.kiro\/steering\/.+\.(?:mdx|mdc|markdown)$/, { kind: "steering", ignored: wrongEnding(".md") }],
  [/(^|\/)agents\.md$/, { kind: "steering" }],
  [/(^|\/)\.kiro\/agents\/.+\.(?:json|md)$/, { kind: "agent" }],
  [/(^|\/)\.kiro\/(?:settings|workspace-roots\/[^/]+)\/permissions\.yaml$/, { kind: "permissions" }],
  [
    /(^|\/)\.kiro\/(?:settings|workspace-roots\/[^/]+)\/permissions\.(?:yml|json)$/,
    { kind: "permissions", ignored: "its name must be permissions.yaml" },
  ],
  [/(^|\/)\.?kiro\/managed-settings\.json$/, { kind: "managed" }],
  [/(^|\/)\.vscode\/settings\.json$/, { kind: "settings" }],
  [/(^|\/)(?:kiro|code|code - insiders)\/user\/settings\.json$/, { kind: "settings" }],
  [/(^|\/)\.kiroignore$/, { kind: "kiroignore" }],
  [/(^|\/)\.kiro\/settings\/kiroignore$/, { kind: "kiroignore" }],
];

/** What kind of file of Kiro a path with either separator names; undefined for any other file. */
export function kiroPlaceOf(path: string): KiroPlace | undefined {
  const plain = path.replaceAll("\\", "/").toLowerCase();
  const found = places.find(([end]) => end.test(plain))?.[1];
  // A Markdown file beside agents that only tells people about them.
  return found?.kind === "agent" && plain.endsWith("/readme.md") ? undefined : found;
}
