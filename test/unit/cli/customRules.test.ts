import assert from "node:assert/strict";
import { randomFrom } from "../../../src/core/secrets/detectors/generate.ts";
import { runCli, tempFolder, type TempFolder } from "./cliProcess.ts";

suite("rules of picket.json", () => {
  const value = `acme_${randomFrom("rules of picket.json")("alnum", 32)}`;
  const rule = { id: "acme-token", title: "Acme token", pattern: "acme_[a-z0-9]{32}" };
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder({ "a.ts": `export const t = "${value}";\n` });
  });
  teardown(() => folder.remove());
  const configure = (config: object): void => {
    folder.write("picket.json", JSON.stringify(config));
  };
  const run = (...args: readonly string[]) => runCli(args, { cwd: folder.path });

  test("are found by a scan, on this thread, on others and from standard input", async () => {
    configure({ rules: [{ ...rule, description: "See the handbook" }] });
    const line = /^a\.ts:1:19: error: Acme token in plain text: See the handbook\. [^\n]*secrets\/acme-token/;
    assert.match((await run("scan", "--quiet")).stdout, line);
    folder.write("b/c.ts", `export const t = "${value}";\n`);
    const threads = await run("scan", "--quiet", "--jobs", "2");
    assert.equal(threads.stdout.match(/acme-token/g)?.length, 2);
    assert.equal(threads.status, 1);
  });

  test("have their severity, from the rule or from severities", async () => {
    configure({ rules: [{ ...rule, severity: "warning" }] });
    assert.match((await run("scan", "--quiet")).stdout, /: warning: Acme token/);
    configure({ rules: [rule], severities: { "secrets/acme-token": "info" } });
    assert.match((await run("scan", "--quiet")).stdout, /: info: Acme token/);
    configure({ rules: [rule], severities: { "secrets/*": "off" } });
    assert.equal((await run("scan", "--quiet")).stdout, "");
    configure({ rules: [rule], severities: { "secrets/acme-tokn": "off" } });
    assert.match(
      (await run("scan")).stderr,
      /there is no rule "secrets\/acme-tokn"; did you mean secrets\/acme-token\?/,
    );
  });

  test("stand in SARIF with what they say of themselves", async () => {
    configure({ rules: [{ ...rule, description: "See the handbook" }] });
    const log = JSON.parse((await run("scan", "--format", "sarif")).stdout).runs[0];
    const [result] = log.results;
    const described = log.tool.driver.rules[result.ruleIndex];
    assert.equal(result.ruleId, "secrets/acme-token");
    assert.equal(described.id, "secrets/acme-token");
    assert.match(described.fullDescription.text, /^Acme token in the text\. See the handbook\. /);
    assert.match(described.help.markdown, /docs\/custom-rules\.md/);
  });

  test("are fixed", async () => {
    configure({ rules: [rule] });
    const { stdout } = await run("fix", "a.ts", "--only", "acme-token", "--format", "json");
    const { files, secrets } = JSON.parse(stdout);
    assert.ok(files[0].edits.length > 0);
    assert.equal(secrets.length, 1);
  });

  test("that cannot be used are said, do not stop the others, and the scan is not clean", async () => {
    configure({ rules: [{ ...rule, id: "other", pattern: "(?=x)" }, rule] });
    const { status, stdout, stderr } = await run("scan", "--format", "json", "--fail-on", "error");
    const { findings, summary } = JSON.parse(stdout);
    assert.match(stderr, /^picket: picket\.json: rules\[0\] \(other\) is not used: looking ahead/m);
    assert.deepEqual(
      findings.map(({ ruleId }: { ruleId: string }) => ruleId),
      ["secrets/acme-token"],
    );
    assert.deepEqual(summary.skipped, [{ path: "picket.json", reason: "invalid-rule" }]);
    assert.equal(status, 1);
    folder.write("a.ts", "export {};\n");
    assert.equal((await run("scan")).status, 1);
  });

  test("that take too many steps are stopped, and the file counts as not judged", async () => {
    configure({ rules: [{ ...rule, id: "slow", pattern: "(.*){1,50}b" }, rule] });
    folder.write("a.ts", `// ${"a".repeat(4_000)}\nexport const t = "${value}";\n`);
    const { status, stdout } = await run("scan", "--format", "json", "--fail-on", "error");
    const { findings, summary } = JSON.parse(stdout);
    assert.equal(findings.length, 1);
    assert.deepEqual(summary.skipped[0], { path: "a.ts", reason: "custom-rule-too-slow" });
    assert.equal(status, 1);
  });
});
