/**
 * What is read of real and of broken MCP files, and how long it takes. `node test/perf/accuracyMcp.ts [corpora folder]`
 * prints the figures and, of each file with a problem, what it is.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readMcpSources } from "../../src/adapters/node/mcpFiles.ts";
import { readMcpFile } from "../../src/core/mcp/files/readMcpFile.ts";
import { effectiveServers } from "../../src/core/mcp/scopes/effectiveServers.ts";
import { locations } from "../../src/core/mcp/scopes/locations.ts";
import { readRows } from "./accuracyIam.ts";

interface RealRow {
  readonly kind: string;
  readonly name: string;
  readonly text: string;
}

/** What is read of one file. Problems are words, never values. */
export interface ReadFigure {
  readonly name: string;
  readonly kind: string;
  readonly servers: number;
  readonly error?: string;
  readonly problems: readonly string[];
}

/** The path that a row's name stands for: it begins with a number and the repository, and has `_` for `/`. */
function pathOfRow(name: string): string {
  const path = name.replace(/^\d+_.*?__.*?__/, "");
  return path
    .replace(
      /(^|_)(\.(?:kiro|vscode|cursor|amazonq))_/,
      (_, before: string, folder: string) => `${before && "/"}${folder}/`,
    )
    .replace(/\/(settings|agents|cli-agents)_/, "/$1/");
}

/** Reads every configuration and agent of `mcp-real`. */
export function measureReal(corpora: string): readonly ReadFigure[] {
  return readRows<RealRow>(corpora, "mcp-real")
    .filter(({ kind }) => kind === "mcp" || kind === "agents")
    .map(({ name, text }) => {
      const file = readMcpFile(text, { path: pathOfRow(name) });
      const problems = file.servers.flatMap((server) =>
        server.problems.map(({ path, effect }) => `${effect} ${path}`),
      );
      return {
        name,
        kind: file.kind,
        servers: file.servers.length,
        ...(file.error && { error: file.error.message }),
        problems: [...problems, ...file.remarks.map(({ message }) => message)],
      };
    });
}

/** Reads every file of `mcp-malformed` as Kiro's own. */
export function measureMalformed(corpora: string): readonly ReadFigure[] {
  return readRows<{ name: string; base64: string }>(corpora, "mcp-malformed").map(({ name, base64 }) => {
    const text = Buffer.from(base64, "base64").toString("utf8");
    const file = readMcpFile(text, { path: name, kind: "kiro" });
    return {
      name,
      kind: file.kind,
      servers: file.servers.filter(({ overridden }) => !overridden).length,
      ...(file.error && { error: file.error.message }),
      problems: file.remarks.map(({ message }) => message),
    };
  });
}

/** Median of ms to read `files` files of ten servers each and settle what is effective. */
async function measureRefresh(files: number): Promise<number> {
  const root = mkdtempSync(join(tmpdir(), "picket-mcp-"));
  try {
    const folders = Array.from({ length: files }, (_, index) => join(root, `w${index}`));
    for (const folder of folders) {
      const path = join(folder, ".kiro", "settings", "mcp.json");
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, configOf(10));
    }
    const places = locations({
      platform: "linux",
      managedDir: join(root, "managed"),
      workspaceFolders: folders,
    });
    const times: number[] = [];
    for (let round = 0; round < 15; round++) {
      const start = performance.now();
      const entries = effectiveServers(await readMcpSources(places));
      times.push(performance.now() - start);
      if (entries.length !== files * 10) throw new Error(`${entries.length} entries`);
    }
    return times.sort((a, b) => a - b)[7] ?? 0;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Median of ms to read one file of so many servers and settle what is effective. */
function measureLarge(servers: number): number {
  const text = configOf(servers);
  const path = ".kiro/settings/mcp.json";
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    const file = readMcpFile(text, { path });
    effectiveServers([{ scope: { kind: "user" }, path, kind: "kiro", text, file }]);
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[4] ?? 0;
}

function configOf(servers: number): string {
  const entries = Array.from({ length: servers }, (_, index) => [
    `server-${index}`,
    {
      command: "npx",
      args: ["-y", `@acme/server-${index}@1.0.0`],
      env: { LEVEL: "info" },
      autoApprove: ["read"],
    },
  ]);
  return JSON.stringify({ mcpServers: Object.fromEntries(entries) }, undefined, 2);
}

async function main(): Promise<void> {
  const corpora = process.argv[2] ?? fileURLToPath(new URL("../../../shared/corpora", import.meta.url));
  if (existsSync(join(corpora, "mcp-real.jsonl.gz"))) {
    for (const [title, figures] of [
      ["real", measureReal(corpora)],
      ["malformed", measureMalformed(corpora)],
    ] as const) {
      const read = figures.filter(({ error }) => error === undefined);
      const servers = figures.reduce((sum, figure) => sum + figure.servers, 0);
      console.log(`${title}: ${read.length} of ${figures.length} files count, ${servers} servers`);
      for (const { name, error, problems } of figures) {
        const said = [...(error === undefined ? [] : [error]), ...problems];
        if (said.length > 0) console.log(`  ${name}: ${said.join("; ")}`);
      }
    }
  } else console.log("skipped: no corpora");
  console.log(`refresh of 50 files: ${(await measureRefresh(50)).toFixed(1)} ms (budget 100)`);
  console.log(`one file of 10,000 servers: ${measureLarge(10_000).toFixed(1)} ms`);
}

if (import.meta.main) await main();
