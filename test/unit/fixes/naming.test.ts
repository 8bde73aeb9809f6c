import assert from "node:assert/strict";
import {
  nameBefore,
  nameCounter,
  secretGuard,
  secretName,
  variableName,
} from "../../../src/core/fixes/naming.ts";
import type { NameParts } from "../../../src/core/fixes/naming.ts";

const template = "{project}/{file}/{key}";
const parts = (more: Partial<NameParts>): NameParts => ({
  project: "app",
  path: "src/config.ts",
  key: "apiKey",
  ruleId: "secrets/github-token",
  guard: () => false,
  ...more,
});
const manager = (more: Partial<NameParts>, form = template): string =>
  secretName(form, "secrets-manager", parts(more));
const parameter = (more: Partial<NameParts>, form = template): string =>
  secretName(form, "parameter-store", parts(more));

suite("fixes: names of secrets", () => {
  test("fills the template", () => {
    assert.equal(manager({}), "app/config/apiKey");
    assert.equal(parameter({}), "/app/config/apiKey");
    assert.equal(manager({ key: undefined }), "app/config/github-token");
    assert.equal(manager({}, "{folder}-{type}-{key}"), "src-github-token_apiKey");
    assert.equal(manager({}, "prod/{unknown}/{key}"), "prod/apiKey");
    assert.equal(manager({}, "{constructor}/{__proto__}/{toString}/{key}"), "apiKey");
    assert.equal(manager({ path: "" }), "app/untitled/apiKey");
    assert.equal(manager({ path: "a/.env.local" }), "app/env.local/apiKey");
    assert.equal(manager({ path: "Dockerfile" }), "app/Dockerfile/apiKey");
  });

  test("keeps to what the stores allow", () => {
    assert.equal(manager({ project: "my app (é)", key: "a b:c" }), "my-app/config/a-b-c");
    assert.equal(parameter({ project: "a+b@c", key: "x=y" }), "/a-b-c/config/x-y");
    assert.equal(parameter({ project: "aws-tools" }), "/app/aws-tools/config/apiKey");
    assert.equal(parameter({ project: "SSM" }), "/app/SSM/config/apiKey");
    assert.equal(manager({ project: "a/b\\c" }), "a-b-c/config/apiKey");
    assert.equal(
      parameter({}, Array.from({ length: 20 }, (_, level) => `l${level}`).join("/")).split("/").length,
      16,
    );
    assert.ok(manager({ key: "k".repeat(2000) }).length <= 512);
    assert.ok(parameter({ key: "k".repeat(2000) }).length <= 1011);
    assert.equal(manager({}, "//{key}//"), "apiKey");
    assert.equal(manager({ key: "!!!" }, "{key}"), "github-token");
  });

  test("never ends like the suffix that Secrets Manager adds", () => {
    assert.equal(manager({ key: "api-tokens" }), "app/config/api_tokens");
    assert.equal(manager({ key: "db-key" }), "app/config/db-key");
  });

  test("never holds a value of the text", () => {
    const value = ["s3cr3t", "V4lu3"].join("-");
    const guard = secretGuard([value]);
    for (const name of [
      manager({ key: `x_${value}`, guard }),
      manager({ project: value.toUpperCase(), guard }),
      manager({ path: `a/${value}.ts`, guard }),
      manager({ key: value.slice(0, 10), guard }),
    ]) {
      assert.ok(!name.toLowerCase().includes(value.slice(0, 10).toLowerCase()), name);
    }
    assert.equal(variableName(value, "secrets/jwt", guard), "JWT");
  });

  test("makes names of variables", () => {
    assert.equal(variableName("dbPassword", "secrets/x"), "DB_PASSWORD");
    assert.equal(variableName("X-Api-Key", "secrets/x"), "X_API_KEY");
    assert.equal(variableName("AWSSecretKey2", "secrets/x"), "AWS_SECRET_KEY2");
    assert.equal(variableName("path", "secrets/x"), "SECRET_PATH");
    assert.equal(variableName("2fa", "secrets/x"), "SECRET_2FA");
    assert.equal(variableName("…", "secrets/stripe-key"), "STRIPE_KEY");
    assert.equal(variableName(undefined, "secrets/stripe-key"), "STRIPE_KEY");
  });

  test("counts up when a name is taken", () => {
    const unique = nameCounter(["a", "a_2"]);
    assert.deepEqual(
      [unique("a"), unique("b"), unique("b"), unique("a"), unique("b_2")],
      ["a_3", "b", "b_2", "a_4", "b_2_2"],
    );
  });

  test("reads the name before a value", () => {
    for (const [text, name] of [
      ["API_KEY=", "API_KEY"],
      ['"apiKey": "', "apiKey"],
      ["Authorization: Bearer ", "Authorization"],
      ["'key' => '", "key"],
      ["**Token:** `", "Token"],
      ["just words ", undefined],
      ["a=1\n", undefined],
    ] as const) {
      assert.equal(nameBefore(text, text.length), name, text);
    }
  });
});
