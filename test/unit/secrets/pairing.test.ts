import assert from "node:assert/strict";
import type { Finding } from "../../../src/core/model/finding.ts";
import { accountOfAccessKeyId } from "../../../src/core/secrets/detectors/aws/accessKeyId.ts";
import { randomFrom } from "../../../src/core/secrets/detectors/generate.ts";
import { scan } from "../../../src/core/secrets/scan.ts";

const random = randomFrom("pairing");

function keyPair(): { id: string; secret: string } {
  return { id: `AKIAQ${random("base32", 15)}`, secret: random("base64", 40) };
}

async function findingsOf(text: string): Promise<Finding[]> {
  return scan(text, { path: "config" });
}

suite("AWS access keys", () => {
  test("the id tells the account", () => {
    // Both ids and accounts are published in write-ups of the encoding; the ids are split so that no file holds one.
    assert.equal(accountOfAccessKeyId(["ASIAY34FZ", "KBOKMUTVV7A"].join("")), "609629065308");
    assert.equal(accountOfAccessKeyId(["ASIAQNZGK", "IQY56JQ7WML"].join("")), "029608264753");
    assert.equal(accountOfAccessKeyId(`AKIAI${random("base32", 15)}`), undefined);
    assert.equal(accountOfAccessKeyId(`AKIAQ${"1".repeat(15)}`), undefined);
  });

  test("an id and its secret point at each other and share the account", async () => {
    const { id, secret } = keyPair();
    const text = `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
    const [first, second] = await findingsOf(text);
    assert.equal(first?.ruleId, "secrets/aws-access-key-id");
    assert.equal(second?.ruleId, "secrets/aws-secret-access-key");
    assert.deepEqual(
      first?.related.map(({ span }) => span),
      [second?.span],
    );
    assert.deepEqual(
      second?.related.map(({ span }) => span),
      [first?.span],
    );
    assert.equal(first?.data["paired"], true);
    assert.equal(second?.data["account"], accountOfAccessKeyId(id));
  });

  test("the range of the secret is exact, where the official rule's is not", async () => {
    const { secret } = keyPair();
    const text = `export AWS_SECRET_ACCESS_KEY="${secret}"`;
    const findings = await findingsOf(text);
    assert.deepEqual(
      findings.map(({ span }) => text.slice(span.start, span.end)),
      [secret],
    );
  });

  test("of several profiles each id gets its own secret", async () => {
    const pairs = [keyPair(), keyPair(), keyPair()];
    const text = pairs.map(({ id, secret }) => `[p]\nid=${id}\nsecret_key=${secret}`).join("\n\n");
    const findings = await findingsOf(text);
    assert.equal(findings.length, 6);
    findings.forEach(({ related }, index) => {
      assert.deepEqual(
        related.map(({ span }) => span),
        [findings[index ^ 1]!.span],
      );
    });
  });

  test("a secret before its id is paired too, and one far away is not", async () => {
    const { id, secret } = keyPair();
    const near = await findingsOf(`secret_key: ${secret}\naccess_key: ${id}\n`);
    assert.deepEqual(
      near.map(({ related }) => related.length),
      [1, 1],
    );
    const far = await findingsOf(
      `key: ${id}\n${"filler line\n".repeat(600)}aws_secret_access_key: ${secret}\n`,
    );
    assert.deepEqual(
      far.map(({ related }) => related.length),
      [0, 0],
    );
  });

  test("account ids alone are no finding", async () => {
    assert.deepEqual(await findingsOf(`aws_account_id = ${random("digits", 12)}`), []);
  });
});
