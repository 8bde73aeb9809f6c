import * as v from "valibot";
import {
  chainEntrySchema,
  entryHash,
  entryLine,
  genesis,
  signedText,
  type ChainEntry,
} from "./chainEntry.ts";
import type { VerifyContext } from "./verifyContext.ts";
import { verifyHead } from "./verifyHead.ts";
import { clockTolerance, type ChainProblem } from "./problem.ts";

/** What verifying a chain found. */
export interface ChainVerification {
  /** Entries that could be read, in the file's order. */
  readonly entries: readonly ChainEntry[];
  readonly problems: readonly ChainProblem[];
}

/**
 * Verifies a chain of reports: canonical JSON in every line, numbers from zero, each bound to the one before, hashes,
 * signatures of one key, one machine, times that never go back. Every line is judged, also after a problem.
 * @param head text of the file beside the chain; undefined: it is not there; "ignore": it is not to be asked
 */
export function verifyChain(
  text: string,
  head: string | undefined,
  context: VerifyContext,
): ChainVerification {
  if (text === "") return { entries: [], problems: head === undefined ? [] : verifyHead([], head, context) };
  const lines = text.split("\n");
  const last = lines.pop();
  const problems: ChainProblem[] =
    last === ""
      ? []
      : [{ code: "form", line: lines.length + 1, message: "the last line does not end: it was cut" }];
  const entries: ChainEntry[] = [];
  for (const [index, line] of lines.entries()) {
    const read = readLine(line);
    if ("problem" in read) problems.push({ ...read.problem, line: index + 1 });
    else {
      const found = [...ownProblems(read, context), ...neighbourProblems(read, entries.at(-1), index)];
      problems.push(...found.map((problem) => ({ ...problem, line: index + 1 })));
      entries.push(read);
    }
  }
  return { entries, problems: [...problems, ...verifyHead(entries, head, context)] };
}

function readLine(line: string): ChainEntry | { readonly problem: ChainProblem } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { problem: { code: "not-json", message: "the line is not valid JSON" } };
  }
  const outcome = v.safeParse(chainEntrySchema, value);
  if (!outcome.success) return { problem: { code: "form", message: "the line is no entry of a chain" } };
  if (entryLine(outcome.output) !== `${line}\n`)
    return { problem: { code: "form", message: "the line is not written as Picket writes it" } };
  return outcome.output;
}

/** What is wrong with an entry by itself. */
export function ownProblems(entry: ChainEntry, context: VerifyContext): readonly ChainProblem[] {
  const { hash, now } = context;
  const time = Date.parse(entry.time);
  return [
    ...(entryHash(entry, hash) === entry.hash
      ? []
      : [{ code: "hash" as const, message: "the entry was changed: its hash does not fit" }]),
    ...signatureProblems(entry, context),
    ...(Number.isNaN(time) || new Date(time).toISOString() !== entry.time
      ? [{ code: "form" as const, message: "the time is none" }]
      : []),
    ...(time > now + clockTolerance
      ? [
          {
            code: "future" as const,
            message: "the entry is of the future: the clock was put forward, or stands back now",
          },
        ]
      : []),
  ];
}

function signatureProblems(
  { key, signature, hash }: ChainEntry,
  { key: expected, signatures, allowUnsigned }: VerifyContext,
): readonly ChainProblem[] {
  if (key === undefined || signature === undefined) {
    const isHalf = key !== signature;
    const isMissed = expected !== undefined || !allowUnsigned || isHalf;
    return isMissed
      ? [{ code: "unsigned", message: "the entry is not signed: anybody could have written it" }]
      : [];
  }
  if (expected !== undefined && key !== expected)
    return [{ code: "wrong-key", message: "the entry is signed with another key than the expected one" }];
  const outcome = signatures.verify(key, signature, new TextEncoder().encode(signedText(hash)));
  return outcome === "good" ? [] : [{ code: "signature", message: "the signature does not fit" }];
}

function neighbourProblems(
  entry: ChainEntry,
  before: ChainEntry | undefined,
  index: number,
): readonly ChainProblem[] {
  const problems: ChainProblem[] = [];
  if (entry.seq !== index)
    problems.push({ code: "sequence", message: `the entry's number is ${entry.seq}, expected ${index}` });
  if (entry.previous !== (before?.hash ?? genesis))
    problems.push({ code: "link", message: "the entry is not bound to the one before it" });
  if (!before) return problems;
  if (entry.key !== before.key) problems.push({ code: "key-changed", message: "the key changes here" });
  if (entry.host !== before.host)
    problems.push({ code: "host-changed", message: "the machine changes here" });
  if (Date.parse(entry.time) < Date.parse(before.time) || entry.clock === "back")
    problems.push({ code: "clock-back", message: "the clock went back before this entry" });
  return problems;
}
