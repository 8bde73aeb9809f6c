import { contextDetectors, readers } from "../../src/core/secrets/contextual/contextDetectors.ts";
import type { ContextDetector, Detector } from "../../src/core/secrets/detector.ts";
import { secretSamples } from "../../src/core/secrets/detectors/pages.ts";
import { blockDetectors, detectors } from "../../src/core/secrets/detectors/registry.ts";
import { createEngine, type Engine, type EngineParts } from "../../src/core/secrets/engine.ts";

/** Time of one detector on the worst of the texts that were made against it. */
interface HostileTime {
  readonly detector: string;
  /** What the text was made of. */
  readonly text: string;
  readonly ms: number;
}

/** All detectors, slowest first. */
interface HostileReport {
  readonly bytes: number;
  readonly times: readonly HostileTime[];
}

/** Where a measurement is limited: to some detectors, or to shorter texts. */
interface HostileOptions {
  readonly only?: (detector: string) => boolean;
  readonly bytes?: number;
}

/** What a detector may take for 1 MB that is made to slow it down, in ms of the processor. */
const budget = 100;

const none: EngineParts = { detectors: [], blocks: [], contexts: [], watched: [] };

/** A text made of one piece. */
function filled(piece: string, bytes: number): string {
  return piece.repeat(Math.ceil(bytes / piece.length)).slice(0, bytes);
}

/** Pieces that make a pattern start often, run long and fail late. Named, since a bench may not print a token. */
function piecesFor(keywords: readonly string[], samples: readonly string[]): Map<string, string> {
  const pieces = new Map<string, string>();
  const tails: Readonly<Record<string, string>> = {
    "": "",
    " and a blank": " ",
    " and capitals": "A".repeat(600),
    " and letters and digits": "a1B2c3".repeat(100),
    " and digits": "7".repeat(600),
    " and small hexadecimal digits": "a1".repeat(300),
    " and a name that goes on": "_key-a.".repeat(5),
    " and words": " api key".repeat(4),
    " and blanks": `${" ".repeat(40)}\t\t=`,
    " and an assignment": ' = "',
    " and colons and dashes": ":-".repeat(30),
    " and escapes": "\\".repeat(12),
    " and line breaks": "\r\n\r\n",
  };
  for (const keyword of keywords) {
    for (const [name, tail] of Object.entries(tails))
      pieces.set(`${JSON.stringify(keyword)}${name}`, keyword + tail);
  }
  for (const sample of samples) {
    pieces.set("samples", sample);
    pieces.set("samples on lines", `${sample}\n`);
    pieces.set("samples without their end", sample.slice(0, -1));
    pieces.set("samples with a wrong end", `${sample.slice(0, -1)}!`);
    pieces.set("halves of samples", sample.slice(0, sample.length >> 1));
    pieces.set("samples that go on", `${sample}${sample.slice(-1).repeat(80)}`);
  }
  return pieces;
}

/** Time of the processor, in ms: other programs on the machine do not count. */
function timeOf(engine: Engine, text: string): number {
  const before = process.cpuUsage();
  engine.detect(text, { path: "" });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The worst of the texts, in ms for 1 MB. One over the budget is measured again: the first time compiles, too. */
function worstOf(
  detector: string,
  engine: Engine,
  pieces: ReadonlyMap<string, string>,
  bytes: number,
): HostileTime {
  let worst: HostileTime = { detector, text: "", ms: 0 };
  const scale = 1_000_000 / bytes;
  for (const piece of pieces.values()) engine.detect(filled(piece, 10_000), { path: "" });
  for (const [text, piece] of pieces) {
    const whole = filled(piece, bytes);
    let ms = scale * timeOf(engine, whole);
    for (let again = 0; again < 3 && ms > budget; again++) ms = Math.min(ms, scale * timeOf(engine, whole));
    if (ms > worst.ms) worst = { detector, text, ms };
  }
  return worst;
}

/** What detectors without a pattern of their own are tried with, beside their keywords. */
const snippets: readonly string[] = [
  'password = "',
  "api_key: x ",
  '"+"',
  "'a' . 'b' . ",
  '["a", "b"].join("") ',
  "\\x67",
  "%67&#x67;",
  "Z2hw",
  "6768",
  "https://u:p@h/",
  "Server=a;Password=b;",
  "Authorization: Basic eDp5 ",
  "<password>a</password>",
  "key: |\n  v\n",
  "-----BEGIN PRIVATE KEY-----\n",
];

function contextEngine(detector: ContextDetector, group: "blocks" | "contexts" | "readers"): Engine {
  return createEngine({ ...none, [group]: [detector] });
}

function contextPieces(detector: ContextDetector): Map<string, string> {
  const pieces = piecesFor(detector.keywords.slice(0, 4), []);
  for (const snippet of snippets) pieces.set(`${JSON.stringify(snippet)} over and over`, snippet);
  return pieces;
}

/** Each detector alone on texts of 1 MB made against it. Takes a minute or two. */
export async function measureHostile(options: HostileOptions = {}): Promise<HostileReport> {
  const { only = () => true, bytes = 1_000_000 } = options;
  const samples = new Map(secretSamples.map(({ id, positive }) => [id, positive]));
  const times: HostileTime[] = [];
  const textsOf = ({ id, keywords }: Detector): Map<string, string> =>
    piecesFor(
      keywords.slice(0, 1),
      (samples.get(id)?.() ?? []).slice(0, 1).map(({ text }) => text),
    );
  for (const detector of detectors) {
    if (!only(detector.id)) continue;
    times.push(
      worstOf(detector.id, createEngine({ ...none, detectors: [detector] }), textsOf(detector), bytes),
    );
    await Promise.resolve();
  }
  const others = [
    ...blockDetectors.map((one) => ["blocks", one] as const),
    ...contextDetectors.map((one) => ["contexts", one] as const),
    ...readers.map((one) => ["readers", one] as const),
  ];
  for (const [index, [group, detector]] of others.entries()) {
    const name = `${group.slice(0, -1)} ${index}: ${detector.rules[0]?.id ?? detector.keywords[0] ?? "any text"}`;
    if (!only(name)) continue;
    times.push(worstOf(name, contextEngine(detector, group), contextPieces(detector), bytes));
  }
  return { bytes, times: times.sort((a, b) => b.ms - a.ms) };
}

/** The slowest one, and all over the budget. */
export function summarizeHostile({ times }: HostileReport): string {
  const line = ({ detector, text, ms }: HostileTime): string => `${detector}: ${ms.toFixed(0)} ms on ${text}`;
  const over = times.filter(({ ms }) => ms > budget);
  const worst = times[0];
  return [
    `${times.length} detectors, each alone on 1 MB made against it (budget ${budget} ms)`,
    worst === undefined ? "none measured" : `slowest: ${line(worst)}`,
    over.length === 0 ? "none over the budget" : `over the budget: ${over.length}`,
    ...over.map((time) => `  ${line(time)}`),
  ].join("\n");
}
