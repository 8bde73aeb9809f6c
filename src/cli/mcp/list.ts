import { statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, resolve } from "node:path";
import { readMcpSources } from "../../adapters/node/mcpFiles.ts";
import { MissingPathError } from "../../adapters/node/walk.ts";
import { locations, managedFolder, type Places } from "../../core/mcp/scopes/locations.ts";
import type { PathPlatform } from "../../core/mcp/scopes/paths.ts";
import { scopeName } from "../../core/mcp/scopes/scope.ts";
import { findVersion } from "../installation.ts";
import type { Io } from "../io.ts";
import { writeAll } from "../output.ts";
import { UsageError } from "../usageError.ts";
import { judgeSources } from "./judgeSources.ts";
import { readListOptions, type ListOptions } from "./mcpOptions.ts";
import { statusOf } from "./mcpReport.ts";
import { readPolicyInputs } from "./policyInputs.ts";
import { reporterOf } from "./reporters.ts";

/** `picket mcp list`: every server of every scope, what is effective, and the verdict on each. */
export async function runList(argv: readonly string[], io: Io): Promise<0 | 1> {
  const options = readListOptions(argv);
  const now = Date.now();
  const places = placesOf(options, io);
  const managedDir = places.managedDir ?? managedFolder(places);
  const inputs = await readPolicyInputs(options, { cwd: io.cwd, managedDir, now });
  const judged = await judgeSources(await readMcpSources(locations(places)), {
    cwd: io.cwd,
    inputs,
    registryMode: options.registryMode,
    now,
    platform: process.platform,
    scopeOf: scopeName,
    folderNames: (places.workspaceFolders ?? []).map((path) => basename(path)),
  });
  const report = { version: findVersion(), inputs, ...judged };
  await writeAll(io, reporterOf(options.format, io)(report));
  return statusOf(report, options.failOn);
}

/** @throws MissingPathError, UsageError for a named folder that does not exist or is none */
function placesOf(options: ListOptions, io: Io): Places {
  const folder = (path: string): string => {
    const absolute = resolve(io.cwd, path);
    const stat = statSync(absolute, { throwIfNoEntry: false });
    if (!stat) throw new MissingPathError(path);
    if (!stat.isDirectory()) throw new UsageError(`${path} is no folder`, "mcp list");
    return absolute;
  };
  const { home, workspaces, managedDir, untrusted } = options;
  return {
    platform: platform(),
    workspaceFolders: workspaces.map(folder),
    workspaceTrusted: !untrusted,
    ...(managedDir !== undefined && { managedDir: folder(managedDir) }),
    ...(home === undefined ? ownPlaces(io) : { home: folder(home) }),
  };
}

/** Where programs keep their settings is the environment's to say, but not of another home. */
function ownPlaces({ env }: Io): Pick<Places, "home" | "appData"> {
  const appData = platform() === "linux" ? env["XDG_CONFIG_HOME"] : env["APPDATA"];
  return { home: homedir(), ...(appData && { appData }) };
}

function platform(): PathPlatform {
  return process.platform === "win32" || process.platform === "darwin" ? process.platform : "linux";
}
