import type { Decision } from "./reason.ts";

/** What a file decides about: the kinds of files that an agent must not change on its own. */
export type ProtectedKind =
  "mcp" | "hooks" | "steering" | "agents" | "settings" | "editor" | "managed" | "picket";

/** What happens on a change, unless the policy of the person or the organisation says otherwise. */
export const protectionDefaults: Readonly<Record<ProtectedKind, Decision>> = {
  mcp: "block",
  hooks: "block",
  steering: "ask",
  agents: "ask",
  settings: "block",
  editor: "ask",
  managed: "block",
  picket: "block",
};

/** For a sentence: "… is a file of Kiro's hooks". */
export const protectedNames: Readonly<Record<ProtectedKind, string>> = {
  mcp: "a list of MCP servers",
  hooks: "one of Kiro's hooks",
  steering: "a steering file",
  agents: "a definition of an agent",
  settings: "a file of settings that decides what agents may do",
  editor: "a file of the editor's settings, which can let an agent do more",
  managed: "a file of the organisation",
  picket: "Picket's own configuration",
};

/** In order: the first that fits counts. Paths have `/`, are in lower case and may start with `/` or a drive. */
const kinds: readonly (readonly [RegExp, ProtectedKind])[] = [
  [/(?:^|\/)\.kiro\/picket(?:\/|$)/, "picket"],
  [/(?:^|\/)(?:picket\.json|\.picketignore|\.picket-baseline\.json)$/, "picket"],
  [
    /^(?:[a-z]:)?\/programdata\/(?:kiro|picket)(?:\/|$)|^\/etc\/(?:kiro|picket|claude-code)(?:\/|$)/,
    "managed",
  ],
  [/^\/library\/application support\/(?:kiro|picket|claudecode)(?:\/|$)/, "managed"],
  [/^\/library\/managed preferences(?:\/|$)/, "managed"],
  [/(?:^|\/)managed-(?:settings|mcp)\.json$/, "managed"],
  [/(?:^|\/)\.kiro\/hooks(?:\/|$)|\.kiro\.hook$/, "hooks"],
  [/(?:^|\/)(?:\.kiro\/settings|\.vscode|\.cursor|\.amazonq)\/mcp\.json$|(?:^|\/)\.mcp\.json$/, "mcp"],
  [/(?:^|\/)(?:claude_desktop_config|mcp-allowlist)\.json$|(?:^|\/)\.kiro\/powers(?:\/|$)/, "mcp"],
  [/(?:^|\/)\.kiro\/steering(?:\/|$)|(?:^|\/)agents\.md$/, "steering"],
  [/(?:^|\/)\.kiro\/agents(?:\/|$)/, "agents"],
  [/(?:^|\/)\.kiro\/settings(?:\/|$)|(?:^|\/)\.kiroignore$|(?:^|\/)\.kiro\/?$/, "settings"],
  [/(?:^|\/)\.vscode\/settings\.json$|\/(?:kiro|code)\/user\/settings\.json$/, "editor"],
  [/\.code-workspace$/, "editor"],
];

/** Where relative paths and `~` lead to. */
export interface PathContext {
  /** Absolute; may be empty when it is not known. */
  readonly cwd: string;
  readonly home: string;
  /** What links lead to: other spellings of an absolute path, for the part of it that exists. */
  readonly resolveLinks: (path: string) => readonly string[];
}

/**
 * What a path, in any spelling that leads there, decides about; undefined for any other file. Letters count in any
 * case, since the disks of Windows and macOS see none; `..`, `~`, variables of the home folder, `file:` addresses,
 * alternate streams, trailing dots, links and patterns with `*` are followed.
 */
