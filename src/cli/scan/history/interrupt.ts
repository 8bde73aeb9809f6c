const signals = ["SIGINT", "SIGTERM"] as const;

/** Waits for the user, or the build service, to end the run. */
export interface Interrupt {
  /** Aborted when a signal came. */
  readonly signal: AbortSignal;
  /** Stops listening; when a signal came, ends the process by it, as whoever sent it expects. */
  release(): void;
}

/** Holds the signals that end a process back until `release`, so that what is done can be kept. */
export function holdInterrupts(): Interrupt {
  const controller = new AbortController();
  let caught: NodeJS.Signals | undefined;
  const note = (signal: NodeJS.Signals): void => {
    caught = signal;
    controller.abort();
  };
  for (const signal of signals) process.on(signal, note);
  return {
    signal: controller.signal,
    release: () => {
      for (const signal of signals) process.off(signal, note);
      if (caught) process.kill(process.pid, caught);
    },
  };
}
