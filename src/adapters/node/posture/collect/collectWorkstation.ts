import { known, notApplicable, unknown, type Fact } from "../../../../core/posture/fact.ts";
import type {
  ChainFact,
  HookTrial,
  InstalledHook,
  WorkstationFacts,
} from "../../../../core/posture/facts.ts";
import type { CollectOptions, CollectWorkstation } from "../../../../core/posture/ports.ts";
import { joinPath } from "../../../../core/mcp/scopes/paths.ts";
import { collectAdmin } from "./collectAdmin.ts";
import { collectNetwork, type NetworkParts } from "./collectNetwork.ts";
import { collectPolicyValues } from "./collectPolicyValues.ts";
import { createCommandRunner, usualLimits } from "./command/runCommand.ts";
import { collectProtection } from "./files/collectProtection.ts";
import { readLinkFact } from "./files/linkFact.ts";
import { readFileFact } from "./files/readFileFact.ts";
import { collectExtensions } from "./kiro/extensions.ts";
import { kiroPlaces, type KiroPlaces } from "./kiro/kiroPlaces.ts";
import { collectVersions, findProduct } from "./kiro/product.ts";
import { collectSecrets, type FindSecrets } from "./kiro/secretFindings.ts";
import { collectServers, type AllowlistPlace } from "./kiro/servers.ts";
import { collectSettings } from "./kiro/settings.ts";
import { readSignIn } from "./kiro/signIn.ts";
import { collectIgnoreFiles, collectPermissions } from "./kiro/userFiles.ts";
import { systemNames } from "./network/resolveHosts.ts";
import { collectServices } from "./services/collectServices.ts";
import { systemPrograms, thisSystem, type SystemContext } from "./systemContext.ts";
import { Registry } from "./windows/registry.ts";
import { loadedLibraries, systemFolderOf } from "./windows/systemFolder.ts";

/** Facts that other parts of Picket know; each gets what the collector was asked. */
export interface OtherFacts {
  readonly findSecrets: FindSecrets;
  readonly hooks: (options: CollectOptions) => Promise<Fact<readonly InstalledHook[]>>;
  readonly hookTrials: (options: CollectOptions) => Promise<Fact<readonly HookTrial[]>>;
  readonly chain: (options: CollectOptions) => Promise<Fact<ChainFact>>;
}

/** What a collector of a workstation is made of. Absent parts are this machine's own. */
export interface WorkstationParts extends OtherFacts {
  readonly allowlist?: AllowlistPlace;
  readonly system?: Omit<SystemContext, "signal">;
  readonly network?: NetworkParts;
  /** Where Kiro's things are, given the usual places. Tests move the organisation's folder. */
  readonly places?: (usual: KiroPlaces) => KiroPlaces;
}

/** Gathers the facts of this workstation: each apart, so that one that fails leaves the others. */
export function createWorkstationCollector(parts: WorkstationParts): CollectWorkstation {
  return async (options) => {
    const { signal } = options;
    const context: SystemContext = { ...(parts.system ?? thisMachine()), signal };
    const places = await placesOf(context, options.home, parts.places);
    const gather = gatherer(options);
    const network = parts.network ?? { environment: process.env, names: systemNames };
    return {
      ...(await ofKiro(places, options, parts, gather)),
      ...(await ofSystem(context, places, { options, gather, network })),
    };
  };
}

/** Runs one step; what fails is unknown, but for the signal. */
type Gather = <T>(step: string, collect: () => Promise<Fact<T>>) => Promise<Fact<T>>;

function gatherer({ signal, onStep }: CollectOptions): Gather {
  return async (step, collect) => {
    signal.throwIfAborted();
    onStep?.(step);
    try {
      return await collect();
    } catch (error) {
      signal.throwIfAborted();
      // A message could quote what was read.
      return unknown(
        `${step} could not be looked at (${error instanceof Error ? error.name : typeof error})`,
      );
    }
  };
}

function thisMachine(): Omit<SystemContext, "signal"> {
  const os = thisSystem();
  const systemFolder = os === "win32" ? systemFolderOf(loadedLibraries()) : "";
  const runner = createCommandRunner(os, { ...usualLimits, ...(os === "win32" && { systemFolder }) });
  return { runner, programs: systemPrograms(systemFolder) };
}

const profiles = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList";

/** The organisation's folder comes from the registry: `ProgramData` of the environment is the person's to change. */
async function placesOf(
  { runner, programs, signal }: SystemContext,
  home: string,
  change: WorkstationParts["places"] = (usual) => usual,
): Promise<KiroPlaces> {
  if (runner.os !== "win32") return change(kiroPlaces(runner.os, home));
  const value = await new Registry(runner, programs.reg, signal).value(profiles, "ProgramData");
  const told = value.state === "known" && typeof value.value === "string" ? value.value : "";
  const folder = told.replace(/^%SystemDrive%/i, programs.reg.slice(0, 2));
  return change(kiroPlaces("win32", home, /^[A-Z]:\\[^%]+$/i.test(folder) ? folder : undefined));
}

