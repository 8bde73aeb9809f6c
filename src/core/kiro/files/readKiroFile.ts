import type { Span } from "../../model/span.ts";
import { lastMember, type FileObject, type FileTree, type FileValue } from "../../mcp/files/fileValue.ts";
import { readFrontMatter, readYaml } from "../../mcp/files/frontMatter.ts";
import { readJsonFile } from "../../mcp/files/jsonFile.ts";
import { readAgentHooks, readLegacy, readV1, type KiroHook, type ShapeProblem } from "./kiroHook.ts";
import type { KiroFileKind } from "./kiroPlace.ts";

/** A text that an agent reads, with the offset of its first character; spans of JSON texts are those of their source. */
export interface Prose {
  readonly span: Span;
}

/** Shape of a file of hooks: v1, the older one, or one that Kiro knows nothing of. */
export type HookShape = "v1" | "legacy" | "other";

/** A file of Kiro as read. */
export interface KiroFile {
  readonly kind: KiroFileKind;
  readonly root?: FileObject;
  /** Why it could not be read to its end; a clause that continues "the file cannot be read: ". */
  readonly error?: { readonly message: string; readonly span: Span };
  /** Only of files of hooks. */
  readonly shape?: HookShape;
  readonly hooks: readonly KiroHook[];
  /** What is wrong in the shape of hooks. */
  readonly problems: readonly ShapeProblem[];
  /** Texts for an agent: steering, prompts. */
  readonly prose: readonly Prose[];
}

/** Longer Markdown is no one's instructions, in UTF-16 code units; what follows is not judged. */
const mostProse = 2_000_000;

/** Reads a file of Kiro. Never throws. Spans count UTF-16 code units of `text`, a BOM included. */
export function readKiroFile(text: string, kind: KiroFileKind, path: string): KiroFile {
  const tree = treeOf(text, kind, path);
  const { root: value, error: broken } = tree;
  const root = value?.kind === "object" ? value : undefined;
  const error = broken ?? (value && !root && kind !== "steering" ? notObject(value) : undefined);
  const read = readHooks(kind, root);
  return {
    kind,
    ...(root && { root }),
    ...(error && { error }),
    ...(read.shape && { shape: read.shape }),
    hooks: read.hooks,
    problems: read.problems,
    prose: proseOf(text, { kind, root, path, hooks: read.hooks }),
  };
}

function treeOf(text: string, kind: KiroFileKind, path: string): FileTree {
  if (kind === "kiroignore") return {};
  if (kind === "permissions") return readYaml(text, 0);
  if (kind === "steering" || /\.md$/i.test(path)) return readFrontMatter(text);
  return readJsonFile(text);
}

function notObject({ span }: FileValue): NonNullable<KiroFile["error"]> {
  return { message: "it must hold an object", span };
}

interface HooksRead {
  readonly shape?: HookShape;
  readonly hooks: readonly KiroHook[];
  readonly problems: readonly ShapeProblem[];
}

function readHooks(kind: KiroFileKind, root: FileObject | undefined): HooksRead {
  if (!root) return { hooks: [], problems: [] };
  if (kind === "agent") return readAgentHooks(root);
  if (kind !== "hooks" && kind !== "legacy-hook") return { hooks: [], problems: [] };
  if (lastMember(root, "when") || lastMember(root, "then") || kind === "legacy-hook") {
    return { shape: "legacy", ...readLegacy(root) };
  }
  if (lastMember(root, "hooks")) return { shape: "v1", ...readV1(root) };
  return { shape: "other", hooks: [], problems: [] };
}

interface ProseInput {
  readonly kind: KiroFileKind;
  readonly root: FileObject | undefined;
  readonly path: string;
  readonly hooks: readonly KiroHook[];
}

function proseOf(text: string, { kind, root, path, hooks }: ProseInput): readonly Prose[] {
  if (kind === "steering" || (kind === "agent" && /\.md$/i.test(path))) {
    return [{ span: { start: text.startsWith("\ufeff") ? 1 : 0, end: Math.min(text.length, mostProse) } }];
  }
  const prompts = hooks.flatMap(({ prompt }) => (prompt ? [{ span: prompt.content }] : []));
  if (kind !== "agent" || !root) return prompts;
  const own = ["prompt", "description", "welcomeMessage"].flatMap((key) => {
    const value = lastMember(root, key)?.value;
    return value?.kind === "text" ? [{ span: value.content }] : [];
  });
  return [...own, ...prompts];
}
