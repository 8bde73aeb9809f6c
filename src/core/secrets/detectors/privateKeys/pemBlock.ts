import type { Candidate, ContextDetector, KeywordHit } from "../../detector.ts";

/** Longest block looked at: an 8192-bit RSA key in PEM is below 7,000 characters. */
const maxBlock = 16_000;

const beginLine = /^(-----BEGIN |---- BEGIN )((?:[A-Z0-9]+ ){0,4})PRIVATE KEY( BLOCK)?( ?-{4,5})/;
const endLine = /-{4,5} ?END (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)? ?-{4,5}/;

/** Takes away what only wraps the key: headers, escapes, quotes, joins of strings, indentation, comment signs. */
function bareBody(body: string): string {
  return body
    .replace(/\\+[nrt]/g, "\n")
    .replace(
      /^[ \t"'#*+>|-]{0,40}(?:Proc-Type|DEK-Info|Comment|Subject|Version|Hash|Charset|x-[a-z-]{1,40})[:=][^\n]{0,400}$/gim,
      "",
    )
    .replace(/[\s"'`+,;\\|>*#&.]+/g, (run) => (run.includes("+") ? "+".repeat(plusOf(run)) : ""));
}

/** A plus sign belongs to the key unless blanks stand around it, as where a program joins strings. */
function plusOf(run: string): number {
  return /[\s"'`\\]/.test(run) ? 0 : run.split("+").length - 1;
}

interface Kind {
  readonly id: string;
  readonly title: string;
}

function kindOf(label: string, around: string): Kind {
  if (label.includes("PGP")) return { id: "pgp-private-key", title: "PGP private key" };
  if (/["']?type["']?\s{0,4}[:=]\s{0,4}\\?["']service_account/.test(around)) {
    return { id: "google-service-account-key", title: "Google service account key" };
  }
  return { id: "private-key", title: "Private key" };
}

function judge(
  label: string,
  body: string,
  whole: boolean,
): Pick<Candidate, "confidence" | "reason"> | undefined {
  const bare = bareBody(body);
  const base64 = bare.replace(/[^A-Za-z0-9+/=_-]/g, "").length;
  if (base64 < 24 || base64 < bare.length * 0.9) return undefined;
  const encrypted = label.includes("ENCRYPTED") || /Proc-Type:[^\n]{0,20}ENCRYPTED/.test(body);
  if (encrypted) return { confidence: "high", reason: "it is encrypted, and as strong as its passphrase" };
  if (base64 < 48) return { confidence: "medium", reason: "its markers are exact, its body is very short" };
  if (!whole) return { confidence: "high", reason: "it starts as one, and its end is missing" };
  const known = /^(?:MI|MH|MC|MF|MD|ME|MG|b3BlbnNzaC1rZXktdj|l[A-Za-z0-9+/]|x[A-Za-z0-9+/]|P2\/56w)/.test(
    bare,
  );
  return {
    confidence: "high",
    reason: known ? "its markers and encoding are exact" : "its markers are exact",
  };
}

/** End of the base64 lines that follow a BEGIN line without an END line. */
function endOfOpenBlock(text: string, from: number): number {
  const line = /(?:\\{1,4}[nrt]|[ \t\r\n"']){0,80}[A-Za-z0-9+/=]{16,}/y;
  const rest = text.slice(from, from + maxBlock);
  let end = 0;
  while (line.test(rest)) end = line.lastIndex;
  return from + end;
}

function blockAt(text: string, hit: KeywordHit): Candidate | undefined {
  const dashes = text
    .slice(Math.max(0, hit.start - 64), hit.start)
    .search(/-{4,5} ?BEGIN (?:[A-Z0-9]+ ){0,4}$/);
  if (dashes < 0) return undefined;
  const start = Math.max(0, hit.start - 64) + dashes;
  const head = beginLine.exec(text.slice(start, hit.end + 16));
  if (head === null) return undefined;
  const bodyStart = start + head[0].length;
  // No further than the next BEGIN, so that no part of the text is searched twice.
  const next = text.indexOf("BEGIN ", bodyStart);
  const rest = text.slice(bodyStart, Math.min(bodyStart + maxBlock, next < 0 ? text.length : next));
  const foot = endLine.exec(rest);
  const label = head[2] ?? "";
  const end = foot !== null ? bodyStart + foot.index + foot[0].length : endOfOpenBlock(text, bodyStart);
  const judged = judge(
    label,
    foot !== null ? rest.slice(0, foot.index) : text.slice(bodyStart, end),
    foot !== null,
  );
  if (judged === undefined) return undefined;
  const around = text.slice(Math.max(0, start - 600), start) + text.slice(end, end + 600);
  const data = { kind: label.trim() === "" ? "PKCS#8" : label.trim() };
  return { ...kindOf(label, around), span: { start, end }, ...judged, data };
}

/**
 * Private keys between BEGIN and END lines: RFC 7468, OpenSSH, PGP, SSH2; also on one line with escaped line ends.
 * Each block is read once, so the time is linear: a block that lies inside the one before is skipped.
 */
export const pemDetector: ContextDetector = {
  rules: [
    { id: "private-key", title: "Private key" },
    { id: "pgp-private-key", title: "PGP private key" },
    { id: "google-service-account-key", title: "Google service account key" },
  ],
  keywords: ["private key"],
  *detect(text, hits) {
    let done = 0;
    for (const hit of hits) {
      if (hit.start < done) continue;
      const candidate = blockAt(text, hit);
      if (candidate === undefined) continue;
      done = candidate.span.end;
      yield candidate;
    }
  },
};
