import assert from "node:assert/strict";
import { linkSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createWorkstationCollector } from "../../../src/adapters/node/posture/collect/collectWorkstation.ts";
import { readFileFact } from "../../../src/adapters/node/posture/collect/files/readFileFact.ts";
import { readLinkFact } from "../../../src/adapters/node/posture/collect/files/linkFact.ts";
import { readExtensions } from "../../../src/adapters/node/posture/collect/kiro/extensions.ts";
import { kiroPlaces } from "../../../src/adapters/node/posture/collect/kiro/kiroPlaces.ts";
import { readVersion } from "../../../src/adapters/node/posture/collect/kiro/product.ts";
import { toAllowlist } from "../../../src/adapters/node/posture/collect/kiro/servers.ts";
import { readSettings } from "../../../src/adapters/node/posture/collect/kiro/settings.ts";
import { readSignIn } from "../../../src/adapters/node/posture/collect/kiro/signIn.ts";
import type { Expectations } from "../../../src/core/posture/expectations.ts";
import { unknown } from "../../../src/core/posture/fact.ts";
import type { WorkstationFacts } from "../../../src/core/posture/facts.ts";
import type { CollectOptions } from "../../../src/core/posture/ports.ts";
import { done, playedSystem, reasonOf, valueOf } from "./collectFixture.ts";

const expectations: Expectations = {
  signInMethods: ["idc"],
  settings: { "telemetry.telemetryLevel": "off" },
  services: { dlp: ["dlp"], edr: [] },
  profileRegions: ["us-east-1"],
  privateHosts: ["q.us-east-1.amazonaws.com"],
  privateBlocks: [],
  blockedHosts: ["view.awsapps.com"],
  neededHosts: [],
  inspectionIssuers: [],
  minimumVersions: {},
  gallery: "https://open-vsx.org",
  extensions: [],
  sessionHours: 8,
  reportEveryHours: 24,
  allowlistHours: 24,
  maxAutoApprove: 10,
  endpointServices: [],
  dataEventTypes: [],
};

