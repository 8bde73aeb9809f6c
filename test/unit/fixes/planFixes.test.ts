import assert from "node:assert/strict";
import { inspect } from "node:util";
import { overlaps } from "../../../src/core/model/span.ts";
import { planFixes } from "../../../src/core/fixes/planFixes.ts";
import { isConnectionString } from "../../../src/core/fixes/literal.ts";
import { parseSyntax } from "../../../src/core/fixes/syntaxTree.ts";
import { grammars } from "./support/grammars.ts";
import { findingAt, fix, fixSample, unmark } from "./support/marked.ts";
import { everySample } from "./support/samples.ts";

const project = { name: "app" };
const target = { to: "secrets-manager" } as const;

suite("fixes: plans", function () {
  this.timeout(60_000);
  test("one value has one secret with all its places", async () => {
    const { plan } = await fix(
      "a.ts",
      'export const a = "«value-one»", b = ["«value-one»", "x «value-one»"];\n',
    );
    assert.equal(plan.secrets.length, 1);
    assert.equal(plan.secrets[0]?.spans.length, 3);
  });

  test("findings within one connection string are one secret", async () => {
    const text = 'export const url = "postgres://user-one:value-one@h/db";\n';
    const at = (part: string): ReturnType<typeof findingAt> => {
      const start = text.indexOf(part);
      return findingAt(start, start + part.length);
    };
    const findings = [at("postgres://user-one:value-one@h/db"), at("value-one")];
    const plan = await planFixes({ text, path: "a.ts", findings, target, project }, grammars);
    assert.deepEqual(plan.skipped, []);
    assert.deepEqual(
      plan.secrets.map((secret) => secret.spans.length),
      [2],
    );
  });

  test("findings that overlap in part are not both rewritten", async () => {
    const text = "export const a = `x ${b} value-one-two y`;\nconst b = 1;\n";
    const start = text.indexOf("value");
    const findings = [findingAt(start, start + 9), findingAt(start + 6, start + 13)];
    const plan = await planFixes({ text, path: "a.ts", findings, target, project }, grammars);
    assert.equal(plan.secrets.length, 1);
    assert.deepEqual(
      plan.skipped.map((one) => one.reason),
      ["it overlaps another secret of this text"],
    );
  });

  test("different values never share a name, nor one that is taken", async () => {
    const marked = 'export const a = { token: "«value-one»" }, b = { token: "«value-two»" };\n';
    const { plan } = await fix("a.ts", marked, { takenNames: ["app/a/token"] });
    assert.deepEqual(
      plan.secrets.map((secret) => secret.name),
      ["app/a/token_2", "app/a/token_3"],
    );
  });

  test("a name that was asked for is used, by target and by span", async () => {
    const marked = 'export const a = "«value-one»", b = "«value-two»";\n';
    const asked = await fix("a.ts", marked, { target: { to: "secrets-manager", name: "my/name" } });
    assert.deepEqual(
      asked.plan.secrets.map((secret) => secret.name),
      ["my/name", "my/name_2"],
    );
    const { findings } = unmark(marked);
    const second = findings[1]?.span ?? { start: 0, end: 0 };
    const chosen = await fix("a.ts", marked, { names: [{ span: second, name: "second/name" }] });
    assert.deepEqual(
      chosen.plan.secrets.map((secret) => secret.name),
      ["app/a/a", "second/name"],
    );
  });

  test("one existing secret does not stand for two values", async () => {
    const existing = { to: "existing", kind: "secrets-manager", name: "prod/x" } as const;
    const marked = 'export const a = "«value-one»", b = "«value-two»", c = "«value-one»";\n';
    const { plan } = await fix("a.ts", marked, { target: existing });
    assert.equal(plan.skipped.length, 1);
    assert.match(plan.skipped[0]?.reason ?? "", /cannot stand for two/);
    assert.deepEqual(plan.secrets, []);
  });

  test("values that a store does not take are skipped", async () => {
    const to = { to: "parameter-store" } as const;
    const long = await fix("a.ts", `export const a = "«${"v".repeat(4097)}»";\n`, { target: to });
    assert.match(long.plan.skipped[0]?.reason ?? "", /4 KB/);
    const braces = await fix("a.ts", 'export const a = "«v{{x}}»";\n', { target: to });
    assert.match(braces.plan.skipped[0]?.reason ?? "", /\{\{ \}\}/);
    const huge = await fix("a.ts", `export const a = "«${"é".repeat(33_000)}»";\n`);
    assert.match(huge.plan.skipped[0]?.reason ?? "", /64 KB/);
  });

  test("findings that are not of the text are skipped", async () => {
    const text = "export const a = 1;\n";
    const findings = [findingAt(5, 500), findingAt(-1, 3), findingAt(4, 4)];
    const plan = await planFixes({ text, path: "a.ts", findings, target, project }, grammars);
    assert.deepEqual(plan.edits, []);
    assert.equal(plan.skipped.length, 3);
  });

  test("files without a form are skipped with the reason", async () => {
    for (const [path, languageId] of [
      ["a.unknown", undefined],
      ["", undefined],
      ["x", "cobol"],
    ] as const) {
      const { plan } = await fix(path, "k = «value-one»\n", languageId === undefined ? {} : { languageId });
      assert.deepEqual(plan.edits, []);
      assert.equal(plan.skipped.length, 1, path);
    }
  });

  test("the language id wins over the path, as in a notebook's cell", async () => {
    const { after } = await fix("a.ipynb", "key = '«value-one»'\n", { languageId: "python" });
    assert.match(after, /^import boto3\n/);
  });

  test("the name wins over a language id that only says plain text", async () => {
    const more = { languageId: "plaintext", target: { to: "env" } } as const;
    const { after } = await fix("Orders.kt", 'val apiToken = "«value-one»"\n', more);
    assert.match(after, /System\.getenv\("API_TOKEN"\)/);
    const { after: terraform } = await fix("main.tf", 'locals {\n  api_token = "«value-one»"\n}\n', more);
    assert.match(terraform, /var\.api_token/);
    const { after: notes } = await fix("NOTES", "api token: «value-one»\n", more);
    assert.match(notes, /<env: TOKEN>/);
  });

  test("text that does not parse as a whole is fixed where it can be", async () => {
    const { after, plan } = await fix("a.ts", 'const = ;\nexport const a = "«value-one»";\n');
    assert.match(after, /SecretString!;\n$/);
    assert.deepEqual(plan.skipped, []);
  });

  test("texts that are too large are skipped", async () => {
    const { plan } = await fix("a.ts", `export const a = "«value-one»";\n${" ".repeat(2_000_001)}`);
    assert.match(plan.skipped[0]?.reason ?? "", /too large/);
  });

  test("a file of ten thousand secrets is one plan", async () => {
    const list = Array.from({ length: 10_000 }, (_, index) => `  "«value-${index}»",\n`).join("");
    const { plan } = await fix("a.ts", `export const list = [\n${list}];\n`);
    assert.equal(plan.secrets.length, 10_000);
    assert.equal(new Set(plan.secrets.map((secret) => secret.name)).size, 10_000);
    assert.deepEqual(plan.skipped, []);
  });

  test("edits of every sample are apart, ordered and inside the text", async () => {
    for (const sample of everySample) {
      const { plan, text } = await fixSample(sample);
      plan.edits.forEach((edit, index) => {
        assert.ok(edit.span.start >= 0 && edit.span.end <= text.length, sample.title);
        const next = plan.edits[index + 1];
        if (next)
          assert.ok(!overlaps(edit.span, next.span) && edit.span.end <= next.span.start, sample.title);
      });
    }
  });

  test("a plan prints without its values", async () => {
    const { plan } = await fix("a.ts", 'export const a = "«value-one»";\n');
    for (const printed of [
      JSON.stringify(plan.secrets),
      inspect(plan.secrets, { depth: 9 }),
      plan.secrets.map(String).join(),
    ]) {
      assert.ok(!printed.includes("value-one"));
    }
  });

  test("a missing library is named when the manifest is known", async () => {
    const marked = 'export const a = "«value-one»";\n';
    const without = await fix("a.ts", marked, { project: { dependencies: ["x"] } });
    assert.ok(
      without.plan.notes.some((note) => note.message.includes("npm install @aws-sdk/client-secrets-manager")),
    );
    const having = await fix("a.ts", marked, {
      project: { dependencies: ["@aws-sdk/client-secrets-manager"] },
    });
    assert.ok(!having.plan.notes.some((note) => note.code === "dependency"));
    const python = await fix("a.py", "a = '«value-one»'\n", { project: { dependencies: [] } });
    assert.ok(python.plan.notes.some((note) => note.message.includes("pip install boto3")));
  });

  test("a failing source of grammars rejects, and the next try works", async () => {
    const failing = { read: () => Promise.reject(new Error("no file")) };
    await assert.rejects(parseSyntax("a", "tree-sitter-python.wasm", failing), /no file/);
    assert.ok(await parseSyntax("a", "tree-sitter-python.wasm", grammars));
  });

  test("no name comes from a finding that is left alone", async () => {
    const { after, plan } = await fix("a.ts", 'export const o = { "«name-of-one»": () => "«value-two»" };\n');
    assert.equal(plan.skipped.length, 1);
    assert.deepEqual(
      plan.secrets.map(({ name }) => name),
      ["app/a/github-token"],
    );
    assert.equal(after.split("name-of-one").length, 2);
    assert.doesNotMatch(after, /nameOfOne/);
  });

  test("connection strings are told from other texts", () => {
    const yes = [
      "postgres://u:p@h/db",
      "mongodb+srv://u:p%40@h/?x=1",
      "redis://:p@h:6379",
      "amqps://u:p@h",
      "jdbc:postgresql://h/db?user=u&password=p",
      "Server=h;Database=d;User Id=u;Password=p;",
      "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=k==;EndpointSuffix=s",
    ];
    const no = [
      "https://h/x?key=p",
      "Bearer p",
      "a=b",
      "password=p",
      "u:p@h",
      "see postgres://u:p@h now",
      "a;b=c;password=d",
    ];
    for (const text of yes) assert.ok(isConnectionString(text), text);
    for (const text of no) assert.ok(!isConnectionString(text), text);
  });
});
