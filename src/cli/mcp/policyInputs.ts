import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { textOf, readPolicyFile } from "../../adapters/node/mcpPolicyFile.ts";
import { loadPolicies } from "../../adapters/node/mcpPolicyLoader.ts";
import { requestDocument } from "../../adapters/node/mcpRegistryRequest.ts";
import { nodeSignatures } from "../../adapters/node/mcpSignature.ts";
import { readSmallText } from "../../adapters/node/readSmallText.ts";
import { nameOf, MissingPathError } from "../../adapters/node/walk.ts";
import { managedRegistryName, policyPlaces } from "../../core/mcp/policies/choose.ts";
import { readRegistry } from "../../core/mcp/policies/registry.ts";
import type { PolicyState } from "../../core/mcp/model/policy.ts";
import type { PolicyFetch } from "../../core/ports.ts";
import type { JudgingOptions } from "./mcpOptions.ts";

/** A policy of the run, for the report. */
export interface PolicyInput {
  /** As the user named it, or relative to the working folder. */
  readonly path: string;
  readonly state: PolicyState;
  readonly notes: readonly string[];
}

/** What servers are held against. */
export interface PolicyInputs {
  /** Each must allow a server. Empty: there is none. */
  readonly policies: readonly PolicyInput[];
  readonly registry?: RegistryInput;
}

/** The registry of the run. One that cannot be had or that Kiro refuses has no names: nothing of it is allowed. */
export interface RegistryInput {
  readonly path: string;
  readonly names: ReadonlySet<string>;
  readonly error?: string;
}

/** In ms and bytes. */
const limits = { timeout: 10_000, mostBytes: 5_000_000, mostRedirects: 3 };

/**
 * Reads the policy and the registry that the command line names, and those of the managed folder when one is given.
 * @throws MissingPathError for a named file that does not exist
 */
export async function readPolicyInputs(
  options: Pick<JudgingOptions, "allowlist" | "key" | "registry">,
  { cwd, managedDir, now }: { readonly cwd: string; readonly managedDir?: string; readonly now: number },
): Promise<PolicyInputs> {
  const { allowlist, key, registry } = options;
  const places = policyPlaces({
    ...(allowlist !== undefined && { setting: existing(cwd, allowlist) }),
    ...(managedDir !== undefined && { managedFolder: managedDir }),
  });
  const loading = { signatures: nodeSignatures, fetch: noFetch, now: () => now, ...pinned(cwd, key) };
  const policies = (await loadPolicies(places, loading)).map(({ place, state, notes }) => ({
    path: place.kind === "setting" ? (allowlist ?? "") : nameOf(cwd, place.location),
    state,
    notes,
  }));
  const found = await readRegistryInput(registry, cwd, managedDir);
  return { policies, ...(found && { registry: found }) };
}

/** Policies come from files here; of addresses, `--registry` alone is fetched. */
const noFetch: PolicyFetch = {
  fetch: async () => ({ kind: "unavailable", reason: "the command line reads policies from files only" }),
};

function existing(cwd: string, path: string): string {
  const absolute = resolve(cwd, path);
  if (!existsSync(absolute)) throw new MissingPathError(path);
  return absolute;
}

/** A key that cannot be read must not mean that none is pinned. */
function pinned(cwd: string, key: string | undefined): { key?: string } {
  return key === undefined ? {} : { key: readSmallText(existing(cwd, key)) ?? "" };
}

async function readRegistryInput(
  registry: string | undefined,
  cwd: string,
  managedDir: string | undefined,
): Promise<RegistryInput | undefined> {
  if (registry === undefined) {
    if (managedDir === undefined) return undefined;
    const path = join(managedDir, managedRegistryName);
    return existsSync(path) ? fromFile(path, nameOf(cwd, path)) : undefined;
  }
  if (!/^https?:/i.test(registry)) return fromFile(existing(cwd, registry), registry);
  // Path and query of an address may hold a token.
  const path = URL.canParse(registry) ? new URL(registry).origin : "registry";
  const answer = await requestDocument(registry, limits);
  if (answer.kind === "document") return fromText(textOf(answer.bytes), path);
  return { path, names: new Set(), error: answer.kind === "failed" ? answer.reason : "there is no answer" };
}

async function fromFile(absolute: string, path: string): Promise<RegistryInput> {
  const found = await readPolicyFile(absolute);
  if (found.kind === "document") return fromText(found.document.text, path);
  const error = found.kind === "absent" ? "it does not exist" : found.reason.replace("the policy", "it");
  return { path, names: new Set(), error };
}

function fromText(text: string, path: string): RegistryInput {
  const read = readRegistry(text);
  return "error" in read ? { path, names: new Set(), error: read.error } : { path, names: read.names };
}
