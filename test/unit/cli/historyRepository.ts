import { execFileSync } from "node:child_process";
import { runCli, tempFolder, type TempFolder } from "./cliProcess.ts";

/** A finding of `picket scan --history --format json`, as far as tests look at it. */
interface HistoryFinding {
  readonly path: string;
  readonly ruleId: string;
  readonly message: string;
  readonly fingerprint: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
  readonly data: { readonly commit: string; readonly inHead: boolean } & Record<string, unknown>;
}

/** A report and how the run ended. */
interface HistoryReport {
  readonly status: number | null;
  readonly stderr: string;
  readonly findings: readonly HistoryFinding[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

/** A repository with scripted commits. */
export interface Repository extends TempFolder {
  /** Runs git in it and gives what it wrote. */
  git(...args: readonly string[]): string;
  /** Writes files (undefined: removes them), commits everything, and gives the commit's id. */
  commit(files: Readonly<Record<string, string | Buffer | undefined>>, message?: string): string;
  /** Runs `picket scan --history` on it, from `cwd`. */
  scan(args?: readonly string[], cwd?: string): Promise<HistoryReport>;
}

const isolated = { GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" };

/** Reads what a run with `--format json` wrote. */
function readReport(run: { status: number | null; stdout: string; stderr: string }): HistoryReport {
  if (run.stdout === "") return { status: run.status, stderr: run.stderr, findings: [], skipped: [] };
  const { findings, summary } = JSON.parse(run.stdout);
  return { status: run.status, stderr: run.stderr, findings, skipped: summary.skipped };
}

/** An empty repository with one branch, `main`, in a temporary folder. */
export function tempRepository(): Repository {
  const folder = tempFolder();
  let seconds = 1_700_000_000;
  const git: Repository["git"] = (...args) => {
    // Each commit is a minute younger than the one before, and was written an hour before that.
    const dates = { GIT_AUTHOR_DATE: `${seconds - 3600} +0200`, GIT_COMMITTER_DATE: `${seconds} +0000` };
    const identity = ["-c", "user.name=A. U. Thor", "-c", "user.email=author@example.com"];
    return execFileSync("git", [...identity, ...args], {
      cwd: folder.path,
      env: { ...process.env, ...isolated, ...dates },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
  };
  git("init", "-q", "-b", "main");
  return {
    ...folder,
    git,
    commit: (files, message = "change") => {
      seconds += 60;
      for (const [name, content] of Object.entries(files)) {
        if (content === undefined) git("rm", "-q", "--", name);
        else folder.write(name, content);
      }
      git("add", "-A", ".");
      git("commit", "-q", "--allow-empty", "-m", message);
      return git("rev-parse", "HEAD");
    },
    scan: async (args = [], cwd = folder.path) =>
      readReport(await runCli(["scan", "--history", "--format", "json", ...args], { cwd })),
  };
}
