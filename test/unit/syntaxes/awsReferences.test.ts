import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type * as Oniguruma from "vscode-oniguruma";
import type * as Textmate from "vscode-textmate";
import { hostGrammars } from "./hostGrammars.ts";

const require = createRequire(import.meta.url);
const textmate = require("vscode-textmate") as typeof Textmate;
const oniguruma = require("vscode-oniguruma") as typeof Oniguruma;
const root = new URL("../../../", import.meta.url);
const grammarPath = "syntaxes/aws-references.tmLanguage.json";
const injected = "aws-references.picket.injection";

let registry: Textmate.Registry;

suiteSetup(async () => {
  const wasm = await readFile(require.resolve("vscode-oniguruma/release/onig.wasm"));
  const own = await readFile(new URL(grammarPath, root), "utf8");
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => {
      const text = scope === injected ? own : JSON.stringify(hostGrammars[scope]);
      return textmate.parseRawGrammar(text, `${scope}.json`);
    },
    getInjections: () => [injected],
  });
});

/** The marked parts of a text as `last scope name without ".picket": text`. */
async function marks(scope: string, text: string): Promise<string[]> {
  const grammar = (await registry.loadGrammar(scope)) as Textmate.IGrammar;
  const found: string[] = [];
  let state = textmate.INITIAL;
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    for (const { scopes, startIndex, endIndex } of tokens) {
      const last = scopes.at(-1) ?? "";
      if (last.endsWith(".picket") && !last.startsWith("punctuation") && !last.startsWith("meta.")) {
        found.push(`${last.replace(/\.picket$/, "")}: ${line.slice(startIndex, endIndex)}`);
      }
    }
  }
  return found;
}

const reference = "variable.other.reference.aws";
const service = "support.type.service.iam";
const action = "support.function.action.iam";
const wildcard = "keyword.control.wildcard.iam";

suite("injection grammar for AWS references", () => {
  test("a Secrets Manager reference with every field, in each quoted form", async () => {
    const text = "{{resolve:secretsmanager:app/db:SecretString:password:AWSCURRENT}}";
    const expected = [
      "keyword.control.resolve.aws: resolve",
      "support.type.service.aws: secretsmanager",
      `${reference}: app/db`,
      "support.constant.field.aws: SecretString",
      `${reference}: password`,
      `${reference}: AWSCURRENT`,
    ];
    assert.deepEqual(await marks("source.json", `{"a": "${text}"}`), expected);
    assert.deepEqual(await marks("source.yaml", `a: '${text}'`), expected);
    assert.deepEqual(await marks("source.yaml", `a: "${text}"`), expected);
    assert.deepEqual(await marks("source.ts", "const a = `" + text + "`;"), expected);
    assert.deepEqual(await marks("source.python", `a = '${text}'`), expected);
  });

  test("a reference inside a longer string, and two in one", async () => {
    const text = `{"url": "postgres://{{resolve:ssm:/app/user:1}}:{{resolve:ssm-secure:/app/pw}}@db"}`;
    assert.deepEqual(await marks("source.json", text), [
      "keyword.control.resolve.aws: resolve",
      "support.type.service.aws: ssm",
      `${reference}: /app/user`,
      `${reference}: 1`,
      "keyword.control.resolve.aws: resolve",
      "support.type.service.aws: ssm-secure",
      `${reference}: /app/pw`,
    ]);
  });

  test("a secret named by its ARN is one part", async () => {
    const arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:app/db-AbCdEf";
    const found = await marks("source.json", `["{{resolve:secretsmanager:${arn}:SecretString:password}}"]`);
    assert.ok(found.includes(`${reference}: ${arn}`));
  });

  test("an unfinished reference ends with its string", async () => {
    const found = await marks("source.json", `["{{resolve:ssm:/a", "s3:GetObject"]`);
    assert.deepEqual(found.slice(-2), [`${service}: s3`, `${action}: GetObject`]);
  });

  test("no reference of another service and none outside a string", async () => {
    assert.deepEqual(await marks("source.json", `["{{resolve:other:x}}"]`), []);
    assert.deepEqual(await marks("source.ts", "a = b.resolve(ssm);"), []);
    assert.deepEqual(await marks("source.json", `// {{resolve:ssm:/a}} "s3:GetObject"`), []);
  });

  test("actions in every language", async () => {
    const expected = [`${service}: s3`, `${action}: GetObject`];
    assert.deepEqual(await marks("source.json", `{"Action": ["s3:GetObject"]}`), expected);
    assert.deepEqual(await marks("source.yaml", "Action: s3:GetObject"), expected);
    assert.deepEqual(await marks("source.yaml", "- s3:GetObject # read"), expected);
    assert.deepEqual(await marks("source.hcl.terraform", `actions = ["s3:GetObject"]`), expected);
    assert.deepEqual(
      await marks("source.hcl.terraform", `x = <<EOF\n"Action": "s3:GetObject"\nEOF`),
      expected,
    );
    assert.deepEqual(await marks("source.ts", "actions: ['s3:GetObject']"), expected);
    assert.deepEqual(await marks("source.python", `actions=["s3:GetObject"]`), expected);
  });

  test("wildcards in actions, ARNs and alone", async () => {
    assert.deepEqual(await marks("source.json", `["s3:Get*"]`), [
      `${service}: s3`,
      `${action}: Get`,
      `${wildcard}: *`,
    ]);
    assert.deepEqual(await marks("source.json", `["ec2:*"]`), [`${service}: ec2`, `${wildcard}: *`]);
    assert.deepEqual(await marks("source.json", `{"Resource": "*"}`), [`${wildcard}: *`]);
    assert.deepEqual(await marks("source.json", `["arn:aws:s3:::app-bucket/*"]`), [`${wildcard}: *`]);
    assert.deepEqual(await marks("source.json", `["arn:aws:s3:::app-bucket"]`), []);
  });

  test("other strings with colons or stars stay as they are", async () => {
    for (const text of [
      "https://a.example/x",
      "10:30",
      "a: b",
      "node:fs",
      "say note:This now",
      "5 * 3",
      "**",
    ]) {
      assert.deepEqual(await marks("source.json", JSON.stringify(text)), [], text);
      assert.deepEqual(await marks("source.yaml", `Key: "${text}"`), [], text);
    }
  });
});
