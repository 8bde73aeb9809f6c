import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { hasDisplay } from "../host/desktop.ts";
import { writeFiles } from "../host/files.ts";
import { installHost } from "../host/install.ts";
import { projectRoot } from "../host/project.ts";
import { startServer, type RunningServer } from "../host/server.ts";
import { newest } from "../host/versions.ts";
import { mcpHomeFiles, mcpPolicy } from "./mcp.ts";
import { demoEnvironment, demoSettings, type DemoServices } from "./surroundings.ts";

/** The running demo and where to find it. */
export interface EmbeddedDemo {
  readonly server: RunningServer;
  readonly url: string;
}

/**
 * Starts the embedded workbench with the demo open. Whoever has its address may use it, so the address carries a
 * random token: other users of the machine cannot enter.
 * @param port 0 takes a free one
 */
export async function startEmbedded(
  files: Readonly<Record<string, string>>,
  services: DemoServices,
  port: number,
  progress: (line: string) => void,
): Promise<EmbeddedDemo> {
  const install = await installHost(newest, progress);
  const server = await startServer(install, {
    port,
    connectionToken: randomBytes(16).toString("hex"),
    settings: { ...demoSettings(services), "picket.mcp.policy": "~/mcp-allowlist.json" },
    environment: demoEnvironment,
    link: [projectRoot],
    forPerson: true,
  });
  const workspace = await writeFiles(join(server.folder, "orders"), files);
  // The home of the demo's editor: what the person's own one is configured with stays out of it.
  await writeFiles(join(server.folder, "home"), { ...mcpHomeFiles(), "mcp-allowlist.json": mcpPolicy() });
  return { server, url: server.url(workspace) };
}

/** Opens an address in the person's browser when there is one. Never fails: the address is printed anyway. */
export function openBrowser(url: string): void {
  if (!hasDisplay()) return;
  const [command, args]: [string, string[]] =
    process.platform === "darwin"
      ? ["open", [url]]
      : process.platform === "win32"
        ? ["rundll32", ["url.dll,FileProtocolHandler", url]]
        : ["xdg-open", [url]];
  const opener = spawn(command, args, { stdio: "ignore", detached: true });
  opener.on("error", () => {});
  opener.unref();
}
