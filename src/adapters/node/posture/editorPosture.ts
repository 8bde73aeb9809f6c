import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { keyIdOf } from "../../../core/posture/chain/chainEntry.ts";
import { publicKeyOf } from "../../../core/posture/chain/publicKey.ts";
import { verifyReport } from "../../../core/posture/chain/verifyReport.ts";
import { expectationsOf } from "../../../core/posture/config/defaultExpectations.ts";
import { evaluatePosture } from "../../../core/posture/evaluate.ts";
import type { Expectations } from "../../../core/posture/expectations.ts";
import { unknown } from "../../../core/posture/fact.ts";
import type { AccountFacts, WorkstationFacts } from "../../../core/posture/facts.ts";
import { renderedReport } from "../../../core/posture/report/renderedReport.ts";
import { reportBody, type ReportBody } from "../../../core/posture/report/reportBody.ts";
import { nodeHash } from "../hash.ts";
import { editorHookSetup } from "../hookEditor.ts";
import { nodeSignatures } from "../mcpSignature.ts";
import type { FindSecrets } from "./collect/kiro/secretFindings.ts";
import type { AllowlistPlace } from "./collect/kiro/servers.ts";
import { createWorkstationCollector, type OtherFacts } from "./collect/collectWorkstation.ts";
import { thisSystem } from "./collect/systemContext.ts";
import { hookTrials, installedHooks } from "./hookFacts.ts";
import { loadExpectations } from "./postureConfig.ts";
import { PostureError } from "./reportError.ts";
import { reportFiles } from "./reportFolder.ts";
import { hostPseudonym } from "./reportHost.ts";
import { reportSigner } from "./reportKey.ts";
import { storeReport } from "./reportStore.ts";
import { chainFact, verifyFile } from "./reportVerify.ts";

/** What one run of an editor is to do. */
export interface EditorRun {
  readonly network: boolean;
  /** Absolute folders. */
  readonly workspaces: readonly string[];
  /** Absolute folder of reports and their chain. */
  readonly folder: string;
  /** PKCS #8 PEM. */
  readonly key: string;
  /** Of Picket. */
  readonly version: string;
  /** Absolute path of `dist/hook.js`, which hooks are expected to run. */
  readonly hookProgram: string;
  readonly signal: AbortSignal;
  readonly onStep: (step: string) => void;
  readonly allowlist: AllowlistPlace;
  readonly findSecrets: FindSecrets;
  /** What the account shows, for the role that is expected; absent: it is not asked. */
  readonly account?: (role: string | undefined) => Promise<AccountFacts>;
}

/** What a run gave. */
export interface EditorReport {
  readonly body: ReportBody;
  /** Hours after which another run is due. */
  readonly everyHours: number;
  /** Why it was not kept, or what is worth a warning. */
  readonly problem?: string;
  /** Of the report's JSON; absent when it was not kept. */
  readonly path?: string;
}

/** Collects, judges and keeps a report. Rejects with the signal's reason only, or when the key is none. */
export async function runPosture(run: EditorRun): Promise<EditorReport> {
  const { network, workspaces, folder, signal, onStep, account } = run;
  const os = thisSystem();
  const { state, source } = loadExpectations(os);
  const expectations = state.state === "ready" ? state.expectations : expectationsOf({}, os);
  const signer = reportSigner(run.key);
  const now = Date.now();
  const collect = createWorkstationCollector({
    findSecrets: run.findSecrets,
    allowlist: run.allowlist,
    ...hookParts(run),
    chain: async () => chainFact(folder, { key: expectedKey(expectations) ?? signer.publicKey, now }),
  });
  const asked = { home: homedir(), workspaces, expectations, network, now, signal, onStep };
  const seen = await collect(asked);
  const workstation = network ? seen : withoutNetwork(seen);
  const ofAccount = account && (await accountFacts(account, expectations, run));
  signal.throwIfAborted();
  const input = { expectations: state, workstation, workspaces, now };
  const known = ofAccount?.account.state === "known" ? ofAccount.account.value : undefined;
  const body = reportBody({
    tool: { name: "picket", version: run.version },
    time: new Date(now).toISOString(),
    host: hostPseudonym(),
    os,
    subjects: ofAccount ? ["workstation", "account"] : ["workstation"],
    network,
    ...(known && { account: { id: known.id, region: known.region } }),
    configuration: source,
    results: evaluatePosture(ofAccount ? { ...input, account: ofAccount } : input),
  });
  return { everyHours: expectations.reportEveryHours, body, ...keep(body, run) };
}

function keep(body: ReportBody, { folder, key }: EditorRun): Pick<EditorReport, "path" | "problem"> {
  try {
    const { files, warnings } = storeReport({ folder, body, signer: reportSigner(key) });
    const [path] = files;
    const problem = warnings.join(" ");
    return { ...(path !== undefined && { path }), ...(problem !== "" && { problem }) };
  } catch (error) {
    if (error instanceof PostureError) return { problem: error.message };
    throw error;
  }
}

/** The key that the organisation wants reports signed with, when it names one. */
function expectedKey({ reportKey }: Expectations): string | undefined {
  return reportKey === undefined ? undefined : publicKeyOf(reportKey);
}

