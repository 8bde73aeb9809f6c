import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { scanKiro } from "../../../src/core/kiro/engine.ts";
import { planKiroFixes } from "../../../src/core/kiro/fixes/planKiroFixes.ts";

const corpus = "/work/shared/corpora/mcp-real.jsonl.gz";

interface Row {
  readonly kind: string;
  readonly name: string;
  readonly text: string;
}

function rows(): readonly Row[] {
  const lines = gunzipSync(readFileSync(corpus)).toString("utf8").trim().split("\n");
  return lines.map((line): Row => JSON.parse(line));
}

/** The place of a file, by its name in the collection, where slashes are underscores. */
function pathOf({ kind, name }: Row): string {
  const file = name.split(/_(?:hooks|agents|cli-agents)_/).at(-1) ?? name;
  return kind === "hooks" || kind === "agents" ? `/w/.kiro/${kind}/${file}` : `/w/.vscode/settings.json`;
}

suite("public files of Kiro", function () {
  suiteSetup(function () {
    if (!existsSync(corpus)) this.skip();
  });

  test("all kinds of files are judged at every place without a failure", () => {
    const places = [".kiro/hooks/a.json", "a.kiro.hook", ".kiro/steering/a.md", ".kiro/agents/a.json"];
    const others = [
      ".kiro/agents/a.md",
      ".kiro/settings/permissions.yaml",
      "kiro/managed-settings.json",
      ".kiroignore",
    ];
    for (const { text, name } of rows()) {
      for (const path of [...places, ...others]) {
        const { findings } = scanKiro(text, { path: `/w/${path}` });
        assert.ok(
          findings.every(({ span }) => span.end <= text.length && span.start <= span.end),
          name,
        );
      }
    }
  }).timeout(60_000);

  test("hooks in the format that Kiro loads are quiet", () => {
    const v1 = rows().filter(({ kind, text }) => kind === "hooks" && /"version": *"v1"/.test(text));
    assert.ok(v1.length >= 4);
    const loud = v1.flatMap((row) =>
      scanKiro(row.text, { path: pathOf(row) }).findings.filter(({ severity }) =>
        /error|warning/.test(severity),
      ),
    );
    assert.deepEqual(loud, []);
  });

  test("hooks of the older format that run are only offered migration, and it helps", () => {
    const legacy = rows().filter(({ kind, name }) => kind === "hooks" && name.endsWith(".kiro.hook"));
    assert.ok(legacy.length >= 40);
    let migrated = 0;
    for (const row of legacy) {
      const path = pathOf(row);
      const { findings } = scanKiro(row.text, { path });
      const rules = new Set(findings.map(({ ruleId }) => ruleId));
      assert.ok(rules.has("kiro/legacy-hook"), row.name);
      const fix = planKiroFixes({ text: row.text, findings, context: { path } }).find(
        ({ id }) => id === "migrate-hook",
      );
      if (rules.has("kiro/unknown-trigger") || rules.has("kiro/invalid-hook")) continue;
      assert.ok(fix?.replacedBy, row.name);
      migrated++;
      const after = scanKiro(fix.replacedBy.text, { path: `/w/.kiro/hooks/${fix.replacedBy.name}` }).findings;
      const fresh = after.filter(({ ruleId }) => !rules.has(ruleId));
      assert.deepEqual(
        fresh.map(({ message }) => message),
        [],
        row.name,
      );
    }
    assert.ok(migrated >= 35);
  });
});
