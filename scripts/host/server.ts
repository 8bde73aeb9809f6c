import { mkdir, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { HostInstall } from "./install.ts";
import { startLeashed } from "./leashed.ts";

/** What a server is started with. */
export interface ServerOptions {
  /** Whether folders need the user's trust first (Restricted Mode until then). Off: everything is trusted. */
  readonly workspaceTrust?: boolean;
  /** User settings on top of the quiet defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension host on top of a minimal one; the machine's own AWS variables do not reach it. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Port to listen on; absent: a free one. */
  readonly port?: number;
  /** Secret that the browser must present, for servers that a person leaves running. */
  readonly connectionToken?: string;
  /** VSIX files to install before the start. */
  readonly install?: readonly string[];
  /** Folders of built extensions to use from where they are, as if installed. */
  readonly link?: readonly string[];
  /** For a person, not for a test: no extension can be loaded from the working tree, and notifications pop up. */
  readonly forPerson?: boolean;
}

/** A running VS Code server on loopback. */
export interface RunningServer {
  readonly install: HostInstall;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Temporary folder of this server, absolute; removed when it stops. Workspaces may stand in it. */
  readonly folder: string;
  /** Where installed extensions are. */
  readonly extensions: string;
  /** Address of the workbench with `workspace` open. */
  url(workspace: string, development?: Development): string;
  /** What the server and its extension hosts printed. */
  output(): string;
  /** Resolves when it has ended, asked or not. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
}

/** Extension code to load from the working tree instead of an installed package. Paths are absolute. */
export interface Development {
  readonly extension: string;
  /** Module whose exported `run` the extension host calls. */
  readonly tests?: string;
  /** File to open at the start. */
  readonly open?: string;
}

/** Settings that keep the workbench still, so that only what a test does is on the screen. */
const quietSettings = {
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.tips.enabled": false,
  "workbench.reduceMotion": "on",
  "workbench.enableExperiments": false,
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "git.enabled": false,
  "npm.fetchOnlinePackageInfo": false,
  "json.schemaDownload.enable": false,
  "typescript.disableAutomaticTypeAcquisition": true,
  "editor.cursorBlinking": "solid",
  "window.commandCenter": false,
  // In a browser the default is to save after a second, which hides what an edit leaves unsaved.
  "files.autoSave": "off",
};

/** Starts a server on loopback with a data folder of its own. It ends with this process at the latest. */
export async function startServer(install: HostInstall, options: ServerOptions = {}): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), "picket-host-"));
  const data = join(folder, "server");
  const trust = { "security.workspace.trust.enabled": options.workspaceTrust === true };
  await writeSettings(join(data, "data", "User"), { ...quietSettings, ...trust, ...options.settings });
  // Settings of machine scope count only where the extension host runs.
  await writeSettings(join(data, "data", "Machine"), options.settings ?? {});
  const environment = await hostEnvironment(install, folder, options.environment ?? {});
  for (const extension of options.link ?? []) await linkExtension(data, extension);
  for (const file of options.install ?? []) await installPackage(install, data, file, environment);
  const access =
    options.connectionToken === undefined
      ? ["--without-connection-token"]
      : ["--connection-token", options.connectionToken];
  // A built workbench honours the development payload only with its test driver, which keeps notifications down.
  const driver = options.forPerson ? [] : ["--enable-smoke-test-driver"];
  const network = ["--host", "127.0.0.1", "--port", String(options.port ?? 0), ...access];
  const server = startLeashed(
    {
      command: install.node,
      args: [...serverMain(install, data), ...network, ...driver],
      cwd: install.server,
      remove: [folder],
    },
    environment,
  );
  const listening = await server
    .waitForLine(/Extension host agent listening on (\d+)/, 60_000)
    .catch(async (error) => {
      await server.stop();
      throw error;
    });
  const origin = `http://127.0.0.1:${listening[1]}`;
  return {
    install,
    origin,
    folder,
    extensions: join(data, "extensions"),
    url: (workspace, development) => workbenchUrl(origin, workspace, development, options.connectionToken),
    output: () => server.output(),
    ended: server.ended,
    stop: () => server.stop(),
  };
}

async function writeSettings(folder: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "settings.json"), JSON.stringify(settings, undefined, 2));
}

/** An extension whose folder stands under its full name in the extensions folder counts as installed. */
async function linkExtension(data: string, extension: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(extension, "package.json"), "utf8")) as Record<
    string,
    string
  >;
  const folder = join(data, "extensions");
  await mkdir(folder, { recursive: true });
  const name = `${manifest["publisher"]}.${manifest["name"]}-${manifest["version"]}`;
  await symlink(extension, join(folder, name), "dir");
}

function serverMain(install: HostInstall, data: string): string[] {
  const quiet = ["--accept-server-license-terms", "--telemetry-level", "off"];
  return [join(install.server, "out", "server-main.js"), ...quiet, "--server-data-dir", data];
}

/** Only what a program needs to run: neither credentials nor another editor's variables of the machine leak in. */
async function hostEnvironment(
  install: HostInstall,
  folder: string,
  extra: Readonly<Record<string, string>>,
): Promise<NodeJS.ProcessEnv> {
  const home = join(folder, "home");
  const temporary = join(folder, "tmp");
  await mkdir(home, { recursive: true });
  await mkdir(temporary, { recursive: true });
  const path = [dirname(install.node), process.env["PATH"] ?? ""].join(delimiter);
  const own = { HOME: home, TMPDIR: temporary, XDG_RUNTIME_DIR: temporary, PATH: path, LANG: "C.UTF-8" };
  // No extension gallery: the host asks nobody on the network.
  const offline = { EXTENSIONS_GALLERY: "{}", AWS_EC2_METADATA_DISABLED: "true" };
  return { ...own, ...offline, SHELL: process.env["SHELL"] ?? "/bin/sh", ...extra };
}

function installPackage(
  install: HostInstall,
  data: string,
  file: string,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const args = [...serverMain(install, data), "--install-extension", file];
    const child = spawn(install.node, args, {
      cwd: install.server,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0 && /successfully installed/i.test(output)) resolve();
      else reject(new Error(`The host did not install ${file} (status ${code}):\n${output.slice(-2_000)}`));
    });
  });
}

function workbenchUrl(origin: string, workspace: string, development?: Development, token?: string): string {
  const url = new URL(origin);
  const remote = (path: string): string => `vscode-remote://${url.host}${encodeURI(path)}`;
  const payload: [string, string][] = [];
  if (development) payload.push(["extensionDevelopmentPath", remote(development.extension)]);
  if (development?.tests !== undefined) payload.push(["extensionTestsPath", remote(development.tests)]);
  if (development?.open !== undefined) payload.push(["openFile", remote(development.open)]);
  const query = [`folder=${encodeURI(workspace)}`];
  if (token !== undefined) query.unshift(`tkn=${token}`);
  if (payload.length > 0) query.push(`payload=${encodeURIComponent(JSON.stringify(payload))}`);
  return `${origin}/?${query.join("&")}`;
}
