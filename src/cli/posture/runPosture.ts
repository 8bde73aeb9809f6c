import { resolve } from "node:path";
import { loadExpectations } from "../../adapters/node/posture/postureConfig.ts";
import { PostureError } from "../../adapters/node/posture/reportError.ts";
import { hostPseudonym } from "../../adapters/node/posture/reportHost.ts";
import { readSigner } from "../../adapters/node/posture/reportKey.ts";
import { soloReport, storeReport } from "../../adapters/node/posture/reportStore.ts";
import { publicKeyOf } from "../../core/posture/chain/publicKey.ts";
import type { ChainEntry } from "../../core/posture/chain/chainEntry.ts";
import { evaluatePosture, type ExpectationsState } from "../../core/posture/evaluate.ts";
import type { ReportSigner } from "../../core/posture/ports.ts";
import { reportBody, type ReportBody } from "../../core/posture/report/reportBody.ts";
import { visible } from "../../core/model/visible.ts";
import { findVersion } from "../installation.ts";
import type { Io } from "../io.ts";
import { writeAll } from "../output.ts";
import { UsageError } from "../usageError.ts";
import { gather, ownSystem } from "./gather.ts";
import type { PostureHost } from "./postureHost.ts";
import { runKey } from "./key.ts";
import { readPostureOptions, type PostureOptions } from "./postureOptions.ts";
import { rendered } from "./rendered.ts";
import { runVerify } from "./verify.ts";

/** `picket posture`, `picket posture verify`, `picket posture key`. */
export async function runPosture(
  argv: readonly string[],
  io: Io,
  host: PostureHost = {},
): Promise<0 | 1 | 2> {
  const [command, ...rest] = argv;
  if (command === "verify") return runVerify(rest, io, host);
  if (command === "key") return runKey(rest, io);
  return runChecks(readPostureOptions(argv), io, host);
}

async function runChecks(options: PostureOptions, io: Io, host: PostureHost): Promise<0 | 1 | 2> {
  const now = host.now ?? Date.now();
  const os = ownSystem();
  const named = options.config === undefined ? undefined : resolve(io.cwd, options.config);
  const loaded = loadExpectations(os, named, host.managedConfig);
  if (loaded.state.state === "broken") {
    if (named !== undefined) throw new UsageError(loaded.state.problem, "posture");
    io.stderr(`picket: ${visible(loaded.state.problem)}; nothing is judged\n`);
  }
  const signer = options.key === undefined ? undefined : readSigner(resolve(io.cwd, options.key));
  const reportKey = reportKeyOf(loaded.state, signer);
  const collectors = host.collectors ?? (await import("./collectors.ts")).createCollectors(options, io);
  const facts = await gather(options, { loaded, collectors, io, now, reportKey });
  const { workstation, account, workspaces } = facts;
  const results = evaluatePosture({
    expectations: loaded.state,
    workspaces,
    now,
    ...(workstation && { workstation }),
    ...(account && { account }),
    ...(options.only && { only: options.only }),
  });
  const known = account?.account.state === "known" ? account.account.value : undefined;
  const body = reportBody({
    tool: { name: "picket", version: findVersion() },
    time: new Date(now).toISOString(),
    host: hostPseudonym(),
    os,
    subjects: [...(workstation ? ["workstation" as const] : []), ...(account ? ["account" as const] : [])],
    network: options.network,
    ...(known && { account: known }),
    configuration: loaded.source,
    ...(options.only && { only: options.only }),
    results,
  });
  const stored = store(body, { options, signer, io });
  await writeAll(io, rendered(options.format, body, stored.entry, io.colour));
  if (!stored.ok) return 2;
  return body.summary.fail + body.summary.unknown > 0 || results.length === 0 ? 1 : 0;
}

/** The key that the chain must be signed with: the configuration's, else the one that signs now. */
function reportKeyOf(state: ExpectationsState, signer: ReportSigner | undefined): string | undefined {
  const expected = state.state === "ready" ? state.expectations.reportKey : undefined;
  if (expected === undefined) return signer?.publicKey;
  const key = publicKeyOf(expected);
  if (key === undefined)
    throw new PostureError("reportKey of the posture configuration is no Ed25519 public key");
  if (signer && signer.publicKey !== key)
    throw new PostureError("the signing key is not the one that the posture configuration names");
  return key;
}

/** A report that cannot be kept is shown all the same; the exit status tells. */
function store(
  body: ReportBody,
  { options, signer, io }: { options: PostureOptions; signer: ReportSigner | undefined; io: Io },
): { readonly ok: boolean; readonly entry?: ChainEntry } {
  const { reportDir } = options;
  const withSigner = signer && { signer };
  if (reportDir === undefined) return { ok: true, ...(signer && { entry: soloReport(body, signer) }) };
  try {
    const { entry, files, warnings } = storeReport({
      folder: resolve(io.cwd, reportDir),
      body,
      ...withSigner,
    });
    for (const warning of warnings) io.stderr(`picket: ${warning}\n`);
    io.stderr(`report ${entry.seq} of its chain: ${visible(files[0] ?? "")}\n`);
    return { ok: true, entry };
  } catch (error) {
    if (!(error instanceof PostureError)) throw error;
    io.stderr(`picket: ${visible(error.message)}\n`);
    return { ok: false };
  }
}
