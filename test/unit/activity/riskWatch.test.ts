import assert from "node:assert/strict";
import fc from "fast-check";
import { isEvent, readEvent, type ActivityEvent } from "../../../src/core/activity/event.ts";
import { raised } from "../../../src/core/activity/risk/raised.ts";
import type { Risk, Verdict } from "../../../src/core/activity/risk/risk.ts";
import { RiskWatch } from "../../../src/core/activity/risk/watch/riskWatch.ts";
import { ownAccount } from "./activityEvents.ts";

const start = Date.UTC(2026, 0, 31, 12);

interface Call {
  readonly seconds: number;
  readonly name?: string;
  readonly session?: string;
  readonly key?: string;
  readonly from?: string;
  readonly agent?: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

function eventOf({
  seconds,
  name = "DeleteThing",
  session = "run",
  key,
  from,
  agent,
  more,
}: Call): ActivityEvent {
  const event = readEvent({
    eventTime: new Date(start + seconds * 1000).toISOString().replace(".000", ""),
    eventSource: "thing.amazonaws.com",
    eventName: name,
    awsRegion: "eu-west-1",
    recipientAccountId: ownAccount,
    userIdentity: {
      type: "AssumedRole",
      arn: `arn:aws:sts::${ownAccount}:assumed-role/Agent/${session}`,
      accessKeyId: key,
    },
    sourceIPAddress: from,
    userAgent: agent,
    ...more,
  });
  assert.ok(isEvent(event));
  return event;
}

/** The severities told, by the calls' places in the list. */
function told(calls: readonly Call[], watch = new RiskWatch()): Record<string, string> {
  return Object.fromEntries(
    calls.flatMap((call, at) =>
      watch.take(eventOf(call), String(at)).map(({ key, verdict }) => [key, verdict.severity]),
    ),
  );
}

const every = (count: number, seconds: number, call: Partial<Call> = {}): Call[] =>
  Array.from({ length: count }, (_, at) => ({ ...call, seconds: at * seconds }));
const keysOf = (found: Readonly<Record<string, string>>): number => Object.keys(found).length;

suite("deletions and refusals together", () => {
  test("ten deletions within a minute are critical, all of them", () => {
    const found = told(every(10, 6));
    assert.equal(keysOf(found), 10);
    assert.deepEqual(new Set(Object.values(found)), new Set(["critical"]));
  });

  test("nine are not, nor ten in more than a minute, nor those of two sessions", () => {
    assert.deepEqual(told(every(9, 1)), {});
    assert.deepEqual(told(every(10, 7)), {});
    assert.deepEqual(told([...every(5, 1), ...every(5, 1, { session: "other" })]), {});
  });

  test("what failed, tags, messages and what a service does for the caller do not count", () => {
    assert.deepEqual(told(every(20, 1, { more: { errorCode: "NoSuchEntity" } })), {});
    for (const name of [
      "DeleteTags",
      "DeleteObjectTagging",
      "DeleteMessage",
      "DeleteMessageBatch",
      "Deleted",
    ])
      assert.deepEqual(told(every(20, 1, { name })), {}, name);
    const userIdentity = { type: "AssumedRole", arn: "a", invokedBy: "cloudformation.amazonaws.com" };
    assert.deepEqual(told(every(20, 1, { more: { userIdentity } })), {});
    assert.deepEqual(told(every(20, 1, { more: { userIdentity: { type: "AWSService", arn: "a" } } })), {});
  });

  test("three refusals within five minutes are high", () => {
    const refused = { name: "GetThing", more: { errorCode: "AccessDenied" } };
    assert.deepEqual(told(every(3, 150, refused)), { 0: "high", 1: "high", 2: "high" });
    assert.deepEqual(told(every(3, 151, refused)), {});
    assert.deepEqual(told(every(2, 1, refused)), {});
  });

  test("an event without a time or without a caller is no part of anything", () => {
    assert.deepEqual(told(every(20, 1, { more: { eventTime: "yesterday" } })), {});
    assert.deepEqual(told(every(20, 1, { more: { userIdentity: {} } })), {});
  });

  test("a long and dense list of deletions is told to its end, newest first too", () => {
    const many = every(3000, 1).reverse();
    assert.equal(keysOf(told(many)), 3000);
  });
});

suite("an access key in two places", () => {
  const [office, hotel] = ["198.51.100.7", "203.0.113.9"];
  const [mac, linux] = ["aws-cli/2.1 os/macos#24", "Boto3/1.3 os/linux#6 exec-env/x"];
  const use = (seconds: number, from: string, agent = mac, key = "K"): Call => ({
    seconds,
    from,
    agent,
    key,
    name: "GetThing",
  });

  test("another network within five minutes is high", () => {
    assert.deepEqual(told([use(0, office), use(60, hotel)]), { 1: "high" });
    assert.deepEqual(told([use(60, hotel), use(0, office)]), { 0: "high" });
    assert.deepEqual(told([use(0, office), use(60, hotel), use(90, office)]), { 1: "high", 2: "high" });
  });

  test("a laptop that moved is quiet after five minutes; another system is heard for an hour", () => {
    assert.deepEqual(told([use(0, office), use(301, hotel)]), {});
    assert.deepEqual(told([use(0, office), use(301, hotel, linux)]), { 1: "high" });
    assert.deepEqual(told([use(0, office), use(3601, hotel, linux)]), {});
  });

  test("what is one place", () => {
    const pairs = [
      [office, "198.51.100.200"],
      [office, "2001:db8:1::1"],
      ["2001:db8:1:2::1", "2001:0db8:0001:ffff:a:b:c:d"],
      ["::ffff:198.51.100.7", office],
      [office, "10.0.0.8"],
      [office, "172.31.0.8"],
      [office, "100.64.0.1"],
      [office, "fd00::1"],
      [office, "AWS Internal"],
      [office, "s3.amazonaws.com"],
      [office, "1.2.3"],
      [office, "1.2.3.999"],
      ["2001:db8:1::1", "2001:db8:2::1::"],
    ];
    for (const [a = "", b = ""] of pairs) assert.deepEqual(told([use(0, a), use(1, b)]), {}, `${a} ${b}`);
    const others = [
      ["2001:db8:1::1", "2001:db8:2::1"],
      [office, "172.32.0.8"],
    ];
    for (const [a = "", b = ""] of others)
      assert.deepEqual(told([use(0, a), use(1, b)]), { 1: "high" }, `${a} ${b}`);
  });

  test("two keys, and a function's many addresses, are no reuse", () => {
    assert.deepEqual(told([use(0, office), use(1, hotel, mac, "other")]), {});
    const lambda = "Boto3/1.3 Linux/5.10 exec-env/AWS_Lambda_python3.12";
    assert.deepEqual(told([use(0, office, lambda), use(1, hotel, lambda)]), {});
    assert.deepEqual(told([use(0, office, lambda), use(1, hotel, "curl/8")]), { 1: "high" });
  });
});

suite("an unexpected Region", () => {
  const regions = ["us-east-1"];
  test("a change there is medium, reads and services without Regions are not", () => {
    const watch = (): RiskWatch => new RiskWatch({ regions });
    assert.deepEqual(told([{ seconds: 0 }], watch()), { 0: "medium" });
    assert.deepEqual(told([{ seconds: 0, name: "GetThing" }], watch()), {});
    assert.deepEqual(told([{ seconds: 0, more: { errorCode: "AccessDenied" } }], watch()), {});
    assert.deepEqual(told([{ seconds: 0, more: { awsRegion: "us-east-1" } }], watch()), {});
    const distribution = { eventSource: "cloudfront.amazonaws.com" };
    assert.deepEqual(told([{ seconds: 0, more: distribution }], watch()), {});
    assert.deepEqual(told([{ seconds: 0 }]), {});
  });
});

suite("order of the stateful rules", () => {
  const call = fc.record({
    seconds: fc.oneof(fc.nat({ max: 150 }), fc.nat({ max: 5000 })),
    name: fc.constantFrom("DeleteThing", "DeleteThing", "GetThing", "TerminateThing"),
    session: fc.constantFrom("a", "b"),
    key: fc.constantFrom("K", "L"),
    from: fc.constantFrom("198.51.100.7", "198.51.100.8", "203.0.113.9", "10.0.0.1", "2001:db8:1::1"),
    agent: fc.constantFrom("aws-cli os/macos#1", "Boto3 os/linux#1", "x exec-env/AWS_Lambda", ""),
    more: fc.constantFrom({}, {}, { errorCode: "AccessDenied" }, { awsRegion: "us-east-1" }),
  });

  test("whatever the order and the repetitions, the same events are as loud", () => {
    fc.assert(
      fc.property(
        fc.array(call, { minLength: 1, maxLength: 60 }),
        fc.infiniteStream(fc.nat()),
        (calls, random) => {
          const events = calls.map(eventOf);
          const repeated = [...events.keys(), ...events.keys()]
            .map((at) => ({ at, order: random.next().value ?? 0 }))
            .sort((a, b) => a.order - b.order);
          const watch = new RiskWatch({ regions: ["us-east-1"] });
          const found = new Map<string, Set<string>>();
          for (const { at } of repeated) {
            const event = events[at];
            assert.ok(event);
            for (const { key, verdict } of watch.take(event, String(at))) {
              const of = found.get(key) ?? new Set<string>();
              found.set(key, of.add(verdict.severity));
            }
          }
          for (const at of events.keys())
            assert.deepEqual([...(found.get(String(at)) ?? [])].sort(), oracle(calls, at), `event ${at}`);
        },
      ),
      { numRuns: 300 },
    );
  });

  /** What stands in the rules, asked of the whole set. */
  function oracle(calls: readonly Call[], at: number): string[] {
    const me = calls[at];
    assert.ok(me);
    const isRefused = ({ more }: Call): boolean => more !== undefined && "errorCode" in more;
    const deletes = (one: Call): boolean => one.name !== "GetThing" && !isRefused(one);
    const crowded = (is: (one: Call) => boolean, count: number, within: number): boolean =>
      is(me) &&
      calls.some(
        ({ seconds: from }) =>
          from <= me.seconds &&
          me.seconds <= from + within &&
          calls.filter(
            (one) =>
              is(one) && one.session === me.session && from <= one.seconds && one.seconds <= from + within,
          ).length >= count,
      );
    const found = new Set<string>();
    if (crowded(deletes, 10, 60)) found.add("critical");
    if (crowded(isRefused, 3, 300)) found.add("high");
    if (deletes(me) && !(me.more && "awsRegion" in me.more)) found.add("medium");
    if (calls.some((one, other) => isReuse(one, other, me, at))) found.add("high");
    return [...found].sort();
  }

  function isReuse(one: Call, other: number, me: Call, at: number): boolean {
    const between = me.seconds - one.seconds;
    const isBefore = between > 0 || (between === 0 && String(other) < String(at));
    const networks = [one, me].map(({ from = "" }) => from.slice(0, from.lastIndexOf(".")));
    const isV4 = networks.every((network) => network.includes(".") && network !== "10.0.0");
    if (!isBefore || one.key !== me.key || !isV4 || networks[0] === networks[1]) return false;
    const systems = [one, me].map(({ agent = "" }) => /os\/(\w+)/.exec(agent)?.[1]);
    const isOther = systems.every((system) => system !== undefined) && systems[0] !== systems[1];
    const bothRoam = [one, me].every(({ agent = "" }) => agent.includes("Lambda"));
    return between <= (isOther ? 3600 : bothRoam ? -1 : 300);
  }
});

suite("a risk made louder", () => {
  const risk: Risk = { severity: "medium", category: "write", reasons: ["One."] };
  const loud: Verdict = { severity: "high", category: "denied", technique: "T1", reason: "Two." };
  const quiet: Verdict = { severity: "low", category: "read", reason: "Three." };

  test("a louder verdict leads, a quieter one is added at the end", () => {
    assert.deepEqual(raised(risk, loud), {
      severity: "high",
      category: "denied",
      technique: "T1",
      reasons: ["Two.", "One."],
    });
    assert.deepEqual(raised(risk, quiet), { ...risk, reasons: ["One.", "Three."] });
  });

  test("twice is once, and the order changes nothing of how loud it is", () => {
    for (const verdict of [loud, quiet])
      assert.deepEqual(raised(raised(risk, verdict), verdict), raised(risk, verdict));
    assert.equal(raised(raised(risk, quiet), loud).severity, raised(raised(risk, loud), quiet).severity);
  });
});
