import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Whole-tree times of the two command lines, in ms. `ratio` is Picket's over secretlint's. */
export interface TreeTime {
  readonly tree: string;
  readonly program: string;
  readonly picket: number;
  readonly secretlint: number;
  readonly ratio: number;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A large tree of text that machines have. */
export function findTree(): string {
  const trees = ["/usr/lib/python3", "/usr/share/perl"];
  return trees.find((tree) => existsSync(tree)) ?? join(root, "node_modules", "@aws-sdk");
}

/** Runs both over the same tree in turn: once to fill the disk's cache, then three times, of which the median counts. */
export async function measureTree(tree = findTree()): Promise<TreeTime> {
  const built = join(root, "dist", "cli.js");
  const program = existsSync(built) ? built : join(root, "src", "cli", "main.ts");
  const folder = mkdtempSync(join(tmpdir(), "picket-bench-"));
  const rules = join(folder, "secretlintrc.json");
  const none = join(folder, "none");
  writeFileSync(rules, JSON.stringify({ rules: [{ id: "@secretlint/secretlint-rule-preset-recommend" }] }));
  writeFileSync(none, "");
  const secretlint = join(root, "node_modules", "secretlint", "bin", "secretlint.js");
  const ours: number[] = [];
  const theirs: number[] = [];
  try {
    for (let round = 0; round < 4; round++) {
      const first = await timeOf(tree, [program, "scan", ".", "--no-ignore", "--format", "json"]);
      const second = await timeOf(tree, [
        secretlint,
        "--secretlintrc",
        rules,
        "--secretlintignore",
        none,
        "**/*",
      ]);
      if (round === 0) continue;
      ours.push(first);
      theirs.push(second);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const picket = middle(ours);
  const other = middle(theirs);
  return { tree, program, picket, secretlint: other, ratio: picket / other };
}

/** @throws when the program fails in another way than by findings */
function timeOf(cwd: string, args: readonly string[]): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "ignore", "ignore"] });
    child.on("error", reject);
    child.on("close", (status) => {
      if (status === 0 || status === 1) resolve(performance.now() - started);
      else reject(new Error(`${args[0] ?? ""} ended with status ${String(status)}`));
    });
  });
}

function middle(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;
}
