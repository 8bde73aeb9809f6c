import assert from "node:assert/strict";
import { conditionMarks, marksWith, policyWith } from "../../support/conditions.ts";
import { judgePolicy } from "../../support/iam.ts";

const trust = { type: "trust" } as const;
const account = { AWS: "arn:aws:iam::111122223333:root" };

/** Marks of a trust policy of one statement. */
function ofTrust(Action: string | string[], condition: unknown): string[] {
  return marksWith(condition, { Principal: account, Action, Resource: undefined }, trust);
}

suite("keys that need more", () => {
  test("private addresses need their network", () => {
    const address = { IpAddress: { "aws:VpcSourceIp": "10.0.0.0/8" } };
    const found = ["missing-paired-condition-keys aws:VpcSourceIp"];
    assert.deepEqual(marksWith(address), found);
    for (const key of ["aws:SourceVpc", "aws:SourceVpce"]) {
      const value = key === "aws:SourceVpc" ? "vpc-1a2b3c4d" : "vpce-1a2b3c4d";
      assert.deepEqual(marksWith({ ...address, StringEquals: { [key]: value } }), []);
    }
    assert.deepEqual(marksWith({ ...address, StringEquals: { "{{KEY}}": "x" } }), []);
    assert.deepEqual(marksWith({ IpAddress: { "aws:Ec2InstanceSourcePrivateIPv4": "10.0.0.0/8" } }), [
      "missing-paired-condition-keys aws:Ec2InstanceSourcePrivateIPv4",
    ]);
  });

  test("dynamodb:Attributes needs dynamodb:Select where all attributes can be asked for", () => {
    const attributes = { "ForAllValues:StringEquals": { "dynamodb:Attributes": ["Id"] } };
    const table = { Resource: "arn:aws:dynamodb:us-east-1:111122223333:table/Orders" };
    const found = ["dynamodb-attributes-without-select dynamodb:Attributes"];
    assert.deepEqual(marksWith(attributes, { ...table, Action: "dynamodb:Query" }), found);
    assert.deepEqual(marksWith(attributes, { ...table, Action: "dynamodb:*" }), found);
    assert.deepEqual(marksWith(attributes, { ...table, Action: "dynamodb:PutItem" }), []);
    assert.deepEqual(marksWith(attributes, { ...table, Action: "dynamodb:Query", Effect: "Deny" }), []);
    const selected = { ...attributes, StringEqualsIfExists: { "dynamodb:Select": "SPECIFIC_ATTRIBUTES" } };
    assert.deepEqual(marksWith(selected, { ...table, Action: "dynamodb:Query" }), []);
  });

  test("s3:prefix cannot forbid single prefixes", () => {
    const list = { Action: "s3:ListBucket", Resource: "arn:aws:s3:::amzn-s3-demo-bucket" };
    const found = ["s3-prefix-in-negative-context s3:prefix"];
    const like = { StringLike: { "s3:prefix": "secret/*" } };
    const notLike = { StringNotLike: { "s3:prefix": "secret/*" } };
    assert.deepEqual(marksWith(like, { ...list, Effect: "Deny" }), found);
    assert.deepEqual(marksWith(notLike, list), found);
    assert.deepEqual(marksWith(like, list), []);
    assert.deepEqual(marksWith(notLike, { ...list, Effect: "Deny" }), []);
  });

  test("keys of few services in a statement about all", () => {
    const organization = { StringNotEquals: { "aws:VpceOrgID": "o-a1b2c3d4e5" } };
    const found = ["use-condition-key-only-with-supported-services aws:VpceOrgID"];
    const deny = { Effect: "Deny", Resource: "*" };
    assert.deepEqual(marksWith(organization, { ...deny, Action: "*" }), found);
    assert.deepEqual(marksWith(organization, { ...deny, Action: undefined, NotAction: "iam:*" }), found);
    assert.deepEqual(marksWith(organization, { ...deny, Action: ["s3:*", "ec2:RunInstances"] }), found);
    assert.deepEqual(marksWith(organization, { ...deny, Action: ["s3:*", "kms:Decrypt", "{{MORE}}"] }), []);
  });
});

