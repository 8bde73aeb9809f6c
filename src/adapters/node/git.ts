import { spawn, type ChildProcessByStdio } from "node:child_process";
import { lstatSync } from "node:fs";
import { posix, resolve } from "node:path";
import type { Readable, Writable } from "node:stream";
import { skipReason } from "./skipReason.ts";
import type { WalkEntry } from "./walk.ts";

/** Git is missing, the folder is in no repository, or the revision does not exist. The message is for a person. */
export class GitError extends Error {
  override readonly name = "GitError";
}

/** A blob of the index. `name` is relative to the working folder; `oid` is git's object id. */
export interface StagedFile {
  readonly name: string;
  readonly oid: string;
}

/** The repository around a folder. */
export interface Repository {
  /** The folder's own place below the top, such as `src/`; empty at the top and where there is no working tree. */
  readonly prefix: string;
  /** Absolute; the folder that all working trees of the repository share. */
  readonly commonFolder: string;
  readonly hasWorkingTree: boolean;
  /** Whether commits were cut off, as by `git clone --depth`. */
  readonly isShallow: boolean;
}

/**
 * Settings a repository could use to make git run a program of its choice, to read another tree's names or to leave a
 * part of the answer out.
 */
const settings = {
  "core.fsmonitor": "false",
  "core.hooksPath": "/dev/null",
  "core.quotePath": "true",
  "diff.autoRefreshIndex": "false",
  "diff.suppressBlankEmpty": "false",
  "log.showRoot": "true",
  "log.showSignature": "false",
};
const safe = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
const diffFlags = ["--no-ext-diff", "--no-textconv", "--no-renames", "--no-relative", "-z"];

/**
 * Variables of git that are passed on: where the repository and its parts are (a hook is told by them, also of the index
 * that `git commit FILE` makes for itself), and the user's own configuration. The others change what a diff looks like,
 * write traces or name programs.
 */
const passed =
  /^GIT_(?:DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|QUARANTINE_PATH|NAMESPACE|PREFIX|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|EXEC_PATH|CONFIG_(?:NOSYSTEM|SYSTEM|GLOBAL|COUNT|KEY_\d+|VALUE_\d+|PARAMETERS))$/;

/** Object ids of an object that does not exist. */
const noObject = /^0+$/;

/**
 * What is around a folder.
 * @throws GitError when it is in no repository
 */
export async function findRepository(cwd: string): Promise<Repository> {
  const asked = ["--is-inside-work-tree", "--is-shallow-repository", "--git-common-dir", "--show-prefix"];
  const out = (await runGit(cwd, ["rev-parse", ...asked])).toString("utf8");
  const [inside, shallow, common = ".git", ...prefix] = out.split("\n");
  return {
    // A folder's name may hold line breaks of its own.
    prefix: prefix.join("\n").replace(/\n$/, ""),
    commonFolder: resolve(cwd, common),
    hasWorkingTree: inside === "true",
    isShallow: shallow === "true",
  };
}

/** The name, relative to the working folder, of a path from the top of its repository. */
export function nameBelow({ prefix }: Repository, path: string): string {
  return posix.relative(`/${prefix}`, `/${path}`) || ".";
}

/**
 * Files of the index that differ from HEAD, below `paths`. Links and submodules are left out, as is what is only
 * intended to be added.
 * @throws GitError
 */
export async function stagedFiles(cwd: string, paths: readonly string[]): Promise<readonly StagedFile[]> {
  const repository = await workingTree(cwd);
  const asked = ["diff", "--cached", "--raw", "--no-abbrev", "--ita-invisible-in-index", ...diffFlags];
  return (await rawChanges(cwd, [...asked, "--", ...paths]))
    .filter(({ mode, oid }) => mode.startsWith("100") && !noObject.test(oid))
    .map(({ path, oid }) => ({ name: nameBelow(repository, path), oid }))
    .sort(byName);
}

/**
 * The object id of the commit that a revision names.
 * @param revision may look like an option
 * @throws GitError when there is none
 */
export async function commitOf(cwd: string, revision: string): Promise<string> {
  const wanted = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const commit = (await runGit(cwd, wanted).catch(nothing)).toString("latin1").trim();
  if (/^[0-9a-f]{40,}$/.test(commit)) return commit;
  throw new GitError(`there is no commit named ${JSON.stringify(revision)}`);
}

/**
 * Files of the working tree that differ from `revision`, or from where the branch left it, below `paths`; untracked
 * files count unless they are ignored.
 * @throws GitError
 */
