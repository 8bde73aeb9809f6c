import { createHash } from "node:crypto";
import { basename } from "node:path";
import { buildOverview } from "../../../../../core/mcp/overview/buildOverview.ts";
import { policyPlaces } from "../../../../../core/mcp/policies/choose.ts";
import { joinPath } from "../../../../../core/mcp/scopes/paths.ts";
import { locations } from "../../../../../core/mcp/scopes/locations.ts";
import type { OverviewRow } from "../../../../../core/mcp/overview/overview.ts";
import { known, unknown, type Fact } from "../../../../../core/posture/fact.ts";
import type { AllowlistFact, ServerFact } from "../../../../../core/posture/facts.ts";
import type { CollectOptions } from "../../../../../core/posture/ports.ts";
import { readMcpSources } from "../../../mcpFiles.ts";
import { fileHashes } from "../../../mcpFileHashes.ts";
import { loadPolicies, type LoadedPolicy } from "../../../mcpPolicyLoader.ts";
import { filePolicyMemory } from "../../../mcpPolicyMemory.ts";
import { nodeSignatures } from "../../../mcpSignature.ts";
import type { KiroPlaces } from "./kiroPlaces.ts";

/** Where the allowlist is, beside the organisation's folder. */
export interface AllowlistPlace {
  /** Path of the machine's setting. */
  readonly policy?: string;
  /** Public key that it must be signed with. */
  readonly policyKey?: string;
  /** Folder in which the highest serial is remembered; absent: an older allowlist is not noticed. */
  readonly stateFolder?: string;
}

/** What is known of servers and their allowlist. */
export interface ServerFacts {
  readonly servers: Fact<readonly ServerFact[]>;
  readonly allowlist: Fact<AllowlistFact>;
}

/** Judges every server of every scope as the view of MCP servers does. The network is not asked. */
export async function collectServers(
  places: KiroPlaces,
  options: Pick<CollectOptions, "home" | "workspaces" | "now" | "signal">,
  { policy, policyKey, stateFolder }: AllowlistPlace,
): Promise<ServerFacts> {
  const { home, workspaces, now, signal } = options;
  const sources = await readMcpSources(
    locations({
      platform: places.platform,
      home,
      workspaceFolders: workspaces,
      managedDir: places.managedFolder,
    }),
    signal,
  );
  const policies = await loadPolicies(
    policyPlaces({ ...(policy !== undefined && { setting: policy }), managedFolder: places.managedFolder }),
    {
      signatures: nodeSignatures,
      fetch: { fetch: async () => ({ kind: "unavailable", reason: "the network is not asked for it" }) },
      ...(policyKey !== undefined && { key: policyKey }),
      ...(stateFolder !== undefined && { memory: filePolicyMemory(stateFolder) }),
      now: () => now,
    },
    { signal },
  );
  const overview = buildOverview({
    sources,
    policies: policies.map(({ place, state, notes }) => ({
      location: place.location,
      kind: place.kind,
      state,
      notes,
    })),
    context: { now, platform: places.platform, fileHash: fileHashes(policies.map(({ state }) => state)) },
    folderNames: workspaces.map((folder) => basename(folder)),
  });
  const unread = sources.filter(({ error }) => error !== undefined);
  const lines = unread.map(({ path, error = "" }) => `${path}: ${error}`);
  const [first] = policies;
  return {
    servers:
      unread.length > 0
        ? unknown(`files of servers cannot be read: ${lines.join("; ")}`)
        : known(overview.rows.map(toFact)),
    allowlist: first
      ? toAllowlist(first, policyKey)
      : known({
          path: joinPath(places.platform, places.managedFolder, "mcp-allowlist.json"),
          state: "missing",
        }),
  };
}

function toFact({ name, file, verdict, effective, server }: OverviewRow): ServerFact {
  const { autoApprove = [], disabled = false } = server.definition;
  return {
    name,
    scope: file.scope.name,
    path: file.path,
    status: verdict.status,
    isEffective: effective,
    isDisabled: disabled,
    autoApprove,
  };
}

/** The state of the allowlist. One that was taken without a key is unsigned, whatever lies beside it. */
export function toAllowlist(
  { place, state }: Pick<LoadedPolicy, "place" | "state">,
  key: string | undefined,
): Fact<AllowlistFact> {
  const path = place.location;
  const policy = "policy" in state ? state.policy : undefined;
  const told = {
    path,
    ...(policy?.serial !== undefined && { serial: policy.serial }),
    ...(policy?.issued !== undefined && { issuedAt: policy.issued }),
    ...(policy?.expires !== undefined && { expiresAt: policy.expires }),
    ...(key !== undefined && { keyId: createHash("sha256").update(key.trim()).digest("hex").slice(0, 16) }),
  };
  if (state.state === "missing") return known({ ...told, state: "missing" });
  if (state.state === "valid") return known({ ...told, state: key === undefined ? "unsigned" : "valid" });
  const { reason } = state;
  if (state.state === "stale") return known({ ...told, state: "rolled-back" }, reason);
  if (state.state !== "untrusted") return known({ ...told, state: state.state }, reason);
  if (/no signature/.test(reason)) return known({ ...told, state: "unsigned" }, reason);
  return /signature (?:does not fit|cannot be read)/.test(reason)
    ? known({ ...told, state: "bad-signature" }, reason)
    : unknown(`${path}: ${reason}`);
}
