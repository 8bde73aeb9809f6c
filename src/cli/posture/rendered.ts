import { nodeHash } from "../../adapters/node/hash.ts";
import type { ChainEntry } from "../../core/posture/chain/chainEntry.ts";
import { renderedReport } from "../../core/posture/report/renderedReport.ts";
import type { ReportBody } from "../../core/posture/report/reportBody.ts";
import type { PostureFormat } from "./postureOptions.ts";
import { postureText } from "./postureText.ts";

/** A report in the format that was asked for: the same bytes as the file of it. */
export function rendered(
  format: PostureFormat,
  body: ReportBody,
  entry: ChainEntry | undefined,
  colour: boolean,
): Iterable<string> {
  if (format === "text") return postureText(body, colour);
  return [renderedReport(body, entry, nodeHash, entry)[format]];
}
