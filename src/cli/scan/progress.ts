import type { Io } from "../io.ts";

/** A line on the terminal that says how far a long scan is. */
export interface Progress {
  at(count: number): void;
  clear(): void;
}

const firstAfterMs = 1000;
const everyMs = 200;

/** Draws on standard error, and only when that is a terminal. Short scans draw nothing. @param say the line */
export function drawProgress(
  io: Pick<Io, "interactive" | "stderr">,
  now: () => number = () => performance.now(),
  say: (count: number) => string = (files) => `${files} files scanned`,
): Progress {
  let next = now() + firstAfterMs;
  let drawn = false;
  return {
    at: (count) => {
      if (!io.interactive || now() < next) return;
      next = now() + everyMs;
      drawn = true;
      io.stderr(`\r\u001b[K${say(count)}`);
    },
    clear: () => {
      if (drawn) io.stderr("\r\u001b[K");
      drawn = false;
    },
  };
}
