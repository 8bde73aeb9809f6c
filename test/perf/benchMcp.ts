/**
 * How long the MCP servers of a machine take: 50 files as an editor reads them again after a change, and one file of
 * 10,000 servers near the limit of size. `node test/perf/benchMcp.ts` prints the figures.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readMcpSources } from "../../src/adapters/node/mcpFiles.ts";
import { runCheck } from "../../src/cli/mcp/check.ts";
import { buildOverview } from "../../src/core/mcp/overview/buildOverview.ts";
import { locations } from "../../src/core/mcp/scopes/locations.ts";
import type { McpSource } from "../../src/core/mcp/scopes/source.ts";
import { scan } from "../../src/core/secrets/scan.ts";
import { readAllowlist } from "../../src/core/mcp/policies/allowlist.ts";

/** Median times in ms, warm. The processor's tells more on a machine that has other work. */
export interface Taken {
  readonly elapsed: number;
  readonly processor: number;
}

/** Sizes in bytes. */
export interface McpLatency {
  readonly files: number;
  readonly servers: number;
  /** Reading and judging all files, the policy of 500 entries too. */
  readonly refresh: Taken;
  /** As `refresh`, with the secrets engine on every text. */
  readonly refreshWithSecrets: Taken;
  /** `picket mcp check` of one file. */
  readonly large: { readonly servers: number; readonly bytes: number; readonly check: Taken };
}

const serversPerFile = 5;
const manyServers = 10_000;
const rounds = 15;

/** Makes the files in a temporary folder, which is removed again. */
export async function measureMcpLatency(): Promise<McpLatency> {
  const root = mkdtempSync(join(tmpdir(), "picket-mcp-bench-"));
  try {
    const folders = Array.from({ length: 45 }, (_, index) => join(root, `workspace${index}`));
    const home = join(root, "home");
    const places = { platform: "linux", home, workspaceFolders: folders, managedDir: root } as const;
    for (const folder of folders) write(folder, ".kiro/settings/mcp.json", configuration(serversPerFile));
    for (const name of [
      ".kiro/settings/mcp.json",
      ".cursor/mcp.json",
      ".claude.json",
      ".aws/amazonq/mcp.json",
    ])
      write(home, name, configuration(serversPerFile));
    write(root, "mcp.json", configuration(serversPerFile));
    const { sources, rows } = await refresh(places, false);
    return {
      files: sources,
      servers: rows,
      refresh: await median(() => refresh(places, false)),
      refreshWithSecrets: await median(() => refresh(places, true)),
      large: await measureLarge(root),
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function refresh(
  places: Parameters<typeof locations>[0],
  withSecrets: boolean,
): Promise<{ sources: number; rows: number }> {
  const sources = await readMcpSources(locations(places));
  const found = new Map<McpSource, readonly { start: number; end: number }[]>();
  for (const source of withSecrets ? sources : [])
    found.set(
      source,
      (await scan(source.text ?? "", { path: source.path })).map(({ span }) => span),
    );
  const read = readAllowlist(policy);
  if ("error" in read) throw new Error(read.error);
  const { rows } = buildOverview({
    sources,
    policies: [
      { location: "allow.json", kind: "setting", state: { state: "valid", policy: read.policy }, notes: [] },
    ],
    context: { now: Date.now(), platform: "linux" },
    folderNames: [],
    secretsIn: (source) => found.get(source) ?? [],
  });
  return { sources: sources.length, rows: rows.length };
}

async function measureLarge(root: string): Promise<McpLatency["large"]> {
  const text = configuration(manyServers, 270);
  write(root, "large.json", text);
  write(root, "allow.json", policy);
  let length = 0;
  const io = {
    cwd: root,
    env: {},
    colour: false,
    interactive: false,
    stdout: async (chunk: string) => void (length += chunk.length),
    stderr: () => undefined,
    stdin: async () => Buffer.alloc(0),
  };
  const args = ["--allowlist", "allow.json", "--format", "json", "large.json"];
  const check = await median(() => runCheck(args, io), 3);
  if (length === 0) throw new Error("the check printed nothing");
  return { servers: manyServers, bytes: Buffer.byteLength(text), check };
}

function configuration(count: number, padding = 0): string {
  const servers = Array.from({ length: count }, (_, index): [string, object] => [
    `server-${index}`,
    {
      command: "npx",
      args: ["-y", `@acme/tool-${index % 700}@1.${index}.0`],
      env: { LOG_LEVEL: "ERROR", ...(padding > 0 && { NOTE: "a word ".repeat(padding / 7) }) },
      autoApprove: ["list", "read"],
    },
  ]);
  return JSON.stringify({ mcpServers: Object.fromEntries(servers) }, undefined, 1);
}

const policy = JSON.stringify({
  version: 1,
  issuer: "acme",
  serial: 1,
  issued: "2026-11-01T00:00:00Z",
  expires: "2046-11-01T00:00:00Z",
  mode: "enforce",
  default: "deny",
  options: {
    requirePinned: true,
    requireHttps: true,
    allowUnresolvedVariables: false,
    forbidAutoApproveStar: true,
    workspaceScopes: "deny",
  },
  servers: Array.from({ length: 500 }, (_, index) => ({
    id: `tool-${index}`,
    names: [`server-${index}`],
    package: { registryType: "npm", identifier: `@acme/tool-${index}`, version: `1.${index}.0` },
    runners: ["npx"],
    args: [],
  })),
  denied: [],
});

function write(folder: string, name: string, text: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

async function median(work: () => Promise<unknown>, times = rounds): Promise<Taken> {
  const elapsed: number[] = [];
  const processor: number[] = [];
  await work();
  for (let round = 0; round < times; round++) {
    const start = performance.now();
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    elapsed.push(performance.now() - start);
    processor.push((user + system) / 1000);
  }
  return { elapsed: middle(elapsed), processor: middle(processor) };
}

function middle(times: number[]): number {
  return Math.round((times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0) * 10) / 10;
}

function shown({ elapsed, processor }: Taken): string {
  return `${elapsed} ms (${processor} ms of the processor)`;
}

async function main(): Promise<void> {
  const { files, servers, refresh, refreshWithSecrets, large } = await measureMcpLatency();
  console.log(
    `${files} files with ${servers} servers: ${shown(refresh)}, with the secrets engine ${shown(refreshWithSecrets)}`,
  );
  const size = (large.bytes / 1_000_000).toFixed(1);
  console.log(`picket mcp check, one file of ${large.servers} servers and ${size} MB: ${shown(large.check)}`);
}

if (import.meta.main) await main();
