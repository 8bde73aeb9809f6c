/** Runs tasks one after the other, with a turn of the event loop before each. */
export interface Turns {
  /** Resolves or rejects as the task does. A task that fails does not hold up the next. */
  take<T>(task: () => Promise<T>): Promise<T>;
}

/** An empty queue. Tasks must not wait for anything but their own work: whoever is behind waits with them. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    take(task) {
      const done = last.then(nextTurn).then(task);
      last = done.catch(() => undefined);
      return done;
    },
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
