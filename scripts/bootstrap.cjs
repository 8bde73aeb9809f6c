"use strict";
/**
 * Entry of `npm start` and `npm test` on a fresh clone. Needs nothing but Node and npm, of whatever version the machine
 * has: installs the locked dependencies when they are missing or old, then goes on in Node 24, which is one of them.
 */
const { spawn, spawnSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { delimiter, join } = require("node:path");

const root = join(__dirname, "..");
const modules = join(root, "node_modules");
const bin = join(modules, ".bin");
const stamp = join(modules, ".picket-installed");
const windows = process.platform === "win32";

function lockHash() {
  return createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
}

function installed() {
  return existsSync(stamp) && existsSync(bin) && readFileSync(stamp, "utf8") === lockHash();
}

function install() {
  process.stderr.write("Picket: installing dependencies (once, about a minute)…\n");
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  // On Windows npm is a command script, which only a shell can start; the arguments are constants.
  const done = spawnSync("npm", args, { cwd: root, stdio: ["ignore", 2, 2], shell: windows });
  if (done.status !== 0) {
    process.stderr.write("Picket: `npm ci` failed, see above. Is the npm registry reachable?\n");
    process.exit(done.status || 1);
  }
  writeFileSync(stamp, lockHash());
}

function run(command, rest) {
  const node = join(modules, "node", "bin", windows ? "node.exe" : "node");
  const child = spawn(existsSync(node) ? node : "node", [join(root, "scripts", `${command}.ts`), ...rest], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: bin + delimiter + (process.env.PATH || "") },
  });
  // A terminal's Ctrl+C reaches the child itself: it cleans up, this process only waits for it.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.on("SIGHUP", () => child.kill("SIGHUP"));
  child.on("exit", (code, signal) => process.exit(code === null ? (signal === "SIGINT" ? 130 : 1) : code));
}

const [command, ...rest] = process.argv.slice(2);
if (command !== "start" && command !== "test") {
  process.stderr.write("usage: node scripts/bootstrap.cjs start|test\n");
  process.exit(2);
}
if (!installed()) install();
run(command, rest);
