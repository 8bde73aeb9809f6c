import assert from "node:assert/strict";
import { statementPage } from "../../../src/core/iam/language/listing.ts";
import { policyJson, remoteTypeOf } from "../../../src/core/iam/language/remote/policyText.ts";
import { spanOfPath } from "../../../src/core/iam/language/remote/remotePath.ts";
import type { Policy } from "../../../src/core/iam/model/policy.ts";
import type { PolicyPlace } from "../../../src/core/iam/model/located.ts";
import { iamParts, judgePolicy, scanText } from "../../support/iam.ts";

function read(policy: unknown, place: PolicyPlace = {}): Policy {
  const [found] = judgePolicy(policy, place).policies;
  assert.ok(found);
  return found;
}

suite("a policy written anew for AWS", () => {
  test("says the same as its source", () => {
    const source = {
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Action: ["s3:*"],
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": true } },
      },
    };
    const { text, filled, missing } = policyJson(read(source));
    assert.deepEqual(JSON.parse(text), source);
    assert.deepEqual([filled.length, missing.length], [0, 0]);
  });

  test("keeps duplicate keys, which AWS must see", () => {
    const { text } = policyJson(read('{"Version":"2012-10-17","Version":"2008-10-17","Statement":[]}'));
    assert.equal(text.match(/"Version"/g)?.length, 2);
  });

  test("fills placeholders with examples that fit their place in an ARN", () => {
    const resource = "arn:{{PARTITION}}:sqs:{{REGION}}:{{ACCOUNT}}:{{NAME}}-queue";
    const { text, filled } = policyJson(
      read({ Statement: [{ Effect: "Allow", Action: "sqs:*", Resource: resource }] }),
    );
    assert.match(text, /"arn:aws:sqs:us-east-1:111122223333:example-queue"/);
    assert.equal(filled.length, 1);
  });

  test("tells which values are not there", async () => {
    const template = `Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - Effect: Allow
            Action: !Ref Actions
            Resource: "*"
`;
    const { policies } = await scanText(template, "t.yaml");
    const [policy] = policies;
    assert.ok(policy);
    const { missing } = policyJson(policy);
    assert.deepEqual(
      missing.map(({ start, end }) => template.slice(start, end)),
      ["!Ref Actions"],
    );
  });

  test("has the type that Access Analyzer knows", () => {
    const statement = { Statement: [] };
    assert.deepEqual(remoteTypeOf(read(statement, { type: "boundary" })), { type: "IDENTITY_POLICY" });
    assert.equal(remoteTypeOf(read(statement, { type: "scp" })).type, "SERVICE_CONTROL_POLICY");
    const trust = remoteTypeOf(read(statement, { type: "trust" }));
    assert.equal(trust.resourceType, "AWS::IAM::AssumeRolePolicyDocument");
    const bucket = remoteTypeOf(read(statement, { type: "resource", resourceType: "AWS::S3::Bucket" }));
    assert.deepEqual(bucket, { type: "RESOURCE_POLICY", resourceType: "AWS::S3::Bucket" });
    const queue = remoteTypeOf(read(statement, { type: "resource", resourceType: "AWS::SQS::Queue" }));
    assert.deepEqual(queue, { type: "RESOURCE_POLICY" });
  });
});

suite("a path of Access Analyzer in the source", () => {
  const source =
    '{"Statement":{"Effect":"Allow","Action":["s3:GetObject"],"Resource":"*","Condition":{"Bool":{"a:b":"x"}}}}';
  const textAt = (...path: Parameters<typeof spanOfPath>[1]): string => {
    const { start, end } = spanOfPath(read(source).located.root, path);
    return source.slice(start, end);
  };
  const statement = [{ value: "Statement" }, { index: 0 }];

  test("leads to the exact token", () => {
    assert.equal(textAt(...statement, { value: "Action" }, { index: 0 }), "s3:GetObject");
    assert.equal(textAt(...statement, { value: "Effect" }), "Allow");
    const key = [{ value: "Condition" }, { value: "Bool" }, { key: "a:b" }];
    assert.equal(textAt(...statement, ...key), "a:b");
    const part = { substring: { start: 3, length: 3 } };
    assert.equal(textAt(...statement, { value: "Action" }, { index: 0 }, part), "Get");
  });

  test("takes a single value for a list of one", () => {
    assert.equal(textAt(...statement, { value: "Resource" }, { index: 0 }), "*");
  });

  test("stays at the last place that is there, and marks the beginning of what is long", () => {
    assert.equal(textAt(), "{");
    assert.equal(textAt(...statement, { value: "Sid" }), "{");
    assert.equal(textAt({ value: "Nothing" }, { index: 7 }), "{");
  });
});

suite("the page on a statement", () => {
  const page = (statement: object): string => {
    const policy = read({ Version: "2012-10-17", Statement: [statement] });
    const [first] = policy.statements;
    assert.ok(first);
    return statementPage(policy, first, { file: "p.json", catalogue: iamParts.catalogue });
  };

  test("lists actions by access level, resources and conditions", () => {
    const text = page({
      Sid: "Orders",
      Effect: "Allow",
      Action: ["sqs:SendMessage", "sqs:AddPermission", "sqs:Nothing"],
      Resource: "arn:aws:sqs:*:*:orders",
      Condition: { Bool: { "aws:SecureTransport": "true" } },
    });
    assert.match(text, /^# Statement 1 Orders, p\.json\n\nAllows 2 actions/);
    assert.ok(text.indexOf("## Permissions management (1)") < text.indexOf("## Write (1)"));
    assert.match(text, /- sqs:SendMessage: deliver/);
    assert.match(text, /## Not in the catalogue\n\n- sqs:Nothing/);
    assert.match(text, /## Resources\n\n- arn:aws:sqs:\*:\*:orders/);
    assert.match(text, /- Bool aws:SecureTransport: true/);
  });

  test("says what is left out of everything", () => {
    const text = page({ Effect: "Allow", NotAction: "sqs:SendMessage", NotResource: "arn:aws:s3:::a" });
    assert.match(text, /Every action of every service, [\d,]+ actions today, but these:/);
    assert.match(text, /## Every resource but\n\n- arn:aws:s3:::a/);
  });
});
