import type { Severity } from "../../core/model/severity.ts";
import { isUnjudged } from "../../adapters/node/skipReason.ts";
import type { Range } from "../../core/model/lines.ts";
import { isBuiltIn, type RuleInfo } from "../rules.ts";
import type { ReportedFinding, Reporter, ScanReport, SkippedInput } from "./report.ts";

const levels: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  info: "note",
  hint: "note",
};

/** GitHub ranks security results by a number from 0 to 10 on the rule. */
const securitySeverity: Readonly<Record<Severity, string>> = {
  error: "8.5",
  warning: "6.0",
  info: "3.0",
  hint: "1.0",
};

const precision: Readonly<Record<RuleInfo["confidence"], string>> = {
  high: "very-high",
  medium: "high",
  low: "medium",
  "near-miss": "low",
};

/** SARIF 2.1.0. @param rules every rule that the run could have reported */
export function sarifReporter(rules: readonly RuleInfo[]): Reporter {
  return function* (report) {
    const log = {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [run(report, rules)],
    };
    yield `${JSON.stringify(log, undefined, 1)}\n`;
  };
}

function run(report: ScanReport, rules: readonly RuleInfo[]): object {
  const paths = [...new Set(report.findings.map(({ path }) => path))];
  const ruleIndex = new Map(rules.map((rule, index) => [rule.ruleId, index]));
  const artifactIndex = new Map(paths.map((path, index) => [path, index]));
  return {
    tool: {
      driver: {
        name: "picket",
        version: report.version,
        semanticVersion: report.version,
        rules: rules.map(descriptor),
      },
    },
    columnKind: "utf16CodeUnits",
    newlineSequences: ["\r\n", "\n", "\r"],
    invocations: [invocation(report.skipped)],
    artifacts: paths.map((path) => ({ location: location(path) })),
    results: report.findings.map((finding) => result(finding, ruleIndex, artifactIndex)),
  };
}

/** What to do, by engine. */
const advices: readonly (readonly [prefix: string, what: string, advice: string])[] = [
  [
    "secrets/",
    " in the text",
    "Move the value to a secret store, replace it by a lookup, and rotate it: it has been in a file.",
  ],
  ["", "", "The rule's page says why it matters and what to write instead."],
];

function descriptor({ ruleId, title, severity, confidence, description }: RuleInfo): object {
  const [, where, advice] = advices.find(([prefix]) => ruleId.startsWith(prefix)) ?? ["", "", ""];
  const own = description === undefined ? "" : ` ${description}.`;
  const text = `${title}${where}.${own} ${advice}`;
  const page = isBuiltIn(ruleId) ? `docs/rules/${ruleId}.md` : "docs/custom-rules.md";
  return {
    id: ruleId,
    name: pascalCase(ruleId),
    shortDescription: { text: title },
    fullDescription: { text },
    help: { text, markdown: `**${title}**${where}.${own}\n\n${advice}\n\nSee \`${page}\`.` },
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: ["security", ruleId.split("/")[0]],
      precision: precision[confidence],
      "security-severity": securitySeverity[severity],
    },
  };
}

function result(
  reported: ReportedFinding,
  ruleIndex: ReadonlyMap<string, number>,
  artifactIndex: ReadonlyMap<string, number>,
): object {
  const { finding, path, range, related, fingerprint } = reported;
  const index = ruleIndex.get(finding.ruleId);
  return {
    ruleId: finding.ruleId,
    ...(index !== undefined && { ruleIndex: index }),
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: physical(path, range, artifactIndex.get(path)) }],
    ...(related.length > 0 && {
      relatedLocations: related.map((place, id) => ({
        id,
        message: { text: place.message },
        physicalLocation: physical(place.path, place.range, artifactIndex.get(place.path)),
      })),
    }),
    partialFingerprints: { "picket/v1": fingerprint },
    properties: { confidence: finding.confidence, severity: finding.severity, ...finding.data },
  };
}

function physical(path: string, { start, end }: Range, index: number | undefined): object {
  return {
    artifactLocation: { ...location(path), ...(index !== undefined && { index }) },
    region: {
      startLine: start.line + 1,
      startColumn: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    },
  };
}

function invocation(skipped: readonly SkippedInput[]): object {
  return {
    executionSuccessful: true,
    toolExecutionNotifications: skipped.map(({ path, reason }) => ({
      descriptor: { id: `skipped/${reason}` },
      level: isUnjudged(reason) ? "warning" : "note",
      message: { text: `Not scanned: ${reason}` },
      locations: [{ physicalLocation: { artifactLocation: location(path) } }],
    })),
  };
}

function location(path: string): { uri: string; uriBaseId?: string } {
  const absolute = path.startsWith("/") || /^[A-Za-z]:\//.test(path);
  // Lone surrogates have no UTF-8 form, so a file name that holds one gets the replacement character.
  const encoded = path
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent)
    .join("/");
  if (absolute)
    return { uri: path.startsWith("/") ? `file://${encoded}` : `file:///${encoded.replace("%3A", ":")}` };
  return { uri: encoded, uriBaseId: "%SRCROOT%" };
}

function pascalCase(ruleId: string): string {
  return ruleId
    .split(/[/-]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
}
