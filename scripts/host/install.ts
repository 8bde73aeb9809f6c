import { existsSync } from "node:fs";
import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cachedFolder } from "./cache.ts";
import { npmInstall } from "./npmInstall.ts";
import type { HostVersion } from "./versions.ts";

/** Counts the changes of what `fillHost` does, so that a cache filled by an older one is not used. */
const revision = 3;

/** A VS Code server on this machine, ready to start. */
export interface HostInstall {
  readonly version: HostVersion;
  /** Folder that holds `out/server-main.js`. */
  readonly server: string;
  /** The Node binary that runs it. */
  readonly node: string;
}

/**
 * The server of `version`, downloaded on first use into the cache (about 600 MB on disk, half a minute).
 * @throws Error with a message for a person when it cannot be downloaded or this platform has no such server
 */
export async function installHost(
  version: HostVersion,
  progress: (line: string) => void,
): Promise<HostInstall> {
  if (process.platform === "win32") {
    throw new Error(
      "The embedded VS Code server does not run on Windows. Use WSL, or install VS Code or Kiro.",
    );
  }
  const node = version.node === undefined ? process.execPath : await installNode(version.node, progress);
  const key = `code-server-${version.codeServer}-${process.platform}-${process.arch}-r${revision}`;
  const folder = await cachedFolder(key, (into) => fillHost(version, into, progress), progress);
  return { version, server: serverFolder(folder), node };
}

function serverFolder(folder: string): string {
  return join(folder, "node_modules", "code-server", "lib", "vscode");
}

async function fillHost(version: HostVersion, into: string, progress: (line: string) => void): Promise<void> {
  progress(`downloading VS Code ${version.vscode} (npm package code-server ${version.codeServer}), once`);
  await npmInstall(into, [`code-server@${version.codeServer}`]);
  const server = serverFolder(into);
  if (Object.keys(version.pins).length > 0) {
    await editManifest(server, (manifest) => Object.assign(manifest["dependencies"] as object, version.pins));
  }
  progress(`installing the packages of VS Code ${version.vscode}`);
  await npmInstall(server, []);
  const logger = fileURLToPath(new URL("./fileLogger.cjs", import.meta.url));
  await editManifest(join(server, "extensions"), (manifest) => delete manifest["devDependencies"]);
  await npmInstall(join(server, "extensions"), []);
  await copyFile(logger, join(server, "node_modules", "@vscode", "spdlog", "index.js"));
}

/** Changes a manifest, and removes the lock beside it, which would no longer fit. */
async function editManifest(
  folder: string,
  change: (manifest: Record<string, unknown>) => void,
): Promise<void> {
  await rm(join(folder, "npm-shrinkwrap.json"), { force: true });
  const file = join(folder, "package.json");
  const manifest = JSON.parse(await readFile(file, "utf8")) as Record<string, unknown>;
  change(manifest);
  await writeFile(file, JSON.stringify(manifest, undefined, 2));
}

/**
 * A Node of another line. The npm package `node` only chooses the package of the platform in an install script, which
 * npm gates; this takes that package directly.
 */
async function installNode(version: string, progress: (line: string) => void): Promise<string> {
  const prefix = process.platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
  const name = `${prefix}-${process.platform}-${process.arch}`;
  const folder = await cachedFolder(
    `${name}-${version}`,
    async (into) => {
      progress(`downloading Node ${version} for the older VS Code, once`);
      await npmInstall(into, [`${name}@${version}`]);
    },
    progress,
  );
  const binary = join(folder, "node_modules", name, "bin", "node");
  if (!existsSync(binary)) throw new Error(`The npm package ${name}@${version} holds no bin/node.`);
  return binary;
}