/** Picket's hooks of the person, and what they do with canaries. */
function hookParts({ hookProgram, workspaces }: EditorRun): Pick<OtherFacts, "hooks" | "hookTrials"> {
  const setup = editorHookSetup(hookProgram, undefined);
  // Its failure is said by the steps that wait for it.
  setup.catch(() => undefined);
  return {
    hooks: async () => installedHooks(await setup),
    hookTrials: async ({ home }) => hookTrials(await setup, workspaces[0] ?? home),
  };
}

/** The network was not asked: said with what an editor offers. */
function withoutNetwork(seen: WorkstationFacts): WorkstationFacts {
  const fact = unknown(
    "the network was not asked: check with the network to resolve names and connect to hosts",
  );
  return { ...seen, resolved: fact, reached: fact };
}

async function accountFacts(
  account: NonNullable<EditorRun["account"]>,
  { agentRole }: Expectations,
  { signal, onStep }: EditorRun,
): Promise<AccountFacts> {
  onStep("the AWS account");
  try {
    return await account(agentRole);
  } catch (error) {
    signal.throwIfAborted();
    const kind = error instanceof Error ? error.name : typeof error;
    const fact = unknown(`AWS could not be asked (${kind}): sign in, and choose a profile and a Region`);
    return {
      account: fact,
      trails: fact,
      alarms: fact,
      config: fact,
      endpoints: fact,
      rolePolicies: fact,
      identityCenter: fact,
    };
  }
}

/**
 * The newest report of a folder, undefined when there is none. Only one that this key signed and nobody changed is read.
 * @param key PKCS #8 PEM
 */
export async function latestReport(
  folder: string,
  key: string,
): Promise<EditorReport | { readonly problem: string } | undefined> {
  try {
    const newest = [...reportFiles(folder)].sort((a, b) => b.seq - a.seq)[0];
    if (!newest) return undefined;
    const path = join(folder, newest.name);
    const text = readFileSync(path, "utf8");
    const { problems } = verifyReport(text, {
      hash: nodeHash,
      signatures: nodeSignatures,
      key: reportSigner(key).publicKey,
      allowUnsigned: false,
      now: Date.now(),
    });
    const [problem] = problems;
    if (problem) return { problem: `${newest.name}: ${problem.message}` };
    const body = bodyOf(JSON.parse(text));
    if (!body) return { problem: `${newest.name} is no report` };
    const os = thisSystem();
    const { state } = loadExpectations(os);
    const expectations = state.state === "ready" ? state.expectations : expectationsOf({}, os);
    return { body, everyHours: expectations.reportEveryHours, path };
  } catch (error) {
    return { problem: error instanceof PostureError ? error.message : `${folder} cannot be read` };
  }
}

/** The body of a verified report: what the holder of the key wrote, byte for byte, so that its form is Picket's own. */
function bodyOf(report: unknown): ReportBody | undefined {
  if (!isReport(report)) return undefined;
  const { attestation: _, ...body } = report;
  return body;
}

function isReport(value: unknown): value is ReportBody & { readonly attestation: unknown } {
  return typeof value === "object" && value !== null && "attestation" in value && "results" in value;
}

/** A report as it was kept, byte for byte; without its proof when it was not. @throws when its file is gone */
export async function renderReport(
  { body, path }: EditorReport,
  format: "json" | "csv" | "html",
): Promise<string> {
  if (path === undefined) return renderedReport(body, undefined, nodeHash)[format];
  return readFileSync(path.replace(/\.json$/, `.${format}`), "utf8");
}

/** A new key to sign with: PKCS #8 PEM. */
export function newSigningKey(): string {
  return generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

/** The public half of a key as PEM, with its short name. @throws when the key is none */
export function publicHalf(key: string): { readonly pem: string; readonly id: string } {
  return {
    pem: createPublicKey(key).export({ type: "spki", format: "pem" }).toString(),
    id: keyIdOf(reportSigner(key).publicKey, nodeHash),
  };
}

/**
 * Verifies a report or a chain: against this machine's key, or, when another one signed, against that, which is said.
 * @param key PKCS #8 PEM; absent: this machine never signed a report
 */
export async function verifyEvidence(
  path: string,
  key: string | undefined,
): Promise<{ readonly isIntact: boolean; readonly lines: readonly string[] }> {
  const now = Date.now();
  try {
    const own = key === undefined ? undefined : verifyFile(path, { key: reportSigner(key).publicKey, now });
    const isForeign = !own || own.problems.some(({ code }) => code === "wrong-key");
    const { problems, entry, entries, kind } = isForeign
      ? verifyFile(path, { now, allowUnsigned: false })
      : own;
    const keyId = entry?.key === undefined ? undefined : keyIdOf(entry.key, nodeHash);
    const signed = isForeign
      ? `It is signed with the key ${keyId ?? "of nobody"}, which is not the one of this editor: compare it with the one that you expect.`
      : `It is signed with this editor's key ${keyId ?? ""}.`;
    if (problems.length > 0)
      return {
        isIntact: false,
        lines: problems.map(({ line, message }) =>
          line === undefined ? message : `line ${line}: ${message}`,
        ),
      };
    const what =
      kind === "chain"
        ? `The chain of ${entries} reports is as it was written.`
        : entries === 0
          ? "The report is as it was written; there is no chain beside it."
          : `The report is as it was written, number ${(entry?.seq ?? 0) + 1} of ${entries} in its chain.`;
    return { isIntact: true, lines: [what, signed] };
  } catch (error) {
    if (error instanceof PostureError) return { isIntact: false, lines: [error.message] };
    throw error;
  }
}
