import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { runCli, tempFolder, type TempFolder } from "./cliProcess.ts";
import { characters, githubToken } from "./tokens.ts";

/**
 * The schema of SARIF 2.1.0 as OASIS published it (2.1.0-rtm.5), from the package @microsoft/jest-sarif 1.0.0-beta.0. It
 * is of JSON Schema draft 4, from which draft 7 differs in the spelling of `id` alone for what it uses.
 */
function sarifValidator() {
  const file = new URL("../../fixtures/sarif-2.1.0-rtm.5.schema.json", import.meta.url);
  const { $schema: _, id, ...schema } = JSON.parse(readFileSync(file, "utf8"));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  return ajv.compile({ ...schema, $id: id });
}

interface SarifResult {
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
  }[];
}

suite("reports of picket scan", () => {
  const token = githubToken(11);
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder();
  });
  teardown(() => folder.remove());
  const scan = async (...args: readonly string[]) => {
    const result = await runCli(["scan", ...args], { cwd: folder.path });
    assert.ok(!result.stdout.includes(token) && !result.stderr.includes(token));
    return result;
  };

  test("JSON has exactly the fields of the contract", async () => {
    folder.write("src/a.ts", `\ufeff// é\r\nconst t = "${token}";\r\n`);
    folder.write("b.bin", Buffer.alloc(20));
    const { status, stdout, stderr } = await scan("--format", "json");
    assert.deepEqual([status, stderr], [1, ""]);
    const report = JSON.parse(stdout);
    assert.deepEqual(Object.keys(report), ["schemaVersion", "tool", "findings", "summary"]);
    assert.deepEqual([report.schemaVersion, report.tool.name], [1, "picket"]);
    const [finding] = report.findings;
    assert.deepEqual(Object.keys(finding), [
      "ruleId",
      "severity",
      "confidence",
      "message",
      "path",
      "span",
      "range",
      "related",
      "data",
      "fingerprint",
      "docs",
    ]);
    assert.deepEqual(
      { ...finding, message: "", data: {}, fingerprint: "" },
      {
        ruleId: "secrets/github-token",
        severity: "error",
        confidence: "high",
        message: "",
        path: "src/a.ts",
        span: { start: 17, end: 57 },
        range: { start: { line: 1, character: 11 }, end: { line: 1, character: 51 } },
        related: [],
        data: {},
        fingerprint: "",
        docs: "docs/rules/secrets/github-token.md",
      },
    );
    assert.match(finding.fingerprint, /^sha256:[0-9a-f]{64}$/);
    const { durationMs, ...summary } = report.summary;
    assert.equal(typeof durationMs, "number");
    assert.deepEqual(summary, {
      files: 1,
      skipped: [{ path: "b.bin", reason: "binary" }],
      bytes: 65,
      baselined: 0,
      suppressed: 0,
    });
  });

  test("the same input gives the same JSON, and a fingerprint does not depend on the value", async () => {
    folder.write("a.ts", `const t = "${token}";\n`);
    const [first, second] = await Promise.all([scan("--format", "json"), scan("--format", "json")]);
    const timeless = (text: string): string => text.replace(/"durationMs":\d+/, "");
    assert.equal(timeless(first.stdout), timeless(second.stdout));
    folder.write("a.ts", `const t = "${githubToken(12)}";\n`);
    const third = await scan("--format", "json");
    const print = (text: string): string => JSON.parse(text).findings[0].fingerprint;
    assert.equal(print(third.stdout), print(first.stdout));
  });

  test("SARIF is valid against its schema, with hostile names and skipped files", async () => {
    const validate = sarifValidator();
    folder.write("src/ä b#c%.ts", `const t = "${token}";\nconst u = "${githubToken(13)}";\n`);
    folder.write("line\nbreak.ts", `t = "${token}"\n`);
    folder.write("b.bin", Buffer.alloc(20));
    const { status, stdout } = await scan("--format", "sarif");
    assert.equal(status, 1);
    const log = JSON.parse(stdout);
    const valid: boolean = validate(log);
    assert.ok(valid, JSON.stringify(validate.errors?.slice(0, 3)));
    const [run] = log.runs;
    assert.equal(run.columnKind, "utf16CodeUnits");
    assert.deepEqual(
      run.results.map((found: SarifResult) => found.locations[0]?.physicalLocation.artifactLocation.uri),
      ["line%0Abreak.ts", "src/%C3%A4%20b%23c%25.ts", "src/%C3%A4%20b%23c%25.ts"],
    );
    const [, result] = run.results;
    assert.deepEqual(result.locations[0].physicalLocation.region, {
      startLine: 1,
      startColumn: 12,
      endLine: 1,
      endColumn: 52,
    });
    assert.equal(run.tool.driver.rules[result.ruleIndex].id, "secrets/github-token");
    assert.equal(result.level, "error");
    assert.match(result.partialFingerprints["picket/v1"], /^sha256:/);
    for (const rule of run.tool.driver.rules)
      assert.ok(rule.help.text.length > 20 && rule.help.markdown.length > 20);
    const [invocation] = run.invocations;
    assert.equal(invocation.toolExecutionNotifications[0].descriptor.id, "skipped/binary");
  });

  test("SARIF of a clean folder is valid and has an empty list of results", async () => {
    const validate = sarifValidator();
    folder.write("a.ts", "x\n");
    const { status, stdout } = await scan("--format", "sarif");
    assert.equal(status, 0);
    assert.ok(validate(JSON.parse(stdout)), JSON.stringify(validate.errors?.slice(0, 3)));
    assert.deepEqual(JSON.parse(stdout).runs[0].results, []);
  });

  test("the schema does reject what is no SARIF", () => {
    const validate = sarifValidator();
    assert.equal(validate({ version: "2.1.0", runs: [{ results: [] }] }), false);
  });

  test("GitHub annotations escape what would end a property or start a command", async () => {
    folder.write("a,b:c%0A.ts", `const t = "${token}";\n`);
    folder.write("x\n::stop-commands::y.ts", `t = "${token}"\n`);
    const { status, stdout } = await scan("--format", "github");
    assert.equal(status, 1);
    const lines = stdout.trimEnd().split("\n");
    assert.equal(lines.length, 2);
    assert.ok(
      lines[0]?.startsWith(
        "::error file=a%2Cb%3Ac%250A.ts,line=1,endLine=1,col=12,endColumn=52,title=secrets/github-token::",
      ),
    );
    assert.ok(lines[1]?.startsWith("::error file=x%0A%3A%3Astop-commands%3A%3Ay.ts,"));
  });

  test("text neutralises control characters of paths and lines, and cannot start a command", async () => {
    folder.write("\u001b[31mred.ts", `const t = "${token}"; // \u001b]0;title\u0007 \u202e\n`);
    folder.write("::error::x.ts", `t = "${token}"\n`);
    folder.write("new\nline.ts", `t = "${token}"\n`);
    const { stdout } = await scan();
    // eslint-disable-next-line no-control-regex
    assert.ok(!/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/.test(stdout));
    assert.match(stdout, /^\.\/::error::x\.ts:1:6/m);
    assert.match(stdout, /^new\\x0aline\.ts:1:6/m);
    assert.match(stdout, /^\\x1b\[31mred\.ts:1:12/m);
  });

  test("a frame masks its neighbours and repetitions, and cuts a long line", async () => {
    const other = githubToken(14);
    const filler = characters(3, 1).repeat(400);
    folder.write("a.ts", `${filler} a("${other}"); b("${token}"); // ${token.slice(0, 40)}\n`);
    const { stdout } = await scan();
    assert.ok(!stdout.includes(other.slice(4, 20)) && !stdout.includes(token.slice(4, 20)));
    const widest = Math.max(
      ...stdout
        .split("\n")
        .filter((line) => line.includes(" | "))
        .map((line) => line.length),
    );
    assert.ok(widest < 160, `a frame of ${widest} columns`);
  });
});