export async function filesSince(
  cwd: string,
  revision: string,
  paths: readonly string[],
): Promise<readonly WalkEntry[]> {
  const repository = await workingTree(cwd);
  const commit = await commitOf(cwd, revision);
  const base = (await runGit(cwd, ["merge-base", commit, "HEAD"]).catch(nothing)).toString("latin1");
  const asked = ["diff-index", "--raw", ...diffFlags, base.trim() || commit];
  const changed = (await rawChanges(cwd, [...asked, "--", ...paths]))
    .filter(({ mode }) => mode.startsWith("100"))
    .map(({ path }) => path);
  const untracked = ["ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ...paths];
  // A repository within the tree comes as a folder: it has a history and an index of its own.
  const others = (await runGit(cwd, untracked))
    .toString("utf8")
    .split("\0")
    .filter((path) => path !== "" && !path.endsWith("/"));
  return [...new Set([...changed, ...others])]
    .map((path) => entryOf(cwd, nameBelow(repository, path)))
    .sort(byName);
}

/** A link is met where it points to, or is no part of the tree: never followed, as in a walk. */
function entryOf(cwd: string, name: string): WalkEntry {
  const path = resolve(cwd, name);
  try {
    if (lstatSync(path).isSymbolicLink()) return { kind: "skipped", name, reason: "symlink" };
  } catch (error) {
    // A name that is not valid UTF-8 arrives with U+FFFD and cannot be opened by it.
    return { kind: "skipped", name, reason: name.includes("\ufffd") ? "unreadable" : skipReason(error) };
  }
  return { kind: "file", path, name };
}

interface RawChange {
  /** Of the new side. */
  readonly mode: string;
  readonly oid: string;
  /** From the top of the repository. */
  readonly path: string;
}

/** What `--raw -z` tells: `:old new oldId newId status`, NUL, path, NUL. A path in conflict comes more than once. */
async function rawChanges(cwd: string, args: readonly string[]): Promise<readonly RawChange[]> {
  const fields = (await runGit(cwd, args)).toString("utf8").split("\0");
  const changes: RawChange[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [, mode = "", , oid = ""] = (fields[index] ?? "").split(" ");
    changes.push({ mode, oid, path: fields[index + 1] ?? "" });
  }
  return changes;
}

async function workingTree(cwd: string): Promise<Repository> {
  const repository = await findRepository(cwd);
  if (repository.hasWorkingTree) return repository;
  throw new GitError("there is no working tree here, only a bare repository or git's own folder");
}

/**
 * Starts git so that nothing in the repository's own configuration runs and nothing is fetched.
 * @param stderr `ignore`, or `pipe` to be read
 */
export function startGit(
  cwd: string,
  args: readonly string[],
): ChildProcessByStdio<Writable, Readable, Readable> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_") || passed.test(name));
  return spawn("git", ["--no-pager", ...safe, ...args], {
    cwd,
    env: {
      ...Object.fromEntries(own),
      LC_ALL: "C",
      GIT_LITERAL_PATHSPECS: "1",
      GIT_OPTIONAL_LOCKS: "0",
      // Refs that put one object in the place of another could hide what a commit holds.
      GIT_NO_REPLACE_OBJECTS: "1",
      GIT_NO_LAZY_FETCH: "1",
      // Where git does not know the line above yet: no transport is allowed.
      GIT_ALLOW_PROTOCOL: "none",
      GIT_TERMINAL_PROMPT: "0",
    },
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
}

/**
 * Runs git to its end and gives what it wrote.
 * @throws GitError
 */
export function runGit(cwd: string, args: readonly string[], input = ""): Promise<Buffer> {
  return new Promise((done, fail) => {
    const child = startGit(cwd, args);
    const chunks: Buffer[] = [];
    let said = "";
    child.on("error", () => fail(cannotStart()));
    // A git that ends early closes its end; its exit status tells.
    child.stdin.on("error", () => undefined);
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => (said = (said + chunk.toString("latin1")).slice(0, 4000)));
    child.on("close", (status) => (status === 0 ? done(Buffer.concat(chunks)) : fail(failure(args, said))));
    child.stdin.end(input);
  });
}

/** The error of a git that cannot be started. */
export function cannotStart(): GitError {
  return new GitError("git could not be started; is it installed?");
}

/** Why git failed, in words that hold nothing of the repository. @param said what it wrote to standard error */
export function failure(args: readonly string[], said: string): GitError {
  if (said.includes("dubious ownership")) {
    return new GitError(
      "git does not trust the owner of the repository's folder; see safe.directory of git-config",
    );
  }
  if (/not a git repository/i.test(said)) return new GitError("git knows no repository here");
  if (said.includes("outside repository")) return new GitError("a path is outside the repository");
  if (/missing blob|unable to read|bad object|promisor|bad tree|missing tree|Could not read/i.test(said)) {
    return new GitError(
      "objects of the repository are missing or broken (a partial clone lacks some: fetch them first)",
    );
  }
  return new GitError(`git ${args[0] ?? ""} failed`);
}

function nothing(error: unknown): Buffer {
  if (error instanceof GitError && error.message === cannotStart().message) throw error;
  return Buffer.alloc(0);
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
