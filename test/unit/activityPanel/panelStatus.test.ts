import assert from "node:assert/strict";
import { callsAws, isCharged, type SourceChoice } from "../../../src/features/activityPanel/choice.ts";
import { panelStatus, type SessionFacts } from "../../../src/features/activityPanel/panelStatus.ts";
import { coverageText, delayText, sourceName } from "../../../src/features/activityPanel/sourceText.ts";
import { statusLook } from "../../../src/features/activityPanel/statusLook.ts";
import { readToPanel } from "../../../src/protocol/guards.ts";
import { fill } from "./fill.ts";

const choices: readonly SourceChoice[] = [
  { kind: "folder", path: "/var/trails/main/" },
  { kind: "lookup", regions: [], writesOnly: false },
  {
    kind: "liveTail",
    region: "eu-west-1",
    logGroup: "arn:aws:logs:eu-west-1:111122223333:log-group:trail:*",
  },
  { kind: "filterLogs", region: "eu-west-1", logGroup: "trail" },
  {
    kind: "athena",
    region: "us-east-1",
    location: "s3://b/AWSLogs/",
    table: "default.trail",
    accounts: [],
    regions: [],
  },
  { kind: "lake", region: "us-east-1", store: "arn:aws:cloudtrail:us-east-1:1:eventdatastore/abc" },
];

function facts(parts: Partial<SessionFacts> = {}): SessionFacts {
  return {
    choice: choices[0],
    place: { regions: [] },
    role: "",
    phase: "live",
    gaps: [],
    held: 3,
    ofOthers: 0,
    unreadable: 0,
    dropped: 0,
    skipped: 0,
    remarks: [],
    clockAhead: 0,
    scanned: 0,
    paused: false,
    waiting: 0,
    ...parts,
  };
}

suite("the status of agent activity", () => {
  test("every source says its name, what it shows and how late it is", () => {
    const place = { account: "111122223333", regions: ["eu-west-1", "us-east-1"] };
    assert.deepEqual(
      choices.map((choice) => sourceName(choice, place, fill)),
      [
        "Folder main",
        "LookupEvents, 111122223333, eu-west-1, us-east-1",
        "Live Tail, 111122223333, trail, eu-west-1",
        "FilterLogEvents, 111122223333, trail, eu-west-1",
        "Athena, default.trail, us-east-1",
        "CloudTrail Lake, abc, us-east-1",
      ],
    );
    for (const choice of choices) {
      assert.notEqual(coverageText(choice, fill), "");
      assert.notEqual(delayText(choice, fill), "");
    }
    assert.match(
      coverageText({ kind: "lookup", regions: [], writesOnly: true }, fill),
      /S3 object calls.*not visible here.*only read are left out/s,
    );
  });

  test("which sources call AWS, and which cost while nobody looks", () => {
    assert.deepEqual(
      choices.filter(callsAws).map(({ kind }) => kind),
      ["lookup", "liveTail", "filterLogs", "athena", "lake"],
    );
    assert.deepEqual(
      choices.filter(isCharged).map(({ kind }) => kind),
      ["liveTail", "athena", "lake"],
    );
  });

  test("phases and notices become states with something to do", () => {
    const signedOut = { kind: "signed-out", message: "Sign in." } as const;
    const cases: readonly [Partial<SessionFacts>, string, readonly string[]][] = [
      [{ phase: "off", choice: undefined }, "off", ["chooseSource"]],
      [{ phase: "restricted", choice: choices[1] }, "off", ["chooseSource"]],
      [{ phase: "waiting", choice: choices[4] }, "off", ["refresh", "chooseSource"]],
      [{ phase: "asking", choice: choices[1] }, "off", ["chooseSource"]],
      [{ phase: "loading" }, "loading", []],
      [{}, "live", []],
      [{ paused: true }, "paused", []],
      [{ phase: "ended" }, "ended", []],
      [{ skipped: 2 }, "live", []],
      [{ notice: { kind: "throttled", message: "Slower." } }, "throttled", []],
      [{ notice: { kind: "offline", message: "No network." } }, "offline", ["refresh"]],
      [{ notice: signedOut }, "signed-out", ["signIn", "chooseProfile", "refresh"]],
      [
        { phase: "failed", choice: choices[1], notice: { kind: "failed", message: "Denied." } },
        "failed",
        ["refresh", "chooseProfile", "chooseSource"],
      ],
      [{ phase: "failed" }, "failed", ["refresh", "chooseSource", "showLog"]],
    ];
    for (const [parts, state, commands] of cases) {
      const status = panelStatus(facts(parts), fill);
      assert.equal(status.state, state, JSON.stringify(parts));
      assert.deepEqual(
        status.actions.map(({ command }) => command),
        commands,
        state,
      );
      const message = { type: "status", status };
      assert.deepEqual(readToPanel(message), message);
    }
  });

  test("trouble is told while paused too", () => {
    const notice = { kind: "signed-out", message: "Sign in." } as const;
    assert.match(panelStatus(facts({ paused: true, notice }), fill).message, /stands still.*Sign in\./);
  });

  test("what a source does without is told while it is well; trouble goes before", () => {
    const remarks = ["Picket polls the log group."];
    assert.equal(panelStatus(facts({ remarks }), fill).message, "Picket polls the log group.");
    const notice = { kind: "offline", message: "No network." } as const;
    assert.equal(panelStatus(facts({ remarks, notice }), fill).message, "No network.");
    assert.equal(panelStatus(facts({ clockAhead: -4_000 }), fill).clockSkew, -4_000);
  });

  test("AWS filters writes only where it can", () => {
    const state = (parts: Partial<SessionFacts>): string =>
      panelStatus(facts(parts), fill).writesOnlyAtSource;
    assert.equal(state({}), "no");
    assert.equal(state({ choice: choices[1] }), "can");
    assert.equal(state({ choice: { kind: "lookup", regions: [], writesOnly: true } }), "on");
    assert.equal(state({ choice: choices[1], role: "KiroAgent (111122223333)" }), "no");
  });

  test("only the newest gaps are told, and progress only while it loads", () => {
    const gaps = Array.from({ length: 500 }, (_, at) => ({ from: at, to: at + 1, reason: "lost" }));
    const status = panelStatus(facts({ gaps, progress: 0.5 }), fill);
    assert.equal(status.gaps.length, 200);
    assert.equal(status.gaps.at(-1)?.from, 499);
    assert.equal(status.progress, undefined);
    assert.equal(panelStatus(facts({ phase: "loading", progress: 0.5 }), fill).progress, 0.5);
  });

  test("what queries scanned is said in units", () => {
    const scanned = 1_234_567_890;
    assert.match(
      panelStatus(facts({ choice: choices[4], scanned }), fill).delay,
      /Scanned so far: 1\.2 GB\./,
    );
  });

  test("the status bar is quiet when nothing is read, and counts alerts", () => {
    const look = (parts: Partial<SessionFacts>, alerts: number) =>
      statusLook(panelStatus(facts(parts), fill), alerts, fill);
    assert.equal(look({ phase: "off", choice: undefined }, 0), undefined);
    assert.equal(look({}, 0)?.text, "$(pulse)");
    assert.equal(look({}, 4)?.text, "$(pulse) 4");
    assert.equal(look({ paused: true }, 0)?.text, "$(debug-pause)");
    assert.ok(look({ notice: { kind: "signed-out", message: "Sign in." } }, 0)?.alarm);
  });
});
