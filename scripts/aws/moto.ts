import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { startLeashed } from "../host/leashed.ts";
import { projectRoot } from "../host/project.ts";

/** Where moto's server is, or why it cannot be had. */
export type MotoCommand = { readonly command: string } | { readonly reason: string };

const environmentFolder = join(projectRoot, ".cache", "moto");
const windows = process.platform === "win32";

/**
 * `moto_server` from PATH, else from the project's own virtual environment, made when it is missing. Synchronous, so
 * that a test file can decide which suites it has. May take a minute once; asks the package index only for moto.
 */
export function findMoto(): MotoCommand {
  if (works("moto_server")) return { command: "moto_server" };
  const installed = join(environmentFolder, windows ? "Scripts/moto_server.exe" : "bin/moto_server");
  if (existsSync(installed) && works(installed)) return { command: installed };
  const reason = install();
  if (reason !== undefined) return { reason };
  return works(installed)
    ? { command: installed }
    : { reason: "moto was installed but its server does not start" };
}

function works(command: string): boolean {
  return spawnSync(command, ["--help"], { stdio: "ignore", timeout: 30_000 }).status === 0;
}

function install(): string | undefined {
  rmSync(environmentFolder, { recursive: true, force: true });
  mkdirSync(environmentFolder, { recursive: true });
  const python = windows ? "python" : "python3";
  const venv = spawnSync(python, ["-m", "venv", environmentFolder], { stdio: "ignore", timeout: 60_000 });
  if (venv.status !== 0) return `${python} -m venv did not work on this machine`;
  const pip = join(environmentFolder, windows ? "Scripts/pip.exe" : "bin/pip");
  const quiet = ["--quiet", "--disable-pip-version-check", "--retries", "1", "--timeout", "15"];
  const packages = ["moto[server,secretsmanager,ssm,sts]>=5.1,<6"];
  const done = spawnSync(pip, ["install", ...quiet, ...packages], { stdio: "ignore", timeout: 240_000 });
  if (done.status === 0) return undefined;
  rmSync(environmentFolder, { recursive: true, force: true });
  return "pip could not install moto (no package index in reach?)";
}

/** A running moto server. */
export interface Moto {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts moto on 127.0.0.1 and waits until it answers. It ends with this process, however that ends.
 * @param port 0 takes a free one
 */
export async function startMoto(command: string, port = 0): Promise<Moto> {
  const chosen = port === 0 ? await freePort() : port;
  const server = startLeashed(
    { command, args: ["-H", "127.0.0.1", "-p", String(chosen)], cwd: projectRoot, remove: [] },
    process.env,
  );
  try {
    await server.waitForLine(/Running on http:\/\/127\.0\.0\.1:\d+/, 60_000);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${chosen}`, stop: () => server.stop() };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
