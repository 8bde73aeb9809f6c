import * as v from "valibot";
import { summaryOf } from "../report/reportBody.ts";
import { bodyText, reportText } from "../report/reportText.ts";
import { chainEntrySchema, type ChainEntry } from "./chainEntry.ts";
import type { ChainProblem } from "./problem.ts";
import { ownProblems } from "./verifyChain.ts";
import type { VerifyContext } from "./verifyContext.ts";

/** What verifying a report found. */
export interface ReportVerification {
  /** The entry that it carries; absent: it carries none that can be read. */
  readonly entry?: ChainEntry;
  readonly problems: readonly ChainProblem[];
}

/** What must be of a known form before a report is written again to be compared. */
const outline = v.looseObject({
  schemaVersion: v.literal(1),
  kind: v.literal("picket-posture-report"),
  time: v.string(),
  host: v.string(),
  summary: v.looseObject({}),
  results: v.array(v.looseObject({ status: v.picklist(["PASS", "FAIL", "UNKNOWN", "NOT_APPLICABLE"]) })),
  attestation: chainEntrySchema,
});

/** Verifies a report's JSON: every byte of it is as Picket wrote it, and the entry that it carries proves it. */
export function verifyReport(text: string, context: VerifyContext): ReportVerification {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problems: [{ code: "not-json", message: "it is not valid JSON" }] };
  }
  if (typeof value === "object" && value !== null && !("attestation" in value))
    return {
      problems: [
        { code: "unsigned", message: "the report carries no proof: it was written without a report folder" },
      ],
    };
  // The value itself is judged, not a copy by the schema: the order of its members counts.
  if (!v.is(outline, value)) return { problems: [{ code: "form", message: "it is no report of Picket" }] };
  const { attestation: entry, ...body } = value;
  const { status: _, ...counts } = summaryOf(body.results);
  const problems: ChainProblem[] = [...ownProblems(entry, context)];
  if (reportText(body, entry) !== text)
    problems.push({ code: "form", message: "it is not written as Picket writes it" });
  if (context.hash.sha256(bodyText(body)) !== entry.report)
    problems.push({ code: "content", message: "the report was changed: its hash does not fit" });
  if (
    body.time !== entry.time ||
    body.host !== entry.host ||
    JSON.stringify(counts) !== JSON.stringify(ordered(entry))
  )
    problems.push({ code: "content", message: "the report and its proof speak of different runs" });
  return { entry, problems };
}

function ordered({ summary }: ChainEntry): ChainEntry["summary"] {
  const { pass, fail, unknown, notApplicable } = summary;
  return { pass, fail, unknown, notApplicable };
}

/** Whether an entry stands in a chain, at its place. */
export function isInChain(entry: ChainEntry, chain: readonly ChainEntry[]): boolean {
  return chain[entry.seq]?.hash === entry.hash;
}
