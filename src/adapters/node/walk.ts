import { readdirSync, statSync, type Dirent } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import {
  enterFolder,
  isIgnored,
  noRules,
  rulesAbove,
  withoutRulesAgainst,
  type IgnoreRules,
} from "./ignoreRules.ts";
import { errorCode, skipReason } from "./skipReason.ts";

/** What a walk meets. `name` is relative to the base folder, with `/`; `path` opens it. */
export type WalkEntry =
  | { readonly kind: "file"; readonly path: string; readonly name: string }
  | { readonly kind: "skipped"; readonly name: string; readonly reason: string };

export interface WalkOptions {
  /** Absolute folder that names are relative to. */
  readonly base: string;
  /** Whether `.gitignore`, `.picketignore` and `info/exclude` are read. */
  readonly ignoreFiles: boolean;
  /** Rules that count in any case. */
  readonly rules?: IgnoreRules;
}

/** A path that the user named and that does not exist. */
export class MissingPathError extends Error {
  override readonly name = "MissingPathError";
  readonly path: string;

  constructor(path: string) {
    super(`no such file or folder: ${path}`);
    this.path = path;
  }
}

/** Folders in which version control keeps its own copies. */
const controlFolders: ReadonlySet<string> = new Set([".git", ".hg", ".svn"]);

/**
 * All files below `roots`, in an order that depends on names alone. A file below two roots comes once. Symbolic links
 * are followed when they are a root, never on the way: their target is met where it stands, or is no part of the tree.
 * @throws MissingPathError before anything is read
 */
export function walk(roots: readonly string[], options: WalkOptions): Iterable<WalkEntry> {
  const starts = roots.map((root) => {
    const path = resolve(options.base, root);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) throw new MissingPathError(root);
    return { path, isFolder: stat.isDirectory() };
  });
  return walkAll(starts, options);
}

/** The `/`-separated name of a path, relative to `base`; `.` for the base itself. */
export function nameOf(base: string, path: string): string {
  return relative(base, path).split(sep).join("/") || ".";
}

function* walkAll(
  starts: readonly { path: string; isFolder: boolean }[],
  options: WalkOptions,
): Generator<WalkEntry> {
  const several = starts.length > 1;
  const seen = new Set<string>();
  for (const { path, isFolder } of starts) {
    for (const entry of walkRoot(path, isFolder, options)) {
      if (several && seen.has(entry.name)) continue;
      if (several) seen.add(entry.name);
      yield entry;
    }
  }
}

function* walkRoot(path: string, isFolder: boolean, options: WalkOptions): Generator<WalkEntry> {
  const given = options.rules ?? noRules;
  const above = options.ignoreFiles ? rulesAbove(path, options.base, given) : given;
  const name = nameOf(options.base, path);
  if (isIgnored({ git: [], own: above.own }, path, isFolder)) {
    yield { kind: "skipped", name, reason: "ignored" };
  } else if (isFolder) {
    yield* walkFolder(path, withoutRulesAgainst(above, path, true), options);
  } else {
    yield { kind: "file", path, name };
  }
}

/** Depth first with a stack of its own, so that no depth of folders can end the call stack. */
function* walkFolder(root: string, rules: IgnoreRules, options: WalkOptions): Generator<WalkEntry> {
  const stack: { path: string; rules: IgnoreRules; entries: Dirent[] }[] = [];
  const open = (path: string, above: IgnoreRules): WalkEntry | undefined => {
    try {
      const entries = readdirSync(path, { withFileTypes: true }).sort(byName).reverse();
      const names = new Set(options.ignoreFiles ? entries.map((entry) => entry.name) : []);
      stack.push({ path, rules: options.ignoreFiles ? enterFolder(above, path, names) : above, entries });
      return undefined;
    } catch (error) {
      return { kind: "skipped", name: nameOf(options.base, path), reason: skipReason(error) };
    }
  };
  const failed = open(root, rules);
  if (failed) yield failed;
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const entry = top.entries.pop();
    if (!entry) {
      stack.pop();
      continue;
    }
    const path = join(top.path, entry.name);
    const isFolder = entry.isDirectory();
    if (controlFolders.has(entry.name) || isIgnored(top.rules, path, isFolder)) continue;
    const outcome = isFolder ? open(path, top.rules) : leaf(entry, path, nameOf(options.base, path));
    if (outcome) yield outcome;
  }
}

function leaf(entry: Dirent, path: string, name: string): WalkEntry {
  if (entry.isSymbolicLink()) return { kind: "skipped", name, reason: "symlink" };
  if (!entry.isFile()) return { kind: "skipped", name, reason: "special" };
  // A name that is not valid UTF-8 arrives with U+FFFD and cannot be opened by it.
  if (entry.name.includes("\ufffd") && cannotStat(path))
    return { kind: "skipped", name, reason: "unreadable" };
  return { kind: "file", path, name };
}

function cannotStat(path: string): boolean {
  try {
    statSync(path);
    return false;
  } catch (error) {
    return errorCode(error) === "ENOENT";
  }
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
