import { homedir } from "node:os";
import type { Span } from "../../core/model/span.ts";
import { buildOverview } from "../../core/mcp/overview/buildOverview.ts";
import type { McpOverview, OverviewPolicy } from "../../core/mcp/overview/overview.ts";
import type { PolicyState } from "../../core/mcp/model/policy.ts";
import { inFolder, managedRegistryName, policyPlaces } from "../../core/mcp/policies/choose.ts";
import { readRegistryFile } from "../../core/mcp/files/readRegistryFile.ts";
import { readRegistry } from "../../core/mcp/policies/registry.ts";
import { locations, managedFolder, type Places } from "../../core/mcp/scopes/locations.ts";
import type { McpSource } from "../../core/mcp/scopes/source.ts";
import type { PathPlatform } from "../../core/mcp/scopes/paths.ts";
import type { PolicyFetch } from "../../core/ports.ts";
import { readMcpSources } from "./mcpFiles.ts";
import { fileHashes } from "./mcpFileHashes.ts";
import { readPolicyFile, textOf } from "./mcpPolicyFile.ts";
import { loadPolicies, type LoadedPolicy } from "./mcpPolicyLoader.ts";
import { filePolicyMemory } from "./mcpPolicyMemory.ts";
import { httpsPolicyFetch } from "./mcpRegistryFetch.ts";
import { nodeSignatures } from "./mcpSignature.ts";

/** What the editor and its settings say. */
export interface OverviewRequest {
  readonly workspaceFolders: readonly { readonly name: string; readonly path: string }[];
  readonly trusted: boolean;
  readonly policy?: string;
  readonly policyKey?: string;
  readonly registry?: string;
  readonly registryMode: boolean;
  readonly approvedEnv: readonly string[];
  readonly stateFolder: string;
  readonly force: boolean;
}

/** What reading takes beside the request. */
export interface OverviewReading {
  readonly signal: AbortSignal;
  /** Spans of the secrets in a text. */
  readonly findSecrets: (text: string, path: string) => Promise<readonly Span[]>;
}

/** The overview with what a host needs to keep it true. */
export interface ReadOverview {
  readonly overview: McpOverview;
  readonly policies: readonly PolicyState[];
  readonly registryNames?: ReadonlySet<string>;
  readonly watched: readonly string[];
  readonly home: string;
}

/**
 * Reads every configuration file of this machine and its workspace folders, the policies and the registry, and judges
 * every server. Nothing is started; the network is asked only for the addresses that the request names.
 * @throws the signal's reason
 */
export async function readOverview(
  request: OverviewRequest,
  reading: OverviewReading,
): Promise<ReadOverview> {
  const { signal } = reading;
  const places = placesOf(request);
  const all = locations(places);
  const [read, { loaded, registryNames, registrySource, watched }] = await Promise.all([
    readMcpSources(all, signal),
    readRules(request, managedFolder(places), signal),
  ]);
  signal.throwIfAborted();
  const sources = registrySource ? [...read, registrySource] : read;
  const secrets = await secretsOf(sources, reading);
  const policies = loaded.map(toOverviewPolicy);
  const overview = buildOverview({
    sources,
    policies,
    context: {
      now: Date.now(),
      platform: process.platform,
      registryMode: request.registryMode,
      ...(registryNames && { registryNames }),
      approvedEnv: request.approvedEnv,
      fileHash: fileHashes(loaded.map(({ state }) => state)),
    },
    folderNames: request.workspaceFolders.map(({ name }) => name),
    secretsIn: (source) => secrets.get(source) ?? [],
  });
  const links = sources.flatMap(({ linkTarget }) => linkTarget ?? []);
  return {
    overview,
    policies: loaded.map(({ state }) => state),
    ...(registryNames && { registryNames }),
    watched: [...new Set([...all.map(({ path }) => path), ...links, ...watched])],
    home: homedir(),
  };
}

function placesOf({ workspaceFolders, trusted }: OverviewRequest): Places {
  const appData = process.platform === "linux" ? process.env["XDG_CONFIG_HOME"] : process.env["APPDATA"];
  return {
    platform: platformOf(process.platform),
    home: homedir(),
    ...(appData && { appData }),
    workspaceFolders: workspaceFolders.map(({ path }) => path),
    workspaceTrusted: trusted,
  };
}

