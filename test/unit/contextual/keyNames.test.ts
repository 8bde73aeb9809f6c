import assert from "node:assert/strict";
import { classifyKey, type SecretKind } from "../../../src/core/secrets/contextual/keyNames.ts";
import { namesService } from "../../../src/core/secrets/contextual/services.ts";

const strong: Readonly<Record<SecretKind, readonly string[]>> = {
  password: [
    "password",
    "dbPassword",
    "DB_PASSWORD",
    "db-password",
    "spring.datasource.password",
    "passwd",
    "userPwd",
    "passphrase",
    "mypassword",
    "password2",
    "POSTGRES_PASSWORD",
    "DB_PASS",
    "smtpPass",
    "passwordValue",
  ],
  token: [
    "token",
    "accessToken",
    "ACCESS_TOKEN",
    "github_token",
    "refresh-token",
    "botToken",
    "jwt",
    "authtoken",
    "token_1",
  ],
  secret: [
    "secret",
    "clientSecret",
    "CLIENT_SECRET",
    "webhook_secret",
    "secretKey",
    "SECRET_KEY_BASE",
    "private_key",
    "credentials",
    "jwtSecret",
  ],
  "api-key": [
    "apiKey",
    "API_KEY",
    "api-key",
    "x-api-key",
    "apikey",
    "access_key",
    "encryptionKey",
    "signing_key",
    "subscription-key",
    "licenseKey",
  ],
};

const nothing = [
  "author",
  "authors",
  "tokenizer",
  "max_tokens",
  "nextToken",
  "pageToken",
  "cancellationToken",
  "keyboard",
  "hotkey",
  "monkey",
  "primary_key",
  "foreignKey",
  "publicKey",
  "cacheKey",
  "sortKey",
  "partition_key",
  "key_down_event",
  "keyCode",
  "secret_name",
  "secretArn",
  "secretKeyRef",
  "UserSecretsId",
  "imagePullSecrets",
  "password_file",
  "passwordHash",
  "password_policy",
  "passwordField",
  "forgot_password",
  "reset_password",
  "token_url",
  "tokenType",
  "token_count",
  "tokenExpiry",
  "access_key_id",
  "client_id",
  "publicKeyToken",
  "compass",
  "bypass",
  "passport",
  "passenger",
  "constructor",
  "__proto__",
  "",
  "x".repeat(200),
];

suite("classifyKey", () => {
  for (const [kind, names] of Object.entries(strong)) {
    for (const name of names) {
      test(`takes ${name} for a ${kind}`, () => {
        assert.deepEqual(classifyKey(name), { kind, strength: "strong" });
      });
    }
  }

  for (const name of nothing) {
    test(`expects nothing of ${name.slice(0, 30) || "an empty name"}`, () => {
      assert.equal(classifyKey(name), undefined);
    });
  }

  test("knows weak names and bare words", () => {
    assert.equal(classifyKey("acmeKey")?.strength, "weak");
    assert.equal(classifyKey("shopPass")?.strength, "strong");
    assert.equal(classifyKey("render_pass")?.strength, "weak");
    assert.equal(classifyKey("token_for_acme")?.strength, "weak");
    assert.equal(classifyKey("key")?.strength, "bare");
    assert.equal(classifyKey("auth")?.strength, "bare");
  });
});

suite("namesService", () => {
  test("knows services written as one word or two", () => {
    assert.equal(namesService(["datadog", "key"]), true);
    assert.equal(namesService(["my", "hugging", "face"]), true);
    assert.equal(namesService(["my", "own", "thing"]), false);
  });
});
