/**
 * Other tools on the same policies: `@cloud-copilot/iam-policy`, installed on demand outside the project for its licence,
 * and cfn-lint where it is on the PATH. `node test/perf/peersIam.ts [corpora folder]` prints the comparison.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { judgePolicy } from "../support/iam.ts";
import { readRows } from "./accuracyIam.ts";

const peer = { name: "@cloud-copilot/iam-policy", version: "0.1.109" };

/** Policies per template for cfn-lint: its own start-up would hide the rest. */
const perTemplate = 100;

/** How a tool did on policies of which it is known whether something is wrong with them. */
export interface PeerFigures {
  readonly tool: string;
  /** Policies with a known finding on which it said anything. */
  readonly flagged: number;
  readonly withFindings: number;
  /** Policies without a known finding on which it gave an error. */
  readonly falseErrors: number;
  /** Median per policy, in ms; undefined where only the whole run is timed. */
  readonly median?: number;
  /** The whole run with start-up, in seconds. */
  readonly seconds?: number;
}

interface Case {
  readonly policy: string;
  readonly wrong: boolean;
}

/** By corpus, the figures of each tool that could be run. */
export interface PeerReport {
  readonly corpus: string;
  readonly policies: number;
  readonly figures: readonly PeerFigures[];
  readonly notRun: readonly string[];
}

/** Runs every tool over the two corpora. */
export function measurePeers(corpora: string): readonly PeerReport[] {
  const managed = readRows<{ policy: string; findings: readonly unknown[] }>(corpora, "iam-managed").map(
    ({ policy, findings }) => ({ policy, wrong: findings.length > 0 }),
  );
  const parliament = readRows<{ policy: string; expected_findings: readonly string[] }>(
    corpora,
    "iam-parliament",
  ).map(({ policy, expected_findings: expected }) => ({ policy, wrong: expected.length > 0 }));
  return [reportOn("iam-managed", managed), reportOn("iam-parliament", parliament)];
}

function reportOn(corpus: string, cases: readonly Case[]): PeerReport {
  const figures: PeerFigures[] = [eachOf("picket", cases, judgedByPicket)];
  const notRun: string[] = [];
  const validate = loadPeer();
  if (validate) {
    figures.push(
      eachOf(peer.name, cases, (text) => {
        const errors = validate(text);
        return { any: errors, error: errors };
      }),
    );
  } else notRun.push(`${peer.name} (it cannot be installed)`);
  const linted = withCfnLint(cases);
  if (linted) figures.push(linted);
  else notRun.push("cfn-lint (not on the PATH)");
  return { corpus, policies: cases.length, figures, notRun };
}

interface Judgement {
  readonly any: boolean;
  readonly error: boolean;
}

function judgedByPicket(text: string): Judgement {
  const { findings } = judgePolicy(text);
  return {
    any: findings.some(({ severity }) => severity !== "hint"),
    error: findings.some(({ severity }) => severity === "error"),
  };
}

function eachOf(tool: string, cases: readonly Case[], judge: (text: string) => Judgement): PeerFigures {
  // Warm, as in an editor.
  for (const { policy } of cases) judge(policy);
  const times: number[] = [];
  const judged = cases.map(({ policy, wrong }) => {
    const start = performance.now();
    const result = judge(policy);
    times.push(performance.now() - start);
    return { ...result, wrong };
  });
  times.sort((a, b) => a - b);
  return { tool, ...counts(judged), median: times[Math.floor(times.length / 2)] ?? 0 };
}

function counts(judged: readonly (Judgement & { readonly wrong: boolean })[]) {
  return {
    flagged: judged.filter(({ any, wrong }) => any && wrong).length,
    withFindings: judged.filter(({ wrong }) => wrong).length,
    falseErrors: judged.filter(({ error, wrong }) => error && !wrong).length,
  };
}

