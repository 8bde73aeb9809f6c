import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { nameOf, type WalkEntry } from "./walk.ts";

/** Git is missing, the folder is in no repository, or the revision does not exist. The message is for a person. */
export class GitError extends Error {
  override readonly name = "GitError";
}

/** A blob of the index. `name` is relative to the working folder; `oid` is git's object id. */
export interface StagedFile {
  readonly name: string;
  readonly oid: string;
}

/** Settings a repository could use to make git run a program of its choice, or to go to the network, are turned off. */
const safe = [
  "-c",
  "core.fsmonitor=false",
  "-c",
  "diff.autoRefreshIndex=false",
  "-c",
  "core.quotePath=false",
];
const diffFlags = ["--no-ext-diff", "--no-textconv", "--no-renames", "--diff-filter=ACMT", "-z"];

/** Files of the index that differ from HEAD, below `paths`. Links and submodules are left out. */
export async function stagedFiles(cwd: string, paths: readonly string[]): Promise<readonly StagedFile[]> {
  const top = await topOf(cwd);
  const out = await git(cwd, ["diff", "--cached", "--raw", "--no-abbrev", ...diffFlags, "--", ...paths]);
  const fields = out.toString("utf8").split("\0");
  const files: StagedFile[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [, mode, , oid] = (fields[index] ?? "").split(" ");
    const path = fields[index + 1];
    if (mode?.startsWith("100") && oid && path) files.push({ name: nameOf(cwd, join(top, path)), oid });
  }
  return files.sort(byName);
}

/** The bytes of blobs, in the order given; undefined for one above `maxBytes`. */
export async function readBlobs(
  cwd: string,
  oids: readonly string[],
  maxBytes: number,
): Promise<readonly (Buffer | undefined)[]> {
  if (oids.length === 0) return [];
  const sizes = (await git(cwd, ["cat-file", "--batch-check=%(objectsize)"], `${oids.join("\n")}\n`))
    .toString("utf8")
    .split("\n")
    .map(Number);
  // A size that is not a number belongs to an object that is missing.
  const fits = (index: number): boolean => (sizes[index] ?? Infinity) <= maxBytes;
  const wanted = oids.filter((_, index) => fits(index));
  const out = await git(cwd, ["cat-file", "--batch=%(objectsize)"], wanted.map((oid) => `${oid}\n`).join(""));
  let at = 0;
  return oids.map((_, index) => {
    if (!fits(index)) return undefined;
    const start = out.indexOf(10, at) + 1;
    const end = start + Number(out.toString("latin1", at, start - 1));
    at = end + 1;
    return out.subarray(start, end);
  });
}

/**
 * Files of the working tree that differ from `revision`, or from where the branch left it, below `paths`; untracked
 * files count unless they are ignored.
 */
export async function filesSince(
  cwd: string,
  revision: string,
  paths: readonly string[],
): Promise<readonly WalkEntry[]> {
  const top = await topOf(cwd);
  const wanted = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const commit = (await git(cwd, wanted).catch(() => Buffer.alloc(0))).toString("utf8").trim();
  if (commit === "") throw new GitError(`there is no commit named ${JSON.stringify(revision)}`);
  const base = (await git(cwd, ["merge-base", commit, "HEAD"]).catch(() => Buffer.alloc(0))).toString("utf8");
  const changed = await git(cwd, [
    "diff-index",
    "--name-only",
    ...diffFlags,
    base.trim() || commit,
    "--",
    ...paths,
  ]);
  const others = await git(cwd, [
    "ls-files",
    "--others",
    "--exclude-standard",
    "--full-name",
    "-z",
    "--",
    ...paths,
  ]);
  const names = new Set(Buffer.concat([changed, others]).toString("utf8").split("\0"));
  return [...names]
    .filter((name) => name !== "")
    .map((name): WalkEntry => ({ kind: "file", path: join(top, name), name: nameOf(cwd, join(top, name)) }))
    .sort(byName);
}

async function topOf(cwd: string): Promise<string> {
  try {
    const out = await git(cwd, ["rev-parse", "--show-toplevel"]);
    return resolve(out.toString("utf8").replace(/\r?\n$/, ""));
  } catch (error) {
    if (error instanceof GitError) throw error;
    throw new GitError("git knows no repository here (or does not trust the owner of the folder)");
  }
}

function git(cwd: string, args: readonly string[], input = ""): Promise<Buffer> {
  return new Promise((done, fail) => {
    const child = spawn("git", [...safe, ...args], {
      cwd,
      env: { ...process.env, GIT_LITERAL_PATHSPECS: "1", GIT_OPTIONAL_LOCKS: "0", GIT_NO_LAZY_FETCH: "1" },
      stdio: ["pipe", "pipe", "ignore"],
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    child.on("error", () => fail(new GitError("git could not be started; is it installed?")));
    // A git that ends early closes its end; its exit status tells.
    child.stdin.on("error", () => undefined);
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("close", (status) => {
      if (status === 0) done(Buffer.concat(chunks));
      else fail(new Error(`git ${args[0] ?? ""} ended with status ${String(status)}`));
    });
    child.stdin.end(input);
  });
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
