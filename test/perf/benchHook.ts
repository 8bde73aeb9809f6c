import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../dist/hook.js", import.meta.url));
const runs = 11;

/** Times of one process, medians in ms. */
export interface HookTime {
  readonly title: string;
  readonly clock: number;
  /** What node alone takes, in turns with the hook. */
  readonly bare: number;
}

const call = (tool_name: string, tool_input: unknown): string => JSON.stringify({ tool_name, tool_input });

const cases: readonly (readonly [string, string])[] = [
  ["a tool that reads", call("fs_read", { path: "src/a.ts" })],
  ["a command", call("execute_bash", { command: "npm test" })],
  ["a file of 2 KB", call("fs_write", { path: "a.ts", file_text: "export const a = 1;\n".repeat(100) })],
  ["a file of 1 MB", call("fs_write", { path: "a.ts", file_text: "export const a = 1;\n".repeat(50_000) })],
];

/** Starts the built hook as Kiro does, for calls that it lets pass; undefined when nothing is built. */
export function measureHook(): readonly HookTime[] | undefined {
  if (!existsSync(program)) return undefined;
  return cases.map(([title, input]) => {
    const clocks: number[] = [];
    const bares: number[] = [];
    for (let run = 0; run < runs; run++) {
      bares.push(timeOf(["-e", "0"], ""));
      clocks.push(timeOf([program, "pre-tool-use"], input));
    }
    return { title, clock: median(clocks), bare: median(bares) };
  });
}

/** The figures as lines. */
export function summarizeHook(times: readonly HookTime[]): string {
  return times
    .map(
      ({ title, clock, bare }) =>
        `${title}: ${clock.toFixed(0)} ms, node alone ${bare.toFixed(0)} (budget 150)`,
    )
    .join("\n");
}

function timeOf(args: readonly string[], input: string): number {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, args, { input });
  if (status !== 0) throw new Error(`the hook ended with ${status}`);
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