/** Whether the peer finds an error in a policy; undefined when it cannot be installed. */
function loadPeer(): ((text: string) => boolean) | undefined {
  const folder = fileURLToPath(new URL("../../.cache/peers", import.meta.url));
  if (!existsSync(join(folder, "node_modules", peer.name))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{"private":true}\n');
    const install = ["install", "--no-save", "--ignore-scripts", `${peer.name}@${peer.version}`];
    if (spawnSync("npm", install, { cwd: folder, stdio: "ignore" }).status !== 0) return undefined;
  }
  const loaded = createRequire(join(folder, "package.json"))(peer.name) as {
    readonly validateIdentityPolicy: (policy: unknown) => readonly unknown[];
    readonly validateResourcePolicy: (policy: unknown) => readonly unknown[];
  };
  return (text) => {
    try {
      const policy: unknown = JSON.parse(text);
      const check = text.includes('"Principal"')
        ? loaded.validateResourcePolicy
        : loaded.validateIdentityPolicy;
      return check(policy).length > 0;
    } catch {
      return true;
    }
  };
}

/** cfn-lint on templates of managed policies; undefined when it is not there. */
function withCfnLint(cases: readonly Case[]): PeerFigures | undefined {
  if (spawnSync("cfn-lint", ["--version"], { stdio: "ignore" }).status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "picket-peers-"));
  try {
    const files: string[] = [];
    for (let at = 0; at < cases.length; at += perTemplate) {
      const path = join(folder, `template${at}.json`);
      writeFileSync(path, JSON.stringify(templateOf(cases.slice(at, at + perTemplate), at)));
      files.push(path);
    }
    const start = performance.now();
    const said = files.flatMap((path) => lintOne(path));
    const seconds = (performance.now() - start) / 1000;
    const judged = cases.map(({ wrong }, index) => {
      const own = said.filter(({ name }) => name === `P${index}`);
      return { wrong, any: own.length > 0, error: own.some(({ level }) => level === "Error") };
    });
    return { tool: "cfn-lint", ...counts(judged), seconds };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function templateOf(cases: readonly Case[], from: number): object {
  const entries = cases.flatMap(({ policy }, index) => {
    try {
      const document: unknown = JSON.parse(policy);
      const properties = { PolicyDocument: document };
      return [[`P${from + index}`, { Type: "AWS::IAM::ManagedPolicy", Properties: properties }]];
    } catch {
      return [];
    }
  });
  return { AWSTemplateFormatVersion: "2010-09-09", Resources: Object.fromEntries(entries) };
}

function lintOne(path: string): readonly { readonly name: string; readonly level: string }[] {
  // It ends with a status above 0 when it finds something.
  const { stdout } = spawnSync("cfn-lint", ["--format", "json", path], {
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  const found = JSON.parse(stdout || "[]") as readonly {
    Level: string;
    Location: { Path?: readonly (string | number)[] };
  }[];
  return found.map(({ Level, Location }) => ({ level: Level, name: String(Location.Path?.[1] ?? "") }));
}

/** The comparison as text. */
export function summarizePeers(reports: readonly PeerReport[]): string {
  return reports
    .flatMap(({ corpus, policies, figures, notRun }) => [
      `${corpus}, ${policies} policies`,
      ...figures.map(
        ({ tool, flagged, withFindings, falseErrors, median, seconds }) =>
          `  ${tool.padEnd(26)} speaks up on ${flagged}/${withFindings} with known findings, errors on ${falseErrors} without` +
          (median === undefined ? "" : `, median ${median.toFixed(3)} ms`) +
          (seconds === undefined ? "" : `, ${seconds.toFixed(1)} s with start-up`),
      ),
      ...notRun.map((name) => `  not run: ${name}`),
    ])
    .join("\n");
}

/** Seconds that the command line takes for that many policy files, from start to end. */
export function measureCommandLine(corpora: string, files: number): number {
  const folder = mkdtempSync(join(tmpdir(), "picket-policies-"));
  const rows = [
    ...readRows<{ policy: string }>(corpora, "iam-managed"),
    ...readRows<{ policy: string }>(corpora, "iam-history"),
  ];
  try {
    for (let index = 0; index < files; index++) {
      writeFileSync(join(folder, `p${index}.json`), rows[index % rows.length]?.policy ?? "");
    }
    const program = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
    const args = [program, "scan", "--only", "iam", "--format", "json", "--fail-on", "never", folder];
    const start = performance.now();
    execFileSync(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
    return (performance.now() - start) / 1000;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) {
  const [folder = fileURLToPath(new URL("../../../shared/corpora", import.meta.url))] = process.argv.slice(2);
  process.stdout.write(`${summarizePeers(measurePeers(folder))}\n`);
  process.stdout.write(
    `1,500 policies by the command line: ${measureCommandLine(folder, 1500).toFixed(2)} s\n`,
  );
}
