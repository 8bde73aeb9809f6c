import type { Clock, Log } from "../../core/ports.ts";

/** The machine's clock, in ms since epoch. */
export const systemClock: Clock = { now: () => Date.now() };

/** Writes log lines to a stream-like sink; `debug` lines only when `verbose`. */
export function streamLog(write: (line: string) => void, verbose: boolean): Log {
  return {
    debug: (message) => {
      if (verbose) write(`${message}\n`);
    },
    info: (message) => write(`${message}\n`),
    warn: (message) => write(`warning: ${message}\n`),
    error: (message) => write(`error: ${message}\n`),
  };
}
