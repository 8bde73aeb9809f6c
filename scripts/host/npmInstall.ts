import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startLeashed } from "./leashed.ts";

const networkCodes =
  /\b(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR)\b/;

/**
 * Runs `npm install` in `folder` without install scripts. Names are package specifiers; none installs what the
 * folder's own manifest asks for.
 * @throws Error whose message says what to do, when the registry cannot be reached or the installation fails
 */
export async function npmInstall(folder: string, names: readonly string[]): Promise<void> {
  // Without a manifest here npm would climb to the folder above that has one, and install there.
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) await writeFile(manifest, '{ "private": true }\n');
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
  const args = ["install", ...quiet, "--omit=dev", "--fetch-retries=3", "--prefix", folder, ...names];
  // Under a leash, so that a Ctrl+C in the middle leaves no npm behind.
  const npm = startLeashed({ command: "npm", args, cwd: folder, remove: [] }, process.env);
  const code = await npm.ended;
  if (code === 0) return;
  const output = npm.output();
  const what = names.length > 0 ? names.join(", ") : "the server's own packages";
  if (networkCodes.test(output)) {
    throw new Error(
      `Could not reach the npm registry to download ${what}. Check the network, or the proxy and registry in ` +
        `\`npm config list\`, then run the same command again; what was downloaded before is kept.`,
    );
  }
  const tail = output.trim().split("\n").slice(-15).join("\n");
  throw new Error(`npm could not install ${what}:\n${tail}`);
}
