import assert from "node:assert/strict";
import type { PolicyText } from "../../../src/core/iam/model/located.ts";
import { readJavaScript } from "../../../src/core/iam/readers/javascript/readJavaScript.ts";
import { iamParts } from "../../support/iam.ts";
import { everyString, outlineOf } from "./support/outline.ts";

const read = (text: string): Promise<PolicyText> => readJavaScript(text, iamParts.grammars, "typescript");

/** Every policy of a text, in outline. */
async function outlines(text: string): Promise<string[]> {
  return (await read(text)).policies.map(({ root }) => outlineOf(root, text));
}

const statement = '{ Effect: "Allow", Action: "s3:*", Resource: "*" }';
const outlined = '{Effect: "Allow", Action: "s3:*", Resource: "*"}';

suite("policies in JavaScript: the policy language", () => {
  test("reads object literals, whatever the keys' form and what stands around them", async () => {
    const texts = [
      `const p = { Version: "2012-10-17", Statement: [${statement}] };`,
      `const p = { "Version": '2012-10-17', ['Statement']: [${statement}] } as const satisfies Policy;`,
      `export default <Policy>{ Version: \`2012-10-17\`, Statement: [(${statement})] };`,
      `policy = iam.PolicyDocument.fromJson({ Version: "2012-10-17", Statement: [${statement}] });`,
    ];
    for (const text of texts)
      assert.deepEqual(await outlines(text), [`{Version: "2012-10-17", Statement: [${outlined}]}`], text);
  });

  test("every string covers its own text", async () => {
    const text = `const p = { Statement: { Effect: 'Allow', Action: ["s3:GetObject", \`s3:PutObject\`], Resource: "*" } };`;
    const { policies } = await read(text);
    assert.equal(policies[0]?.syntax, "javascript");
    for (const { value, content, span, exact } of everyString(policies[0].root)) {
      assert.ok(exact);
      assert.equal(text.slice(content.start, content.end), value);
      assert.match(text.slice(span.start, content.start), /^["'`]?$/);
    }
  });

  test("templates, sums, spreads and names have unknown parts", async () => {
    const text = `const p = { Statement: [{
  Effect: effect, Action: ["s3:GetObject", ...more],
  Resource: [\`arn:aws:s3:::\${name}/*\`, "arn:aws:s3:::" + name + "/x", "a\\x62" + "c", bucket.arn], ...rest }] };`;
    assert.deepEqual(await outlines(text), [
      '{Statement: [{Effect: ?, Action: ["s3:GetObject", …], Resource: ["arn:aws:s3:::\uFFFC/*" = arn:aws:s3:::${name}/*, ' +
        '"arn:aws:s3:::\uFFFC/x" = arn:aws:s3:::" + name + "/x, "abc" = a\\x62" + "c, ?], …}], …}',
    ]);
  });

  test("a constant that is used once is read where it stands", async () => {
    const text = (uses: string): string =>
      `const actions = ["s3:Get*"];\nconst p = { Statement: { Effect: "Allow", Action: actions, Resource: "*" } };${uses}`;
    assert.match((await outlines(text("")))[0]!, /Action: \["s3:Get\*"\]/);
    assert.match((await outlines(text("log(actions);")))[0]!, /Action: \?/);
  });

  test("reads JSON in strings and templates", async () => {
    const json = `{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"\${arn}/*"}, \${more}]}`;
    const text = `const p = \`${json}\`;`;
    const { policies } = await read(text);
    assert.equal(policies[0]?.syntax, "json");
    assert.match(outlineOf(policies[0].root, text), /Resource: "\uFFFC\/\*" = \$\{arn\}\/\*\}, \?\]/);
    const action = everyString(policies[0].root).find(({ value }) => value === "s3:*");
    assert.equal(action && text.slice(action.span.start, action.span.end), '"s3:*"');
  });

  test("intrinsics of CloudFormation, empty objects and lists that are filled later are unknown", async () => {
    const text = `const p = { Version: "2012-10-17", Statement: [{
  Effect: "Allow", Action: [], Resource: { "Fn::GetAtt": ["Queue", "Arn"] }, Principal: { AWS: { Ref: "Account" } }, Condition: {} }, {}] };`;
    assert.deepEqual(await outlines(text), [
      '{Version: "2012-10-17", Statement: [{Effect: "Allow", Action: […], Resource: ?, Principal: {AWS: ?}, Condition: ?}, ?]}',
    ]);
  });

  test("lists that are put together keep what is seen; of two choices none is taken", async () => {
    const text = `const p = { Version: "2012-10-17", Statement: [...(x ? [${statement}] : []), ...[one], ...more] };
const q = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: x ? ["a:b"] : ["c:d"], Resource: "*" }] };`;
    assert.deepEqual(await outlines(text), [
      `{Version: "2012-10-17", Statement: [${outlined}, ?, …]}`,
      '{Version: "2012-10-17", Statement: [{Effect: "Allow", Action: ?, Resource: "*"}]}',
    ]);
  });

  test("a statement that stands alone is a policy that may have more", async () => {
    const text = `role.addToPolicy(iam.PolicyStatement.fromJson(${statement}));`;
    assert.equal((await outlines(text)).length, 1);
    const { root } = (await read(text)).policies[0]!;
    assert.ok(root.kind === "object" && root.partial);
    assert.match(outlineOf(root, text), /Resource: "\*"\}, …\], …\}$/);
  });

  test("no other objects, and no texts about statements", async () => {
    const texts = [
      'const x = { Statement: "of purpose", Effect: 1, Action: 2 };',
      'const words = "a Statement: with Effect"; const PolicyStatement = 1;',
      'node = { type: "Statement", Effect: "Allow" };',
      "const broken = { Statement: [{ Effect: ",
    ];
    for (const text of texts) assert.deepEqual(await outlines(text), [], text);
  });

  test("broken programs are read as far as they stand", async () => {
    const text = `const p = { Statement: [${statement}] };\nnew iam.PolicyStatement({ actions: ["a:b"], resources: [x] });\n`;
    for (let end = 0; end < text.length; end++) await read(text.slice(0, end));
    assert.equal((await outlines(`${text}const q = { Statement: [{ Effect: "A`)).length, 2);
  });
});