suite("keys against the actions of their statement", () => {
  test("a value that no action of the policy lets a caller set", () => {
    const identity = { StringLike: { "sts:SourceIdentity": "jane*" } };
    const found = ["missing-action-for-condition-key sts:SourceIdentity"];
    assert.deepEqual(ofTrust("sts:AssumeRole", identity), found);
    assert.deepEqual(ofTrust(["sts:AssumeRole", "sts:SetSourceIdentity"], identity), []);
    assert.deepEqual(ofTrust("sts:*", identity), []);
    assert.deepEqual(
      ofTrust("sts:AssumeRole", { StringLikeIfExists: { "sts:SourceIdentity": "jane*" } }),
      [],
    );
    assert.deepEqual(ofTrust("sts:AssumeRole", { StringEquals: { "aws:RequestTag/Team": "blue" } }), [
      "missing-action-for-condition-key aws:RequestTag/Team",
    ]);
  });

  test("another statement may allow the action", () => {
    const policy = {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: account,
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:RequestTag/Team": "blue" } },
        },
        { Effect: "Allow", Principal: account, Action: "sts:TagSession" },
      ],
    };
    assert.deepEqual(conditionMarks(JSON.stringify(policy), trust), []);
  });

  test("an action that never has the key", () => {
    const id = { StringEquals: { "sts:ExternalId": "example-id" } };
    assert.deepEqual(ofTrust("sts:AssumeRole", id), []);
    assert.deepEqual(ofTrust(["sts:AssumeRole", "sts:AssumeRoleWithSAML"], id), [
      "unsupported-action-for-condition-key sts:ExternalId",
    ]);
    assert.deepEqual(ofTrust("sts:AssumeRole*", id), []);
    assert.deepEqual(ofTrust("sts:AssumeRole", { StringEquals: { "login.example.com:aud": "x" } }), []);
  });

  test("in other policies for services whose lists are complete, actions with wildcards aside", () => {
    const pcr = { StringEquals: { "kms:RecipientAttestation:PCR8": "0a1b" } };
    const key = { Resource: "*" };
    const found = "unsupported-action-for-condition-key kms:RecipientAttestation:PCR8";
    assert.deepEqual(marksWith(pcr, { ...key, Action: ["kms:Decrypt", "kms:GetKeyPolicy"] }), [found]);
    assert.deepEqual(marksWith(pcr, { ...key, Action: ["kms:Decrypt", "kms:Get*"] }), []);
    const prefix = { StringLike: { "s3:prefix": "home/*" } };
    assert.deepEqual(marksWith(prefix, { Action: ["s3:ListBucket", "s3:GetObject"] }), [
      "unsupported-action-for-condition-key s3:prefix",
    ]);
    assert.deepEqual(marksWith({ StringLikeIfExists: { "s3:prefix": "home/*" } }), []);
    assert.deepEqual(marksWith({ NumericGreaterThan: { "s3:TlsVersion": "1.1" } }), []);
    const tag = { StringEquals: { "ec2:ResourceTag/Team": "blue" } };
    assert.deepEqual(marksWith(tag, { ...key, Action: "ec2:DescribeInstances" }), []);
  });

  test("where AWS is not known to report it, it is a warning", () => {
    const severityOf = (policy: string): string | undefined =>
      judgePolicy(policy).findings.find(({ ruleId }) => ruleId === "iam/unsupported-action-for-condition-key")
        ?.severity;
    const pass = { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } };
    const role = { Resource: "arn:aws:iam::111122223333:role/app" };
    assert.equal(
      severityOf(policyWith(pass, { ...role, Action: ["iam:PassRole", "iam:GetRole"] })),
      "warning",
    );
    const pcr = { StringEquals: { "kms:RecipientAttestation:PCR8": "0a1b" } };
    assert.equal(severityOf(policyWith(pcr, { Resource: "*", Action: "kms:GetKeyPolicy" })), "error");
  });

  test("identity policies may set the source identity elsewhere", () => {
    const more = { Action: "sts:AssumeRole", Resource: "arn:aws:iam::111122223333:role/app" };
    assert.deepEqual(marksWith({ StringEquals: { "sts:SourceIdentity": "jane" } }, more), []);
  });
});

suite("Picket's own checks of conditions", () => {
  const mfa = { Bool: { "aws:MultiFactorAuthPresent": "false" } };

  test("MFA conditions that miss who has no MFA", () => {
    const found = ["mfa-condition-without-exists false"];
    assert.deepEqual(marksWith(mfa, { Effect: "Deny" }), found);
    assert.deepEqual(marksWith(mfa), found);
    assert.deepEqual(marksWith({ Bool: { "aws:MultiFactorAuthPresent": "true" } }), []);
    assert.deepEqual(
      marksWith({ BoolIfExists: { "aws:multifactorauthpresent": false } }, { Effect: "Deny" }),
      [],
    );
  });

  test("a second statement may meet the requests without the key", () => {
    const deny = { Effect: "Deny", Action: "*", Resource: "*" };
    const Statement = [
      { ...deny, Condition: mfa },
      { ...deny, Condition: { Null: { "aws:MultiFactorAuthPresent": "true" } } },
    ];
    assert.deepEqual(conditionMarks(JSON.stringify({ Version: "2012-10-17", Statement })), []);
  });

  test("conditions that exclude each other, with the other place", () => {
    const blue = { StringEquals: { "aws:ResourceTag/Team": "blue" } };
    const found = ["condition-never-true aws:ResourceTag/Team"];
    assert.deepEqual(marksWith({ ...blue, Null: { "aws:resourcetag/team": "true" } }), found);
    assert.deepEqual(
      marksWith({ ...blue, StringNotEquals: { "aws:ResourceTag/Team": ["blue", "red"] } }),
      found,
    );
    assert.deepEqual(marksWith({ ...blue, StringNotEquals: { "aws:ResourceTag/Team": "red" } }), []);
    assert.deepEqual(marksWith({ ...blue, Null: { "aws:ResourceTag/Team": "false" } }), []);
    const optional = { StringEqualsIfExists: { "aws:ResourceTag/Team": "blue" } };
    assert.deepEqual(marksWith({ ...optional, Null: { "aws:ResourceTag/Team": "true" } }), []);
  });

  test("severities: no own check is an error", () => {
    const { findings } = judgePolicy({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Action: "*", Resource: "*", Condition: mfa }],
    });
    const [found] = findings.filter(({ ruleId }) => ruleId === "iam/mfa-condition-without-exists");
    assert.equal(found?.severity, "warning");
    assert.equal(found.data["code"], undefined);
  });
});
