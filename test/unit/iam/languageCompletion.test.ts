import assert from "node:assert/strict";
import type { Completion, TypingFacts } from "../../../src/core/iam/language/typing/completion.ts";
import { completionsAt } from "../../../src/core/iam/language/typing/completionsAt.ts";
import { iamParts } from "../../support/iam.ts";

interface Asked {
  /** The text that an entry replaces. */
  readonly replaced: string;
  readonly items: readonly Completion[];
  readonly labels: readonly string[];
}

/** Asks for completions at the `|` of a text; undefined when nothing is offered. */
function ask(path: string, marked: string, facts: TypingFacts = {}): Asked | undefined {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const request = { text, offset, path, languageId: "", catalogue: iamParts.catalogue, facts };
  const list = completionsAt(request);
  if (!list) return undefined;
  const items = [...list.items].sort((a, b) => (a.sortText < b.sortText ? -1 : 1));
  return {
    replaced: text.slice(list.span.start, list.span.end),
    items,
    labels: items.map(({ label }) => label),
  };
}

function labels(path: string, marked: string): readonly string[] {
  return ask(path, marked)?.labels ?? [];
}

const statement = (body: string): string => `{"Version":"2012-10-17","Statement":[{${body}}]}`;

suite("completion of actions", () => {
  test("offers services until there is a colon, then the service's actions with their access level", () => {
    const services = ask("p.json", statement('"Effect":"Allow","Action":["|"]'));
    const s3 = services?.items.find(({ label }) => label === "s3");
    assert.deepEqual([s3?.detail, s3?.insertText, s3?.again], ["Amazon S3", "s3:", true]);
    const actions = ask("p.json", statement('"Effect":"Allow","Action":["s3:Get|"]'));
    assert.equal(actions?.replaced, "s3:Get");
    const get = actions?.items.find(({ label }) => label === "s3:GetObject");
    assert.deepEqual([get?.detail, get?.filterText], ["Read", "s3:GetObject"]);
  });

  test("replaces the whole token, and leaves out what the list has already", () => {
    const asked = ask("p.json", statement('"Effect":"Allow","Action":["s3:GetObject","s3:Get|Tagging"]'));
    assert.equal(asked?.replaced, "s3:GetTagging");
    assert.ok(!asked?.labels.includes("s3:GetObject"));
  });

  test("offers patterns last", () => {
    const found = labels("p.json", statement('"Action":["sqs:|"]'));
    assert.ok(found.indexOf("sqs:*") > found.indexOf("sqs:SendMessage"));
  });

  for (const [name, path, text] of [
    ["JSON that is not closed", "p.json", '{"Statement":[{"Effect":"Allow","Action": "sqs:|\n'],
    [
      "a block list of YAML",
      "t.yaml",
      "Statement:\n  - Effect: Allow\n    Action:\n      - sqs:|\n    Resource: '*'\n",
    ],
    ["a list as far left as its key", "t.yaml", "Statement:\n- Effect: Allow\n  Action:\n  - sqs:|\n"],
    ["a plain value of YAML", "t.yaml", "Statement:\n  - Effect: Allow\n    Action: sqs:|\n"],
    ["a flow list of YAML", "t.yaml", "Statement:\n  - Effect: Allow\n    Action: [s3:GetObject, sqs:|]\n"],
    [
      "a policy document of Terraform",
      "m.tf",
      'data "aws_iam_policy_document" "a" {\n  statement {\n    actions = ["sqs:|"]\n  }\n}\n',
    ],
    ["jsonencode", "m.tf", 'policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["sqs:|"] }] })'],
    [
      "a heredoc of Terraform",
      "m.tf",
      'policy = <<EOF\n{ "Statement": [{ "Effect": "Allow", "Action": "sqs:|" }] }\nEOF\n',
    ],
    [
      "the CDK in TypeScript",
      "s.ts",
      'new iam.PolicyStatement({ actions: ["sqs:|"], resources: [] }); // a Statement',
    ],
    ["the CDK in Python", "s.py", 'iam.PolicyStatement(actions=["sqs:|"], resources=["*"])'],
    ["an object literal", "s.ts", 'const a = { Statement: [{ Effect: "Allow", Action: "sqs:|" }] };'],
    [
      "a heredoc of a script",
      "d.sh",
      'cat > p.json <<EOF\n{ "Statement": [{ "Effect": "Allow", "Action": "sqs:|" }] }\nEOF\n',
    ],
    [
      "a JSON text in quotes of a script",
      "d.sh",
      `aws iam create-policy --policy-document '{"Statement":[{"Effect":"Allow","Action":"sqs:|"}]}'`,
    ],
  ] as const) {
    test(`works in ${name}`, () => {
      assert.ok(labels(path, text).includes("sqs:SendMessage"));
    });
  }
});

