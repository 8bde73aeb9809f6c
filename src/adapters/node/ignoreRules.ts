import { dirname, join, relative, resolve, sep } from "node:path";
import ignore, { type Ignore } from "ignore";
import { readSmallText } from "./readSmallText.ts";

/** Names of the ignore files read in every folder. The later one wins over the earlier: `.picketignore` is Picket's own. */
const ignoreFileNames = [".gitignore", ".picketignore"] as const;

/** The rules of one ignore file; they speak of paths below `folder`. */
interface RuleFile {
  readonly folder: string;
  readonly rules: Ignore;
}

/** The ignore files in force in one folder, from the top down. Rules of `.picketignore` win over those of git. */
export interface IgnoreRules {
  readonly git: readonly RuleFile[];
  readonly own: readonly RuleFile[];
}

export const noRules: IgnoreRules = { git: [], own: [] };

// Git compares letters exactly where file names do.
const ignorecase = process.platform === "win32" || process.platform === "darwin";

/** Rules from patterns of the user (`picket.json`), in the syntax of `.gitignore`, below `folder`. */
export function patternRules(folder: string, patterns: readonly string[]): IgnoreRules {
  if (patterns.length === 0) return noRules;
  return { git: [], own: [{ folder, rules: ignore({ ignorecase }).add([...patterns]) }] };
}

/** `rules` and the ignore files that stand in `folder` itself. */
export function enterFolder(rules: IgnoreRules, folder: string, names: ReadonlySet<string>): IgnoreRules {
  const [git, own] = ignoreFileNames.map((name) => (names.has(name) ? readRules(folder, name) : undefined));
  if (!git && !own) return rules;
  return {
    git: git ? [...rules.git, { folder, rules: git }] : rules.git,
    own: own ? [...rules.own, { folder, rules: own }] : rules.own,
  };
}

/**
 * The rules in force above a folder that the user named: ignore files from the top of its git repository, or else
 * from `base` when the folder is below it, down to the folder's parent, and the repository's `info/exclude`. The
 * user's global excludes are not read: the same tree gives the same result on every machine.
 */
export function rulesAbove(start: string, base: string, given: IgnoreRules): IgnoreRules {
  const repository = repositoryOf(start);
  const top = repository ?? (isBelow(start, base) ? base : start);
  let rules = given;
  const exclude = repository === undefined ? undefined : readExclude(repository);
  if (exclude) rules = { ...rules, git: [{ folder: top, rules: exclude }, ...rules.git] };
  const below = relative(top, start);
  if (below === "") return rules;
  const both = new Set<string>(ignoreFileNames);
  let folder = top;
  for (const segment of below.split(sep)) {
    rules = enterFolder(rules, folder, both);
    folder = join(folder, segment);
  }
  return rules;
}

/** Whether the rules leave out `path` (absolute) or a folder that it is in. */
export function isIgnored(rules: IgnoreRules, path: string, isFolder: boolean): boolean {
  return verdict(rules.own, path, isFolder) ?? verdict(rules.git, path, isFolder) ?? false;
}

/** Without the git rules that leave out `path` itself: what the user names is looked at in spite of them. */
export function withoutRulesAgainst(rules: IgnoreRules, path: string, isFolder: boolean): IgnoreRules {
  const git = rules.git.filter((file) => verdict([file], path, isFolder) !== true);
  return { git, own: rules.own };
}

/** The top of the git repository that `start` is in: the nearest folder that holds `.git`. */
export function repositoryOf(start: string): string | undefined {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (readGitFolder(folder) !== undefined) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

function verdict(files: readonly RuleFile[], path: string, isFolder: boolean): boolean | undefined {
  for (let index = files.length - 1; index >= 0; index--) {
    const file = files[index];
    if (!file) continue;
    const below = relative(file.folder, path).split(sep).join("/");
    if (!ignore.isPathValid(below)) continue;
    const name = isFolder ? `${below}/` : below;
    const { ignored, unignored } = file.rules.test(name);
    if (ignored) return true;
    if (unignored) return false;
  }
  return undefined;
}

function readRules(folder: string, name: string): Ignore | undefined {
  const text = readSmallText(join(folder, name));
  return text === undefined ? undefined : ignore({ ignorecase }).add(text.replace(/^\ufeff/, ""));
}

/** `info/exclude` of the repository; in a linked worktree it stands in the main repository's folder. */
function readExclude(repository: string): Ignore | undefined {
  const git = readGitFolder(repository);
  if (git === undefined) return undefined;
  const common = readSmallText(join(git, "commondir"))?.trim();
  return readRules(join(common === undefined ? git : resolve(git, common), "info"), "exclude");
}

/** The folder behind `.git`, which is a file that names it in worktrees and submodules. */
function readGitFolder(folder: string): string | undefined {
  const path = join(folder, ".git");
  if (readSmallText(join(path, "HEAD")) !== undefined) return path;
  const link = /^gitdir: (.+)$/m.exec(readSmallText(path) ?? "")?.[1];
  return link === undefined ? undefined : resolve(folder, link.trim());
}

function isBelow(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below === "" || (!below.startsWith("..") && resolve(folder, below) === path);
}
