/** `npm run package`: builds, packs the VSIX, and refuses one that is too big or holds what must not ship. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildAll } from "./build.ts";
import { objections } from "./build/packageRules.ts";
import { root } from "./build/paths.ts";

interface Manifest {
  readonly name: string;
  readonly version: string;
}

const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as Manifest;
const folder = join(root, "out");
const vsix = join(folder, `${manifest.name}-${manifest.version}.vsix`);

/** Runs vsce; rejects with its output when it fails or warns. */
function vsce(...args: readonly string[]): Promise<string> {
  const command = join(root, "node_modules", "@vscode", "vsce", "vsce");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code !== 0 || /\bwarn(ing)?\b/i.test(output))
        reject(new Error(`vsce failed or warned:\n${output}`));
      else resolve(output);
    });
  });
}

if (!process.argv.includes("--no-build")) await buildAll();
await mkdir(folder, { recursive: true });
await rm(vsix, { force: true });
// There is no public repository yet, so there is no address that relative links could be rewritten to.
const shared = ["--no-dependencies"];
await vsce("package", ...shared, "--allow-missing-repository", "--no-rewrite-relative-links", "--out", vsix);
const files = (await vsce("ls", ...shared)).split(/\r?\n/).filter((line) => line !== "");
const problems = await objections(files, (await stat(vsix)).size);
if (problems.length > 0) {
  process.stderr.write(`${problems.join("\n")}\n`);
  process.exitCode = 1;
} else {
  const digest = createHash("sha256")
    .update(await readFile(vsix))
    .digest("hex");
  await writeFile(`${vsix}.sha256`, `${digest}  ${manifest.name}-${manifest.version}.vsix\n`);
  process.stdout.write(`${vsix}\n`);
}
