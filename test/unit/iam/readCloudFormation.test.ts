import assert from "node:assert/strict";
import type { PolicyText } from "../../../src/core/iam/model/located.ts";
import { assertSpans, readText, render, tokenOf } from "../../support/renderValue.ts";

const document = "{Version: 2012-10-17, Statement: [{Effect: Allow, Action: s3:GetObject, Resource: '*'}]}";

function template(resources: string): string {
  return `AWSTemplateFormatVersion: 2010-09-09\nResources:\n${resources.replace(/^\n/, "")}`;
}

function placesOf({ policies }: PolicyText): string[] {
  return policies.map(
    ({ place: { name, type, resourceType, principals } }) =>
      `${name} ${type}${resourceType ? ` of ${resourceType}` : ""}${principals ? ` for ${principals.join(", ")}` : ""}`,
  );
}

suite("policies in CloudFormation", () => {
  test("a role with all that belongs to it", async () => {
    const text = template(`
  App:
    Type: AWS::IAM::Role
    Properties:
      RoleName: app
      AssumeRolePolicyDocument: ${document}
      ManagedPolicyArns: [!Ref Shared, arn:aws:iam::aws:policy/ReadOnlyAccess]
      PermissionsBoundary: !GetAtt Limit.PolicyArn
      Policies: [{PolicyName: inline, PolicyDocument: ${document}}]
  Shared: {Type: AWS::IAM::ManagedPolicy, Properties: {Users: [!Ref Person], PolicyDocument: ${document}}}
  Limit: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: ${document}}}
  Attached: {Type: AWS::IAM::Policy, Properties: {PolicyName: p, Roles: [!Ref App], PolicyDocument: ${document}}}
  ByName: {Type: AWS::IAM::RolePolicy, Properties: {PolicyName: p, RoleName: app, PolicyDocument: ${document}}}
  Elsewhere: {Type: AWS::IAM::Policy, Properties: {PolicyName: p, Roles: [other], PolicyDocument: ${document}}}
  Person: {Type: AWS::IAM::User, Properties: {Policies: !Ref AWS::NoValue}}
`);
    const read = await readText(text, "template.yaml");
    assertSpans(text, read);
    assert.deepEqual(placesOf(read), [
      "inline identity for App",
      "App trust for App",
      "Shared identity for Person, App",
      "Limit boundary for App",
      "Attached identity for App",
      "ByName identity for App",
      "Elsewhere identity",
    ]);
    const [role, user] = read.principals;
    assert.deepEqual([role?.id, role?.kind, role?.complete], ["App", "role", false]);
    assert.equal(text.slice(role!.span.start, role!.span.end), "App");
    assert.deepEqual(
      role?.managedPolicies.map(({ value }) => value),
      ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    );
    assert.equal(render(role?.boundary), "?");
    assert.deepEqual([user?.id, user?.kind, user?.complete], ["Person", "user", true]);
  });

  test("a policy that is attached and a boundary too is no boundary", async () => {
    const text = template(`
  Both: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: ${document}}}
  A: {Type: AWS::IAM::User, Properties: {ManagedPolicyArns: [!Ref Both]}}
  B: {Type: AWS::IAM::User, Properties: {PermissionsBoundary: !Ref Both}}
`);
    assert.deepEqual(placesOf(await readText(text, "t.yaml")), ["Both identity for A"]);
  });

  for (const [type, property, place] of [
    ["AWS::S3::BucketPolicy", "PolicyDocument", "R resource of AWS::S3::Bucket"],
    ["AWS::SQS::QueuePolicy", "PolicyDocument", "R resource of AWS::SQS::Queue"],
    ["AWS::SNS::TopicPolicy", "PolicyDocument", "R resource of AWS::SNS::Topic"],
    ["AWS::KMS::Key", "KeyPolicy", "R resource of AWS::KMS::Key"],
    ["AWS::SecretsManager::ResourcePolicy", "ResourcePolicy", "R resource of AWS::SecretsManager::Secret"],
    ["AWS::ECR::Repository", "RepositoryPolicyText", "R resource of AWS::ECR::Repository"],
    ["AWS::EFS::FileSystem", "FileSystemPolicy", "R resource of AWS::EFS::FileSystem"],
    ["AWS::OpenSearchService::Domain", "AccessPolicies", "R resource of AWS::OpenSearchService::Domain"],
    ["AWS::EC2::VPCEndpoint", "PolicyDocument", "R vpc-endpoint"],
    ["AWS::ApiGateway::RestApi", "Policy", "R resource of AWS::ApiGateway::RestApi"],
    ["AWS::Backup::BackupVault", "AccessPolicy", "R resource of AWS::Backup::BackupVault"],
    ["AWS::SSO::PermissionSet", "InlinePolicy", "R identity for R"],
    ["AWS::Some::NewThing", "Anything", "R undefined"],
  ] as const) {
    test(type, async () => {
      const text = template(`  R: {Type: ${type}, Properties: {${property}: ${document}}}\n`);
      assert.deepEqual(placesOf(await readText(text, "t.yaml")), [place]);
    });
  }

  test("deeper properties, statements without a document, types by another property", async () => {
    const text = template(`
  Table: {Type: AWS::DynamoDB::GlobalTable, Properties: {Replicas: [{ResourcePolicy: {PolicyDocument: ${document}}}]}}
  Bus: {Type: AWS::Events::EventBusPolicy, Properties: {Statement: {Effect: Allow, Action: events:PutEvents}}}
  Scp: {Type: AWS::Organizations::Policy, Properties: {Type: SERVICE_CONTROL_POLICY, Content: ${document}}}
  Rcp: {Type: AWS::Organizations::Policy, Properties: {Type: RESOURCE_CONTROL_POLICY, Content: ${document}}}
  Tags: {Type: AWS::Organizations::Policy, Properties: {Type: TAG_POLICY, Content: {tags: {}}}}
  Things: {Type: AWS::IoT::Policy, Properties: {PolicyDocument: ${document}}}
`);
    const read = await readText(text, "t.yaml");
    assert.deepEqual(placesOf(read), [
      "Table resource of AWS::DynamoDB::Table",
      "Bus resource of AWS::Events::EventBus",
      "Scp scp",
      "Rcp rcp",
    ]);
    assert.equal(
      render(read.policies[1]?.root),
      "{Statement: [{Effect: Allow, Action: events:PutEvents}, …], …}",
    );
  });

  test("documents as JSON in a text", async () => {
    const text = template(`
  Logs:
    Type: AWS::Logs::ResourcePolicy
    Properties:
      PolicyDocument: !Sub |
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "logs:PutLogEvents", "Resource": "arn:\${AWS::Partition}:logs:*:*:a:*"}
        ]}
`);
    const read = await readText(text, "t.yaml");
    assertSpans(text, read);
    assert.deepEqual(placesOf(read), ["Logs resource of AWS::Logs::ResourcePolicy"]);
    const { root, syntax } = read.policies[0]!;
    assert.equal(syntax, "json");
    assert.equal(tokenOf(text, root, "logs:PutLogEvents"), "logs:PutLogEvents");
    assert.equal(tokenOf(text, root, "arn:?:logs:*:*:a:*"), "arn:${AWS::Partition}:logs:*:*:a:*");
  });

  test("templates in JSON, with functions in their long form", async () => {
    const text = JSON.stringify({
      Resources: {
        Bucket: { Type: "AWS::S3::Bucket" },
        Access: {
          Type: "AWS::S3::BucketPolicy",
          Properties: {
            PolicyDocument: {
              Statement: {
                Effect: "Allow",
                Resource: { "Fn::Join": ["", [{ "Fn::GetAtt": ["Bucket", "Arn"] }, "/*"]] },
              },
            },
          },
        },
        Set: {
          Type: "AWS::SSO::PermissionSet",
          Properties: {
            ManagedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
            InlinePolicy: {
              "Fn::Join": ["", ['{"Statement":[{"Effect":"Deny","Resource":"', { Ref: "Bucket" }, '"}]}']],
            },
          },
        },
      },
    });
    const read = await readText(text, "cdk.out/stack.template.json");
    assertSpans(text, read);
    assert.deepEqual(
      read.policies.map(({ root }) => render(root)),
      ["{Statement: {Effect: Allow, Resource: ?/*}}", "{Statement: [{Effect: Deny, Resource: ?}]}"],
    );
    assert.equal(read.principals[0]?.kind, "permission-set");
  });

  test("functions and policies of SAM", async () => {
    const text = `Transform: AWS::Serverless-2016-10-31
Globals: {Function: {PermissionsBoundary: !Ref Limit}}
Resources:
  Limit: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: ${document}}}
  Plain:
    Type: AWS::Serverless::Function
    Properties:
      Policies: ${document}
  Mixed:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - AmazonS3ReadOnlyAccess
        - S3ReadPolicy: {BucketName: !Ref Bucket}
        - ${document}
  Given:
    Type: AWS::Serverless::Function
    Properties: {Role: !GetAtt Some.Arn, Policies: AdministratorAccess}
  Api:
    Type: AWS::Serverless::Api
    Properties: {Auth: {ResourcePolicy: {CustomStatements: [{Effect: Allow, Action: execute-api:Invoke}]}}}
`;
    const read = await readText(text, "template.yml");
    assert.deepEqual(placesOf(read), [
      "Limit boundary for Plain, Mixed",
      "Plain identity for Plain",
      "Mixed identity for Mixed",
      "Mixed identity for Mixed",
      "Api resource of AWS::ApiGateway::RestApi",
    ]);
    assert.deepEqual(
      read.principals.map(({ id, complete, managedPolicies }) => [id, complete, managedPolicies.map(render)]),
      [
        ["Plain", true, []],
        ["Mixed", false, ["AmazonS3ReadOnlyAccess"]],
      ],
    );
  });

  test("SAM's policy templates are the policies that SAM makes of them, at the place of their names", async () => {
    const text = `Transform: AWS::Serverless-2016-10-31
Resources:
  Reader:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - S3ReadPolicy: {BucketName: reports}
        - AWSSecretsManagerRotationPolicy: {FunctionName: !Ref Rotator}
        - NoSuchPolicy: {BucketName: reports}
`;
    const read = await readText(text, "template.yml");
    assert.deepEqual(
      read.policies.map(({ root, place }) => [place.fixed, text.slice(root.span.start, root.span.end)]),
      [
        [true, "S3ReadPolicy"],
        [true, "AWSSecretsManagerRotationPolicy"],
      ],
    );
    assert.equal(
      render(read.policies[0]!.root),
      "{Version: 2012-10-17, Statement: [{Effect: Allow, Action: [s3:GetObject, s3:ListBucket, s3:GetBucketLocation, s3:GetObjectVersion, s3:GetLifecycleConfiguration], Resource: [arn:aws:s3:::reports, arn:aws:s3:::reports/*]}]}",
    );
    assert.match(
      render(read.policies[1]!.root),
      /Condition: \{StringEquals: \{secretsmanager:resource\/AllowRotationLambdaArn: \[arn:aws:lambda:\?:\?:function:\?\]/,
    );
    assert.equal(read.principals[0]?.complete, false, "a template that is not known");
  });

  test("resources of networks are given to their checks, others are not", async () => {
    const text = template(`
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress: [{CidrIp: 0.0.0.0/0, FromPort: !Ref Port}]
  Bucket: {Type: AWS::S3::Bucket}
`);
    const { resources } = await readText(text, "t.yaml");
    assert.deepEqual(
      resources.map(({ dialect, type, name, nameSpan, properties }) => [
        dialect,
        type,
        name,
        text.slice(nameSpan.start, nameSpan.end),
        render(properties),
      ]),
      [
        [
          "cloudformation",
          "AWS::EC2::SecurityGroup",
          "Group",
          "Group",
          "{SecurityGroupIngress: [{CidrIp: 0.0.0.0/0, FromPort: ‹unknown›}]}",
        ],
      ],
    );
  });

  test("loops and fragments", async () => {
    const loop = template(`
  Fn::ForEach::Queues:
    - Name
    - [a, b]
    - Policy\${Name}: {Type: AWS::SQS::QueuePolicy, Properties: {PolicyDocument: {Statement: [{Effect: Allow, Resource: "q-\${Name}"}]}}}
`);
    assert.match(render((await readText(loop, "t.yaml")).policies[0]?.root), /Resource: q-\?/);
    const fragment = `R: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: ${document}}}\n`;
    assert.deepEqual(placesOf(await readText(fragment, "part.yaml")), ["R trust for R"]);
  });

  test("no cut of a template ends in an error", async () => {
    const text = template(`
  App:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyDocument: !If [a, !Sub '{"Statement": [\${A}]}', {Statement: !Join ["", [x, !Ref y]]}]
      ManagedPolicyArns: !If [a, [!Ref App], !Ref AWS::NoValue]
`);
    for (let end = 0; end <= text.length; end++) {
      const cut = text.slice(0, end);
      assertSpans(cut, await readText(cut, "t.yaml"));
    }
  });
});