suite("collecting a workstation", () => {
  let root: string;
  setup(() => (root = realpathSync(mkdtempSync(join(tmpdir(), "picket-collect-")))));
  teardown(() => rmSync(root, { recursive: true, force: true }));
  const put = (path: string, text: string | Buffer): string => {
    const whole = join(root, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, text);
    return whole;
  };
  const collect = async (more: Partial<CollectOptions> = {}): Promise<WorkstationFacts> => {
    const system = playedSystem("linux", {
      "id -u": done("1000"),
      "id -Gn": done("dev"),
      "ls -ldn": done("-rw-r--r-- 1 0 0"),
      "kiro-cli --version": done("kiro-cli 2.25.1\n"),
    });
    const collector = createWorkstationCollector({
      system,
      findSecrets: async (text) => {
        const start = text.indexOf("canary");
        return start === -1
          ? []
          : [{ ruleId: "secrets/test", severity: "error", span: { start, end: start + 6 } }];
      },
      hooks: async () => unknown("no hooks here"),
      hookTrials: () => Promise.reject(new TypeError("a text that nobody should see")),
      chain: async () => unknown("no chain here"),
      network: {
        environment: {},
        names: () => ({
          lookup: async () => ["10.0.0.1"],
          resolve4: async () => ["10.0.0.1"],
          resolve6: async () => [],
          servers: [],
        }),
        reach: async (host) => ({ host, outcome: "refused" }),
      },
      places: (usual) => ({
        ...usual,
        managedFolder: join(root, "etc"),
        managedSettings: join(root, "etc", "managed-settings.json"),
        products: [join(root, "kiro", "product.json")],
        commandLines: ["/opt/kiro-cli"],
      }),
    });
    return await collector({
      home: join(root, "home"),
      workspaces: [join(root, "work")],
      expectations: { ...expectations, centralMcp: join(root, "etc", "mcp.json") },
      network: false,
      now: Date.now(),
      signal: new AbortController().signal,
      ...more,
    });
  };

  test("an empty machine: every fact has an answer or a reason", async () => {
    const steps: string[] = [];
    const facts = await collect({ onStep: (step) => steps.push(step) });
    assert.equal(valueOf(facts.managedSettings).exists, false);
    assert.equal(valueOf(facts.centralMcp).exists, false);
    assert.equal(valueOf(facts.userMcpLink).kind, "missing");
    assert.equal(facts.signIn.state, "not-applicable");
    assert.deepEqual(valueOf(facts.servers), []);
    assert.deepEqual(valueOf(facts.settings), []);
    assert.deepEqual(valueOf(facts.permissions), []);
    assert.deepEqual(valueOf(facts.admin).through, []);
    assert.equal(valueOf(facts.allowlist).state, "missing");
    assert.match(reasonOf(facts.services), /dlp: .*systemctl is not on this machine/);
    assert.match(reasonOf(facts.resolved), /--network/);
    assert.match(reasonOf(facts.gallery), /not found/);
    assert.deepEqual(valueOf(facts.versions), [{ name: "kiro-cli", version: "2.25.1" }]);
    assert.equal(facts.dlpPolicy.state, "not-applicable");
    assert.equal(facts.policyValues.state, "not-applicable");
    const trials = reasonOf(facts.hookTrials);
    assert.match(trials, /self-test could not be looked at \(TypeError\)/);
    assert.doesNotMatch(trials, /nobody should see/);
    assert.ok(steps.includes("MCP servers") && steps.includes("services"));
  });

  test("what stands on a machine is told", async () => {
    put("etc/managed-settings.json", '{"rules":[]}');
    put("etc/mcp.json", '{"mcpServers":{"central":{"command":"x"}}}');
    put(
      "home/.kiro/settings/mcp.json",
      '{"mcpServers":{"a":{"command":"npx","autoApprove":["*"],"disabled":true}}}',
    );
    put("home/.kiro/steering/one.md", "first\nsecond canary\n");
    put("home/.kiro/settings/permissions.yaml", "rules: []\n");
    put("home/.kiro/workspace-roots/abc/permissions.yaml", "rules: []\n");
    put(
      "home/.config/Kiro/User/settings.json",
      '// mine\n{"kiroAgent.trustedCommands":["*"],"editor.fontSize":12,}',
    );
    put("work/.vscode/settings.json", '{"telemetry.telemetryLevel":"all"}');
    put("work/.kiroignore", ".env\n");
    put("work/.kiro/settings/mcp.json", '{"mcpServers":{"b":{"url":"https://x.example"}}}');
    put(
      "kiro/product.json",
      '{"version":"1.2.3","extensionsGallery":{"serviceUrl":"https://open-vsx.org/vscode"}}',
    );
    put("home/.kiro/extensions/extensions.json", '[{"identifier":{"id":"Picket.picket"},"version":"0.1.0"}]');
    const facts = await collect({ network: true });
    assert.equal(valueOf(facts.managedSettings).text, '{"rules":[]}');
    assert.deepEqual(
      valueOf(facts.servers).map(({ name, scope, isDisabled, autoApprove }) => [
        name,
        scope,
        isDisabled,
        autoApprove,
      ]),
      [
        ["central", "central", false, []],
        ["a", "user", true, ["*"]],
        ["b", "workspace1", false, []],
      ],
    );
    assert.equal(valueOf(facts.userMcpLink).kind, "file");
    assert.deepEqual(
      valueOf(facts.secretsInKiroFiles).map(({ line, path }) => [line, path.endsWith("one.md")]),
      [[2, true]],
    );
    assert.equal(valueOf(facts.permissions).length, 2);
    assert.deepEqual(valueOf(facts.settings), [
      { name: "kiroAgent.trustedCommands", value: ["*"], setByWorkspace: false },
      { name: "telemetry.telemetryLevel", value: "all", setByWorkspace: true },
    ]);
    assert.equal(valueOf(facts.ignoreFiles).length, 1);
    assert.equal(valueOf(facts.gallery), "https://open-vsx.org/vscode");
    assert.deepEqual(valueOf(facts.extensions), ["picket.picket"]);
    assert.deepEqual(valueOf(facts.versions)[0], { name: "kiro", version: "1.2.3" });
    assert.equal(valueOf(facts.resolved).length, 1);
    assert.deepEqual(
      valueOf(facts.reached).map(({ host }) => host),
      ["q.us-east-1.amazonaws.com", "view.awsapps.com"],
    );
  });

  test("a broken settings file and a folder in a file's place leave the others known", async () => {
    put("home/.config/Kiro/User/settings.json", "{ broken");
    mkdirSync(join(root, "etc", "mcp.json"), { recursive: true });
    const facts = await collect();
    assert.match(reasonOf(facts.settings), /correct its JSON/);
    assert.match(reasonOf(facts.centralMcp), /it is no file/);
    assert.deepEqual(valueOf(facts.admin).through, []);
  });

  test("a signal ends it with its reason", async () => {
    await assert.rejects(collect({ signal: AbortSignal.abort(new Error("enough")) }), /enough/);
  });

  test("of a token's file only provider and method are told", async () => {
    const token = ["not", "for", "anybody"].join("-");
    const path = put(
      "token.json",
      JSON.stringify({
        accessToken: token,
        provider: "Enterprise",
        authMethod: "IdC",
        nested: { provider: "x" },
      }),
    );
    const fact = await readSignIn(path);
    assert.deepEqual([valueOf(fact).provider, valueOf(fact).method], ["Enterprise", "IdC"]);
    assert.ok(!JSON.stringify(fact).includes(token));
    const odd = await readSignIn(put("odd.json", JSON.stringify({ provider: `${token}${"x".repeat(80)}` })));
    assert.equal(valueOf(odd).provider, "");
    const broken = await readSignIn(put("broken.json", `{"accessToken":"${token}`));
    assert.ok(!reasonOf(broken).includes(token));
  });

  test("links to the central file", async () => {
    const central = put("central.json", "{}");
    const kind = async (path: string) => valueOf(await readLinkFact(join(root, path), central, "linux"));
    symlinkSync(central, join(root, "soft"));
    linkSync(central, join(root, "hard"));
    symlinkSync(join(root, "nowhere"), join(root, "loose"));
    put("plain", "{}");
    assert.deepEqual(await kind("soft"), { kind: "symbolic-link", target: central, isCentral: true });
    assert.deepEqual(await kind("hard"), { kind: "hard-link", target: central, isCentral: true });
    assert.deepEqual(await kind("loose"), { kind: "symbolic-link", isCentral: false });
    assert.deepEqual(await kind("plain"), { kind: "file", isCentral: false });
    assert.deepEqual(await kind("none"), { kind: "missing", isCentral: false });
  });

  test("encodings that Kiro does not read", async () => {
    const encoding = async (bytes: Buffer) => valueOf(await readFileFact(put("file", bytes))).encoding;
    assert.equal(await encoding(Buffer.from("{}")), "utf8");
    assert.equal(await encoding(Buffer.from("\ufeff{}")), "utf8-bom");
    assert.equal(await encoding(Buffer.from("\ufeff{}", "utf16le")), "utf16");
    assert.equal(await encoding(Buffer.from([0x7b, 0xff, 0x7d])), "other");
  });
});

