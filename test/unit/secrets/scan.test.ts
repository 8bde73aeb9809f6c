import assert from "node:assert/strict";
import { randomFrom } from "../../../src/core/secrets/detectors/generate.ts";
import { scan } from "../../../src/core/secrets/scan.ts";

const random = randomFrom("scan");
const token = `glpat-${random("base62", 20)}`;

suite("scan", () => {
  test("a finding names type and why, and where its page is", async () => {
    const [finding] = await scan(`const t = "${token}";`, { path: "src/a.ts", languageId: "typescript" });
    assert.equal(finding?.ruleId, "secrets/gitlab-token");
    assert.equal(finding?.severity, "error");
    assert.match(
      finding?.message ?? "",
      /^GitLab personal access token in plain text.*Move it to a secret store\.$/,
    );
    assert.equal(finding?.docs, "docs/rules/secrets/gitlab-token.md");
  });

  test("settings change the severity of a rule, or turn it off", async () => {
    const severities = { "secrets/gitlab-token": "hint" } as const;
    const [quiet] = await scan(token, { path: "", severities });
    assert.equal(quiet?.severity, "hint");
    assert.equal(quiet?.confidence, "high");
    assert.deepEqual(await scan(token, { path: "", severities: { "secrets/gitlab-token": "off" } }), []);
  });

  test("a filler run and a wrong checksum lower confidence, never below warning", async () => {
    const filler = `ghp_${"1234567890".repeat(3)}abcdef`;
    const wrong = `ghp_${random("base62", 36)}`;
    for (const text of [filler, wrong]) {
      const [finding] = await scan(text, { path: "" });
      assert.equal(finding?.severity, "warning");
      assert.equal(finding?.ruleId, "secrets/github-token");
    }
  });

  test("a provider's token under a telling name is one finding, the provider's", async () => {
    const findings = await scan(`password = "${token}"\nAuthorization: Bearer ${token}\n`, { path: "" });
    assert.deepEqual(
      findings.map(({ ruleId }) => ruleId),
      ["secrets/gitlab-token", "secrets/gitlab-token"],
    );
  });

  test("a wrapped key is found inside base64", async () => {
    const body = Array.from({ length: 8 }, () => random("base62", 64)).join("\n");
    const pem = `-----BEGIN RSA PRIVATE KEY-----\nMIIE${body}\n-----END RSA PRIVATE KEY-----\n`;
    const wrapped = Buffer.from(pem).toString("base64");
    const findings = await scan(`PRIVATE_KEY_B64=${wrapped}\n`, { path: ".env" });
    assert.ok(findings.some(({ severity }) => severity === "error" || severity === "warning"));
  });

  test("same text, same findings", async () => {
    const text = `${token} `.repeat(50);
    assert.deepEqual(await scan(text, { path: "" }), await scan(text, { path: "" }));
  });

  test("an empty text has no findings", async () => {
    assert.deepEqual(await scan("", { path: "" }), []);
  });

  test("rejects with the signal's reason when it is aborted before", async () => {
    const reason = new Error("closed");
    await assert.rejects(scan(token, { path: "", signal: AbortSignal.abort(reason) }), reason);
  });
});
