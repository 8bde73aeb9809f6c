import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import type { StartLiveTailResponseStream } from "@aws-sdk/client-cloudwatch-logs";
import { LiveTailHoles } from "../../../src/adapters/aws/trails/logs/liveTailHoles.ts";
import { LiveTailSession } from "../../../src/adapters/aws/trails/logs/liveTailSession.ts";
import { openLiveTail } from "../../../src/adapters/aws/trails/logs/openLiveTail.ts";
import { PatientCaller } from "../../../src/adapters/aws/trails/patientCaller.ts";
import type { TrailClients } from "../../../src/adapters/aws/trails/trailClients.ts";
import type { Caller } from "../../../src/adapters/aws/call.ts";
import { groupArn, groupName, liveLimits, openStubLogs, region } from "../support/logsBench.ts";
import { systemClock } from "../../../src/adapters/aws/trails/pause.ts";

const facts = {
  profile: undefined,
  profileKnown: true,
  region: "eu-west-1",
  signIn: undefined,
  ssoTokenId: undefined,
};

/** A stream that gives what is pushed. */
function openStream(mostWaiting: number) {
  const waiting: StartLiveTailResponseStream[] = [];
  let wake: (() => void) | undefined;
  let closed = 0;
  async function* events(): AsyncGenerator<StartLiveTailResponseStream> {
    for (;;) {
      const next = waiting.shift();
      if (next) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  const session = new LiveTailSession(
    { events: events(), facts, close: () => closed++ },
    { clock: systemClock, stallMs: 60_000, mostWaiting },
  );
  return {
    session,
    closed: () => closed,
    push: async (messages: readonly string[], sampled = false) => {
      const sessionResults = messages.map((message) => ({ message }));
      waiting.push({ sessionUpdate: { sessionMetadata: { sampled }, sessionResults } });
      wake?.();
      // Until the session has taken it.
      while (waiting.length > 0) await turn();
      await turn();
    },
  };
}

suite("a session of Live Tail", () => {
  test("keeps what nobody takes, up to a number of records, and says when it had to leave some out", async () => {
    const { session, push } = openStream(3);
    await push(["a", "b"]);
    await push([]);
    await push([]);
    await push(["c"]);
    await push(["d"]);
    await push(["e", "f"]);
    const updates = session.take();
    assert.deepEqual(
      updates.map(({ messages, overflow }) => [messages.map(({ message }) => message).join(""), overflow]),
      [
        ["ab", false],
        ["c", false],
        ["", true],
      ],
    );
    await push(["g"]);
    assert.deepEqual(
      session.take().flatMap(({ messages }) => messages),
      [{ message: "g" }],
    );
    session.close();
  });

  test("wakes for an empty update, too, and for a sampled one", async () => {
    const { session, push } = openStream(3);
    const changed = session.changed();
    await push([]);
    await changed;
    assert.equal(session.take().length, 1);
    await push(["a"], true);
    assert.equal(session.take()[0]?.sampled, true);
    session.close();
  });

  test("closed, it wakes its reader and closes the stream once", async () => {
    const { session, closed } = openStream(3);
    const changed = session.changed();
    session.close();
    session.close();
    await changed;
    assert.deepEqual(session.end, { why: "closed" });
    assert.equal(closed(), 1);
  });
});

suite("opening a session of Live Tail", () => {
  test("that was aborted while the clients were made opens nothing", async () => {
    const bench = await openStubLogs();
    try {
      const signal = AbortSignal.abort();
      const clients = await bench.pool.of(region);
      const caller: Caller<TrailClients> = {
        call: async (_attempt, _signal, send) => await send(clients, { abortSignal: signal }),
      };
      const { clock, backoff } = liveLimits;
      const patient = new PatientCaller(caller, { clock, backoff, signal });
      const group = { name: groupName, arn: groupArn };
      const { value } = await openLiveTail(patient, group, groupArn, undefined).next();
      assert.equal(value, undefined);
      assert.ok(!bench.stub.operations.includes("StartLiveTail"));
    } finally {
      await bench.stop();
    }
  });
});

suite("what Live Tail lost", () => {
  test("is read at once, and filled by a round that starts when all is surely found", () => {
    const holes = new LiveTailHoles(30);
    assert.ok(!holes.isDue(1000));
    assert.deepEqual(holes.open(100, 1000, "x"), { from: 100, to: 1000, reason: "x" });
    assert.ok(holes.isDue(1000));
    holes.started(1000);
    assert.equal(holes.finished(1000), undefined);
    assert.ok(!holes.isDue(1029));
    assert.ok(holes.isDue(1030));
    holes.started(1030);
    assert.deepEqual(holes.finished(1030), { from: 100, to: 1000 });
    assert.ok(!holes.isOpen && !holes.isDue(5000));
  });

  test("grows until the next session, and with what is lost meanwhile", () => {
    const holes = new LiveTailHoles(30);
    assert.equal(holes.widen(900), undefined);
    holes.open(100, 1000, "x");
    assert.deepEqual(holes.widen(2000), { from: 100, to: 2000, reason: "x" });
    assert.equal(holes.finished(1500), undefined);
    assert.deepEqual(holes.open(1900, 2010, "y"), { from: 100, to: 2010, reason: "y" });
    assert.deepEqual(holes.finished(2040), { from: 100, to: 2010 });
  });
});