suite("policies in JavaScript: the CDK and Pulumi", () => {
  test("a statement of the CDK has the policy language's names at its own", async () => {
    const text = `new iam.PolicyStatement({
  sid: "S", effect: iam.Effect.DENY, notActions: ["s3:GetObject"], notResources: [bucket.arnForObjects("*"), "*"],
  principals: [new iam.ServicePrincipal("ec2.amazonaws.com"), new iam.ArnPrincipal("arn:aws:iam::111122223333:root"), role],
  conditions: { StringEquals: { "aws:SourceAccount": "111122223333" } },
});`;
    const [outline = ""] = await outlines(text);
    assert.ok(
      outline.includes(
        '[{Sid = sid: "S", Effect = effect: "Deny" = iam.Effect.DENY, NotAction = notActions: ["s3:GetObject"], ' +
          'NotResource = notResources: [?, "*"], Principal = principals: {Service = ServicePrincipal: ["ec2.amazonaws.com"], ' +
          'AWS = ArnPrincipal: ["arn:aws:iam::111122223333:root"], …}, ' +
          'Condition = conditions: {StringEquals: {aws:SourceAccount: "111122223333"}}}, …], …}',
      ),
      outline,
    );
  });

  test("Allow is implied, everyone is seen, and what is added later makes it partial", async () => {
    const text = `const s = new PolicyStatement({ actions: ["s3:*"], principals: [new StarPrincipal()] });\ns.addResources("x");`;
    const [outline = ""] = await outlines(text);
    assert.ok(
      outline.includes(
        '[{Effect = PolicyStatement: "Allow" = PolicyStatement, Action = actions: ["s3:*"], Principal = principals: "*" = StarPrincipal, …}, …]',
      ),
      outline,
    );
  });

  test("a document holds its statements", async () => {
    const text = `new iam.PolicyDocument({ statements: [
  new iam.PolicyStatement({ actions: ["a:b"], resources: ["*"] }),
  iam.PolicyStatement.fromJson(${statement}), other ] });`;
    const { policies } = await read(text);
    assert.equal(policies.length, 1);
    const { root } = policies[0]!;
    assert.match(
      outlineOf(root, text),
      /^\{Statement = statements: \[\{Effect = .*\}, \{Effect: .*\}, \?\], …\}$/,
    );
  });

  test("roles have what is given and attached to them", async () => {
    const text = `class S { constructor() {
  this.role = new iam.Role(this, "Deploy", {
    assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com"),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName("AdministratorAccess")],
    inlinePolicies: { one: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ["a:b"], resources: ["*"] })] }) },
  });
  this.role.addToPolicy(new iam.PolicyStatement({ actions: ["a:c"], resources: ["*"] }));
  this.role.addManagedPolicy(managed);
  const later = new iam.PolicyStatement({ actions: ["a:d"], resources: ["*"] });
  this.role.addToPrincipalPolicy(later);
  new iam.ManagedPolicy(this, "M", { statements: [new iam.PolicyStatement({ actions: ["a:e"], resources: ["*"] })], roles: [this.role] });
  queue.addToResourcePolicy(new iam.PolicyStatement({ actions: ["sqs:*"], resources: ["*"] }));
} }`;
    const { policies, principals } = await read(text);
    const mine = { type: "identity", principals: ["this.role"] };
    assert.deepEqual(
      policies.map(({ place }) => place),
      [mine, mine, mine, mine, {}],
    );
    const [role] = principals;
    assert.equal(principals.length, 1);
    assert.equal(role && text.slice(role.span.start, role.span.end), "Deploy");
    assert.deepEqual(
      role?.managedPolicies.map(({ value }) => value),
      ["AdministratorAccess"],
    );
    assert.equal(role?.complete, false);
  });

  test("reads Pulumi's policy documents and roles", async () => {
    const text = `const d = aws.iam.getPolicyDocument({ statements: [{
  effect: "Deny", actions: ["s3:*"], principals: [{ type: "AWS", identifiers: ["111122223333"] }],
  conditions: [{ test: "StringEquals", variable: "a:b", values: ["1"] }, { test: "StringEquals", variable: "a:c", values: ["2"] }] }] });
const role = new aws.iam.Role("r", { assumeRolePolicy: JSON.stringify({ Statement: [${statement}] }) });
new aws.iam.RolePolicyAttachment("a", { role: role.name, policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" });`;
    const { policies, principals } = await read(text);
    assert.equal(
      outlineOf(policies[0]!.root, text),
      '{Version = getPolicyDocument: "2012-10-17" = getPolicyDocument, Statement = statements: [{Effect = effect: "Deny", ' +
        'Action = actions: ["s3:*"], Principal = principals: {AWS: ["111122223333"]}, ' +
        'Condition = conditions: {StringEquals: {a:b: ["1"], a:c: ["2"]}}}]}',
    );
    assert.deepEqual(policies[1]?.place, { type: "trust", principals: ["role"] });
    assert.deepEqual(
      principals.map(({ id, managedPolicies }) => [id, managedPolicies.map(({ value }) => value)]),
      [["role", ["arn:aws:iam::aws:policy/AdministratorAccess"]]],
    );
  });
});

suite("policies in JavaScript: calls of the SDK", () => {
  test("the operation tells the type, and the role's name what belongs together", async () => {
    const text = `const trust = { Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }] };
await client.send(new CreateRoleCommand({ RoleName: "deploy", AssumeRolePolicyDocument: JSON.stringify(trust) }));
await iam.putRolePolicy({ RoleName: "deploy", PolicyDocument: JSON.stringify({ Statement: [${statement}] }) }).promise();
await client.send(new AttachRolePolicyCommand({ RoleName: "deploy", PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }));
await s3.putBucketPolicy({ Bucket: b, Policy: '{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}' });
await iam.createPolicy({ PolicyDocument: JSON.stringify({ hello: "Statement" }) });`;
    const { policies, principals } = await read(text);
    assert.deepEqual(
      policies.map(({ place }) => place),
      [
        { type: "trust", principals: ["role deploy"] },
        { type: "identity", principals: ["role deploy"] },
        { type: "resource", resourceType: "AWS::S3::Bucket" },
      ],
    );
    assert.deepEqual(
      principals.map(({ id, managedPolicies }) => [id, managedPolicies.length]),
      [["role deploy", 1]],
    );
  });
});
