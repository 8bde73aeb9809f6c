import assert from "node:assert/strict";
import { assertSpans, readText, render, stringsBelow, tokenOf } from "../../support/renderValue.ts";

const json = `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*" }]
}`;
const indented = (by: number): string => json.replaceAll("\n", `\n${" ".repeat(by)}`);

suite("policies in YAML", () => {
  test("the span of each kind of scalar is its text", async () => {
    const text = [
      "Version: 2012-10-17",
      "Statement:",
      "  - Effect: 'Allow'",
      "    # a comment",
      "    Action: [s3:GetObject, \"s3:PutObject\", 's3:List''x']",
      "    Resource:",
      "    - !!str arn:aws:s3:::a # another",
      "    - >-",
      "      arn:aws:s3:::b",
      "    Condition: {StringEquals: {aws:PrincipalAccount: 111122223333, n: 5}, Bool: {aws:SecureTransport: true}}",
      "",
    ].join("\n");
    const read = await readText(text, "policy.yaml");
    assertSpans(text, read);
    const { root } = read.policies[0]!;
    assert.equal(
      render(root),
      "{Version: 2012-10-17, Statement: [{Effect: Allow, Action: [s3:GetObject, s3:PutObject, s3:List'x], " +
        "Resource: [arn:aws:s3:::a, arn:aws:s3:::b], Condition: {StringEquals: {aws:PrincipalAccount: 111122223333, n: 5}, " +
        "Bool: {aws:SecureTransport: true}}}]}",
    );
    for (const value of [
      "2012-10-17",
      "Allow",
      "s3:GetObject",
      "s3:PutObject",
      "arn:aws:s3:::a",
      "arn:aws:s3:::b",
    ])
      assert.equal(tokenOf(text, root, value), value);
    assert.equal(tokenOf(text, root, "s3:List'x"), "s3:List''x");
  });

  test("Windows line ends, a BOM and several documents", async () => {
    const one = "Version: 2012-10-17\nStatement:\n- Effect: Allow\n  Action: s3:GetObject\n  Resource: '*'\n";
    const text = `\ufeff${one}---\n${one.replace("Allow", "Deny")}`.replaceAll("\n", "\r\n");
    const read = await readText(text, "policies.yml");
    assertSpans(text, read);
    assert.deepEqual(
      read.policies.map(({ root }) => tokenOf(text, root, "s3:GetObject")),
      ["s3:GetObject", "s3:GetObject"],
    );
  });

  for (const [name, text] of [
    ["a literal block", `spec:\n  document: |\n    ${indented(4)}\n`],
    ["a block with its indentation given", `spec:\n  document: |2-\n    ${indented(4)}\n`],
    ["a folded block", `spec:\n  document: >\n    ${indented(4)}\n`],
    ["single quotes", `spec:\n  document: '${indented(4)}'\n`],
    ["double quotes", `spec:\n  document: ${JSON.stringify(json)}\n`],
    ["Windows line ends", `spec:\n  document: |\n    ${indented(4)}\n`.replaceAll("\n", "\r\n")],
  ] as const) {
    test(`JSON in ${name}`, async () => {
      const read = await readText(text, "policy.yaml");
      assertSpans(text, read);
      assert.deepEqual(
        read.policies.map(({ syntax, problems }) => [syntax, problems]),
        [["json", []]],
      );
      const { root } = read.policies[0]!;
      const strings = stringsBelow(root);
      assert.ok(strings.every(({ exact }) => exact));
      assert.ok(strings.some(({ value }) => value === "arn:aws:s3:::a/*"));
    });
  }

  test("a syntax error of JSON in a block stands at its place", async () => {
    const text = `policy: |\n  ${indented(2).replace(`"Allow",`, `"Allow"`)}\n`;
    const [problem] = (await readText(text, "play.yml")).policies[0]!.problems;
    assert.equal(text.slice(problem!.span.start, problem!.span.end), '"Action"');
  });

  test("names of members tell the type", async () => {
    const text = `kind: Role\nmetadata: {name: app}\nspec:\n  name: app\n  assumeRolePolicyDocument: |\n    ${indented(4)}\n`;
    assert.deepEqual((await readText(text, "role.yaml")).policies[0]?.place, { type: "trust", name: "app" });
  });

  test("anchors, aliases and merge keys", async () => {
    const text = `
base: &base
  Effect: Allow
  Resource: &all "*"
one:
  Version: 2012-10-17
  Statement:
    - <<: *base
      Action: s3:GetObject
    - <<: [*base, {Effect: Deny, Sid: second}]
      Resource: arn:aws:s3:::a
    - <<: \${unknown}
      NotResource: *all
`;
    const read = await readText(text, "policy.yaml");
    assertSpans(text, read);
    assert.equal(
      render(read.policies[0]?.root),
      "{Version: 2012-10-17, Statement: [{Effect: Allow, Resource: *, Action: s3:GetObject}, " +
        "{Effect: Allow, Sid: second, Resource: arn:aws:s3:::a}, {NotResource: *, …}]}",
    );
  });

  test("a document that two names share is read once", async () => {
    const text =
      "a: &p {Version: 2012-10-17, Statement: [{Effect: Allow, Action: s3:GetObject, Resource: '*'}]}\nb: *p\n";
    assert.equal((await readText(text, "policy.yaml")).policies.length, 1);
  });

  test("what is not written yet or belongs to a tool is unknown", async () => {
    const text = `Version: 2012-10-17
Statement:
- Effect: Allow
  Action:
  Resource: !vault |
    62313365396662343061393464
  Condition: ~
`;
    const read = await readText(text, "policy.yaml");
    assert.match(render(read.policies[0]?.root), /Action: ‹unknown›, Resource: ‹unknown›, Condition: null/);
  });

  test("broken YAML gives what can be read", async () => {
    const text = `Version: 2012-10-17
Statement:
- Effect: Allow
  Action: s3:GetObject
  Resource: *
- Effect: Deny
  Action: [s3:Put
`;
    const read = await readText(text, "policy.yaml");
    assert.match(render(read.policies[0]?.root), /Effect: Allow, Action: s3:GetObject, Resource: ‹unknown›/);
  });

  const levels = [..."bcdefghijklm"].map((name, index) => {
    const inner = `*${"abcdefghijklm"[index]}`;
    return `${name}: &${name} [${Array<string>(9).fill(inner).join(", ")}]`;
  });
  const nested = (inner: string): string => `${"[".repeat(150)}${inner}${"]".repeat(150)}`;
  const chain = Array.from(
    { length: 25 },
    (_, index) => `a${index + 1}: &a${index + 1} ${nested(`*a${index}`)}`,
  );
  const deepAliases = `a0: &a0 {Statement: x}\n${chain.join("\n")}\n`;
  for (const [name, text] of [
    ["aliases that grow", `a: &a {Statement: [{Effect: Allow, Action: x}]}\n${levels.join("\n")}\n`],
    ["aliases that go deep", deepAliases],
    ["an anchor in itself", "a: &a\n  Statement: *a\n  b: [*a]\n"],
    ["nested lists", `a: ${"- ".repeat(5000)}\nStatement: x\n`],
    ["nested brackets", `Statement: ${"[{a: ".repeat(10_000)}`],
    [
      "nested keys",
      `${Array.from({ length: 1000 }, (_, level) => `${" ".repeat(level)}Statement:`).join("\n")}\n`,
    ],
    ["tabs", "Statement:\n\t- Effect: Allow\n"],
    ["nothing but a key", "Statement:"],
  ] as const) {
    test(`hostile: ${name}`, async () => {
      const { policies } = await readText(text, "a.yaml");
      assert.ok(policies.length <= 1);
    });
  }
});
