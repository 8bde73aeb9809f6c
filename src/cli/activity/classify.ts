import { isEvent, readEvent } from "../../core/activity/event.ts";
import { classifyRisk } from "../../core/activity/risk/classifyRisk.ts";
import { visibleJson } from "../../core/model/visibleJson.ts";
import { parseArguments } from "../arguments.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usageError.ts";
import { linesOf, type InputLine } from "./classifyLines.ts";

/** Characters gathered before they are written. */
const block = 65_536;

/**
 * `picket activity classify`: for each line of standard input, a CloudTrail record, one line with its risk. What is no
 * record gives a line with `error` in its place; the status is 0 whatever the input holds.
 * @throws UsageError when options or names of files are given
 */
export async function runClassify(argv: readonly string[], io: Io): Promise<0> {
  const { positionals } = parseArguments(argv, {}, "activity classify");
  if (positionals.length > 0)
    throw new UsageError("records are read from standard input, one per line", "activity classify");
  let output = "";
  for await (const line of linesOf(io.stdinChunks?.() ?? whole(io))) {
    output += `${answer(line)}\n`;
    if (output.length < block) continue;
    await io.stdout(output);
    output = "";
  }
  if (output !== "") await io.stdout(output);
  return 0;
}

async function* whole(io: Io): AsyncGenerator<Uint8Array> {
  yield await io.stdin();
}

function answer(line: InputLine): string {
  return visibleJson("text" in line ? classifyLine(line.text) : { error: "the line is too long" });
}

function classifyLine(text: string): object {
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch {
    return { error: text.trim() === "" ? "the line is empty" : "not JSON" };
  }
  const event = readEvent(record);
  if (!isEvent(event)) return event;
  const { severity, category, technique, reasons } = classifyRisk(event);
  return {
    eventId: event.id ?? null,
    eventTime: event.time === undefined ? null : new Date(event.time).toISOString().replace(".000Z", "Z"),
    eventName: event.rawName,
    service: event.service,
    risk: { severity, category, technique: technique ?? null, reasons },
    outcome: event.outcome,
  };
}
