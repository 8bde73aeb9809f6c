import assert from "node:assert/strict";
import { runCli, tempFolder, type TempFolder } from "./cliProcess.ts";
import { mcpAllowlist, npx } from "./mcpSamples.ts";

const entry = (name: string) => ({
  server: {
    name,
    description: "d",
    version: "1.0.0",
    remotes: [{ type: "streamable-http", url: "https://wx.example.com/mcp" }],
  },
});

suite("picket mcp registry lint and export", () => {
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder();
  });
  teardown(() => folder.remove());
  const mcp = (...args: readonly string[]) => runCli(["mcp", ...args], { cwd: folder.path });

  test("a registry without issues gives 0", async () => {
    folder.write("r.json", JSON.stringify({ servers: [entry("weather")] }));
    const { status, stdout } = await mcp("registry", "lint", "r.json");
    assert.deepEqual([status, stdout], [0, "No issues: Kiro takes the registry\n"]);
  });

  test("an issue has its place, its code, and whether Kiro refuses the whole", async () => {
    folder.write("r.json", `\ufeff{\n  "servers": [\n${JSON.stringify(entry("ns/weather"))}]}`);
    const { status, stdout } = await mcp("registry", "lint", "r.json");
    assert.equal(status, 1);
    assert.match(stdout, /^r\.json:1:1: error: .*byte order mark.* \[registry-bom\]$/m);
    assert.match(stdout, /^r\.json:3:\d+: error: .*slash.* \[registry-name\]$/m);
    assert.match(stdout, /^2 issues; Kiro refuses the whole registry$/m);
    const report = JSON.parse((await mcp("registry", "lint", "r.json", "--format", "json")).stdout);
    assert.deepEqual(report.files, [{ path: "r.json", ok: true, accepted: false }]);
    const [, { code, rejects, range }] = report.issues;
    assert.deepEqual([code, rejects, range.start.line], ["registry-name", true, 2]);
  });

  test("what cannot be read gives 1, and --fail-on moves the line", async () => {
    folder.write("r.json", Buffer.alloc(5_000_001, 0x20));
    const { status, stdout } = await mcp("registry", "lint", "r.json");
    assert.equal(status, 1);
    assert.match(stdout, /^r\.json: not judged: it is larger than/);
    assert.equal((await mcp("registry", "lint", ".")).status, 1);
    folder.write("r.json", '{"servers": []}');
    assert.equal((await mcp("registry", "lint", "r.json")).status, 1);
    assert.equal((await mcp("registry", "lint", "r.json", "--fail-on", "error")).status, 0);
  });

  test("an exported registry is clean and allows what the policy allows", async () => {
    folder.write("allow.json", mcpAllowlist());
    folder.write("mcp.json", npx({ weather: "acme-weather@2.4.1" }));
    const { status, stdout, stderr } = await mcp(
      "export",
      "--allowlist",
      "allow.json",
      "--to",
      "kiro-registry",
    );
    assert.equal(status, 0);
    assert.match(stderr, /^picket: 1 denied entr/m);
    folder.write("r.json", stdout);
    assert.equal((await mcp("registry", "lint", "r.json")).status, 0);
    assert.equal((await mcp("check", "--allowlist", "r.json", "mcp.json")).status, 0);
    folder.write("other.json", npx({ other: "other@1.0.0" }));
    assert.equal((await mcp("check", "--allowlist", "r.json", "other.json")).status, 1);
  });

  test("managed settings refuse every name but the listed ones", async () => {
    folder.write("allow.json", mcpAllowlist());
    const { stdout } = await mcp("export", "--allowlist", "allow.json", "--to", "kiro-managed-settings");
    const [deny] = JSON.parse(stdout).rules;
    assert.deepEqual([deny.effect, deny.match, deny.exclude], ["deny", ["*"], ["weather"]]);
  });

  test("a policy that is broken or over is not exported", async () => {
    for (const [policy, reason] of [
      ["{", /cannot be read: it is not valid JSON/],
      [mcpAllowlist({ expires: "2020-01-01T00:00:00Z" }), /it expired on 2020-01-01/],
    ] as const) {
      folder.write("allow.json", policy);
      const { status, stdout, stderr } = await mcp(
        "export",
        "--allowlist",
        "allow.json",
        "--to",
        "kiro-registry",
      );
      assert.deepEqual([status, stdout], [1, ""]);
      assert.match(stderr, reason);
    }
  });
});
