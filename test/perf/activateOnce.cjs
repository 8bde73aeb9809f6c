"use strict";
/**
 * Loads and activates the built extension once, in a process of its own, against a stand-in for `vscode` in which every
 * call succeeds and returns another stand-in. Prints the time of both in ms as JSON, by the clock and by the processor: what Picket itself adds to the start of an
 * extension host, without the host's own work.
 */
const Module = require("node:module");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { performance } = require("node:perf_hooks");
// Every extension host of VS Code has loaded these itself before the first extension (seen in 1.105 and 1.139).
for (const name of ["crypto", "fs", "fs/promises", "path", "url"]) require(`node:${name}`);

function standIn() {
  return new Proxy(function () {}, {
    get(target, key) {
      if (key === Symbol.toPrimitive) return () => "/stand-in";
      if (key === Symbol.iterator) return () => [][Symbol.iterator]();
      if (key === "then") return undefined;
      if (key === "prototype") return target.prototype;
      return standIn();
    },
    apply: () => standIn(),
    construct: () => standIn(),
  });
}

/** A bundle copies the names that a module owns, so the stand-in owns all of the API's. */
function standInModule() {
  const types = readFileSync(require.resolve("@types/vscode/index.d.ts"), "utf8");
  const names = types.matchAll(/^\texport (?:namespace|class|enum|const|function) (\w+)/gm);
  return Object.fromEntries([...names].map(([, name]) => [name, standIn()]));
}

const vscode = standInModule();
const load = Module._load;
Module._load = function (name, ...rest) {
  return name === "vscode" ? vscode : load.call(this, name, ...rest);
};

const before = process.cpuUsage();
const started = performance.now();
const extension = require(join(__dirname, "..", "..", "dist", "extension.js"));
const context = standIn();
extension.activate(context);
const { user, system } = process.cpuUsage(before);
process.stdout.write(
  JSON.stringify({ clock: performance.now() - started, processor: (user + system) / 1000 }),
);
process.exit(0);