suite("parts of a workstation's facts", () => {
  test("places of each system", () => {
    const windows = kiroPlaces("win32", "C:\\Users\\dev", "D:\\ProgramData");
    assert.equal(windows.managedSettings, "D:\\ProgramData\\Kiro\\managed-settings.json");
    assert.equal(windows.userSettings, "C:\\Users\\dev\\AppData\\Roaming\\Kiro\\User\\settings.json");
    assert.equal(
      kiroPlaces("darwin", "/Users/dev").managedSettings,
      "/Library/Application Support/Kiro/managed-settings.json",
    );
    assert.equal(kiroPlaces("linux", "/home/dev").token, "/home/dev/.aws/sso/cache/kiro-auth-token.json");
  });

  test("settings, extensions and versions of other forms", () => {
    assert.equal(readSettings("[]", false, []), undefined);
    assert.deepEqual(readSettings("", false, []), []);
    assert.deepEqual(readSettings('{"a.b":1,"kiroAgent.x":2}', true, ["a.b"])?.length, 2);
    assert.equal(readExtensions('[{"identifier":{"id":"<b>"}}]'), undefined);
    assert.equal(readExtensions("{}"), undefined);
    assert.deepEqual(["kiro-cli 2.25.0", "v1.2.3-beta.1", "none"].map(readVersion), [
      "2.25.0",
      "1.2.3-beta.1",
      undefined,
    ]);
  });

  test("states of the allowlist", () => {
    const place = { kind: "managed", location: "/etc/kiro/mcp-allowlist.json", required: false } as const;
    const state = (one: Parameters<typeof toAllowlist>[0]["state"], key?: string) => {
      const fact = toAllowlist({ place, state: one }, key);
      return fact.state === "known" ? fact.value.state : fact.state;
    };
    assert.equal(state({ state: "missing" }), "missing");
    assert.equal(state({ state: "broken", reason: "x" }), "broken");
    assert.equal(state({ state: "stale", reason: "x" }), "rolled-back");
    assert.equal(state({ state: "expired", reason: "x" }), "expired");
    const untrusted = (reason: string) => state({ state: "untrusted", reason }, "key");
    assert.equal(untrusted("a key is pinned, and it has no signature beside it (.sig)"), "unsigned");
    assert.equal(untrusted("its signature does not fit: one of the two was changed"), "bad-signature");
    assert.equal(untrusted("it cannot be read"), "unknown");
  });
});
