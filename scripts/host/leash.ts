/**
 * Runs one command and ends it, with all its children, as soon as standard input closes: that is when the process that
 * started this one asks for it, and also when that process is killed and could not ask. Afterwards the folders given
 * are removed. Argument: JSON of `LeashOrder`.
 */
import { spawn, spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { leftRunning, type LeashOrder } from "./leashed.ts";
import { groupAlive } from "./processes.ts";

/** Time between the polite and the final signal, ms. */
const grace = 1_500;

const order = JSON.parse(process.argv[2] ?? "{}") as LeashOrder;
const windows = process.platform === "win32";
const child = spawn(order.command, order.args, {
  cwd: order.cwd,
  // An own process group, so that grandchildren are reached too, and a terminal's Ctrl+C is not.
  detached: !windows,
  stdio: ["ignore", "inherit", "inherit"],
});
let ended = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(0));
process.stdin.on("end", () => void end(0));
process.stdin.on("error", () => void end(0));
process.stdin.resume();
// The owner may be gone: writing to its pipes then fails, which must not stop the cleaning.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});
child.on("error", (error) => {
  process.stderr.write(`could not start ${order.command}: ${error.message}\n`);
  void end(127);
});
child.on("exit", (code) => void reportLeftovers().then(() => end(code ?? 1)));

/** Children that are ending too get a moment before they count as left over. */
async function reportLeftovers(): Promise<void> {
  if (ended || child.pid === undefined) return;
  await groupGone(child.pid, 3_000);
  if (!ended && groupAlive(child.pid)) process.stderr.write(`${leftRunning}${order.args.join(" ")}\n`);
}

async function end(code: number): Promise<void> {
  if (ended) return;
  ended = true;
  if (child.pid !== undefined) {
    signalGroup(child.pid, "SIGTERM");
    const deadline = Date.now() + grace;
    while (groupAlive(child.pid) && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 30));
    signalGroup(child.pid, "SIGKILL");
  }
  for (const folder of order.remove)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.exit(code);
}

async function groupGone(pid: number, limit: number): Promise<void> {
  const deadline = Date.now() + limit;
  while (groupAlive(pid) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 30));
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  if (windows) {
    spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}
