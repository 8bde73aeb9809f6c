import type { Io } from "../io.ts";

/** A line on the terminal that says how far a long scan is. */
export interface Progress {
  at(files: number): void;
  clear(): void;
}

const firstAfterMs = 1000;
const everyMs = 200;

/** Draws on standard error, and only when that is a terminal. Short scans draw nothing. */
export function drawProgress(
  io: Pick<Io, "interactive" | "stderr">,
  now: () => number = () => performance.now(),
): Progress {
  let next = now() + firstAfterMs;
  let drawn = false;
  return {
    at: (files) => {
      if (!io.interactive || now() < next) return;
      next = now() + everyMs;
      drawn = true;
      io.stderr(`\r\u001b[K${files} files scanned`);
    },
    clear: () => {
      if (drawn) io.stderr("\r\u001b[K");
      drawn = false;
    },
  };
}