export function protectedKind(path: string, context: PathContext): ProtectedKind | undefined {
  if (path === "" || path.length > 4096 || path.includes("\n")) return undefined;
  for (const spelling of spellingsOf(path, context)) {
    const kind = kindOf(spelling);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** What a plain path with `/` and without `..` decides about. */
function kindOf(path: string): ProtectedKind | undefined {
  const plain = path.toLowerCase();
  const exact = kinds.find(([pattern]) => pattern.test(plain))?.[1];
  return exact ?? (/[*?[]/.test(plain) ? byPattern(plain) : undefined);
}

/** Folders and files against which patterns of a shell are held. */
const folders = ["picket", "hooks", "settings", "steering", "agents", "powers"].map((name) => [
  ".kiro",
  name,
]);
const files = [".vscode/settings.json", ".vscode/mcp.json", "picket.json", ".picketignore", ".mcp.json"].map(
  (path) => path.split("/"),
);

function byPattern(path: string): ProtectedKind | undefined {
  const parts = path.split("/").filter((part) => part !== "");
  for (let at = 0; at < parts.length; at++) {
    const hit =
      folders.find((names) => fits(parts.slice(at, at + names.length), names)) ??
      files.find((names) => at + names.length === parts.length && fits(parts.slice(at), names));
    if (hit !== undefined) return kindOf(hit.join("/"));
  }
  return undefined;
}

/** A pattern of nothing but stars, as in `src/*`, names no file in particular. */
function fits(parts: readonly string[], names: readonly string[]): boolean {
  if (parts.length < names.length || /^[*?]+$/.test(parts[0] ?? "")) return false;
  return parts.every((part, index) => matches(part, names[index] ?? ""));
}

/** Whether a pattern of a shell fits a name; brackets and braces fit anything of their length or more. */
function matches(pattern: string, name: string): boolean {
  let source = "";
  for (const piece of pattern.split(/(\*+|\?|\[[^\]]*\])/)) {
    if (piece.startsWith("*")) source += "[^/]*";
    else if (piece === "?" || piece.startsWith("[")) source += "[^/]";
    else source += piece.replace(/[.+^${}()|\\\]]/g, "\\$&");
  }
  return new RegExp(`^${source}$`).test(name);
}

function* spellingsOf(path: string, context: PathContext): Generator<string> {
  const { cwd, home, resolveLinks } = context;
  const slashed = cwd.replaceAll("\\", "/");
  const variants = new Set([path.replaceAll("\\", "/"), path.replaceAll("\\", "")]);
  for (const variant of variants) for (const one of withoutBraces(variant)) variants.add(one);
  if (/%[0-9a-f]{2}/i.test(path)) variants.add(decoded(path).replaceAll("\\", "/"));
  for (const variant of variants) {
    const full = absolute(withHome(withoutDecoration(variant), home.replaceAll("\\", "/")), slashed);
    const plain = withoutDots(full);
    yield plain;
    for (const link of resolveLinks(plain)) yield withoutDots(link.replaceAll("\\", "/"));
  }
}

/** What `{a,b}` stands for, the first pair of braces only: who goes on finds the next pair in what came of it. */
function withoutBraces(path: string): readonly string[] {
  const match = /^(.*?)\{([^{}]*,[^{}]*)\}(.*)$/.exec(path);
  if (!match || path.length > 300) return [];
  const [, before = "", choices = "", after = ""] = match;
  return choices
    .split(",")
    .slice(0, 8)
    .map((choice) => before + choice + after);
}

/** `file:///C:/a`, `\\?\C:\a`, `a::$DATA`, `a.json. ` and `"a"` are all ways to say `a`. */
function withoutDecoration(path: string): string {
  return path
    .normalize("NFC")
    .trim()
    .replace(/^file:\/\/(?:localhost)?(?=\/)/i, "")
    .replace(/^\/\/[?.]\//, "")
    .replace(/^\/(?=[A-Za-z]:\/)/, "")
    .replace(/^["']|["']$/g, "")
    .replace(/:(?:[^:/]*:)?\$data$/i, "")
    .replace(/[\u200b-\u200d\ufeff]/g, "")
    .replace(/(?<=[^/. ])[. ]+(?=\/|$)/g, "");
}

function withHome(path: string, home: string): string {
  return path.replace(
    /^(?:~(?=\/|$)|\$HOME\b|\$\{HOME\}|\$env:USERPROFILE|\$env:HOME|%USERPROFILE%|%HOMEDRIVE%%HOMEPATH%)/i,
    () => home,
  );
}

function absolute(path: string, cwd: string): string {
  return /^(?:\/|[A-Za-z]:)/.test(path) || cwd === "" ? path : `${cwd}/${path}`;
}

function withoutDots(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return `${path.startsWith("/") ? "/" : ""}${parts.join("/")}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
