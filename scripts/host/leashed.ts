import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What `leash.ts` is told. */
export interface LeashOrder {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Folders to remove once the command and its children are gone. */
  readonly remove: readonly string[];
}

/** A running command that cannot outlive this process, however this process ends. */
export interface Leashed {
  /** Everything printed so far, both streams, at most the last 200,000 characters. */
  output(): string;
  /** Resolves when a printed line matches. Rejects when the command ends before, or after `timeout` ms. */
  waitForLine(pattern: RegExp, timeout: number): Promise<RegExpExecArray>;
  /** Exit code, once it has ended and its folders are removed. */
  readonly ended: Promise<number>;
  /** Ends the command and all its children, then removes its folders. Safe to call twice. */
  stop(): Promise<void>;
}

const kept = 200_000;

/** Printed by the leash when a command ended by itself and left processes behind, which it then ended. */
export const leftRunning = "left running: ";

/**
 * Starts a command under a leash. `environment` is complete: nothing else is inherited.
 * @param onOutput called with each piece of output as it comes
 */
export function startLeashed(
  order: LeashOrder,
  environment: NodeJS.ProcessEnv,
  onOutput?: (text: string) => void,
): Leashed {
  const script = fileURLToPath(new URL("./leash.ts", import.meta.url));
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", script, JSON.stringify(order)],
    {
      env: environment,
      detached: process.platform !== "win32",
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  let output = "";
  const waiting = new Set<() => void>();
  const collect = (text: string): void => {
    output = (output + text).slice(-kept);
    onOutput?.(text);
    for (const look of waiting) look();
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", collect);
  child.stdin.on("error", () => {});
  const ended = new Promise<number>((resolve) => {
    child.on("error", () => resolve(127));
    child.on("close", (code) => resolve(code ?? 1));
  });
  return {
    output: () => output,
    waitForLine: (pattern, timeout) =>
      waitForLine(pattern, timeout, { output: () => output, waiting, ended }, order),
    ended,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

interface Watched {
  readonly output: () => string;
  readonly waiting: Set<() => void>;
  readonly ended: Promise<number>;
}

function waitForLine(
  pattern: RegExp,
  timeout: number,
  watched: Watched,
  order: LeashOrder,
): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      watched.waiting.delete(look);
      clearTimeout(timer);
      settle();
    };
    const look = (): void => {
      const found = pattern.exec(watched.output());
      if (found) finish(() => resolve(found));
    };
    const fail = (why: string): void =>
      finish(() =>
        reject(new Error(`${order.command} ${why}. Its last output:\n${watched.output().slice(-2_000)}`)),
      );
    const timer = setTimeout(() => fail(`did not print ${String(pattern)} within ${timeout} ms`), timeout);
    watched.waiting.add(look);
    void watched.ended.then((code) => fail(`ended with status ${code}`));
    look();
  });
}
