import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import * as v from "valibot";
import { configSchema } from "../../../src/cli/scan/config.ts";
import { runCli, tempFolder, type TempFolder } from "./cliProcess.ts";
import { githubToken } from "./tokens.ts";

suite("picket.json", () => {
  const token = githubToken(8);
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder({ "a.ts": `const t = "${token}";\n`, "b/c.ts": `const t = "${token}";\n` });
  });
  teardown(() => folder.remove());
  const scan = (...args: readonly string[]) => runCli(["scan", "--quiet", ...args], { cwd: folder.path });

  test("is read from the working folder, comments and all", async () => {
    folder.write(
      "picket.json",
      '{\n// a note\n"ignore": ["b/"], "severities": {"secrets/github-token": "info"},}\n',
    );
    const { status, stdout } = await scan();
    assert.equal(status, 0);
    assert.match(stdout, /^a\.ts:1:12: info: [^\n]+\n$/);
  });

  test("turns a rule off, and the command line wins over it", async () => {
    folder.write("picket.json", '{"severities": {"secrets/github-token": "off"}}');
    assert.deepEqual(await scan(), { status: 0, stdout: "", stderr: "" });
    folder.write("picket.json", '{"failOn": "never", "minSeverity": "error"}');
    assert.equal((await scan()).status, 0);
    assert.equal((await scan("--fail-on", "error")).status, 1);
  });

  test("--config names another, whose paths are relative to it", async () => {
    folder.write("settings/p.json", '{"ignore": ["*.ts"], "baseline": "base.json", "maxFileSizeMB": 1}');
    folder.write("settings/x.ts", `const t = "${token}";\n`);
    await scan("--config", "settings/p.json", "--update-baseline");
    const entries = JSON.parse(readFileSync(`${folder.path}/settings/base.json`, "utf8")).entries;
    assert.deepEqual(
      entries.map((entry: { path: string }) => entry.path),
      ["../a.ts", "../b/c.ts"],
    );
    assert.equal((await scan("--config", "settings/p.json")).status, 0);
  });

  const broken: readonly (readonly [string, RegExp])[] = [
    ["{", /^picket: picket\.json:1:2: not valid JSON: close brace expected/],
    ['{"ignore": [\n"a" "b"]}', /^picket: picket\.json:2:5: not valid JSON: comma expected/],
    ["[]", /picket\.json: the whole file must be/],
    ['{"ignored": []}', /picket\.json: ignored is not a known setting/],
    ['{"failOn": "loud"}', /picket\.json: failOn must be /],
    ['{"severities": {"secrets/x": "high"}}', /picket\.json: severities\.secrets\/x must be /],
    [
      '{"severities": {"secrets/github-tokn": "off"}}',
      /there is no rule "secrets\/github-tokn"; did you mean secrets\/github-token\?/,
    ],
    ['{"maxFileSizeMB": 0}', /picket\.json: maxFileSizeMB must be >=1/],
    ['{"only": ["network"]}', /picket\.json: only\.0 must be /],
    ['{"mcpAllowlist": "a.json"}', /mcpAllowlist counts only in a configuration that --config names/],
    ['{"baseline": "none.json"}', /cannot read the baseline none\.json \(ENOENT\)/],
  ];
  for (const [content, message] of broken) {
    test(`refuses ${content.replace("\n", " ")}`, async () => {
      folder.write("picket.json", content);
      const { status, stdout, stderr } = await scan();
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, message);
    });
  }

  test("an error never repeats a value of the file", async () => {
    folder.write("picket.json", `{"failOn": "${token}"}`);
    const { stderr } = await scan();
    assert.match(stderr, /failOn must be/);
    assert.ok(!stderr.includes(token));
  });

  test("its JSON Schema takes and refuses the same", () => {
    const file = new URL("../../../schemas/picket.schema.json", import.meta.url);
    const schema = JSON.parse(readFileSync(file, "utf8"));
    const validate = new Ajv().compile(schema);
    assert.deepEqual(Object.keys(schema.properties), Object.keys(configSchema.entries));
    const samples: readonly unknown[] = [
      {},
      { only: ["secrets", "iam"], ignore: ["x"], baseline: "b", failOn: "never", minSeverity: "hint" },
      { rules: [{ id: "a", title: "A", pattern: "a" }] },
      { rules: {} },
      { severities: { "secrets/x": "off" }, maxFileSizeMB: 500, $schema: "x" },
      { maxFileSizeMB: 501 },
      { maxFileSizeMB: "5" },
      { minSeverity: "never" },
      { severities: { "secrets/x": "never" } },
      { only: ["network"] },
      { other: 1 },
      "text",
    ];
    for (const sample of samples) {
      const byAjv: boolean = validate(sample);
      assert.equal(v.safeParse(configSchema, sample).success, byAjv, JSON.stringify(sample));
    }
  });
});
