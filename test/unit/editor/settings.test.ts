import assert from "node:assert/strict";
import { settingDefinitions } from "../../../src/editor/settingDefinitions.ts";
import { manifest } from "./manifest.ts";

const declared = manifest.contributes.configuration.properties;

suite("settings", () => {
  test("the manifest declares exactly the settings that are read, with the same defaults", () => {
    const read = Object.entries(settingDefinitions).map(([name, { default: value }]) => [
      `picket.${name}`,
      value,
    ]);
    const said = Object.entries(declared).map(([name, { default: value }]) => [name, value]);
    assert.deepEqual(said, read);
  });

  test("a workspace can change nothing, but what Restricted Mode withholds", () => {
    const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    const open = Object.entries(declared).filter(
      ([, { scope }]) => scope !== "application" && scope !== "machine",
    );
    assert.deepEqual(
      open.map(([name]) => name),
      restricted,
    );
  });

  test("what could turn a check off or send a secret elsewhere is out of reach of a container's settings too", () => {
    const guarded = [
      "secrets.enabled",
      "secrets.severity",
      "secrets.customRules",
      "secrets.ignore",
      "secrets.baseline",
      "iam.enabled",
      "iam.severity",
      "iam.policyTypes",
      "mcp.enabled",
      "mcp.policy",
      "mcp.policyKey",
      "mcp.registry",
      "mcp.registryMode",
      "mcp.role",
      "mcp.severity",
      "activity.enabled",
      "activity.notify",
      "aws.endpoint",
    ];
    for (const name of guarded) assert.equal(declared[`picket.${name}`]?.scope, "application", name);
  });

  test("limits in the manifest are the limits of the code", () => {
    for (const name of ["activity.maxEvents", "scan.maxFileSizeMB", "scan.delayMs"] as const) {
      const { parse } = settingDefinitions[name];
      assert.equal(parse(-1), declared[`picket.${name}`]?.minimum, name);
      assert.equal(parse(1e9), declared[`picket.${name}`]?.maximum, name);
    }
  });

  test("values of a wrong type read as the default", () => {
    for (const [name, { default: value, parse }] of Object.entries(settingDefinitions)) {
      for (const wrong of [undefined, null, Number.NaN, () => 1]) assert.deepEqual(parse(wrong), value, name);
    }
    assert.equal(settingDefinitions["secrets.enabled"].parse("false"), true);
    assert.equal(settingDefinitions["scan.delayMs"].parse("10"), 80);
    assert.deepEqual(settingDefinitions["secrets.ignore"].parse("*.md"), []);
    assert.deepEqual(settingDefinitions["fix.tags"].parse(["a"]), {});
  });

  test("wrong members of a list or a table are left out, the others kept", () => {
    assert.deepEqual(settingDefinitions["secrets.ignore"].parse(["a", 1, "", "b"]), ["a", "b"]);
    assert.deepEqual(settingDefinitions["secrets.severity"].parse({ a: "off", b: "loud", c: 1, d: "hint" }), {
      a: "off",
      d: "hint",
    });
  });

  test("texts are trimmed", () => {
    assert.equal(settingDefinitions["aws.region"].parse(" eu-west-1 "), "eu-west-1");
  });
});
