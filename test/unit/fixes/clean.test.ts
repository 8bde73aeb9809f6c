import assert from "node:assert/strict";
import type { FixTarget } from "../../../src/core/fixes/plan.ts";
import { planFixes } from "../../../src/core/fixes/planFixes.ts";
import { applyEdits } from "../../../src/core/model/edit.ts";
import { randomFrom } from "../../../src/core/secrets/detectors/generate.ts";
import { secretSamples } from "../../../src/core/secrets/detectors/pages.ts";
import { scan } from "../../../src/core/secrets/scan.ts";
import { configurations } from "./support/configurations.ts";
import { grammars } from "./support/grammars.ts";

/** One token of every provider's rule that fits into one line of any language, and some that only their name gives away. */
const tokens: readonly string[] = [
  ...secretSamples.flatMap((rule) => {
    const plain = rule
      .positive()
      .find(({ text, value }) => text === value && /^[\w.+/=:~%@|-]+$/.test(value));
    return plain ? [plain.value] : [];
  }),
  `${randomFrom("fixes/first")("base62", 24)}!x`,
  randomFrom("fixes/second")("base62", 32),
];
const dsn = `postgres://app:${randomFrom("fixes/third")("base62", 18)}@db.internal:5432/app`;
const password = randomFrom("fixes/fourth")("base62", 20);
const pem = (eol: string): string => {
  const kind = `${["PRIVATE", "KEY"].join(" ")}-----`;
  const body = Array.from({ length: 12 }, (_, line) => randomFrom(`fixes/pem${line}`)("base64", 64));
  return [`-----BEGIN ${kind}`, ...body, `-----END ${kind}`].join(eol);
};

/** A word for a number, so that names hold no digits. */
const word = (index: number): string => String.fromCharCode(97 + Math.floor(index / 26), 97 + (index % 26));
const each = (write: (token: string, name: string) => string): string =>
  tokens.map((token, index) => write(token, word(index))).join("");

