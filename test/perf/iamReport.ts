import { measureEscalation, type EscalationOutcome } from "./accuracyEscalation.ts";
import { measureOracle, summarizeOracle, type IamAccuracy } from "./accuracyIam.ts";
import { measureParliament, type ParliamentOutcome } from "./accuracyParliament.ts";
import { measureIamLatency, summarizeIamLatency, type IamLatency } from "./benchIam.ts";
import { measureCommandLine, measurePeers, summarizePeers, type PeerReport } from "./peersIam.ts";
import { proveFixes, type FixFigures } from "./proveIamFixes.ts";

/** Every figure of the IAM engine on the labelled policies. */
export interface IamReport {
  readonly managed: IamAccuracy;
  readonly history: IamAccuracy;
  readonly escalation: readonly EscalationOutcome[];
  readonly parliament: readonly ParliamentOutcome[];
  readonly latency: IamLatency;
  readonly fixes: readonly FixFigures[];
  readonly peers: readonly PeerReport[];
  /** Seconds for 1,500 policy files, from the start of the process to its end. */
  readonly commandLine: number;
}

/** Policies that the command line is timed with. */
const files = 1500;

/** Each tenth policy has its fixes proved here; `node test/perf/proveIamFixes.ts` takes them all. */
const everyTenth = 10;

/** Measures everything; the peers take a minute. */
export async function measureIam(corpora: string): Promise<IamReport> {
  return {
    managed: measureOracle(corpora, "iam-managed"),
    history: measureOracle(corpora, "iam-history"),
    escalation: measureEscalation(corpora),
    parliament: measureParliament(corpora),
    latency: measureIamLatency(corpora),
    fixes: await proveFixes(corpora, "iam-managed", everyTenth),
    peers: measurePeers(corpora),
    commandLine: measureCommandLine(corpora, files),
  };
}

/** The report as text. */
export function summarizeIam(report: IamReport): string {
  return [
    "AWS's managed policies against Access Analyzer",
    summarizeOracle(report.managed),
    "older versions, with the findings of their day",
    summarizeOracle(report.history),
    "escalation",
    ...escalationLines(report.escalation),
    parliamentLine(report.parliament),
    summarizeIamLatency(report.latency),
    `command line, ${files} policies: ${report.commandLine.toFixed(2)} s (budget 5)`,
    "fixes",
    ...report.fixes.map(
      ({ id, same, less, corrects, broken }) =>
        `  ${id.padEnd(32)} same ${same}, less ${less}, corrects ${corrects}, promise broken ${broken.length}`,
    ),
    summarizePeers(report.peers),
  ].join("\n");
}

function escalationLines(outcomes: readonly EscalationOutcome[]): readonly string[] {
  return [...new Set(outcomes.map(({ label }) => label))].map((label) => {
    const cases = outcomes.filter((one) => one.label === label);
    const warned = cases.filter(({ found }) => found.length > 0).length;
    const named = cases.filter(
      ({ expected, found }) => expected.length > 0 && expected.every((id) => found.includes(id)),
    ).length;
    return `  ${label.padEnd(45)} ${cases.length} cases, ${warned} warned, ${named} by every expected method`;
  });
}

function parliamentLine(outcomes: readonly ParliamentOutcome[]): string {
  const asked = outcomes.flatMap(({ expected }) => expected);
  const found = asked.filter(({ by }) => by.length > 0).length;
  const clean = outcomes.filter(({ expected }) => expected.length === 0);
  const quiet = clean.filter(({ unexpected }) => unexpected.length === 0).length;
  return `parliament's cases: ${found} of ${asked.length} expected findings, ${quiet} of ${clean.length} clean cases quiet`;
}
