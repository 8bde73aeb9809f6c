import assert from "node:assert/strict";
import type { PolicyText } from "../../../src/core/iam/model/located.ts";
import { readPython } from "../../../src/core/iam/readers/python/readPython.ts";
import { iamParts } from "../../support/iam.ts";
import { everyString, outlineOf } from "./support/outline.ts";

const read = (text: string): Promise<PolicyText> => readPython(text, iamParts.grammars);

/** Every policy of a text, in outline. */
async function outlines(text: string): Promise<string[]> {
  return (await read(text)).policies.map(({ root }) => outlineOf(root, text));
}

const statement = '{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}';
const outlined = '{Effect: "Allow", Action: "s3:*", Resource: "*"}';
const json = `{"Statement": [${statement}]}`;

suite("policies in Python", () => {
  test("reads dictionaries in each form", async () => {
    const texts = [
      `p = {"Statement": [${statement}]}`,
      `p = {'Statement': (${statement},)}`,
      `p = json.dumps({"Statement": [${statement}]}, indent=2)`,
      `iam.create_policy(PolicyDocument=json.dumps(dict(Statement=[dict(Effect="Allow", Action="s3:*", Resource="*")])))`,
    ];
    for (const text of texts)
      assert.deepEqual(
        await outlines(text),
        [`{Statement: [${outlined}]${text.startsWith("iam") ? "" : ", …"}}`],
        text,
      );
  });

  test("every string covers its own text, in each kind of quotes", async () => {
    const text = `p = {'Statement': {"Effect": r"Allow", 'Action': ["""s3:GetObject""", '''s3:PutObject'''], "Resource": u"*"}}`;
    const { policies } = await read(text);
    assert.equal(policies[0]?.syntax, "python");
    const strings = everyString(policies[0].root);
    assert.equal(strings.length, 8);
    for (const { value, content, exact } of strings) {
      assert.ok(exact);
      assert.equal(text.slice(content.start, content.end), value);
    }
  });

  test("what is filled in later is unknown", async () => {
    const text = `p = {"Statement": [{
  "Effect": effect, "Action": [*more, "s3:Get" "Object"], **rest,
  "Resource": [f"arn:aws:s3:::{name}/{{x}}", "arn:%s:%%" % name, "arn:{}".format(name), "a" + name, r"\\d", b.arn]}]}`;
    assert.deepEqual(await outlines(text), [
      '{Statement: [{Effect: ?, Action: ["s3:GetObject" = s3:Get" "Object, …], ' +
        'Resource: ["arn:aws:s3:::\uFFFC/{x}" = arn:aws:s3:::{name}/{{x}}, "arn:\uFFFC:%" = arn:%s:%%, ' +
        '"arn:\uFFFC" = arn:{}, "a\uFFFC" = a" + name, "\\d", ?], …}], …}',
    ]);
  });

  test("lists that are put together keep what is seen", async () => {
    const text = `p = {"Version": "2012-10-17", "Statement": [*([${statement}] if x else []), one] + more}
q = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "a:b", "Resource": [f"arn:{b}" for b in c]}]}`;
    assert.deepEqual(await outlines(text), [
      `{Version: "2012-10-17", Statement: [${outlined}, ?, …]}`,
      '{Version: "2012-10-17", Statement: [{Effect: "Allow", Action: "a:b", Resource: ["arn:\uFFFC" = arn:{b}, …]}]}',
    ]);
  });

  test("reads JSON in strings: triple quotes, f-strings, in parts, filled in", async () => {
    const doubled = json.replaceAll("{", "{{").replaceAll("}", "}}");
    const texts: readonly (readonly [string, RegExp])[] = [
      [`p = '''\n${json}\n'''`, /Action: "s3:\*"/],
      [`p = f'''${doubled.replace('"*"', '"{arn}/*"')}'''`, /Resource: "\uFFFC\/\*" = \{arn\}\/\*/],
      [`p = ('${json.slice(0, 36)}'\n     '${json.slice(36)}')`, /Action: "s3:\*"/],
      [`p = '${json.replace('"*"', '"%s"')}' % arn`, /Resource: "\uFFFC" = %s/],
      [`p = '${doubled.replace('"*"', '"{}"')}'.format(arn)`, /Resource: "\uFFFC" = \{\}/],
      [`p = '${json.replace('"*"', "%(arn)s")}'\nq = p % names`, /Resource: \?/],
      [
        `p = '''${doubled.replace('"*"', '"{arn}"')}'''\nq = p.format(**names)`,
        /Resource: "\uFFFC" = \{arn\}/,
      ],
    ];
    for (const [text, expected] of texts) {
      const { policies } = await read(text);
      assert.equal(policies.length, 1, text);
      assert.match(outlineOf(policies[0]!.root, text), expected);
      const action = everyString(policies[0]!.root).find(({ value }) => value === "s3:*");
      assert.equal(action && text.slice(action.span.start, action.span.end), '"s3:*"');
    }
  });

  test("JSON that does not parse is reported only where it is given to AWS", async () => {
    const broken = json.replace(",", "");
    const problems = async (text: string): Promise<string[]> =>
      (await read(text)).policies.flatMap((one) =>
        one.problems.map(({ span }) => text.slice(span.start, span.end)),
      );
    assert.deepEqual(await problems(`p = '${broken}'`), []);
    assert.deepEqual(await problems(`iam.create_policy(PolicyName="p", PolicyDocument='${broken}')`), [
      '"Action"',
    ]);
  });

  test("reads the CDK", async () => {
    const text = `role = iam.Role(self, "Deploy", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"),
    managed_policies=[iam.ManagedPolicy.from_aws_managed_policy_name("AdministratorAccess")])
role.add_to_policy(iam.PolicyStatement(effect=iam.Effect.DENY, actions=["s3:*"], resources=["*"], **more))
iam.PolicyStatement.from_json(${statement})`;
    const { policies, principals } = await read(text);
    assert.deepEqual(
      policies.map(({ place }) => place),
      [{ type: "identity", principals: ["role"] }, {}],
    );
    assert.match(
      outlineOf(policies[0]!.root, text),
      /\[\{Effect = effect: "Deny" = iam\.Effect\.DENY, Action = actions: \["s3:\*"\], Resource = resources: \["\*"\], …\}, …\]/,
    );
    assert.deepEqual(
      principals.map(({ kind, managedPolicies }) => [kind, managedPolicies.map(({ value }) => value)]),
      [["role", ["AdministratorAccess"]]],
    );
  });

  test("calls of boto3 tell the type and the role", async () => {
    const text = `NAME = "deploy"
trust = {"Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
iam.create_role(RoleName=NAME, AssumeRolePolicyDocument=json.dumps(trust))
iam.attach_role_policy(RoleName=NAME, PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
kms.put_key_policy(KeyId=key, Policy='${json}')`;
    const { policies, principals } = await read(text);
    assert.deepEqual(
      policies.map(({ place }) => place),
      [
        { type: "trust", principals: ["role NAME"] },
        { type: "resource", resourceType: "AWS::KMS::Key" },
      ],
    );
    assert.deepEqual(
      principals.map(({ id, managedPolicies }) => [id, managedPolicies.length]),
      [["role NAME", 1]],
    );
  });

  test("a parameter may be another role in each function", async () => {
    const attach =
      'iam.attach_role_policy(RoleName=name, PolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess")';
    const { principals } = await read(`def a(name):\n    ${attach}\ndef b(name):\n    ${attach}\n`);
    assert.deepEqual(
      principals.map(({ managedPolicies }) => managedPolicies.length),
      [1, 1],
    );
  });

  test("reads nothing of other programs, and broken ones as far as they stand", async () => {
    assert.deepEqual(
      await outlines('x = {"Statement": 1, "Effect": 2}\ny = "the Statement, its Effect"'),
      [],
    );
    const text = `p = {"Statement": [${statement}]}\nq = iam.PolicyStatement(actions=["a:b"], resources=["*"])\n`;
    for (let end = 0; end < text.length; end++) await read(text.slice(0, end));
    assert.equal((await outlines(`${text}r = {"Statement": [{"Effect": "A`)).length, 2);
  });
});
