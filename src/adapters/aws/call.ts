import type { AwsClients } from "./clients.ts";
import type { AwsFacts } from "./facts.ts";
import { noAnswer, stopped, toStoreError } from "./mapError.ts";
import type { Attempt } from "./refusals.ts";

/** Runs SDK calls with one deadline for everything, the caller's signal, and errors as `StoreError`. */
export interface Caller<C = AwsClients> {
  /**
   * @param send gets the clients and the options for `client.send(command, options)`
   * @throws StoreError only
   */
  call<T>(
    attempt: Pick<Attempt, "action" | "name">,
    signal: AbortSignal | undefined,
    send: (clients: C, options: { abortSignal: AbortSignal }) => Promise<T>,
  ): Promise<T>;
}

/**
 * Races each call against the deadline and the signal instead of trusting the SDK to stop: a credential process or a
 * sign-in service takes no signal.
 */
export function createCaller<C extends { readonly facts: AwsFacts }>(
  clients: () => Promise<C>,
  deadlineMs: number,
): Caller<C> {
  return {
    async call(attempt, signal, send) {
      if (signal?.aborted) throw stopped(attempt);
      const cancel = new AbortController();
      let known: Attempt = attempt;
      const work = async (): Promise<Awaited<ReturnType<typeof send>>> => {
        const ready = await clients();
        known = { ...attempt, facts: ready.facts };
        return await send(ready, { abortSignal: cancel.signal });
      };
      let timer: NodeJS.Timeout | undefined;
      let onAbort: (() => void) | undefined;
      const end = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(noAnswer(attempt, deadlineMs)), deadlineMs);
        onAbort = () => reject(stopped(attempt));
        signal?.addEventListener("abort", onAbort, { once: true });
      });
      try {
        return await Promise.race([work(), end]);
      } catch (error) {
        throw toStoreError(error, known);
      } finally {
        clearTimeout(timer);
        if (onAbort) signal?.removeEventListener("abort", onAbort);
        cancel.abort();
      }
    },
  };
}
