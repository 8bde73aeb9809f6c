import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { usageReporter } from "./usageReporter.ts";

/** One command line over the tree, in ms: its best time by the clock, and the processor time of all its threads then. */
interface Run {
  readonly clock: number;
  readonly processor: number;
}

/** Whole-tree times of the two command lines. The ratios are Picket's over secretlint's. */
export interface TreeTime {
  readonly tree: string;
  readonly program: string;
  readonly picket: Run;
  readonly secretlint: Run;
  readonly ratio: number;
  readonly processorRatio: number;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A large tree of text that machines have. */
export function findTree(): string {
  const trees = ["/usr/lib/python3", "/usr/share/perl"];
  return trees.find((tree) => existsSync(tree)) ?? join(root, "node_modules", "@aws-sdk");
}

/**
 * Runs both over the same tree in turn: once to fill the disk's cache, then four times. The best of each counts, which
 * is least disturbed by whatever else the machine does.
 */
export async function measureTree(tree = findTree()): Promise<TreeTime> {
  const built = join(root, "dist", "cli.js");
  const program = existsSync(built) ? built : join(root, "src", "cli", "main.ts");
  const folder = mkdtempSync(join(tmpdir(), "picket-bench-"));
  const rules = join(folder, "secretlintrc.json");
  const none = join(folder, "none");
  writeFileSync(rules, JSON.stringify({ rules: [{ id: "@secretlint/secretlint-rule-preset-recommend" }] }));
  writeFileSync(none, "");
  const secretlint = join(root, "node_modules", "secretlint", "bin", "secretlint.js");
  const theirArgs = [secretlint, "--secretlintrc", rules, "--secretlintignore", none, "**/*"];
  const ours: Run[] = [];
  const theirs: Run[] = [];
  try {
    for (let round = 0; round < 5; round++) {
      const first = await measureRun(tree, folder, [program, "scan", ".", "--no-ignore", "--format", "json"]);
      const second = await measureRun(tree, folder, theirArgs);
      if (round === 0) continue;
      ours.push(first);
      theirs.push(second);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const picket = best(ours);
  const other = best(theirs);
  return {
    tree,
    program,
    picket,
    secretlint: other,
    ratio: picket.clock / other.clock,
    processorRatio: picket.processor / other.processor,
  };
}

/** @throws when the program fails in another way than by findings */
async function measureRun(cwd: string, folder: string, args: readonly string[]): Promise<Run> {
  const usage = join(folder, "usage");
  const reporter = usageReporter(usage);
  const started = performance.now();
  const status = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", reporter, ...args], { cwd, stdio: "ignore" });
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (status !== 0 && status !== 1) throw new Error(`${args[0] ?? ""} ended with status ${String(status)}`);
  return { clock: performance.now() - started, processor: Number(readFileSync(usage, "utf8")) };
}

function best(runs: readonly Run[]): Run {
  return {
    clock: Math.min(...runs.map(({ clock }) => clock)),
    processor: Math.min(...runs.map(({ processor }) => processor)),
  };
}
