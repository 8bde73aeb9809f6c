import { readFileSync } from "node:fs";
import { setImmediate as turn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createWorkerScanner } from "../../src/adapters/node/workerScanner.ts";
import { scan } from "../../src/core/secrets/scan.ts";
import { createSecretlint } from "./accuracySecretlint.ts";

/** Times in ms. */
export interface Timing {
  readonly median: number;
  readonly p95: number;
}

/** One size of document, scanned warm. `ratio` is Picket's median over that of secretlint alone. */
export interface Latency {
  readonly bytes: number;
  readonly picket: Timing;
  readonly secretlint: Timing;
  readonly ratio: number;
}

/** Ordinary code: the project's own, repeated up to the length asked for. */
function sampleText(length: number): string {
  const files = [
    "../../src/core/secrets/engine.ts",
    "../../src/adapters/node/workerPool.ts",
    "../../package.json",
  ];
  const text = files.map((name) => readFileSync(new URL(name, import.meta.url), "utf8")).join("\n");
  return text.repeat(Math.ceil(length / text.length)).slice(0, length);
}

/** Scans texts of 1 KB, 100 KB and 1 MB with Picket and with secretlint in turn, so that both meet the same machine. */
export async function measureLatency(): Promise<readonly Latency[]> {
  const secretlint = createSecretlint();
  const results: Latency[] = [];
  for (const [bytes, rounds] of [
    [1_000, 400],
    [100_000, 60],
    [1_000_000, 20],
  ] as const) {
    const text = sampleText(bytes);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds * 1.25; round++) {
      const first = await timed(() => scan(text, { path: "src/sample.ts" }));
      const second = await timed(() => secretlint(text, "src/sample.ts"));
      if (round < rounds * 0.25) continue;
      ours.push(first);
      theirs.push(second);
    }
    const picket = summary(ours);
    const other = summary(theirs);
    results.push({ bytes, picket, secretlint: other, ratio: picket.median / other.median });
  }
  return results;
}

/**
 * Longest turn of this thread's event loop, in ms, while a worker scans a text of 1 MB: of six rounds the quietest, since
 * other programs on the machine lengthen turns too.
 */
export async function measureLongestTurn(): Promise<number> {
  const worker = fileURLToPath(new URL("../../src/adapters/node/scanWorker.ts", import.meta.url));
  const scanner = createWorkerScanner(worker, { size: 1, keepAlive: true });
  const text = sampleText(1_000_000);
  const rounds: number[] = [];
  try {
    await scanner.scan("", { path: "" });
    for (let round = 0; round < 6; round++) {
      const scan = { running: true };
      const watch = longestTurn(scan);
      await scanner.scan(text, { path: "src/sample.ts" });
      scan.running = false;
      rounds.push(await watch);
    }
    return Math.min(...rounds);
  } finally {
    await scanner.dispose();
  }
}

async function longestTurn(scan: { readonly running: boolean }): Promise<number> {
  let longest = 0;
  for (let last = performance.now(); scan.running;) {
    await turn();
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }
  return longest;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function summary(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}
