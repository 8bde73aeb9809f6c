import assert from "node:assert/strict";
import { scan } from "../../../src/core/secrets/scan.ts";
import { githubToken } from "../cli/tokens.ts";

suite("references that stand for a secret", () => {
  const long = "a-project-with-a-long-name/and-a-file-with-one/that-goes-on-for-a-while/github-token_2";

  for (const text of [
    `Set the token \`<secret: ${long}>\` and **<secret: ${long}>**.\n`,
    `| token | \`<secret: ${long}>\` |\n`,
    `token: <secret:${long}>\n`,
    `password: [secret: ${long}]\n`,
    `requests.get(f"https://x.io?token={client.get_secret_value(SecretId='app/a')['SecretString']}&a={c}")\n`,
  ]) {
    test(`finds nothing in ${text.slice(0, 30).trim()}`, async () => {
      assert.deepEqual(await scan(text, { path: "a.md" }), []);
    });
  }

  test("finds a token that was put into a placeholder", async () => {
    const [finding] = await scan(`<secret: ${githubToken()}>\n`, { path: "a.md" });
    assert.equal(finding?.ruleId, "secrets/github-token");
  });
});
