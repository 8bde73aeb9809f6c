import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { agentRole } from "../../../scripts/demo/activity/cast.ts";
import { dayOfAgent, filesOfDay } from "../../../scripts/demo/activity/day.ts";
import { startReplay, writeDay } from "../../../scripts/demo/activity/replay.ts";
import { trailFolder } from "../../../src/adapters/node/trailFolder.ts";
import { isEvent, readEvent, type ActivityEvent } from "../../../src/core/activity/event.ts";
import { readRole } from "../../../src/core/activity/identity/role.ts";
import { RoleEvents } from "../../../src/core/activity/identity/roleEvents.ts";
import { classifyRisk } from "../../../src/core/activity/risk/classifyRisk.ts";
import { atLeast } from "../../../src/core/activity/risk/risk.ts";
import { tempFolder, type TempFolder } from "../cli/cliProcess.ts";
import { readUntil } from "./sourceContract.ts";

const now = Date.UTC(2026, 10, 20, 17);
const role = readRole(agentRole);

function eventsOf(records: readonly object[]): readonly ActivityEvent[] {
  return records.map((record) => {
    const event = readEvent(record);
    assert.ok(isEvent(event));
    return event;
  });
}

function agentsOf(events: readonly ActivityEvent[]): readonly ActivityEvent[] {
  assert.ok(role);
  const picked = new RoleEvents<ActivityEvent>(role);
  return events.flatMap((event) => picked.take(event, () => event));
}

suite("the demo's day", () => {
  const { files } = dayOfAgent({ now });
  const whole = files.filter(({ isCut }) => !isCut);
  const events = eventsOf(whole.flatMap(({ records }) => records));
  const agents = agentsOf(events);
  const risky = new Set(files.flatMap((file) => file.risky));
  const isLoud = (event: ActivityEvent) => atLeast(classifyRisk(event).severity, "high");

  test("is the same for the same seed, and another one for another", () => {
    assert.deepEqual(dayOfAgent({ now }).files, files);
    assert.notDeepEqual(dayOfAgent({ now, seed: 8 }).files, files);
  });

  test("has the agent's calls among many more of others, by every way to know them", () => {
    assert.ok(events.length > 2300 && events.length < 2700, `${events.length} events`);
    assert.ok(agents.length > 480 && agents.length < 720, `${agents.length} of the agent`);
    assert.ok(new Set(agents.map(({ service }) => service)).size >= 12);
    assert.ok(agents.some(({ identity }) => identity.arn === undefined));
    assert.ok(agents.some(({ id }) => id === undefined));
    assert.equal(new Set(agents.map(({ sourceAddress }) => sourceAddress)).size, 2);
    for (const outcome of ["success", "denied", "failed"])
      assert.ok(agents.some((event) => event.outcome === outcome));
  });

  test("what should alarm is judged high, and hardly anything of the routine", () => {
    const intended = agents.filter(({ id }) => id !== undefined && risky.has(id));
    assert.equal(intended.length, risky.size);
    assert.deepEqual(
      intended.filter((event) => !isLoud(event)).map(({ service, name }) => `${service}:${name}`),
      [],
    );
    const routine = agents.filter(({ id }) => id === undefined || !risky.has(id));
    const loud = routine.filter(isLoud).length;
    assert.ok(loud / routine.length < 0.01, `${loud} of ${routine.length}`);
  });

  test("delivers its last part after its end, some of it late and some twice", () => {
    const later = files.filter(({ atMs }) => atMs > now);
    const fresh = later.flatMap(({ records }) => eventsOf(records));
    assert.ok(fresh.length >= 80 && fresh.length <= 130, `${fresh.length} later`);
    assert.ok(fresh.some(({ time = now }) => time < now - 3_600_000));
    assert.ok(events.every(({ time = Infinity }) => time <= now));
    const ids = events.flatMap(({ id }) => id ?? []);
    assert.ok(new Set(ids).size < ids.length);
    assert.ok(later.some((file) => file.risky.length > 0));
  });

  test("grows to any number of events, file by file", () => {
    let records = 0;
    for (const file of filesOfDay({ now, events: 40_000 })) {
      assert.ok(file.records.length <= 500);
      records += file.records.length;
    }
    assert.ok(Math.abs(records - 40_000) < 1000, `${records} records`);
  });
});

suite("the demo's day in a folder", () => {
  let folder: TempFolder;
  setup(() => (folder = tempFolder()));
  teardown(() => folder.remove());

  const readAll = () =>
    readUntil(trailFolder({ paths: [folder.path], follow: false }), undefined, () => false);

  test("is read as a trail's, but for the file that is broken", async () => {
    const written = await writeDay(folder.path, { now, events: 600 });
    const batches = await readAll();
    const cut = dayOfAgent({ now, events: 600 }).files.filter(({ isCut }) => isCut);
    const lost = cut.reduce((sum, { records }) => sum + records.length, 0);
    assert.equal(batches.flatMap(({ records }) => records).length, written.records - lost);
    assert.deepEqual(
      batches.flatMap(({ skipped }) => skipped).map(({ path, reason }) => [path, reason]),
      cut.map(({ path }) => [join(folder.path, path), "gzip cut short"]),
    );
    assert.equal(batches.flatMap(({ gaps }) => gaps).length, 1);
  });

  test("is replayed: the history first, then the rest, and stopped it leaves nothing half written", async () => {
    const names = () => readdirSync(folder.path, { recursive: true, encoding: "utf8" });
    const filesNow = () => names().filter((name) => name.endsWith(".json.gz")).length;
    const { files } = dayOfAgent({ now, events: 400 });
    const replay = startReplay(folder.path, { now, events: 400 });
    await replay.ready;
    await replay.stop();
    assert.equal(filesNow(), files.filter(({ atMs }) => atMs <= now).length);
    assert.ok(names().every((name) => !name.endsWith(".part")));
    await startReplay(folder.path, { now, events: 400, speed: 1e6 }).over;
    assert.equal(filesNow(), files.length);
  });

  test("says why it cannot be written", async () => {
    const file = folder.write("file", "");
    await assert.rejects(startReplay(file, { now, events: 100 }).ready, /ENOTDIR/);
  });
});
