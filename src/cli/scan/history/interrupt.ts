const signals = ["SIGINT", "SIGTERM"] as const;

/** Waits for the user, or the build service, to end the run. */
export interface Interrupt {
  /** Aborted when a signal came. */
  readonly signal: AbortSignal;
  /** Stops listening; when a signal came, ends the process by it, as whoever sent it expects. */
  release(): void;
}

/** Holds the first signal to end the process back until `release`, so that what is done can be kept; a second one ends it. */
export function holdInterrupts(): Interrupt {
  const controller = new AbortController();
  let caught: NodeJS.Signals | undefined;
  const note = (signal: NodeJS.Signals): void => {
    if (caught) return end(signal);
    caught = signal;
    controller.abort();
  };
  const stop = (): void => {
    for (const signal of signals) process.off(signal, note);
  };
  const end = (signal: NodeJS.Signals): void => {
    stop();
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.on(signal, note);
  return {
    signal: controller.signal,
    release: () => (caught ? end(caught) : stop()),
  };
}