suite("completion stays away", () => {
  for (const [name, path, text] of [
    ["from a string of a program", "s.ts", 'const Statement = 1; const a = "s3:|";'],
    ["from a call that only looks alike", "s.ts", 'run({ actions: ["s3:|"], Statement: 1 });'],
    ["from code outside quotes", "s.ts", "new iam.PolicyStatement({ effect: | })"],
    ["from comments", "p.json", '{"Statement":[{"Effect":"Allow",\n// "|"\n"Action":"*"}]}'],
    ["from behind a closing quote", "p.json", '{"Statement":[{"Effect":"Allow"|}]}'],
    ["from data of another kind", "p.json", '{"Statement":"","other":{"Version":"|"}}'],
    ["from other languages", "p.txt", '{"Statement":[{"Effect":"|"}]}'],
  ] as const) {
    test(name, () => assert.equal(ask(path, text), undefined));
  }
});

suite("completion of the rest", () => {
  test("offers the ARNs of the statement's actions, with the account filled in and stops for the rest", () => {
    const text = statement('"Action":["sqs:SendMessage","s3:GetObject"],"Resource":"|"');
    const asked = ask("p.json", text, { account: "111122223333" });
    const sqs = asked?.items.find(({ label }) => label.includes(":sqs:"));
    assert.equal(sqs?.insertText, "arn:aws:sqs:${2:region}:111122223333:${1:QueueName}");
    assert.equal(sqs?.label, "arn:aws:sqs:region:111122223333:QueueName");
    assert.equal(asked?.labels.at(-1), "*");
  });

  test("offers * first where the actions leave no choice", () => {
    assert.equal(labels("p.json", statement('"Action":"iam:ListUsers","Resource":"|"'))[0], "*");
  });

  test("offers the keys of the statement's actions before the global ones", () => {
    const found = labels("p.json", statement('"Action":"s3:ListBucket","Condition":{"StringEquals":{"|"}}'));
    assert.ok(found.indexOf("s3:prefix") >= 0);
    assert.ok(found.indexOf("s3:prefix") < found.indexOf("aws:PrincipalAccount"));
  });

  test("writes a key in quotes anew with its value, and a name alone where the colon stands", () => {
    const open = ask("p.json", statement('"Effect":"Allow","Cond|"'));
    const condition = open?.items.find(({ label }) => label === "Condition");
    assert.equal(open?.replaced, '"Cond"');
    assert.equal(condition?.insertText, '"Condition": {\n\t$1\n}');
    assert.equal(condition?.filterText, '"Condition');
    const closed = ask("p.json", statement('"Effect":"Allow","Cond|": {}'));
    assert.equal(closed?.replaced, "Cond");
    assert.equal(closed?.items.find(({ label }) => label === "Condition")?.insertText, "Condition");
  });

  test("offers the elements that are missing, and none beside its opposite", () => {
    const found = labels("t.yaml", "Statement:\n  - Effect: Allow\n    Action: s3:GetObject\n    |\n");
    assert.ok(found.includes("Resource") && found.includes("Condition"));
    assert.ok(!found.includes("Effect") && !found.includes("NotAction"));
  });

  test("begins a statement of YAML behind its dash", () => {
    for (const typed of ["|", "Act|"]) {
      const asked = ask("t.yaml", `Version: "2012-10-17"\nStatement:\n  - ${typed}\n`);
      const action = asked?.items.find(({ label }) => label === "Action");
      assert.equal(action?.insertText, "Action:\n    - $1", typed);
    }
    assert.equal(ask("p.json", '{"Version":"2012-10-17","Statement":["|"]}'), undefined);
  });

  test("offers blocks and lower-case names in Terraform's statements", () => {
    const found = labels("m.tf", 'data "aws_iam_policy_document" "a" {\n  statement {\n    |\n  }\n}\n');
    assert.deepEqual(found.slice(0, 4), ["sid", "effect", "principals", "actions"]);
  });

  test("offers effects, versions, booleans and principals", () => {
    assert.deepEqual(labels("p.json", statement('"Effect":"|"')), ["Allow", "Deny"]);
    assert.deepEqual(labels("p.json", '{"Version":"|","Statement":[]}'), ["2012-10-17"]);
    const bool = '"Effect":"Deny","Condition":{"Bool":{"aws:SecureTransport":"|"}}';
    assert.deepEqual(labels("p.json", statement(bool)), ["false", "true"]);
    const service = '"Effect":"Allow","Principal":{"Service":"|"}';
    assert.ok(labels("p.json", statement(service)).includes("lambda.amazonaws.com"));
    assert.ok(labels("s.ts", 'new iam.ServicePrincipal("|"); // Statement').includes("lambda.amazonaws.com"));
  });

  test("puts a star of YAML in quotes, since it would be an alias", () => {
    const star = ask("t.yaml", "Statement:\n  - Effect: Allow\n    Action: s3:GetObject\n    Resource: |\n");
    assert.equal(star?.items.find(({ label }) => label === "*")?.insertText, '"*"');
  });

  test("adds quotes where none stand yet", () => {
    const effect = ask("p.json", '{"Statement":[{"Effect":|}]}');
    assert.equal(effect?.items[0]?.insertText, '"Allow"');
  });
});