function platformOf(platform: NodeJS.Platform): PathPlatform {
  return platform === "win32" || platform === "darwin" ? platform : "linux";
}

interface Rules {
  readonly loaded: readonly LoadedPolicy[];
  readonly registryNames?: ReadonlySet<string>;
  /** What a registry that is a file offers. */
  readonly registrySource?: McpSource;
  readonly watched: readonly string[];
}

async function readRules(request: OverviewRequest, managed: string, signal: AbortSignal): Promise<Rules> {
  const { policy, policyKey, stateFolder, force } = request;
  const fetch = httpsPolicyFetch({ stateFolder });
  const setting = policy === undefined ? undefined : withHome(policy);
  const places = policyPlaces({ ...(setting !== undefined && { setting }), managedFolder: managed });
  const loaded = await loadPolicies(
    places,
    {
      signatures: nodeSignatures,
      fetch,
      memory: filePolicyMemory(stateFolder),
      ...(policyKey !== undefined && { key: policyKey }),
    },
    { signal, force },
  );
  const named = request.registry === undefined ? undefined : withHome(request.registry);
  const place = named ?? inFolder(managed, managedRegistryName);
  const offers =
    place === undefined ? {} : await readOffers(place, named !== undefined, { fetch, signal, force });
  const files = [...places.map(({ location }) => location), ...(place === undefined ? [] : [place])].filter(
    isPath,
  );
  return {
    loaded,
    ...offers,
    watched: files.flatMap((file) => [file, `${file}.sig`]),
  };
}

/** The names of a registry, and its entries. One that settings name and that cannot be read has none: it fails closed. */
async function readOffers(
  place: string,
  required: boolean,
  { fetch, signal, force }: { fetch: PolicyFetch; signal: AbortSignal; force: boolean },
): Promise<Pick<Rules, "registryNames" | "registrySource">> {
  const isFile = isPath(place);
  const text = isFile ? await textAt(place) : await fetched(fetch, place, { signal, force });
  const source = { scope: { kind: "registry" }, path: place, kind: "unknown" } as const;
  if (text === undefined) {
    if (!required) return {};
    const error = "the registry cannot be read: no server of it counts as listed";
    return { registryNames: new Set(), ...(isFile && { registrySource: { ...source, error } }) };
  }
  const read = readRegistry(text);
  return {
    registryNames: "names" in read ? read.names : new Set(),
    // Entries are led to in a file; those of an address stand nowhere on this machine.
    ...(isFile && { registrySource: { ...source, text, file: readRegistryFile(text) } }),
  };
}

async function textAt(path: string): Promise<string | undefined> {
  const file = await readPolicyFile(path);
  return file.kind === "document" ? file.document.text : undefined;
}

async function fetched(
  fetch: PolicyFetch,
  address: string,
  options: { signal: AbortSignal; force: boolean },
): Promise<string | undefined> {
  const answer = await fetch.fetch(address, options);
  return answer.kind === "document" ? textOf(Buffer.from(answer.bytes)) : undefined;
}

function isPath(place: string): boolean {
  return !/^[A-Za-z][A-Za-z0-9+.-]+:/.test(place);
}

/** People write `~` in settings. */
function withHome(place: string): string {
  return /^~[\\/]/.test(place) ? `${homedir()}${place.slice(1)}` : place;
}

function toOverviewPolicy({ place, state, notes, asOf }: LoadedPolicy): OverviewPolicy {
  const location = isPath(place.location)
    ? place.location
    : place.location.replace(/\/\/[^/]*@|[?#].*$/g, (part) => (part.startsWith("//") ? "//" : ""));
  return { location, kind: place.kind, state, notes, ...(asOf !== undefined && { asOf }) };
}

async function secretsOf(
  sources: readonly McpSource[],
  { findSecrets, signal }: OverviewReading,
): Promise<ReadonlyMap<McpSource, readonly Span[]>> {
  const found = new Map<McpSource, readonly Span[]>();
  for (const source of sources) {
    if (source.text === undefined || (source.file?.servers.length ?? 0) === 0) continue;
    found.set(source, await findSecrets(source.text, source.path));
    signal.throwIfAborted();
  }
  return found;
}
