import assert from "node:assert/strict";
import { randomFrom } from "../../../src/core/secrets/detectors/generate.ts";
import { scan, scanDetailed } from "../../../src/core/secrets/scan.ts";

const random = randomFrom("suppression");
const token = `glpat-${random("base62", 20)}`;
const other = `AIzaSy${random("base64url", 33)}`;

async function rulesOf(text: string): Promise<string[]> {
  return (await scan(text, { path: "a.ts" })).map(({ ruleId }) => ruleId);
}

const gitlab = "secrets/gitlab-token";
const google = "secrets/google-api-key";

suite("suppression comments", () => {
  test("without one, both are found", async () => {
    assert.deepEqual(await rulesOf(`a ${token}\nb ${other}\n`), [gitlab, google]);
  });

  const marks = [
    "// picket:ignore",
    "# picket:ignore -- a reason",
    "<!-- picket:ignore -->",
    "/* picket:ignore secrets/gitlab-token, secrets/jwt -- reason */",
    "-- picket:ignore secrets/*",
    "# gitleaks:allow",
    "# betterleaks:allow",
    "# trufflehog:ignore",
    "# ggignore",
    "# kingfisher:ignore",
    "# pragma: allowlist secret",
    "# pragma: whitelist secret",
    "// secretlint-disable-line",
    "// secretlint-disable-line @secretlint/secretlint-rule-gitlab -- reason",
    "# nosec B105",
    "// #nosec G101 -- reason",
    "# noqa: S105",
  ];
  for (const mark of marks) {
    test(`on the line: ${mark}`, async () => {
      assert.deepEqual(await rulesOf(`a ${token} ${mark}\nb ${other}\n`), [google]);
      assert.deepEqual(await rulesOf(`a ${token} ${mark}\r\nb ${other}\r\n`), [google]);
    });
  }

  const nextMarks = [
    "// picket:ignore-next-line",
    "# picket:ignore-next-line secrets/gitlab-token",
    "// secretlint-disable-next-line",
    "# pragma: allowlist nextline secret",
  ];
  for (const mark of nextMarks) {
    test(`above the line: ${mark}`, async () => {
      assert.deepEqual(await rulesOf(`${mark}\na ${token}\nb ${other}\n`), [google]);
    });
  }

  const ineffective = [
    "# picket:ignore secrets/npm-token",
    "# picket:ignored",
    "# xpicket:ignore",
    "# nosec",
    "# noqa",
    "# noqa: E501",
    "// secretlint-disable-line @secretlint/secretlint-rule-npm",
    "# ggignored",
  ];
  for (const mark of ineffective) {
    test(`does not suppress: ${mark}`, async () => {
      assert.deepEqual(await rulesOf(`a ${token} ${mark}\n`), [gitlab]);
    });
  }

  test("for the file, all rules or some", async () => {
    assert.deepEqual(await rulesOf(`a ${token}\nb ${other}\n// picket:ignore-file\n`), []);
    assert.deepEqual(await rulesOf(`# picket:ignore-file ${google}\na ${token}\nb ${other}\n`), [gitlab]);
  });

  test("for a block of secretlint's, to its end or the file's", async () => {
    const start = "/* secretlint-disable */";
    assert.deepEqual(await rulesOf(`${start}\na ${token}\n/* secretlint-enable */\nb ${other}\n`), [google]);
    assert.deepEqual(await rulesOf(`a ${token}\n${start}\nb ${other}\n`), [gitlab]);
    const some = "// secretlint-disable @secretlint/secretlint-rule-gitlab";
    assert.deepEqual(await rulesOf(`${some}\na ${token}\nb ${other}\n`), [google]);
    const all = "// secretlint-disable @secretlint/secretlint-rule-preset-recommend";
    assert.deepEqual(await rulesOf(`${all}\na ${token}\nb ${other}\n`), []);
  });

  test("a value of many lines is suppressed at its first or last line", async () => {
    const body = Array.from({ length: 4 }, () => random("base62", 64)).join("\n");
    const key = (before: string, after: string): string =>
      `x = \`-----BEGIN RSA PRIVATE KEY-----${before}\nMIIE${body}\n-----END RSA PRIVATE KEY-----\`${after}\n`;
    assert.deepEqual(await rulesOf(key("", "")), ["secrets/private-key"]);
    assert.deepEqual(await rulesOf(key("", " // picket:ignore")), []);
    assert.deepEqual(await rulesOf(`// picket:ignore-next-line\n${key("", "")}`), []);
  });

  test("counts what it suppressed", async () => {
    const result = await scanDetailed(
      `a ${token} // picket:ignore\nb ${token} // gitleaks:allow\nc ${other}`,
      { path: "" },
    );
    assert.equal(result.suppressed, 2);
    assert.equal(result.findings.length, 1);
  });

  test("a long line with many findings is suppressed as a whole", async function () {
    this.timeout(60_000);
    const line = Array.from({ length: 3000 }, () => `${token} `).join("");
    const result = await scanDetailed(`${line} // picket:ignore\n`, { path: "" });
    assert.deepEqual([result.findings.length, result.suppressed], [0, 3000]);
  });
});
