import type { PolicyPlace } from "../../core/mcp/policies/choose.ts";
import { issuerOf, policyState, type FoundPolicy } from "../../core/mcp/policies/policyState.ts";
import type { PolicyState } from "../../core/mcp/model/policy.ts";
import type { FetchOptions, PolicyFetch, PolicyMemory, SignatureCheck } from "../../core/ports.ts";
import { readPolicyFile, textOf } from "./mcpPolicyFile.ts";

/** A policy that counts, from one place. */
export interface LoadedPolicy {
  readonly place: PolicyPlace;
  readonly state: PolicyState;
  /** What a person should know beside the state, one sentence each. */
  readonly notes: readonly string[];
  /** ms since epoch, of a document from an address: when its server last gave or confirmed it. */
  readonly asOf?: number;
}

/** What loading takes from outside. */
export interface PolicyLoading {
  readonly signatures: SignatureCheck;
  readonly fetch: PolicyFetch;
  /** Absent: nothing is remembered, as for a check of named files in a pipeline. */
  readonly memory?: PolicyMemory;
  /** Public key of machine settings. */
  readonly key?: string;
  readonly now?: () => number;
}

/**
 * Loads the policies of the places, in their order; never rejects. An absent document that is not required is left
 * out: when nothing is left, there is no policy.
 */
export async function loadPolicies(
  places: readonly PolicyPlace[],
  loading: PolicyLoading,
  options: Pick<FetchOptions, "signal" | "force"> = {},
): Promise<readonly LoadedPolicy[]> {
  const found = await Promise.all(
    places.map(async (place) => ({ place, ...(await findPolicy(place, loading, options)) })),
  );
  const present = found.filter(({ place, policy }) => place.required || policy.kind !== "absent");
  const remembered = await readMemory(loading.memory);
  const loaded: LoadedPolicy[] = [];
  for (const { place, policy, notes, ...rest } of present) {
    if ("reason" in remembered) {
      loaded.push({ place, state: { state: "untrusted", reason: remembered.reason }, notes, ...rest });
      continue;
    }
    const { key, signatures, now = Date.now } = loading;
    const trust = { now: now(), signatures, serials: remembered.serials, ...(key !== undefined && { key }) };
    const state = policyState(policy, trust);
    const forgotten = await remember(state, loading.memory);
    loaded.push({ place, state, notes: [...notes, ...forgotten], ...rest });
  }
  return loaded;
}

interface Found {
  readonly policy: FoundPolicy;
  readonly notes: readonly string[];
  readonly asOf?: number;
}

async function findPolicy(place: PolicyPlace, loading: PolicyLoading, options: FetchOptions): Promise<Found> {
  // `c:` of a Windows path is no scheme.
  if (!/^[A-Za-z][A-Za-z0-9+.-]+:/.test(place.location))
    return { policy: await readPolicyFile(place.location), notes: [] };
  const fetched = await loading.fetch.fetch(place.location, options);
  if (fetched.kind === "unavailable") return { policy: fetched, notes: [] };
  const bytes = Buffer.from(fetched.bytes);
  const signature: { signature?: string } | { reason: string } =
    loading.key === undefined ? {} : await fetchSignature(place.location, loading, options);
  if ("reason" in signature) {
    const reason = `its signature cannot be had: ${signature.reason}`;
    return { policy: { kind: "unavailable", reason }, notes: [] };
  }
  const { asOf, keptBecause } = fetched;
  const since = new Date(asOf).toISOString();
  const notes = keptBecause === undefined ? [] : [`${keptBecause}; the copy of ${since} is used`];
  return {
    policy: { kind: "document", document: { text: textOf(bytes), bytes, ...signature } },
    notes,
    asOf,
  };
}

/** The signature stands at the document's path with `.sig`. */
async function fetchSignature(
  location: string,
  { fetch }: PolicyLoading,
  options: FetchOptions,
): Promise<{ signature: string } | { reason: string }> {
  const address = new URL(location);
  address.pathname += ".sig";
  const fetched = await fetch.fetch(address.href, { ...options, json: false });
  if (fetched.kind === "unavailable") return fetched;
  return { signature: textOf(Buffer.from(fetched.bytes)).trim() };
}

async function readMemory(
  memory: PolicyMemory | undefined,
): Promise<{ serials: ReadonlyMap<string, number> } | { reason: string }> {
  try {
    return { serials: (await memory?.serials()) ?? new Map<string, number>() };
  } catch (error) {
    const why = error instanceof Error ? error.message : "unknown error";
    return { reason: `what is remembered of earlier policies cannot be read: ${why}` };
  }
}

async function remember(state: PolicyState, memory: PolicyMemory | undefined): Promise<readonly string[]> {
  if (state.state !== "valid" || state.policy.serial === undefined || !memory) return [];
  try {
    await memory.raise(issuerOf(state.policy), state.policy.serial);
    return [];
  } catch {
    return ["the policy's serial cannot be remembered: an older policy would not be noticed"];
  }
}
