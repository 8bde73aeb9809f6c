import assert from "node:assert/strict";
import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { runCli, spawnAsOrdinaryUser, tempFolder, type TempFolder } from "./cliProcess.ts";
import { mcpAllowlist, npx, type McpJson } from "./mcpSamples.ts";

const good = npx({ weather: "acme-weather@2.4.1" });

suite("picket mcp list", () => {
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder({ "allow.json": mcpAllowlist() });
    for (const name of ["home", "ws", "managed"]) mkdirSync(`${folder.path}/${name}`);
  });
  teardown(() => folder.remove());
  const dirs = ["--home", "home", "--workspace", "ws", "--managed-dir", "managed"];
  const run = (...args: readonly string[]) => runCli(["mcp", "list", ...dirs, ...args], { cwd: folder.path });
  const list = async (...args: readonly string[]): Promise<McpJson & { readonly exit: number | null }> => {
    const { status, stdout, stderr } = await run("--format", "json", ...args);
    assert.equal(stderr, "");
    return { exit: status, ...JSON.parse(stdout) };
  };

  test("says when there is nothing", async () => {
    const { status, stdout } = await run();
    assert.deepEqual([status, stdout], [0, "No configuration of MCP servers was found\n"]);
    const { servers, files } = await list();
    assert.deepEqual([servers, files], [[], []]);
  });

  test("without a policy every server is unverified, which is no failure", async () => {
    folder.write("home/.kiro/settings/mcp.json", good);
    const { exit, servers } = await list();
    assert.deepEqual([exit, servers[0]?.status, servers[0]?.flags], [0, "UNVERIFIED", ["POLICY_MISSING"]]);
  });

  test("shows every scope, what is effective, and what replaces the others", async () => {
    folder.write("managed/mcp.json", npx({ weather: "acme-weather@2.4.1" }));
    folder.write("home/.kiro/settings/mcp.json", npx({ own: "own@1.0.0", twice: "twice@1.0.0" }));
    folder.write("ws/.kiro/settings/mcp.json", npx({ weather: "acme-weather@2.4.0", twice: "twice@2.0.0" }));
    folder.write("home/.kiro/powers/sky/POWER.md", "---\nname: sky\n---\n");
    folder.write("home/.kiro/powers/sky/mcp.json", npx({ radar: "radar@1.0.0" }));
    folder.write("ws/.kiro/agents/ops.json", npx({ ops: "ops@1.0.0" }));
    folder.write("home/.cursor/mcp.json", npx({ cur: "cur@1.0.0" }));
    folder.write("ws/.vscode/mcp.json", '{"servers": {"code": {"command": "npx", "args": ["code@1.0.0"]}}}');
    const { exit, servers, files } = await list("--allowlist", "allow.json");
    const table = new Map(
      servers.map(({ scope, name, effective, shadowedBy }) => [`${scope}/${name}`, [effective, shadowedBy]]),
    );
    assert.deepEqual(Object.fromEntries(table), {
      "central/weather": [false, "ws/.kiro/settings/mcp.json"],
      "user/own": [true, undefined],
      "user/twice": [false, "ws/.kiro/settings/mcp.json"],
      "power/power-sky-radar": [true, undefined],
      "workspace1/weather": [true, undefined],
      "workspace1/twice": [true, undefined],
      "agent/ops": [true, undefined],
      "cursor/cur": [false, undefined],
      "vscode/code": [false, undefined],
    });
    const shadowing = servers.find(({ scope, name }) => scope === "workspace1" && name === "weather");
    assert.deepEqual([shadowing?.severity, shadowing?.flags], ["error", ["SHADOWS_CENTRAL"]]);
    assert.equal(exit, 1);
    assert.ok(files.length === 7 && files.every(({ ok }) => ok));
    const { stdout } = await run("--allowlist", "allow.json");
    assert.match(stdout, /^User · home\/\.kiro\/settings\/mcp\.json$/m);
    assert.match(
      stdout,
      /^ {2}NOT_LISTED +twice \(not used, replaced by ws\/\.kiro\/settings\/mcp\.json\) /m,
    );
    assert.match(stdout, /2 definitions replaced by another$/m);
  });

  test("the folders come in their order, and untrusted ones load nothing", async () => {
    folder.write("ws/.kiro/settings/mcp.json", npx({ a: "a@1.0.0" }));
    folder.write("second/.kiro/settings/mcp.json", npx({ a: "a@2.0.0" }));
    const both = await list("--workspace", "second");
    assert.deepEqual(
      both.servers.map(({ scope, effective }) => [scope, effective]),
      [
        ["workspace1", false],
        ["workspace2", true],
      ],
    );
    const { servers } = await list("--untrusted");
    assert.deepEqual(
      [servers[0]?.effective, servers[0]?.flags.includes("UNTRUSTED_WORKSPACE")],
      [false, true],
    );
  });

  test("the organisation's folder holds a policy and a registry, and both count beside the named one", async () => {
    folder.write(
      "home/.kiro/settings/mcp.json",
      npx({ weather: "acme-weather@2.4.1", extra: "extra@1.0.0" }),
    );
    const extra = { id: "extra", names: ["extra"], package: { registryType: "npm", identifier: "extra" } };
    folder.write(
      "allow.json",
      mcpAllowlist({ servers: [{ ...extra, package: { ...extra.package, version: "1.0.0" } }] }),
    );
    folder.write("managed/mcp-allowlist.json", mcpAllowlist());
    const { servers, policies } = await list("--allowlist", "allow.json");
    assert.deepEqual(
      servers.map(({ status }) => status),
      ["NOT_LISTED", "NOT_LISTED"],
    );
    assert.deepEqual(
      policies.map(({ path, state }) => [path, state]),
      [
        ["allow.json", "valid"],
        ["managed/mcp-allowlist.json", "valid"],
      ],
    );
    folder.write("managed/mcp-registry.json", "{");
    const { exit, registry } = await list();
    assert.deepEqual([exit, registry?.ok], [1, false]);
  });

  test("a central file that the user's links to counts once", async () => {
    folder.write("managed/mcp.json", good);
    mkdirSync(`${folder.path}/home/.kiro/settings`, { recursive: true });
    symlinkSync(`${folder.path}/managed/mcp.json`, `${folder.path}/home/.kiro/settings/mcp.json`);
    const { exit, servers, files } = await list("--allowlist", "allow.json");
    assert.deepEqual(
      servers.map(({ scope, status, effective }) => [scope, status, effective]),
      [["central", "ALLOWED", true]],
    );
    assert.equal(files.find(({ scope }) => scope === "user")?.linkTarget, "managed/mcp.json");
    assert.equal(exit, 0);
  });

  test("loops of links, folders, binary and huge files in place of files are said to be so", async () => {
    const settings = `${folder.path}/home/.kiro/settings`;
    mkdirSync(settings, { recursive: true });
    symlinkSync("mcp.json", `${settings}/mcp.json`);
    mkdirSync(`${folder.path}/ws/.kiro/settings/mcp.json`, { recursive: true });
    folder.write("ws/.mcp.json", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0]));
    folder.write("ws/.cursor/mcp.json", Buffer.alloc(5_000_001, 0x20));
    mkdirSync(`${folder.path}/home/.kiro/powers`, { recursive: true });
    symlinkSync("..", `${folder.path}/home/.kiro/powers/up`);
    const { exit, files } = await list();
    assert.equal(exit, 1);
    assert.deepEqual(
      files.map(({ scope, ok }) => [scope, ok]),
      [
        ["user", false],
        ["workspace1", false],
        ["cursor", false],
        ["claude-code", false],
      ],
    );
    assert.match(files[0]?.error ?? "", /circle/);
    const csv = await run("--format", "csv");
    assert.equal(csv.stdout.split("\r\n").filter((line) => line.includes("UNREADABLE")).length, 4);
  });

  test("a home that may not be read is said to be so", async function () {
    if (process.platform === "win32") this.skip();
    this.timeout(20_000);
    folder.write("home/.kiro/settings/mcp.json", good);
    chmodSync(folder.path, 0o755);
    chmodSync(`${folder.path}/home`, 0);
    const { status, stdout } = await spawnAsOrdinaryUser(
      ["mcp", "list", ...dirs, "--format", "json"],
      folder.path,
    );
    chmodSync(`${folder.path}/home`, 0o755);
    const { files, servers }: McpJson = JSON.parse(stdout);
    const user = files.find(({ scope }) => scope === "user");
    assert.deepEqual([status, servers.length, user?.ok], [1, 0, false]);
    assert.match(user?.error ?? "", /cannot be read/);
  });

  test("CSV has a line for each server, and no cell is a formula", async () => {
    const names = ["=1+1", "+1", "-1", "@sum", '  =cmd|"x"', "a,b", "line\nbreak", "\tx", "plain"];
    folder.write(
      "home/.kiro/settings/mcp.json",
      npx(Object.fromEntries(names.map((name) => [name, "x@1.0.0"]))),
    );
    const { stdout } = await run("--format", "csv", "--allowlist", "allow.json");
    const [head, ...lines] = stdout.trimEnd().split("\r\n");
    assert.match(head ?? "", /^path,scope,name,status,severity,effective,/);
    assert.equal(lines.length, names.length);
    const cells = lines.map((line) => /^[^,]*,user,("(?:[^"]|"")*"|[^,]*),/.exec(line)?.[1]);
    assert.deepEqual(cells, [
      "'=1+1",
      "'+1",
      "'-1",
      "'@sum",
      `"'  =cmd|""x"""`,
      '"a,b"',
      "line\\u{a}break",
      "\\u{9}x",
      "plain",
    ]);
  });

  test("what does not show is escaped in every format, and JSON keeps the name", async () => {
    const name = "we\u200bat\u202eher\u001b[31m";
    folder.write("home/.kiro/settings/mcp.json", npx({ [name]: "x@1.0.0" }));
    for (const format of ["text", "json", "sarif", "csv"]) {
      const { stdout } = await run("--format", format, "--allowlist", "allow.json");
      assert.ok(!/[\u200b\u202e\u001b]/.test(stdout), format);
    }
    assert.equal((await list()).servers[0]?.name, name);
  });

  test("hostile names end nothing", async () => {
    const long = "n".repeat(100_000);
    const text = `{"mcpServers": {"__proto__": {"command": "x"}, "constructor": {"command": "y"}, "${long}": {"url": "https://x.example.com"}}}`;
    folder.write("home/.kiro/settings/mcp.json", text);
    const { servers } = await list("--allowlist", "allow.json");
    assert.deepEqual(
      servers.map(({ name }) => name.length),
      [9, 11, 100_000],
    );
    for (const format of ["text", "csv", "sarif"]) {
      const { stdout } = await run("--format", format, "--allowlist", "allow.json");
      assert.ok(!stdout.includes("n".repeat(1000)), format);
    }
  });

  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [["mcp"], /say what to do: list, check, registry, export \(see picket mcp --help\)/],
    [["mcp", "lst"], /unknown command "lst"; did you mean list\?/],
    [["mcp", "list", "x.json"], /picket mcp check judges files/],
    [["mcp", "list", "--home", "none"], /no such file or folder: none/],
    [["mcp", "list", "--workspace", "allow.json"], /allow\.json is no folder/],
    [["mcp", "list", "--key", "k"], /--key needs --allowlist/],
    [["mcp", "check", "allow.json"], /name the policy with --allowlist FILE \(see picket mcp check --help\)/],
    [["mcp", "check", "--allowlist", "allow.json"], /name at least one configuration/],
    [["mcp", "check", "--allowlist", "none.json", "allow.json"], /no such file or folder: none\.json/],
    [["mcp", "check", "--allowlist", "allow.json", "none.json"], /no such file or folder: none\.json/],
    [["mcp", "check", "--allowlist", "https://x.example.com/a", "allow.json"], /no such file or folder/],
    [["mcp", "check", "--scope", "moon", "--allowlist", "allow.json", "x"], /--scope does not take "moon"/],
    [["mcp", "registry", "lnt"], /the one command of a registry is lint FILE/],
    [["mcp", "registry", "lint"], /name the one registry file/],
    [["mcp", "export", "--allowlist", "allow.json"], /say with --to kiro-registry or kiro-managed-settings/],
    [["mcp", "export", "--to", "kiro-registry"], /name the policy with --allowlist/],
  ];
  for (const [args, message] of wrong) {
    test(`refuses picket ${args.join(" ")}`, async () => {
      const { status, stdout, stderr } = await runCli(args, { cwd: folder.path });
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, message);
      assert.match(stderr, /^picket: [^\n]+\n$/);
    });
  }

  test("explains itself", async () => {
    const help = async (...args: readonly string[]) => (await runCli(args, { cwd: folder.path })).stdout;
    assert.match(await help("mcp", "--help"), /picket mcp check --allowlist FILE CONFIG…/);
    assert.match(await help("mcp", "list", "--help"), /--managed-dir DIR/);
    assert.match(await help("help", "mcp", "export"), /kiro-managed-settings/);
    assert.match(await help("mcp", "registry", "lint", "--help"), /Kiro refuse a registry/);
    assert.match(await help("--help"), /picket mcp list/);
  });
});