/** Files full of secrets: each kind of file, one secret a line and some in longer texts. */
const files: Readonly<Record<string, string>> = {
  ...configurations({ each, password, dsn, pem }),
  "a.ts":
    each((token, name) => `export const apiToken_${name} = "${token}";\n`) +
    `export const pem = \`${pem("\n")}\n\`;\nexport const auth = { password: '${password}', url: "${dsn}" };\n`,
  "a.py":
    each((token, name) => `api_token_${name} = "${token}"\n`) +
    `PEM = """${pem("\n")}\n"""\nauth = {"password": "${password}", "url": "${dsn}"}\n`,
  "A.java":
    `class A {\n${each((token, name) => `    String apiToken_${name} = "${token}";\n`)}` +
    `    String pem = """\n        ${pem("\n        ")}\n        """;\n` +
    `    String auth(Map<String, String> map) {\n        map.put("password", "${password}");\n        return "Bearer ${password}" + open("${dsn}");\n    }\n}\n`,
  "a.php":
    `<?php\n\n${each((token, name) => `$apiToken_${name} = '${token}';\n`)}` +
    `$pem = '${pem("\n")}';\n$auth = ['password' => '${password}', 'url' => "${dsn}"];\n`,
  "a.rb":
    each((token, name) => `api_token_${name} = '${token}'\n`) +
    `PEM = <<~EOS\n  ${pem("\n  ")}\nEOS\nauth = { password: '${password}', url: "${dsn}" }\n`,
  "a.rs":
    `async fn run() {\n${each((token, name) => `    let api_token_${name} = "${token}";\n`)}` +
    `    let pem = "${pem("\n")}\n";\n    login("${dsn}", Auth { password: "${password}".to_string() });\n}\n`,
  "a.go":
    `package a\n\n${each((token, name) => `const apiToken_${name} = "${token}"\n`)}` +
    `var pem = \`${pem("\n")}\n\`\n\nvar auth = map[string]string{"password": "${password}", "url": "${dsn}"}\n`,
  "A.cs":
    `class A\n{\n${each((token, name) => `    string apiToken_${name} = "${token}";\n`)}` +
    `    string pem = @"${pem("\n")}\n";\n` +
    `    string Auth(Dictionary<string, string> map)\n    {\n        map["password"] = "${password}";\n        return "Bearer ${password}" + Open("${dsn}");\n    }\n}\n`,
  "A.kt":
    `class A {\n${each((token, name) => `    val apiToken_${name} = "${token}"\n`)}` +
    `    val pem = """\n        ${pem("\n        ")}\n    """.trimIndent()\n\n` +
    `    fun auth(map: MutableMap<String, String>): String {\n        map["password"] = "${password}"\n        return "Bearer ${password}" + open("${dsn}")\n    }\n}\n`,
  "a.sh":
    each((token, name) => `export API_TOKEN_${name.toUpperCase()}='${token}'\n`) +
    `PEM="${pem("\n")}"\nDB_PASSWORD=${password}\npsql "${dsn}"\n`,
  ".env":
    each((token, name) => `API_TOKEN_${name.toUpperCase()}=${token}\n`) +
    `PEM="${pem("\n")}"\nDB_PASSWORD=${password}\nDATABASE_URL=${dsn}\n`,
  "a.json": `${JSON.stringify(
    {
      ...Object.fromEntries(tokens.map((token, index) => [`apiToken_${word(index)}`, token])),
      pem: pem("\n"),
      db: { password, url: dsn },
    },
    null,
    2,
  )}\n`,
  ".kiro/settings/mcp.json": `${JSON.stringify(
    {
      mcpServers: {
        a: {
          env: Object.fromEntries(
            tokens.map((token, index) => [`API_TOKEN_${word(index).toUpperCase()}`, token]),
          ),
        },
      },
    },
    null,
    2,
  )}\n`,
  "a.md": `# Notes\n\n${each((token, name) => `- api token ${name}: ${token}\n`)}\n\`\`\`\npassword: "${password}"\n${pem("\n")}\n\`\`\`\n`,
  "template.yaml":
    "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Environment:\n        Variables:\n" +
    each((token, name) => `          API_TOKEN_${name.toUpperCase()}: '${token}'\n`) +
    `          PEM: |\n            ${pem("\n            ")}\n          DB_PASSWORD: ${password}\n          URL: ${dsn}\n`,
  "main.tf":
    `locals {\n${each((token, name) => `  api_token_${name} = "${token}"\n`)}` +
    `  pem = <<EOT\n${pem("\n")}\nEOT\n  password = "${password}"\n  url = "${dsn}"\n}\n`,
};

const targets: readonly FixTarget[] = [{ to: "secrets-manager" }, { to: "parameter-store" }, { to: "env" }];

/** Parameter Store has no form for most places of a template, and a Secret of Kubernetes none for the environment. */
const without: Readonly<Record<string, readonly string[]>> = {
  "template.yaml": ["parameter-store"],
  "lib/stack.ts": ["parameter-store"],
  "stacks/app.py": ["parameter-store"],
  "k8s/secret.yaml": ["env"],
};

suite("fixed texts scan clean", function () {
  this.timeout(60_000);
  for (const [path, text] of Object.entries(files)) {
    for (const target of targets) {
      if (without[path]?.includes(target.to)) continue;
      test(`${path}, ${target.to}`, async () => {
        const findings = await scan(text, { path });
        assert.ok(findings.length >= tokens.length / 2, `only ${findings.length} of ${tokens.length} found`);
        const plan = await planFixes({ text, path, findings, target, project: { name: "app" } }, grammars);
        assert.deepEqual(
          plan.skipped.map((one) => `${one.ruleId}: ${one.reason}`),
          [],
        );
        const after = applyEdits(text, plan.edits);
        const left = await scan(after, { path });
        assert.deepEqual(
          left.map((one) => `${one.ruleId} in line ${after.slice(0, one.span.start).split("\n").length}`),
          [],
        );
        for (const { span } of findings) {
          assert.ok(!after.includes(text.slice(span.start, span.end)), "a value is still in the text");
        }
      });
    }
  }
});
