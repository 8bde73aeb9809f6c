import { EventStreamCodec } from "@smithy/core/event-streams";
import { logsPattern } from "./logsPattern.ts";
import type { StoredGroup, StoredLog } from "./logsStore.ts";

/**
 * What can happen to a session: `timeout` and `streaming` are the two exceptions of the stream, `expired` is one that its
 * model does not have; `end` ends the answer; `reset` breaks the connection, `cut` in the middle of a frame; `garbage`
 * sends a frame with a wrong checksum; `stall` sends nothing any more; `sampled` leaves out all but the first event of
 * the next update that has more, and goes on.
 */
export type LiveTailFault =
  "timeout" | "streaming" | "expired" | "end" | "reset" | "cut" | "garbage" | "stall" | "sampled";

/** An update holds at most so many events, as that of CloudWatch Logs. */
const mostEvents = 500;

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString("utf8"),
  (text) => Buffer.from(text, "utf8"),
);

/** One session. `tickMs` stands for the second between two updates. */
export interface LiveTailSession {
  readonly group: StoredGroup;
  readonly pattern: string | undefined;
  readonly tickMs: number;
  /** Faults to come, of all sessions: the first is taken before the next update. */
  readonly faults: LiveTailFault[];
  /** Aborted: the session ends, with the connection. */
  readonly signal: AbortSignal;
}

/** The frames of a session: `initial-response`, `sessionStart`, then updates until a fault or the end of the client. */
export async function* liveTailFrames(session: LiveTailSession): AsyncGenerator<Uint8Array> {
  const { group, pattern, faults, signal } = session;
  const fits = logsPattern(pattern);
  let waiting: StoredLog[] = [];
  const listener = (events: readonly StoredLog[]): void => {
    waiting.push(...events.filter(({ message }) => fits(message)));
  };
  group.listeners.add(listener);
  try {
    yield frame("event", "initial-response", {});
    yield frame("event", "sessionStart", {
      requestId: "stub",
      sessionId: "stub",
      logGroupIdentifiers: [group.arn],
      logEventFilterPattern: pattern ?? "",
    });
    let sampling = false;
    for (;;) {
      if (signal.aborted) throw new Error("The session was ended.");
      const fault = faults.shift();
      if (fault === "sampled") sampling = true;
      else if (fault) return yield* play(fault, session);
      const events = waiting;
      waiting = [];
      const few = sampling && events.length > 1 ? 1 : mostEvents;
      yield update(group, events.slice(0, few), events.length > few);
      if (few === 1) sampling = false;
      await pause(session.tickMs, signal);
    }
  } finally {
    group.listeners.delete(listener);
  }
}

async function* play(
  fault: Exclude<LiveTailFault, "sampled">,
  { group, signal }: LiveTailSession,
): AsyncGenerator<Uint8Array> {
  const whole = update(group, [], false);
  switch (fault) {
    case "timeout":
      yield frame("exception", "SessionTimeoutException", { message: "Session has timed out" });
      return;
    case "streaming":
      yield frame("exception", "SessionStreamingException", { message: "Something went wrong" });
      return;
    case "expired":
      yield frame("exception", "ExpiredTokenException", { message: "The security token is expired" });
      return;
    case "end":
      return;
    case "cut":
      yield whole.subarray(0, 20);
      throw new Error("The connection breaks here.");
    case "reset":
      throw new Error("The connection breaks here.");
    case "garbage":
      whole[whole.length - 1] = (whole.at(-1) ?? 0) ^ 0xff;
      yield whole;
      return;
    case "stall":
      await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  }
}

function update(group: StoredGroup, events: readonly StoredLog[], sampled: boolean): Uint8Array {
  // The owner's number stands in front of the name here.
  const logGroupIdentifier = `${group.arn.split(":")[4]}:${group.name}`;
  return frame("event", "sessionUpdate", {
    sessionMetadata: { sampled },
    sessionResults: events.map(({ eventId: _id, ...event }) => ({ ...event, logGroupIdentifier })),
  });
}

function frame(message: "event" | "exception", type: string, body: object): Uint8Array {
  const text = (value: string) => ({ type: "string" as const, value });
  return codec.encode({
    headers: {
      [message === "event" ? ":event-type" : ":exception-type"]: text(type),
      ":content-type": text("application/json"),
      ":message-type": text(message),
    },
    body: Buffer.from(JSON.stringify(body), "utf8"),
  });
}

/** The session's own heartbeat, not a wait for something to happen. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
  });
}
