import type { Hash } from "../../ports.ts";
import { keyIdOf, type ChainEntry } from "../chain/chainEntry.ts";
import type { ReportBody } from "./reportBody.ts";
import { reportCsv } from "./reportCsv.ts";
import { reportHtml } from "./reportHtml.ts";
import { bodyText, reportText } from "./reportText.ts";

/** Where a report stands in its chain. */
export interface ReportPlace {
  readonly seq: number;
  readonly previous: string;
  /** Public key that signs it; absent: it is not signed. */
  readonly key?: string | undefined;
}

/** A report in all its forms. */
export interface RenderedReport {
  /** SHA-256 of the body. */
  readonly report: string;
  readonly json: string;
  readonly html: string;
  readonly csv: string;
}

/** Renders a report. HTML and CSV do not hold the entry itself: the entry holds their hashes. */
export function renderedReport(
  body: ReportBody,
  place: ReportPlace | undefined,
  hash: Hash,
  attestation?: ChainEntry,
): RenderedReport {
  const report = hash.sha256(bodyText(body));
  const proof = place && {
    seq: place.seq,
    previous: place.previous,
    ...(place.key !== undefined && { keyId: keyIdOf(place.key, hash), key: place.key }),
  };
  return {
    report,
    json: reportText(body, attestation),
    html: reportHtml(body, { report, ...(proof && { proof }) }),
    csv: reportCsv(body),
  };
}
