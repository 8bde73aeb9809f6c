import assert from "node:assert/strict";
import { isCode, type Structure, structureOf } from "../../../src/core/secrets/contextual/structure.ts";
import { made, token } from "./support.ts";

const forms: Readonly<Record<Structure, readonly string[]>> = {
  reference: [
    "process.env.DB_PASSWORD",
    "import.meta.env.VITE_KEY",
    "os.environ['KEY']",
    "os.getenv('KEY')",
    "getenv('KEY')",
    'System.getenv("KEY")',
    "ENV.fetch('KEY')",
    "Environment.GetEnvironmentVariable",
    "std::env::var",
    "{{resolve:ssm:/a/b}}",
    "op://vault/item/field",
    "vault:secret/data/db#password",
    "${ssm:/prod/token}",
    "$(aws secretsmanager get-secret-value)",
    "getSecret('name')",
    "await client.get_secret_value",
    "!Ref DbPassword",
    "!GetAtt Secret.Arn",
    "!Sub '${Secret}'",
    "var.db_password",
    "local.token",
    "data.aws_secretsmanager_secret_version.db.secret_string",
    "config.get('apiKey')",
    "settings.SECRET_KEY",
    "@Microsoft.KeyVault(SecretUri=x)",
    "ref+awsssm://a/b",
    "$entry->{token}",
    "$env:TOKEN",
    "aws-secretsmanager:/secret/prod",
  ],
  encrypted: [
    "ENC[AES256_GCM,data:abc,iv:def]",
    "ENC(abcdef)",
    "{cipher}abcdef",
    "$ANSIBLE_VAULT;1.1;AES256",
  ],
  hash: ["{SSHA}abcdef", `$2b$12$${"a1B2".repeat(13)}`, "pbkdf2:sha256:260000$abc"],
  integrity: [`sha512-${"aB3/".repeat(20)}==`, "sha256:0123abcd", "md5-abc", `h1:${"aB3/".repeat(10)}=`],
  "public-key": [
    "ssh-rsa AAAAB3NzaC1yc2E",
    "ssh-ed25519 AAAAC3Nz",
    "-----BEGIN PUBLIC KEY-----",
    "-----BEGIN CERTIFICATE-----",
  ],
  arn: ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:a", "arn:aws-cn:s3:::bucket"],
  url: [
    "https://example.org/path",
    "//cdn.example.org/a.js",
    "www.example.org",
    "mailto:a@b.c",
    "urn:isbn:1",
  ],
  path: [
    "/run/secrets/db_password",
    "./config/key.pem",
    "~/.ssh/id_rsa",
    "C:\\keys\\server.key",
    "certs/server.key",
    "secret.json",
  ],
  email: ["someone@example.org", "first.last+tag@mail.example.org"],
  version: ["1.2.3", "^4.17.21", "v2.0.0-beta.1", "~> 3.0", "BlueOak-1.0.0", "GPL-2.0-or-later"],
  date: ["2026-01-31", "2026-01-31T10:11:12Z", "10:11:12"],
  number: ["42", "-1.5e3", "0xff", "1_000_000", "30s", "100%"],
  color: ["#fff", "#a1b2c3", "#a1b2c3d4"],
  data: ["data:image/png;base64,AAAA", "iVBORw0KGgoAAAA", "R0lGODlhAQAB"],
  type: ["string", "String", "SecretStr", "Optional[str]", "boolean", "null", "None", "true", "required"],
  identifier: [
    "db-credentials",
    "user.password",
    "my-app.token-name",
    "com.example.app.TOKEN",
    "AWS_SECRET_ACCESS_KEY",
    "--password-file",
    "Foo::Bar::token",
  ],
  selector: ["#add-password", ".password-input", ":password-slot"],
  markup: ["<b>bold</b>", "<!-- -->", "&nbsp;"],
  pattern: ["^[a-z]+$", "\\d+", "(?:abc)", "[A-Za-z0-9]+", "[^\\s]+"],
  format: ["%s:%s", "{0}", "{}", "%(name)s suffix", "value %d"],
  text: ["Enter your password", "The token is missing.", "mot de passe oublié", "пароль", "パスワード"],
};

suite("structureOf", () => {
  for (const [structure, samples] of Object.entries(forms)) {
    test(`rules out by form: ${structure}`, () => {
      for (const sample of samples) {
        assert.notEqual(structureOf(sample), undefined, `${structure}: ${sample.slice(0, 30)} passed`);
      }
      assert.equal(structureOf(samples[0]!), structure);
    });
  }

  test("lets generated values of every alphabet pass", () => {
    for (const alphabet of ["hex", "base32", "alnum", "base62"] as const) {
      for (const length of [20, 32, 40, 64]) {
        for (let round = 0; round < 50; round++) {
          const value = made(alphabet, length);
          assert.equal(structureOf(value), undefined, `${alphabet} of ${length} was ruled out`);
        }
      }
    }
  });

  test("lets tokens of several parts pass", () => {
    for (const value of [
      `abc_${token(30)}`,
      `${token(24)}.${token(6)}.${token(30)}`,
      `ab-${made("hex", 40)}`,
    ]) {
      assert.equal(structureOf(value), undefined);
    }
  });

  test("lets chosen passwords pass", () => {
    for (const value of ["Blue!fish27", "h0pk1ns~21s", "super$ecret", "P@55w0rd!", "!Dd5G4s9"]) {
      assert.equal(structureOf(value), undefined, value.slice(0, 2));
    }
  });
});

suite("isCode", () => {
  const code = [
    "request.form['password']",
    "getpass.getpass('Password: ')",
    "input(",
    "new",
    "await",
    "{",
    "[1, 2]",
    "(a)",
    "a=>b",
    "x==y",
    "a&&b",
    "i++",
    "&password",
    "*token",
  ];
  for (const value of code) {
    test(`takes ${JSON.stringify(value)} for code`, () => {
      assert.equal(isCode(value), true);
    });
  }

  test("takes values for values", () => {
    for (const value of [token(32), made("hex", 40), "open_sesame", "!Dd5G4s9", "h0pk1ns~21s"]) {
      assert.equal(isCode(value), false);
    }
  });
});
