import assert from "node:assert/strict";
import { performance } from "node:perf_hooks";
import { rules } from "@secretlint/secretlint-rule-preset-recommend";
import { catalogue } from "../../../src/core/secrets/catalogue.ts";
import { randomFrom } from "../../../src/core/secrets/detectors/generate.ts";
import { secretSamples } from "../../../src/core/secrets/detectors/pages.ts";
import { createEngine } from "../../../src/core/secrets/engine.ts";
import { officialRules } from "../../../src/core/secrets/officialRules.ts";
import { lint } from "../../../src/core/secrets/picketRule.ts";
import { scan } from "../../../src/core/secrets/scan.ts";

const random = randomFrom("official");
const alone = createEngine({
  detectors: [],
  blocks: [],
  contexts: [],
  watched: officialRules.map(({ keywords }) => keywords),
});

/** What the official rules report by themselves, as rule and value. */
async function official(text: string, path = "a.ts"): Promise<string[]> {
  const { official: reports } = await lint(text, { path }, alone, officialRules);
  return reports.map(({ id, span }) => `${id} ${text.slice(span.start, span.end)}`);
}

suite("the official rules", () => {
  test("all run but the two that are left out, and each reports a rule of ours", () => {
    assert.equal(officialRules.length, rules.length - 2);
    const known = new Set<string>(catalogue.map(({ ruleId }) => ruleId));
    for (const rule of officialRules) {
      for (const message of Object.keys(rule.creator.messages)) {
        assert.ok(known.has(`secrets/${rule.idOf(message)}`), `${rule.creator.meta.id} ${message}`);
      }
    }
  });

  test("our keywords hold none of them back", async function () {
    this.timeout(60_000);
    const eager = officialRules.map((rule) => ({ ...rule, keywords: [""] }));
    const always = { detect: () => ({ candidates: [], met: eager.map(() => true) }) };
    let reports = 0;
    for (const { positive } of secretSamples) {
      for (const { text, path = "" } of positive()) {
        const all = await lint(text, { path }, always, eager);
        assert.deepEqual((await lint(text, { path }, alone, officialRules)).official, all.official);
        reports += all.official.length;
      }
    }
    assert.ok(reports > 40, "the samples wake many official rules");
  });

  test("the AWS secret's range is mended to the value", async () => {
    const secret = random("base64", 40).replace(/[+/]$/, "a");
    assert.deepEqual(await official(`const AWS_SECRET_ACCESS_KEY = "${secret}";`), [
      `aws-secret-access-key ${secret}`,
    ]);
  });

  test("the ranges of npm's rules are mended to the token", async () => {
    const token = random("hex", 40);
    assert.deepEqual(await official(`//r.test/:_authToken=${token}  \r\n`, "x/.npmrc"), [
      `npmrc-auth ${token}`,
    ]);
    const url = `"a": "git+https://${token}:x-oauth-basic@github.com/o/r.git"`;
    assert.deepEqual(
      (await official(url, "package.json")).filter((entry) => entry.startsWith("url-token")),
      [`url-token ${token}`],
    );
  });

  test("of a URL only the password is reported", async () => {
    const password = random("base62", 14);
    assert.deepEqual(await official(`fetch("https://deploy:${password}@git.company.test/x")`), [
      `url-password ${password}`,
    ]);
    assert.deepEqual(await official(`url = postgres://app:${password}@db.internal:5432/app`), [
      `connection-string-password ${password}`,
    ]);
  });

  test("account ids are no finding", async () => {
    assert.deepEqual(await official(`aws_account_id = "${random("digits", 12)}"`), []);
  });

  test("no rule opens a file", async () => {
    assert.deepEqual(await official("{}", "/proc/self/environ.p12"), []);
    assert.deepEqual(await official("{}", "key.json"), []);
  });

  test("offsets hold behind a byte order mark, NUL and lone surrogates", async () => {
    const token = `glpat-${random("base62", 20)}`;
    for (const before of ["\ufeff", "\0\0", "\ud800", "\udc00\r\n", "\ufeff\ufeff"]) {
      const text = `${before} ${token}`;
      assert.deepEqual(await official(text), [`gitlab-token ${token}`]);
      const [finding] = await scan(text, { path: "" });
      assert.equal(text.slice(finding?.span.start, finding?.span.end), token);
    }
  });

  test("placeholders are refused on every rule", async () => {
    const masked = [
      `ghp_${"x".repeat(36)}`,
      "https://user:pass@example.com",
      `glpat-${"X".repeat(20)}`,
      `xoxb-${"x".repeat(12)}-${"x".repeat(24)}`,
    ];
    for (const text of masked) assert.deepEqual(await scan(`value ${text} end`, { path: "" }), []);
  });

  test("the profiler is off: a scan leaves no mark behind", async () => {
    const before = performance.getEntries().length;
    for (let round = 0; round < 50; round++) await scan("const a = 1;", { path: "a.ts" });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(performance.getEntries().length, before);
  });
});
