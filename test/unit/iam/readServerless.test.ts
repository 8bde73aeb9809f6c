import assert from "node:assert/strict";
import { assertSpans, readText, render, tokenOf } from "../../support/renderValue.ts";

suite("policies in Serverless", () => {
  const text = `service: shop
provider:
  name: aws
  resourcePolicy:
    - {Effect: Allow, Principal: "*", Action: execute-api:Invoke}
  iam:
    role:
      managedPolicies: [arn:aws:iam::aws:policy/ReadOnlyAccess]
      permissionsBoundary: arn:aws:iam::\${aws:accountId}:policy/limit
      statements:
        - Effect: Allow
          Action: [dynamodb:GetItem]
          Resource: arn:aws:dynamodb:\${self:provider.region}:\${aws:accountId}:table/\${opt:stage, 'dev'}-\${self:custom.\${sls:stage}}
        - Fn::If: [c, {Effect: Deny, Action: s3:*}, !Ref AWS::NoValue]
functions:
  one:
    handler: a.b
    iamRoleStatements:
      - Effect: Allow
        Action: s3:GetObject
        Resource: !Sub '\${Bucket.Arn}/*'
  two: {handler: a.b}
resources:
  Resources:
    Key:
      Type: AWS::KMS::Key
      Properties:
        KeyPolicy: {Statement: [{Effect: Allow, Resource: "\${file(x.yml):key}"}]}
`;

  test("the shared role, roles of functions and resources", async () => {
    const read = await readText(text, "serverless.yml");
    assertSpans(text, read);
    assert.deepEqual(
      read.policies.map(({ place }) => place),
      [
        { type: "identity", name: "provider.iam.role", principals: ["provider.iam.role"] },
        { type: "resource", resourceType: "AWS::ApiGateway::RestApi", name: "resourcePolicy" },
        { type: "identity", name: "functions.one", principals: ["functions.one"] },
        { type: "resource", name: "Key", resourceType: "AWS::KMS::Key" },
      ],
    );
    assert.deepEqual(
      read.principals.map(({ id, complete, boundary, managedPolicies }) => [
        id,
        complete,
        render(boundary),
        managedPolicies.map(render),
      ]),
      [
        [
          "provider.iam.role",
          false,
          "arn:aws:iam::?:policy/limit",
          ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
        ],
        ["functions.one", false, "‹none›", []],
      ],
    );
  });

  test("variables are unknown parts, those in each other too", async () => {
    const { policies } = await readText(text, "serverless.yml");
    assert.equal(
      render(policies[0]?.root),
      "{Statement: [{Effect: Allow, Action: [dynamodb:GetItem], Resource: arn:aws:dynamodb:?:?:table/?-?}, " +
        "{Effect: Deny, Action: s3:*}, …], …}",
    );
    assert.equal(tokenOf(text, policies[0]!.root, "dynamodb:GetItem"), "dynamodb:GetItem");
    assert.match(render(policies[2]?.root), /Resource: \?\/\*/);
    assert.match(render(policies[3]?.root), /Resource: ‹unknown›/);
  });

  test("a function may inherit the statements of the shared role", async () => {
    const own = "    iamRoleStatementsInherit: true\n    iamRoleStatements:\n";
    const { policies } = await readText(text.replace("    iamRoleStatements:\n", own), "serverless.yml");
    assert.deepEqual(policies[0]?.place.principals, ["provider.iam.role", "functions.one"]);
  });

  test("the older form of the shared role", async () => {
    const old = `provider: {name: aws, iamRoleStatements: [{Effect: Allow, Action: s3:GetObject}]}\n`;
    const { policies, principals } = await readText(old, "serverless.yml");
    assert.equal(render(policies[0]?.root), "{Statement: [{Effect: Allow, Action: s3:GetObject}, …], …}");
    assert.equal(principals.length, 1);
  });
});
