import { postureAreas, type CheckResult, type PostureArea, type PostureStatus } from "../result.ts";
import { escapeHtml as text } from "./html.ts";
import type { ReportBody } from "./reportBody.ts";
import { reportStyle } from "./reportStyle.ts";

/** What a page says of its proof. */
export interface HtmlProof {
  /** SHA-256 of the body. */
  readonly report: string;
  /** Absent: it stands in no chain. */
  readonly proof?: {
    readonly seq: number;
    readonly previous: string;
    readonly keyId?: string;
    readonly key?: string;
  };
}

const marks: Readonly<Record<PostureStatus, string>> = {
  PASS: "✓ Pass",
  FAIL: "✗ Fail",
  UNKNOWN: "? Unknown",
  NOT_APPLICABLE: "– Not applicable",
};

/**
 * A report as one page that needs nothing else: no script, no address is loaded, everything escaped. It reads on a screen,
 * light or dark, and on A4 paper.
 */
export function reportHtml(body: ReportBody, proof: HtmlProof): string {
  const areas = postureAreas.filter((area) => body.results.some((result) => result.area === area));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Security posture, ${text(body.time.slice(0, 10))}</title>
<style>${reportStyle}
</style>
</head>
<body>
<header>
<h1>Security posture</h1>
<p class="about">${text(`${subjectsOf(body)}, ${timeOf(body.time)}`)}</p>
${counts(body)}
${facts(body)}
</header>
<main>
${areas.map((area) => section(area, body.results)).join("\n")}
</main>
${footer(proof)}
</body>
</html>
`;
}

function subjectsOf({ subjects }: ReportBody): string {
  const names = subjects.map((subject) => (subject === "workstation" ? "Workstation" : "AWS account"));
  return names.join(" and ") || "Nothing";
}

function timeOf(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}

function counts({ summary }: ReportBody): string {
  const of = (status: PostureStatus, count: number): string =>
    `<li><b class="${status}">${count}</b><span>${text(marks[status])}</span></li>`;
  return `<ul class="counts">
${of("FAIL", summary.fail)}
${of("UNKNOWN", summary.unknown)}
${of("PASS", summary.pass)}
${of("NOT_APPLICABLE", summary.notApplicable)}
</ul>`;
}

function facts({ host, os, tool, configuration, network, account, only, subjects }: ReportBody): string {
  const source =
    configuration.kind === "defaults"
      ? "Picket's defaults: there is no managed configuration"
      : `${configuration.kind === "broken" ? "cannot be used: " : ""}${configuration.path ?? ""}`;
  const systems = { win32: "Windows", darwin: "macOS", linux: "Linux" } as const;
  const rows: readonly (readonly [string, string])[] = [
    ["Machine", `${host} (a pseudonym), ${systems[os]}`],
    ...(account ? [["Account", `${account.id}, ${account.region}`] as const] : []),
    ["Expectations", source],
    ["Network", network ? "names were resolved and hosts asked" : "not asked"],
    ...(subjects.includes("account") ? [] : [["AWS account", "not looked at"] as const]),
    ...(only ? [["Only", only.join(", ")] as const] : []),
    ["Made by", `${tool.name} ${tool.version}`],
  ];
  return `<dl>${rows.map(([name, value]) => `<dt>${text(name)}</dt><dd>${text(value)}</dd>`).join("")}</dl>`;
}

function section(area: PostureArea, results: readonly CheckResult[]): string {
  const rows = results.filter((result) => result.area === area).map(row);
  const columns = ["MAS TRM", "NIST 800-53", "CIS 8", "OWASP MCP"];
  return `<section>
<h2>${text(area)}</h2>
<table>
<colgroup><col class="id"><col class="status"><col>${'<col class="map">'.repeat(columns.length)}</colgroup>
<thead><tr><th scope="col">Check</th><th scope="col">Result</th><th scope="col">What was found</th>${columns
    .map((name) => `<th scope="col" class="map">${name}</th>`)
    .join("")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
</section>`;
}

function row(result: CheckResult): string {
  const { id, title, status, severity, reason, mapping, remedy, notes, evidence } = result;
  const isOpen = status === "FAIL" || status === "UNKNOWN";
  const fix = isOpen ? `<p class="fix"><b>What to do:</b> ${text(remedy)}</p>` : "";
  const seen =
    evidence.length > 0
      ? `<ul class="seen">${evidence.map((line) => `<li><code>${text(line)}</code></li>`).join("")}</ul>`
      : "";
  const maps = [mapping.masTrm, mapping.nist, mapping.cis, mapping.owasp]
    .map((list) => `<td class="map">${text(list.join(", "))}</td>`)
    .join("");
  return `<tr id="${text(id)}"><td><code>${text(id)}</code></td><td><span class="mark ${status}">${text(marks[status])}</span>${
    isOpen ? `<span class="weight">${text(severity)}</span>` : ""
  }</td><th scope="row"><span class="title">${text(title)}</span><p class="reason">${text(sentence(reason))}</p>${fix}${notes
    .map((note) => `<p class="note">${text(note)}</p>`)
    .join("")}${seen}</th>${maps}</tr>`;
}

function sentence(reason: string): string {
  const first = reason.charAt(0).toUpperCase() + reason.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

function footer({ report, proof }: HtmlProof): string {
  const place = proof
    ? `Report ${proof.seq} of its chain, behind <code>${text(proof.previous)}</code>.`
    : "It stands in no chain.";
  const key =
    proof?.keyId !== undefined && proof.key !== undefined
      ? `Signed with the key ${text(proof.keyId)}: <code>${text(proof.key)}</code>.`
      : "It is not signed.";
  return `<footer>
<p>Body <code>sha256 ${text(report)}</code>. ${place} ${key} <code>picket posture verify FILE</code> tells whether anything was changed.</p>
<p>MAS TRM: Technology Risk Management Guidelines, Monetary Authority of Singapore, January 2021. NIST: SP 800-53 revision 5. CIS: Controls version 8. OWASP: MCP Top 10, 2025. A mapping helps to find the section; it is no statement of compliance.</p>
</footer>`;
}
