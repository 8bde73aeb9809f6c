import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { endpointEnvironment, startAwsEndpoint, type AwsEndpoint } from "../../scripts/aws/endpoint.ts";
import { launchChromium } from "../../scripts/host/chromium.ts";
import { collectConsole } from "../../scripts/host/console.ts";
import { writeFiles } from "../../scripts/host/files.ts";
import { installHost } from "../../scripts/host/install.ts";
import { projectRoot } from "../../scripts/host/project.ts";
import { startServer, type RunningServer, type ServerOptions } from "../../scripts/host/server.ts";
import { patience } from "./eventually.ts";
import { pickRow, runCommand } from "./workbench.ts";
import { newest, type HostVersion } from "../../scripts/host/versions.ts";

/** What a UI suite looks at. */
export interface SessionOptions {
  /** Files of the workspace, content by `/`-separated path. */
  readonly files: Readonly<Record<string, string>>;
  /** Folders need trust, and this one has none. */
  readonly restricted?: boolean;
  readonly theme?: "light" | "dark" | "high-contrast";
  /** Size of the window, CSS pixels. Default 1280 by 800. */
  readonly size?: { readonly width: number; readonly height: number };
  readonly settings?: Readonly<Record<string, unknown>>;
  /** VSIX files to install; the extension's code is then not taken from the working tree. */
  readonly install?: readonly string[];
  readonly version?: HostVersion;
}

/** A workbench in a browser, with a workspace and an AWS endpoint of its own. */
export interface Session {
  readonly page: Page;
  /** Folder of the workspace, absolute. */
  readonly workspace: string;
  readonly server: RunningServer;
  readonly aws: AwsEndpoint;
  /** Errors that the page logged so far. */
  readonly console: () => string[];
  /** Loads the workbench anew, with what it kept of its state. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

const progress = (line: string): void => void process.stdout.write(`  ${line}\n`);

let browser: Promise<Browser> | undefined;

/** The browser that all suites of this process share. */
function sharedBrowser(): Promise<Browser> {
  return (browser ??= launchChromium(progress));
}

/** Closes the shared browser. Call once, after the last suite. */
export async function closeSharedBrowser(): Promise<void> {
  const open = await browser;
  browser = undefined;
  await open?.close();
}

/** Starts a server and opens its workbench; resolves when the extension has settled in the status bar. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const install = await installHost(options.version ?? newest, progress);
  const aws = await startAwsEndpoint({ prefer: "stub" });
  const server = await startServer(install, serverOptions(options, aws));
  const workspace = join(server.folder, "workspace", "orders");
  await writeFiles(workspace, options.files);
  const context = await (
    await sharedBrowser()
  ).newContext({
    viewport: options.size ?? { width: 1280, height: 800 },
    colorScheme: options.theme === "light" || options.theme === undefined ? "light" : "dark",
    forcedColors: options.theme === "high-contrast" ? "active" : "none",
  });
  const page = await context.newPage();
  const console = collectConsole(page);
  const url = server.url(workspace, options.install ? undefined : { extension: projectRoot });
  const session = { page, workspace, server, aws, console };
  const close = (): Promise<void> => closeAll(context, server, aws);
  try {
    await page.goto(url);
    await ready(page);
    if (options.theme === "dark") await chooseDark(page);
  } catch (error) {
    const problems = console().join("\n");
    await close();
    throw new Error(`The workbench did not come up.\n${problems}\n${server.output().slice(-2_000)}`, {
      cause: error,
    });
  }
  return {
    ...session,
    close,
    async reload() {
      await page.goto(url);
      await ready(page);
    },
  };
}

function serverOptions(options: SessionOptions, aws: AwsEndpoint): ServerOptions {
  return {
    workspaceTrust: options.restricted === true,
    install: options.install ?? [],
    environment: endpointEnvironment,
    settings: {
      "security.workspace.trust.startupPrompt": "never",
      "picket.aws.endpoint": aws.url,
      "picket.aws.region": "us-east-1",
      ...options.settings,
    },
  };
}

/** The extension's status bar item is the last thing to come up: the extension host runs and has activated it. */
async function ready(page: Page): Promise<void> {
  await page.locator(".monaco-workbench").waitFor({ timeout: 60_000 });
  await page.locator('.statusbar-item[id^="picket"]').first().waitFor({ timeout: 60_000 });
}

/** Chosen as a person does: a theme named in the settings is not always applied at the start. */
async function chooseDark(page: Page): Promise<void> {
  await runCommand(page, "Preferences: Color Theme");
  await pickRow(page, "Dark Modern");
  await page.locator(".monaco-workbench.vs-dark").waitFor({ timeout: patience });
}

async function closeAll(context: BrowserContext, server: RunningServer, aws: AwsEndpoint): Promise<void> {
  await context.close();
  await server.stop();
  await aws.stop();
}
