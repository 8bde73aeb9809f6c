import assert from "node:assert/strict";
import { readPolicyText } from "../../../src/core/iam/readers/readPolicyText.ts";
import { iamParts } from "../../support/iam.ts";

const json = `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject" }] }`;
const yaml = `Version: 2012-10-17\nStatement:\n- {Effect: Allow, Action: s3:GetObject}\n`;

const cases: readonly [
  path: string,
  languageId: string | undefined,
  text: string,
  syntax: string | undefined,
][] = [
  ["policy.json", undefined, json, "json"],
  ["policy.json.tftpl", undefined, json, "json"],
  ["Untitled-1", "json", json, "json"],
  ["Untitled-1", "jsonc", json, "json"],
  ["Untitled-1", "plaintext", json, "json"],
  ["", undefined, json, "json"],
  ["stack.template", undefined, json, "json"],
  ["policy.yaml", undefined, yaml, "yaml"],
  ["policy.yml.j2", undefined, yaml, "yaml"],
  ["play", "ansible", yaml, "yaml"],
  ["Untitled-1", "plaintext", yaml, "yaml"],
  ["stack.template", undefined, yaml, "yaml"],
  // What is written in another language is not read as data.
  ["notes.md", "plaintext", yaml, undefined],
  ["Untitled-1", "markdown", json, undefined],
  ["Untitled-1", "plaintext", "Some words.\n", undefined],
];

suite("which texts are read as JSON and as YAML", () => {
  for (const [path, languageId, text, syntax] of cases) {
    test(`${path || "no name"} ${languageId ?? ""} ${text[0] === "{" ? "{" : "a:"}`, async () => {
      const context = { path, grammars: iamParts.grammars, ...(languageId && { languageId }) };
      const { policies } = await readPolicyText(text, context);
      assert.equal(policies[0]?.syntax, syntax);
    });
  }
});
