import assert from "node:assert/strict";
import { linesOf, maxLine } from "../../../src/cli/activity/classifyLines.ts";
import { runCli, spawnCli } from "../cli/cliProcess.ts";

const cwd = process.cwd();
const record = { eventID: "e-1", eventName: "StopLogging", eventSource: "cloudtrail.amazonaws.com" };

async function classify(input: string | Buffer): Promise<readonly Record<string, unknown>[]> {
  const { status, stdout, stderr } = await runCli(["activity", "classify"], { cwd, input });
  assert.equal(status, 0);
  assert.equal(stderr, "");
  return stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

suite("picket activity classify", () => {
  test("one line for each record, as documented", async () => {
    const [line] = await classify(
      `${JSON.stringify({ ...record, eventTime: "2025-01-21 17:49:47.000000000" })}\n`,
    );
    assert.deepEqual(line, {
      eventId: "e-1",
      eventTime: "2025-01-21T17:49:47Z",
      eventName: "StopLogging",
      service: "cloudtrail",
      risk: {
        severity: "critical",
        category: "defense-evasion",
        technique: "T1562.008",
        reasons: ["The record of what happens in the account was stopped or deleted."],
      },
      outcome: "success",
    });
  });

  test("what is no record gives an error in its place and the stream goes on", async () => {
    const good = JSON.stringify(record);
    const lines = await classify(["\ufeff" + good, "nope", "", "[1]", '{"eventName":5}', good].join("\r\n"));
    assert.deepEqual(
      lines.map((line) => (typeof line["error"] === "string" ? "error" : line["eventName"])),
      ["StopLogging", "error", "error", "error", "error", "StopLogging"],
    );
  });

  test("no control character or reordering character of a record is printed as it is", async () => {
    const { stdout } = await runCli(["activity", "classify"], {
      cwd,
      input: JSON.stringify({ ...record, eventID: "a\u202eb\u009bc\u001b[2J" }),
    });
    assert.match(stdout, /^[\x20-\x7e]+\n$/);
    assert.match(stdout, /a\\u202eb\\u009bc\\u001b\[2J/);
  });

  test("an argument is a usage error, nothing on standard input is nothing", async () => {
    assert.equal((await runCli(["activity", "classify", "file"], { cwd })).status, 2);
    assert.deepEqual(await classify(""), []);
  });

  test("as a process it reads what is piped to it", async () => {
    const input = `${JSON.stringify(record)}\n`.repeat(2000);
    const { status, stdout } = await spawnCli(["activity", "classify"], { cwd, input });
    assert.equal(status, 0);
    assert.equal(stdout.split("\n").length, 2001);
  });

  test("characters and lines cut by chunks are put together; a line beyond the bound is not held", async () => {
    async function* chunks(): AsyncGenerator<Uint8Array> {
      for (const byte of Buffer.from("\ufeffä\r\n𝒳\n")) yield Uint8Array.of(byte);
      for (let at = 0; at < 9; at++) yield Buffer.alloc(maxLine / 8, "x");
      yield Buffer.from("\nlast");
    }
    const lines = [];
    for await (const line of linesOf(chunks())) lines.push(line);
    assert.deepEqual(lines, [{ text: "ä" }, { text: "𝒳" }, { tooLong: true }, { text: "last" }]);
  });
});
