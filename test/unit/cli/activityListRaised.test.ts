import assert from "node:assert/strict";
import { runActivityList } from "../../../src/cli/activity/list.ts";
import type { Io } from "../../../src/cli/io.ts";
import { runCli, tempFolder, type TempFolder } from "./cliProcess.ts";

/** A call that was refused; three of one session within five minutes are loud. */
const refused = (id: string, minute: number): object => ({
  eventVersion: "1.11",
  eventID: id,
  eventTime: new Date(Date.UTC(2026, 0, 31, 12, minute)).toISOString(),
  eventName: "ListBuckets",
  eventSource: "s3.amazonaws.com",
  awsRegion: "us-east-1",
  recipientAccountId: "111122223333",
  readOnly: true,
  errorCode: "AccessDenied",
  userIdentity: { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/Agent/work" },
});
const file = (...records: readonly object[]): string => JSON.stringify({ Records: records });

interface Line {
  readonly eventId: string;
  readonly risk: { readonly severity: string };
}
const read = (output: string): readonly (readonly [string, string])[] =>
  output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line)
    .map(({ eventId, risk }) => [eventId, risk.severity]);

suite("picket activity list: events that others make louder", () => {
  let folder: TempFolder;
  setup(() => (folder = tempFolder({ "trail/a.json": file(refused("a", 0), refused("b", 1)) })));
  teardown(() => folder.remove());
  const list = (...more: readonly string[]) =>
    runCli(["activity", "list", "--source", "trail", "--format", "ndjson", ...more], { cwd: folder.path });

  test("are printed once, with what all events together show, and can be asked for by it", async () => {
    assert.deepEqual(read((await list()).stdout), [
      ["a", "medium"],
      ["b", "medium"],
    ]);
    folder.write("trail/b.json", file(refused("c", 2)));
    const louder = [
      ["a", "high"],
      ["b", "high"],
      ["c", "high"],
    ];
    assert.deepEqual(read((await list()).stdout), louder);
    assert.deepEqual(read((await list("--min-risk", "high")).stdout), louder);
  });

  test("following, are printed again when they have become louder", async () => {
    const controller = new AbortController();
    let stdout = "";
    const io: Io = {
      cwd: folder.path,
      env: {},
      colour: false,
      interactive: false,
      stdout: async (chunk) => {
        stdout += chunk;
        if (stdout.includes('"high"')) controller.abort();
        else folder.write("trail/b.json", file(refused("c", 2)));
      },
      stderr: () => undefined,
      stdin: async () => Buffer.of(),
    };
    const args = ["--source", "trail", "--follow", "--format", "ndjson"];
    assert.equal(await runActivityList(args, io, controller.signal), 0);
    assert.deepEqual(read(stdout), [
      ["a", "medium"],
      ["b", "medium"],
      ["c", "high"],
      ["a", "high"],
      ["b", "high"],
    ]);
  });
});
