import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { kiroPages } from "../../../src/core/kiro/checks/pages.ts";
import { kiroPlaceOf } from "../../../src/core/kiro/files/kiroPlace.ts";
import { legacyTriggers, triggers } from "../../../src/core/kiro/files/triggers.ts";
import { commandHook, rulesIn, v1 } from "./support.ts";

function schemaOf(name: string): object {
  const file = new URL(`../../../schemas/kiro-${name}.schema.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}

function validator(name: string): (text: string) => boolean {
  const ajv = new Ajv({ strict: false, allowUnionTypes: true });
  const check = ajv.compile(schemaOf(name));
  return (text) => check(JSON.parse(text));
}

const schemas = {
  hooks: "hooks",
  "legacy-hook": "legacy-hook",
  agent: "agent",
  managed: "managed-settings",
} as const;

suite("schemas of Kiro's files", () => {
  test("they take the good examples of all pages", () => {
    const validators = new Map(Object.values(schemas).map((name) => [name, validator(name)]));
    let taken = 0;
    for (const { id, good } of kiroPages) {
      const kind = kiroPlaceOf(good.path)?.kind ?? "";
      const name = Object.entries(schemas).find(([one]) => one === kind)?.[1];
      if (name === undefined || !good.path.endsWith(".json")) continue;
      assert.ok(validators.get(name)?.(good.text), id);
      taken++;
    }
    assert.ok(taken > 15);
  });

  test("they know the events that the engine knows", () => {
    const hooks = validator("hooks");
    const of = (trigger: string): string => commandHook("x", { trigger });
    assert.ok(triggers.every((trigger) => hooks(of(trigger))));
    assert.ok(!hooks(of("fileEdited")));
    const legacy = validator("legacy-hook");
    const old = (type: string): string =>
      `{"name": "a", "when": {"type": "${type}"}, "then": {"type": "runCommand", "command": "x"}}`;
    assert.ok(Object.keys(legacyTriggers).every((type) => legacy(old(type))));
    assert.ok(!legacy(old("PostFileSave")));
  });

  test("what the engine says Kiro does not take, the schema does not take either", () => {
    const hooks = validator("hooks");
    const path = "/w/.kiro/hooks/a.json";
    for (const text of [
      '{"version": "v2", "hooks": []}',
      '{"version": "v1"}',
      v1({ trigger: "Stop" }),
      v1({ trigger: "Stop", action: { type: "command" } }),
      v1({ trigger: "Stop", action: { type: "agent", command: "x" } }),
      commandHook("x", { enabled: "yes" }),
      commandHook("x", { timeout: 0 }),
      commandHook("x", { matcher: "*" }),
      commandHook("x", { matchers: "a" }),
    ]) {
      assert.ok(!hooks(text), text);
      assert.notDeepEqual(rulesIn(path, text), [], text);
    }
  });
});
