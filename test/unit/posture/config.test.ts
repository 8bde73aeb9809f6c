import assert from "node:assert/strict";
import { chmodSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import * as v from "valibot";
import { postureConfigSchema } from "../../../src/core/posture/config/configSchema.ts";
import { expectationsOf } from "../../../src/core/posture/config/defaultExpectations.ts";
import { readPostureConfig } from "../../../src/core/posture/config/readPostureConfig.ts";
import { loadExpectations } from "../../../src/adapters/node/posture/postureConfig.ts";
import { isBlock, isPrivateAddress } from "../../../src/core/posture/network/ipBlocks.ts";
import { lintDlpPolicy } from "../../../src/core/posture/dlp/lintDlpPolicy.ts";
import { tempFolder } from "../cli/cliProcess.ts";

suite("posture configuration", () => {
  test("its JSON Schema takes and refuses the same", () => {
    const schema: object = JSON.parse(
      readFileSync(new URL("../../../schemas/posture.schema.json", import.meta.url), "utf8"),
    );
    const validate = new Ajv().compile(schema);
    assert.ok("properties" in schema && typeof schema.properties === "object" && schema.properties);
    assert.deepEqual(Object.keys(schema.properties), Object.keys(postureConfigSchema.entries));
    const samples: readonly (readonly [unknown, boolean])[] = [
      [{}, true],
      [{ centralMcp: "/etc/kiro/mcp.json", services: { dlp: { win32: ["csagent"] }, edr: ["x"] } }, true],
      [{ centralMcp: { win32: "C:\\x" }, dlpPolicy: "/d" }, true],
      [{ centralMcp: { solaris: "/x" } }, false],
      [{ signInMethods: ["IDC"] }, false],
      [{ settings: { "a.b": { c: 1 } } }, false],
      [{ settings: { "a.b": true } }, true],
      [{ profileRegions: ["eu-central-1"] }, true],
      [{ profileRegions: ["Frankfurt"] }, false],
      [{ blockedHosts: ["view.awsapps.com/start"] }, false],
      [{ blockedHosts: ["view.awsapps.com"] }, true],
      [{ privateBlocks: ["203.0.113.0/24"] }, true],
      [{ privateBlocks: ["203.0.113.0"] }, false],
      [{ gallery: "http://x" }, false],
      [{ minimumVersions: { kiro: "latest" } }, false],
      [{ agentRole: "agent" }, false],
      [{ sessionHours: 0 }, false],
      [{ maxAutoApprove: 1.5 }, false],
      [{ other: 1 }, false],
      ["text", false],
    ];
    for (const [sample, takes] of samples) {
      assert.equal(v.safeParse(postureConfigSchema, sample).success, takes, JSON.stringify(sample));
      assert.equal(validate(sample), takes, JSON.stringify(sample));
    }
  });

  test("what is wrong is told by its place, without a value of the file", () => {
    const hidden = "hidden-value-of-the-file";
    const cases: readonly (readonly [string, RegExp])[] = [
      [`{"gallery": "${hidden}"}`, /^gallery must be an https address$/],
      [`{"blockedHosts": ["${hidden}/"]}`, /^blockedHosts\.0 must be a host name/],
      [`{"signInMethods": ["${hidden}"]}`, /^signInMethods\.0 must be a sign-in method/],
      [`{"services": {"dlp": 3}}`, /^services\.dlp must be /],
      [`{"servcies": "${hidden}"}`, /^servcies is not known$/],
      [`{\n"gallery" "${hidden}"}`, /^line 2, column 11: not valid JSON: colon expected$/],
      ["[]", /must be an object/],
    ];
    for (const [text, message] of cases) {
      const read = readPostureConfig(text);
      assert.ok("problem" in read, text);
      assert.match(read.problem, message);
      assert.ok(!read.problem.includes(hidden));
    }
  });

  test("values are of this system, defaults stand where nothing is said", () => {
    const config = {
      services: { dlp: { win32: ["a"], linux: ["b"] } },
      profileRegions: ["eu-central-1"],
      settings: { "x.y": 1 },
    };
    const expectations = expectationsOf(config, "linux");
    assert.deepEqual(expectations.services, { dlp: ["b"], edr: [] });
    assert.deepEqual(expectations.privateHosts, [
      "q.eu-central-1.amazonaws.com",
      "runtime.eu-central-1.kiro.dev",
      "management.eu-central-1.kiro.dev",
      "telemetry.eu-central-1.kiro.dev",
    ]);
    assert.equal(expectations.settings["x.y"], 1);
    assert.equal(expectations.settings["telemetry.telemetryLevel"], "off");
    assert.deepEqual(expectationsOf({}, "win32").services.edr, ["WinDefend"]);
    assert.ok(!expectations.blockedHosts.includes("prod.us-east-1.auth.desktop.kiro.dev"));
    assert.ok(!expectations.neededHosts.includes("prod.us-east-1.auth.desktop.kiro.dev"));
  });

  test("a managed file that is broken, or anybody's to change, gives no expectations", function () {
    if (process.platform === "win32") return this.skip();
    const folder = tempFolder({ "broken.json": "{", "open.json": "{}" });
    try {
      const at = (name: string) => loadExpectations("linux", undefined, `${folder.path}/${name}`);
      assert.equal(at("missing.json").source.kind, "defaults");
      assert.equal(at("broken.json").state.state, "broken");
      const broken = loadExpectations("linux", `${folder.path}/missing.json`);
      assert.ok(broken.state.state === "broken" && broken.state.problem.includes("does not exist"));
      assert.equal(loadExpectations("linux", `${folder.path}/open.json`).source.kind, "named");
      const file = folder.write("loose.json", "{}");
      chmodSync(file, 0o666);
      const loose = at("loose.json");
      assert.ok(loose.state.state === "broken" && loose.state.problem.includes("does not count"));
    } finally {
      folder.remove();
    }
    return undefined;
  });
});

suite("posture: addresses", () => {
  const rows: readonly (readonly [string, boolean])[] = [
    ["10.0.0.0", true],
    ["11.0.0.0", false],
    ["172.15.255.255", false],
    ["172.16.0.1", true],
    ["172.31.255.255", true],
    ["172.32.0.0", false],
    ["192.168.1.1", true],
    ["100.64.0.1", true],
    ["100.128.0.1", false],
    ["127.0.0.1", false],
    ["fd12:3456::1", true],
    ["fe80::1%eth0", false],
    ["2600:1f18::1", false],
    ["::ffff:10.1.2.3", true],
    ["::ffff:52.1.2.3", false],
    ["::ffff:a01:203", true],
    ["010.0.0.1", false],
    ["10.0.0", false],
    ["10.0.0.1.example.com", false],
    ["", false],
  ];
  for (const [address, isPrivate] of rows)
    test(`${address || "nothing"} is ${isPrivate ? "" : "not "}private`, () =>
      assert.equal(isPrivateAddress(address), isPrivate));

  test("blocks are read, and nothing else", () => {
    assert.ok(["0.0.0.0/0", "2001:db8::/32", "203.0.113.7/32"].every(isBlock));
    assert.ok(!["203.0.113.0/33", "203.0.113.0/", "x/8", "1::2::3/8", "2001:db8::/129"].some(isBlock));
    assert.ok(isPrivateAddress("2001:db8::5", ["2001:db8::/32"]));
    assert.ok(!isPrivateAddress("2001:db9::5", ["2001:db8::/32"]));
  });
});

suite("posture: DLP policy", () => {
  const rule = (name: string, pattern: string, action = "block") => ({ name, pattern, action });
  const good = [
    rule("AWS keys", "AKIA[0-9A-Z]{16}"),
    rule("Private keys", "-----BEGIN (RSA )?PRIVATE KEY-----"),
    rule("Passwords", "(password|secret)\\s*=\\s*\\S+"),
    {
      name: "Source code",
      action: "BLOCK",
      conditions: { fileTypes: ["*.py", "*.ts"], destinations: ["usb"] },
    },
  ];

  test("one that blocks credentials and code has no fault, as JSON and as YAML", () => {
    assert.deepEqual(lintDlpPolicy(JSON.stringify({ rules: good })).problems, []);
    const yaml = good.map((one) => `  - ${JSON.stringify(one)}`).join("\n");
    assert.deepEqual(lintDlpPolicy(`policies:\n${yaml}\n`).problems, []);
  });

  test("each rule that is gone, disabled or only alerts is missed", () => {
    for (const index of good.keys()) {
      const without = good.filter((_, at) => at !== index);
      const disabled = good.map((one, at) => (at === index ? { ...one, enabled: false } : one));
      const alerting = good.map((one, at) => (at === index ? { ...one, action: "alert" } : one));
      for (const rules of [without, disabled, alerting])
        assert.equal(lintDlpPolicy(JSON.stringify({ rules })).problems.length, 1, JSON.stringify(rules));
    }
  });

  test("patterns that do not compile, and texts that are no policy, are told", () => {
    const broken = lintDlpPolicy(JSON.stringify({ rules: [...good, rule("Broken", "([a-z]+")] })).problems;
    assert.deepEqual(broken, ["rule Broken has a pattern that is no valid regular expression"]);
    assert.equal(lintDlpPolicy("a: [").problems.length, 1);
    assert.equal(lintDlpPolicy("{}").problems.length, 1);
  });
});
