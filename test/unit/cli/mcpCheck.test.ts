import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { existsSync, readFileSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readRows } from "../../perf/accuracyIam.ts";
import { runCli, spawnCli, tempFolder, type TempFolder } from "./cliProcess.ts";
import { mcpAllowlist as allowlist, npx, type McpJson } from "./mcpSamples.ts";

const shared = (path: string) => fileURLToPath(new URL(`../../../../shared/${path}`, import.meta.url));
const corpora = shared("corpora");
const example = shared("reference/mcp-allowlist.example.json");

suite("picket mcp check", () => {
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder({ "allow.json": allowlist(), "mcp.json": npx({ weather: "acme-weather@2.4.1" }) });
  });
  teardown(() => folder.remove());
  const run = (...args: readonly string[]) => runCli(["mcp", "check", ...args], { cwd: folder.path });
  const check = async (...args: readonly string[]): Promise<McpJson & { readonly exit: number | null }> => {
    const { status, stdout, stderr } = await run("--allowlist", "allow.json", "--format", "json", ...args);
    assert.equal(stderr, "");
    return { exit: status, ...JSON.parse(stdout) };
  };
  const statusOf = async (config: string, ...args: readonly string[]) => {
    folder.write("c.json", config);
    const { exit, servers } = await check("c.json", ...args);
    return [exit, ...servers.map(({ status }) => status)];
  };

  test("gives every field of an allowed server, and a process gives the same", async () => {
    const { exit, servers, files } = await check("mcp.json");
    assert.equal(exit, 0);
    const [server] = servers;
    assert.deepEqual(
      { ...server, kiro: undefined, range: undefined },
      {
        path: "mcp.json",
        scope: null,
        name: "weather",
        status: "ALLOWED",
        severity: null,
        flags: [],
        reasons: ['The policy lists it as "weather".'],
        effective: true,
        identity: { kind: "npm", name: "acme-weather", version: "2.4.1", runner: "npx" },
        policyEntry: "weather",
        kiro: undefined,
        range: undefined,
      },
    );
    assert.deepEqual(files, [{ path: "mcp.json", scope: null, ok: true }]);
    const args = ["--allowlist", "allow.json", "--format", "json", "mcp.json"];
    const spawned = await spawnCli(["mcp", "check", ...args], { cwd: folder.path });
    assert.deepEqual(spawned, await run(...args));
  });

  test("the range is the name's, also behind a byte order mark and old line ends", async () => {
    folder.write("mcp.json", `\ufeff{\r"mcpServers": {\r\n  "weather": {"command": "npx", "args": ["x"]}}}`);
    const { servers } = await check("mcp.json");
    assert.deepEqual(servers[0]?.range, {
      start: { line: 2, character: 3 },
      end: { line: 2, character: 10 },
    });
  });

  test("each status has its exit status; --fail-on moves the line", async () => {
    const table: readonly (readonly [string, number, string])[] = [
      [npx({ weather: "acme-weather@2.4.1" }), 0, "ALLOWED"],
      [npx({ sky: "acme-weather@2.4.1" }), 0, "ALLOWED_RENAMED"],
      [npx({ weather: "acme-weather" }), 0, "UNPINNED"],
      [npx({ weather: "acme-weather@2.4.0" }), 1, "DRIFT"],
      [npx({ weather: "other@1.0.0" }), 1, "NAME_ONLY"],
      [npx({ other: "other@1.0.0" }), 1, "NOT_LISTED"],
      [npx({ bad: "acme-forbidden@1.0.0" }), 1, "DENIED"],
      [npx({ open: "${PACKAGE}" }), 1, "UNVERIFIABLE"],
      ['{"mcpServers": {"none": {}}}', 1, "INVALID"],
    ];
    for (const [config, exit, status] of table) assert.deepEqual(await statusOf(config), [exit, status]);
    assert.deepEqual(await statusOf(npx({ other: "other@1.0.0" }), "--fail-on", "error"), [0, "NOT_LISTED"]);
    assert.deepEqual(await statusOf(npx({ weather: "acme-weather" }), "--fail-on", "info"), [1, "UNPINNED"]);
    assert.deepEqual(await statusOf(npx({ bad: "acme-forbidden" }), "--fail-on", "never"), [0, "DENIED"]);
  });

  test("registry mode takes marked servers alone, by the names of the registry", async () => {
    const config = `{"mcpServers": {
      "plain": {"command": "npx", "args": ["-y", "acme-weather@2.4.1"]},
      "weather": {"type": "registry"}, "wx-registry": {"type": "registry"}}}`;
    const statuses = (...args: readonly string[]) => statusOf(config, "--registry-mode", ...args);
    assert.deepEqual(await statuses(), [1, "BLOCKED_BY_REGISTRY_MODE", "ALLOWED", "NOT_LISTED"]);
    const server = { name: "wx-registry", description: "d", version: "1.0.0" };
    const remotes = [{ type: "streamable-http", url: "https://wx.example.com/mcp" }];
    folder.write("registry.json", JSON.stringify({ servers: [{ server: { ...server, remotes } }] }));
    const byRegistry = await statuses("--registry", "registry.json");
    assert.deepEqual(byRegistry, [1, "BLOCKED_BY_REGISTRY_MODE", "NOT_LISTED", "ALLOWED"]);
  });

  test("a registry that Kiro refuses or that cannot be had allows nothing", async () => {
    const config = '{"mcpServers": {"weather": {"type": "registry"}}}';
    folder.write("registry.json", '{"servers": [{"server": {"name": "ns/name"}}]}');
    assert.deepEqual(await statusOf(config, "--registry", "registry.json"), [1, "NOT_LISTED"]);
    // Port 1 of this computer: nothing answers there.
    const address = "https://127.0.0.1:1/registry.json?key=abc";
    folder.write("c.json", config);
    const { exit, servers, registry } = await check("c.json", "--registry", address);
    assert.deepEqual([exit, servers[0]?.status, registry?.ok], [1, "NOT_LISTED", false]);
    assert.ok(!JSON.stringify(registry).includes("abc"));
    const plain = await check("c.json", "--registry", "http://registry.example.com/r.json");
    assert.match(plain.registry?.error ?? "", /must start with https/);
  });

  test("scopes are judged when --scope says which", async () => {
    const config = npx({ weather: "acme-weather@2.4.1" });
    assert.deepEqual(await statusOf(config, "--scope", "workspace"), [1, "DRIFT"]);
    assert.deepEqual(await statusOf(config, "--scope", "user"), [0, "ALLOWED"]);
    const { servers } = await check("c.json", "--scope", "user");
    assert.equal(servers[0]?.scope, "user");
  });

  test("a policy that cannot be relied on allows nothing and gives 1", async () => {
    const verdict = async (policy: string): Promise<unknown> => {
      folder.write("allow.json", policy);
      const { exit, servers, policies } = await check("mcp.json");
      return [exit, servers[0]?.status, policies[0]?.state];
    };
    assert.deepEqual(await verdict(allowlist({ expires: "2020-01-01T00:00:00Z" })), [
      1,
      "UNVERIFIED",
      "expired",
    ]);
    assert.deepEqual(await verdict("{"), [1, "DENIED", "broken"]);
    assert.deepEqual(await verdict(allowlist({ extra: 1 })), [1, "DENIED", "broken"]);
    assert.deepEqual(await verdict(allowlist({ mode: "audit" })), [0, "ALLOWED", "valid"]);
  });

  test("with --key the signature beside the policy must fit", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    folder.write("key.pem", publicKey.export({ type: "spki", format: "pem" }));
    const verdict = async (): Promise<unknown> => {
      const { exit, servers } = await check("mcp.json", "--key", "key.pem");
      return [exit, servers[0]?.status, servers[0]?.flags];
    };
    assert.deepEqual(await verdict(), [1, "UNVERIFIED", ["POLICY_UNTRUSTED"]]);
    const bytes = Buffer.from(allowlist());
    folder.write("allow.json.sig", sign(null, bytes, privateKey).toString("base64"));
    assert.deepEqual(await verdict(), [0, "ALLOWED", []]);
    folder.write("allow.json", allowlist({ serial: 43 }));
    assert.deepEqual(await verdict(), [1, "UNVERIFIED", ["POLICY_UNTRUSTED"]]);
    folder.write("key.pem", "");
    assert.deepEqual(await verdict(), [1, "UNVERIFIED", ["POLICY_UNTRUSTED"]]);
  });

  test("files that cannot be read are said to be so, and the others are judged", async () => {
    folder.write("broken.json", '{"mcpServers": {"a": {"command": "');
    folder.write("rejected.json", '{"mcpServers": {"weather": {"command": "npx", "args": "x"}}}');
    folder.write("binary.json", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1]));
    folder.write("big.json", Buffer.alloc(5_000_001, 0x20));
    mkdirSync(`${folder.path}/folder.json`);
    const names = ["broken", "rejected", "binary", "big", "folder"].map((name) => `${name}.json`);
    const { exit, files, servers } = await check(...names, "mcp.json");
    assert.equal(exit, 1);
    const reasons = [
      /cannot be read: it is not valid JSON/,
      /Kiro rejects the whole file/,
      /no text/,
      /larger than/,
      /no file/,
    ];
    for (const [index, name] of names.entries()) {
      const file = files.find(({ path }) => path === name);
      assert.equal(file?.ok, false);
      assert.match(file?.error ?? "", reasons[index] ?? /never/);
    }
    const { status, effective } = servers.find(({ path }) => path === "rejected.json") ?? {};
    assert.deepEqual([status, effective], ["INVALID", false]);
    assert.equal(servers.find(({ path }) => path === "mcp.json")?.status, "ALLOWED");
  });

  test("the last of equal keys counts, however it is written", async () => {
    const pair = npx({ weather: "acme-forbidden@1.0.0", PLACE: "acme-weather@2.4.1" });
    folder.write("c.json", pair.replace("PLACE", "\\u0077eather"));
    const { exit, servers } = await check("c.json");
    assert.deepEqual(
      servers.map(({ name, status, effective, flags }) => [
        name,
        status,
        effective,
        flags.includes("DUPLICATE_KEY"),
      ]),
      [
        ["weather", "DENIED", false, true],
        ["weather", "ALLOWED", true, true],
      ],
    );
    assert.equal(exit, 0);
  });

  test("text is one line for each server, with the verdict and the reason", async () => {
    folder.write("c.json", npx({ weather: "acme-weather@2.4.1", other: "other@1.0.0" }));
    const { status, stdout } = await run("--allowlist", "allow.json", "c.json");
    assert.equal(status, 1);
    assert.match(
      stdout,
      /^policy: allow\.json of acme is valid, serial 42\nc\.json\n {2}ALLOWED {4}weather The policy/,
    );
    assert.match(stdout, /^ {2}NOT_LISTED other {3}The policy does not list the npm package other\./m);
    assert.match(stdout, /^2 servers in 1 file: 1 ALLOWED, 1 NOT_LISTED$/m);
  });

  test("SARIF names rule, place and reason of each verdict", async () => {
    folder.write("c.json", npx({ weather: "acme-weather@2.4.1", other: "other@1.0.0" }));
    folder.write("broken.json", "{");
    const { stdout } = await run("--allowlist", "allow.json", "--format", "sarif", "c.json", "broken.json");
    const [{ results, tool, invocations }] = JSON.parse(stdout).runs;
    assert.deepEqual(
      results.map((one: { ruleId: string; level: string }) => [one.ruleId, one.level]),
      [
        ["mcp/file-rejected", "error"],
        ["mcp/not-listed", "warning"],
      ],
    );
    const [, listed] = results;
    assert.equal(listed.locations[0].physicalLocation.artifactLocation.uri, "c.json");
    assert.equal(listed.properties.owasp, "MCP09");
    assert.equal(tool.driver.rules[listed.ruleIndex].id, "mcp/not-listed");
    assert.equal(invocations[0].toolExecutionNotifications.length, 1);
  });

  test("the development cases are all right", async function () {
    this.timeout(20_000);
    if (!existsSync(corpora) || !existsSync(example)) this.skip();
    folder.write("allow.json", readFileSync(example, "utf8"));
    const rows = readRows<{ id: string; name: string; server: object; expect: string; context?: object }>(
      corpora,
      "mcp-cases",
    );
    assert.ok(rows.length >= 30);
    for (const { id, name, server, expect, context } of rows) {
      folder.write("c.json", JSON.stringify({ mcpServers: { [name]: server } }));
      const mode = JSON.stringify(context ?? {}).includes('"registry"') ? ["--registry-mode"] : [];
      const { servers } = await check("c.json", ...mode);
      assert.deepEqual([id, ...servers.map(({ status }) => status)], [id, expect]);
    }
  });

  test("no malformed file of the corpus is a crash", async function () {
    this.timeout(20_000);
    if (!existsSync(corpora)) this.skip();
    for (const { name, base64 } of readRows<{ name: string; base64: string }>(corpora, "mcp-malformed")) {
      folder.write(name, Buffer.from(base64, "base64"));
      for (const format of ["json", "text", "sarif", "csv"]) {
        const { status, stdout, stderr } = await run("--allowlist", "allow.json", "--format", format, name);
        assert.deepEqual([name, status, stderr], [name, 1, ""]);
        assert.ok(stdout.length > 0);
      }
    }
  });
});
