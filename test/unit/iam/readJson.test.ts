import assert from "node:assert/strict";
import { assertSpans, readText, render, tokenOf } from "../../support/renderValue.ts";

const statement = `{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }`;
const policy = `{ "Version": "2012-10-17", "Statement": [${statement}] }`;

suite("policies in JSON", () => {
  test("a file that is one policy", async () => {
    const { policies } = await readText(policy, "policy.json");
    assert.equal(policies.length, 1);
    const { root, syntax, place, problems } = policies[0]!;
    assert.equal(
      render(root),
      "{Version: 2012-10-17, Statement: [{Effect: Allow, Action: s3:GetObject, Resource: *}]}",
    );
    assert.deepEqual({ syntax, place, problems }, { syntax: "json", place: {}, problems: [] });
  });

  test("comments, a BOM and Windows line ends", async () => {
    const text = `\ufeff// picket:policy-type scp\r\n${policy.replace("[", "[\r\n  /* all */ ")}`;
    const read = await readText(text, "scp/policy.json");
    assert.deepEqual([read.policies.length, read.policies[0]?.problems], [1, []]);
    assertSpans(text, read);
  });

  test("duplicate keys are kept", async () => {
    const { policies } = await readText(policy.replace(`"Effect"`, `"Effect": "Deny", "Effect"`), "a.json");
    assert.match(render(policies[0]?.root), /Effect: Deny, Effect: Allow/);
  });

  for (const [name, text, token, message] of [
    ["a comma is missing", policy.replace(`"Allow",`, `"Allow"`), `"Action"`, /comma is missing/],
    ["a comma too many", policy.replace(`"*" }`, `"*", }`), ",", /no comma may stand/],
    ["a bracket is missing", policy.slice(0, -3), "}", /missing/],
    ["single quotes", policy.replace(`"Allow"`, `'Allow'`), "'Allow'", /double quotes/],
  ] as const) {
    test(`broken: ${name}`, async () => {
      const { policies } = await readText(text, "policy.json");
      const [problem, ...more] = policies[0]!.problems;
      assert.deepEqual(more, []);
      assert.equal(text.slice(problem!.span.start, problem!.span.end), token);
      assert.match(problem!.message, message);
      assert.match(render(policies[0]!.root), /Version: 2012-10-17/);
    });
  }

  test("a comma too many is fine where comments are", async () => {
    const text = policy.replace(`"*" }`, `"*", }`);
    assert.deepEqual((await readText(text, "policy.jsonc")).policies[0]?.problems, []);
  });

  test("text that a tool fills in is no syntax error", async () => {
    const text = policy.replace(`"*"`, `{{ resources | to_json }}`);
    assert.deepEqual((await readText(text, "policy.json")).policies[0]?.problems, []);
  });

  test("a mistake beside such text or a policy variable is one", async () => {
    const text = policy
      .replace(`"*"`, `"arn:aws:s3:::{{bucket}}/\${aws:username}"`)
      .replace("] }", "\n],\n}");
    assert.equal((await readText(text, "policy.json")).policies[0]?.problems.length, 1);
  });

  test("a policy without its first bracket tells only that", async () => {
    const { policies } = await readText(policy.slice(1), "deploy-policy.json");
    assert.deepEqual([render(policies[0]?.root), policies[0]?.problems.length], ["{…}", 1]);
    assert.deepEqual((await readText(policy.slice(1), "data.json")).policies, []);
  });

  test("a policy that is being typed keeps what stands", async () => {
    const { policies } = await readText(
      `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Acti`,
      "a.json",
    );
    assert.equal(
      render(policies[0]?.root),
      "{Version: 2012-10-17, Statement: [{Effect: Allow, Acti: ‹unknown›}]}",
    );
  });

  test("policies inside of other JSON, as the AWS command line takes them", async () => {
    const text = `{ "RoleName": "deploy", "AssumeRolePolicyDocument": ${policy}, "Tags": [] }`;
    const { policies } = await readText(text, "role.json");
    assert.deepEqual(
      policies.map(({ place }) => place),
      [{ type: "trust", name: "deploy" }],
    );
  });

  test("a policy as text in JSON has the spans of the source", async () => {
    const text = JSON.stringify({ KeyPolicy: policy }, undefined, 2);
    const read = await readText(text, "key.json");
    assert.deepEqual(
      read.policies.map(({ place }) => place),
      [{ type: "resource", resourceType: "AWS::KMS::Key" }],
    );
    assertSpans(text, read);
    const { root } = read.policies[0]!;
    assert.equal(tokenOf(text, root, "s3:GetObject"), "s3:GetObject");
    assert.equal(text.slice(root.span.start, root.span.start + 13), '{ \\"Version\\"');
  });

  test("a syntax error in such a text stands at its place", async () => {
    const text = JSON.stringify({ Policy: policy.replace(`"Allow",`, `"Allow"`) });
    const [problem] = (await readText(text, "key.json")).policies[0]!.problems;
    assert.equal(text.slice(problem!.span.start, problem!.span.end), '\\"Action\\"');
  });

  test("the printed details of an account", async () => {
    const text = JSON.stringify({
      RoleDetailList: [
        {
          RoleName: "app",
          Arn: "arn:aws:iam::111122223333:role/app",
          AssumeRolePolicyDocument: JSON.parse(policy) as unknown,
          RolePolicyList: [{ PolicyName: "own", PolicyDocument: encodeURIComponent(policy) }],
          AttachedManagedPolicies: [
            { PolicyName: "shared", PolicyArn: "arn:aws:iam::111122223333:policy/shared" },
            { PolicyName: "ReadOnlyAccess", PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
          ],
        },
      ],
      Policies: [
        {
          PolicyName: "shared",
          Arn: "arn:aws:iam::111122223333:policy/shared",
          PolicyVersionList: [
            { VersionId: "v2", IsDefaultVersion: true, Document: JSON.parse(policy) as unknown },
            { VersionId: "v1", IsDefaultVersion: false, Document: JSON.parse(policy) as unknown },
          ],
        },
      ],
    });
    const read = await readText(text, "account.json");
    assertSpans(text, read);
    const role = "arn:aws:iam::111122223333:role/app";
    assert.deepEqual(
      read.policies.map(({ place }) => place),
      [
        { type: "identity", name: "shared", principals: [role] },
        { type: "identity", name: "own", principals: [role] },
        { type: "trust", name: "app", principals: [role] },
      ],
    );
    assert.equal(tokenOf(text, read.policies[1]!.root, "s3:GetObject"), "s3%3AGetObject");
    const [principal] = read.principals;
    assert.deepEqual(
      principal?.managedPolicies.map(({ value }) => value),
      ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    );
    assert.equal(principal?.complete, false);
  });

  test("Terraform's JSON, with its interpolations unknown", async () => {
    const inner = policy.replace(`"*"`, '"${aws_s3_bucket.a.arn}/*"');
    const text = JSON.stringify({ resource: { aws_iam_policy: { a: { policy: inner } } } });
    const { policies } = await readText(text, "main.tf.json");
    assert.match(render(policies[0]?.root), /Resource: \?\/\*/);
  });

  test("the name of a file tells the type where the policy has none", async () => {
    const typeOf = async (path: string, text = policy) =>
      (await readText(text, path)).policies[0]?.place.type;
    assert.equal(await typeOf("org/scp/deny-regions.json"), "scp");
    assert.equal(await typeOf("permissions-boundary.json"), "boundary");
    const withPrincipal = policy.replace(`"Effect"`, `"Principal": "*", "Effect"`);
    assert.equal(await typeOf("org/scp/deny-regions.json", withPrincipal), undefined);
    assert.equal(await typeOf("org/rcp/perimeter.json", withPrincipal), "rcp");
    assert.equal(await typeOf("scp.json", `// picket:policy-type identity\n${policy}`), undefined);
  });

  test("what only looks alike is left alone", async () => {
    for (const text of [
      `{ "Statement": "of account" }`,
      `{ "Version": "1", "Statement": [${statement}] }`,
      `{ "type": "Statement", "body": [] }`,
    ])
      assert.deepEqual((await readText(text, "data.json")).policies, [], text);
  });

  test("depth that would end the thread is not read", async () => {
    const text = `{"Statement":${"[".repeat(100_000)}`;
    assert.deepEqual((await readText(text, "a.json")).policies, []);
  });
});