type KiroFacts = Pick<
  WorkstationFacts,
  | "managedSettings"
  | "centralMcp"
  | "userMcpLink"
  | "signIn"
  | "servers"
  | "allowlist"
  | "secretsInKiroFiles"
  | "permissions"
  | "hooks"
  | "hookTrials"
  | "gallery"
  | "extensions"
  | "ignoreFiles"
  | "dlpPolicy"
  | "chain"
>;

function centralOf(places: KiroPlaces, { expectations }: CollectOptions): string {
  return expectations.centralMcp ?? joinPath(places.platform, places.managedFolder, "mcp.json");
}

async function ofKiro(
  places: KiroPlaces,
  options: CollectOptions,
  parts: WorkstationParts,
  gather: Gather,
): Promise<KiroFacts> {
  const central = centralOf(places, options);
  const { dlpPolicy } = options.expectations;
  const servers: { allowlist?: KiroFacts["allowlist"] } = {};
  return {
    managedSettings: await gather("managed settings", () => readFileFact(places.managedSettings)),
    centralMcp: await gather("the central MCP file", () => readFileFact(central)),
    userMcpLink: await gather("the user's MCP file", () =>
      readLinkFact(places.userMcp, central, places.platform),
    ),
    signIn: await gather("Kiro's sign-in", () => readSignIn(places.token)),
    servers: await gather("MCP servers", async () => {
      const found = await collectServers(places, options, parts.allowlist ?? {});
      servers.allowlist = found.allowlist;
      return found.servers;
    }),
    allowlist: servers.allowlist ?? unknown("the allowlist could not be looked at"),
    secretsInKiroFiles: await gather("secrets in Kiro's files", () =>
      collectSecrets(places, options, parts.findSecrets),
    ),
    permissions: await gather("permissions", () => collectPermissions(places)),
    hooks: await gather("hooks", () => parts.hooks(options)),
    hookTrials: await gather("the hooks' self-test", () => parts.hookTrials(options)),
    gallery: await gather("the extension gallery", () => galleryOf(places)),
    extensions: await gather("extensions", () =>
      collectExtensions(joinPath(places.platform, places.extensions, "extensions.json")),
    ),
    ignoreFiles: await gather("ignore files", () => collectIgnoreFiles(places, options.workspaces)),
    dlpPolicy: await gather("the DLP policy", async () =>
      dlpPolicy === undefined
        ? notApplicable("the expectations name no DLP policy file")
        : await readFileFact(dlpPolicy),
    ),
    chain: await gather("the chain of reports", () => parts.chain(options)),
  };
}

async function galleryOf(places: KiroPlaces): Promise<Fact<string>> {
  const found = await findProduct(places);
  if ("reason" in found) return unknown(found.reason);
  const { gallery } = found.product;
  return gallery === undefined ? unknown(`${found.path} names no gallery`) : known(gallery, found.path);
}

async function ofSystem(
  context: SystemContext,
  places: KiroPlaces,
  { options, gather, network }: { options: CollectOptions; gather: Gather; network: NetworkParts },
): Promise<Omit<WorkstationFacts, keyof KiroFacts>> {
  const { expectations, workspaces } = options;
  const central = centralOf(places, options);
  const both = collectProtection(context, central);
  // Its failure is said by the steps below.
  both.catch(() => undefined);
  const settings = await gather("settings", () =>
    collectSettings(
      [
        { path: places.userSettings, ofWorkspace: false },
        ...workspaces.map((folder) => ({
          path: joinPath(places.platform, folder, ".vscode", "settings.json"),
          ofWorkspace: true,
        })),
      ],
      [...Object.keys(expectations.settings), "http.proxy"],
    ),
  );
  const reached = collectNetwork(context, options, settings, network);
  reached.catch(() => undefined);
  return {
    os: context.runner.os,
    centralMcpProtection: await gather("the central file's protection", async () => (await both).file),
    centralMcpAncestors: await gather("folders above the central file", async () => (await both).ancestors),
    settings,
    services: await gather("services", () =>
      collectServices(context, [...expectations.services.dlp, ...expectations.services.edr]),
    ),
    admin: await gather("administrators", () => collectAdmin(context)),
    resolved: await gather("names of hosts", async () => (await reached).resolved),
    reached: await gather("connections to hosts", async () => (await reached).reached),
    versions: await gather("versions", () => collectVersions(context, places)),
    policyValues: await gather("group policy", () => collectPolicyValues(context)),
  };
}
