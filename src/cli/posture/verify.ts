import { resolve } from "node:path";
import { loadExpectations } from "../../adapters/node/posture/postureConfig.ts";
import { PostureError } from "../../adapters/node/posture/reportError.ts";
import { readPublicKey } from "../../adapters/node/posture/reportKey.ts";
import { verifyFile, type Verification } from "../../adapters/node/posture/reportVerify.ts";
import { nodeHash } from "../../adapters/node/hash.ts";
import { keyIdOf } from "../../core/posture/chain/chainEntry.ts";
import { publicKeyOf } from "../../core/posture/chain/publicKey.ts";
import { visible } from "../../core/model/visible.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usageError.ts";
import { ownSystem } from "./gather.ts";
import { readVerifyOptions, type VerifyArguments } from "./postureOptions.ts";
import type { PostureHost } from "./postureHost.ts";

/** A file as it was verified. */
interface Verified extends Verification {
  readonly path: string;
}

/** `picket posture verify FILE…`. @throws UsageError, PostureError */
export async function runVerify(argv: readonly string[], io: Io, host: PostureHost): Promise<0 | 1> {
  const options = readVerifyOptions(argv);
  const key = expectedKey(options, io, host);
  const now = host.now ?? Date.now();
  const all = options.files.map((path): Verified => {
    const { allowUnsigned } = options;
    return {
      path,
      ...verifyFile(resolve(io.cwd, path), { now, allowUnsigned, ...(key !== undefined && { key }) }),
    };
  });
  await io.stdout(options.json ? asJson(all, key) : all.map((one) => asText(one, key)).join(""));
  return all.some(({ problems }) => problems.length > 0) ? 1 : 0;
}

/** The key that must have signed: the one that was named, else the configuration's. */
function expectedKey(
  { key, config, allowUnsigned }: VerifyArguments,
  io: Io,
  host: PostureHost,
): string | undefined {
  if (key !== undefined) return readPublicKey(resolve(io.cwd, key));
  const named = config === undefined ? undefined : resolve(io.cwd, config);
  const { state } = loadExpectations(ownSystem(), named, host.managedConfig);
  if (state.state === "broken") throw new UsageError(state.problem, "posture verify");
  const expected = state.expectations.reportKey;
  if (expected === undefined || allowUnsigned) return undefined;
  const own = publicKeyOf(expected);
  if (own === undefined)
    throw new PostureError("reportKey of the posture configuration is no Ed25519 public key");
  return own;
}

function asText({ path, kind, entries, entry, problems }: Verified, key: string | undefined): string {
  const name = visible(path);
  if (problems.length > 0) {
    const lines = problems.map(
      ({ line, message }) => `  ${line === undefined ? "" : `line ${line}: `}${visible(message)}\n`,
    );
    return `${name}: NOT INTACT\n${lines.join("")}`;
  }
  const what =
    kind === "chain"
      ? `${entries} reports`
      : `report ${entry?.seq ?? 0}${entries > 0 ? `, in a chain of ${entries}` : ", no chain beside it"}`;
  return `${name}: intact, ${what}, ${signedBy(entry?.key, key)}\n`;
}

function signedBy(key: string | undefined, expected: string | undefined): string {
  if (key === undefined) return "not signed: it proves order, not who wrote it";
  const id = keyIdOf(key, nodeHash);
  return expected === undefined
    ? `signed with key ${id}, which was compared with none (--key)`
    : `signed with key ${id}`;
}

function asJson(all: readonly Verified[], key: string | undefined): string {
  const files = all.map(({ path, kind, entries, entry, problems }) => ({
    path,
    kind,
    intact: problems.length === 0,
    signed: entry?.signature !== undefined,
    keyChecked: key !== undefined && entry?.key === key,
    ...(entry?.key !== undefined && { keyId: keyIdOf(entry.key, nodeHash) }),
    entries,
    ...(entry && { seq: entry.seq, time: entry.time, hash: entry.hash }),
    problems,
  }));
  return `${JSON.stringify({ schemaVersion: 1, files }, undefined, 2)}\n`;
}
