import assert from "node:assert/strict";
import {
  findConditionKey,
  findGlobalKey,
  isServiceKeyOf,
  templatePrefix,
} from "../../../src/core/iam/catalogue/conditionKeys.ts";
import { globalKeys } from "../../../src/core/iam/catalogue/globalKeys.ts";
import { marksWith, policyWith } from "../../support/conditions.ts";
import { iamParts, judgePolicy } from "../../support/iam.ts";

const { catalogue } = iamParts;

suite("finding condition keys", () => {
  test("global and service keys, templates, claims of providers", () => {
    const cases: [string, string, string, boolean][] = [
      ["aws:SOURCEIP", "global", "IPAddress", false],
      ["aws:PrincipalTag/cost-center/eu", "global", "String", false],
      ["aws:TagKeys", "global", "ArrayOfString", true],
      ["lambda:SourceFunctionArn", "global", "ARN", false],
      ["secretsmanager:ResourceTag/Stage", "service", "String", false],
      ["s3:RequestObjectTag/project", "service", "String", false],
      ["kms:EncryptionContext:aws:s3:arn", "service", "String", false],
      ["kms:EncryptionContextKeys", "service", "ArrayOfString", true],
      ["codebuild:environment.environmentVariables/STAGE.value", "service", "String", false],
      ["sagemaker:ResourceTag/team", "service", "String", false],
      ["catalog:ChangeType", "service", "String", false],
      ["token.actions.githubusercontent.com:sub", "federation", "String", false],
      ["oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:aud", "federation", "String", false],
      ["cognito-identity.amazonaws.com:amr", "federation", "String", false],
      ["saml:aud", "federation", "String", false],
    ];
    for (const [key, scope, type, multiValued] of cases) {
      const found = findConditionKey(key, catalogue);
      assert.deepEqual(
        found && { scope: found.scope, type: found.record.type, multiValued: found.multiValued },
        { scope, type, multiValued },
        key,
      );
    }
  });

  test("nothing for what no list has", () => {
    for (const key of [
      "aws:Nothing",
      "s3:nothing",
      "nothing:here",
      "SourceIp",
      "",
      "aws:RequestTag",
      "saml:none",
    ])
      assert.equal(findConditionKey(key, catalogue), undefined, key);
  });

  test("a service's own list", () => {
    const s3 = catalogue.service("s3");
    assert.ok(s3);
    assert.ok(isServiceKeyOf("S3:Prefix", s3));
    assert.ok(!isServiceKeyOf("ec2:Vpc", s3));
  });

  test("templates and second types", () => {
    assert.equal(templatePrefix("aws:ResourceTag/tag-key"), "aws:ResourceTag/");
    assert.equal(templatePrefix("kms:EncryptionContext:${EncryptionContextKey}"), "kms:EncryptionContext:");
    assert.equal(templatePrefix("aws:SourceIp"), undefined);
    assert.equal(findGlobalKey("aws:epochtime")?.alsoType, "Numeric");
    const names = globalKeys.map(({ key }) => key.toLowerCase());
    assert.equal(new Set(names).size, names.length, "a global key is listed twice");
  });
});

suite("names of condition keys", () => {
  test("each fault at the key", () => {
    const cases: [string, string][] = [
      ["SourceIp", "invalid-condition-key-format"],
      ["s3: prefix", "invalid-condition-key-format"],
      ["s3:", "invalid-condition-key-format"],
      ["aws:PrincipalOrgId2", "invalid-global-condition-key"],
      ["aws:PrincipleTag/Team", "invalid-global-condition-key"],
      ["s3:prefixx", "invalid-service-condition-key"],
      ["secretmanager:ResourceTag/Team", "invalid-service-condition-key"],
      ["aws:ARN", "unsupported-global-condition-key"],
      ["AWS:SourceOwner", "deprecated-global-condition-key"],
      ["aws:ResourceTag", "missing-tag-key-in-condition"],
      ["aws:RequestTag/", "missing-tag-key-in-condition"],
      ["ec2:ResourceTag", "missing-tag-key-in-condition"],
      ["aws:UserAgent", "untrustworthy-condition-key"],
      ["AWS:REFERER", "untrustworthy-condition-key"],
    ];
    for (const [key, rule] of cases)
      assert.deepEqual(marksWith({ StringEquals: { [key]: "value" } }), [`${rule} ${key}`], key);
  });

  test("the nearest name is suggested", () => {
    const cases: [string, string | undefined][] = [
      ["aws:PrincipalOrgIDs", "aws:PrincipalOrgID"],
      ["aws:PrincipleTag/Team", "aws:PrincipalTag/Team"],
      ["aws:Arn", "aws:PrincipalArn"],
      ["s3:perfix", "s3:prefix"],
      ["aws:SomethingElse", undefined],
    ];
    for (const [key, suggestion] of cases) {
      const { findings } = judgePolicy(policyWith({ StringEquals: { [key]: "value" } }));
      const [found] = findings.filter(({ ruleId }) => ruleId.includes("condition-key"));
      assert.ok(found, key);
      assert.equal(found.data["suggestion"], suggestion, key);
    }
  });

  test("a key that is near none may be newer than the data: a warning with its day", () => {
    for (const key of ["s3:SomethingVeryNew", "aws:SomethingVeryNew"]) {
      const { findings } = judgePolicy(policyWith({ StringEquals: { [key]: "value" } }));
      const [found] = findings.filter(({ ruleId }) =>
        /invalid-(?:service|global)-condition-key/.test(ruleId),
      );
      assert.equal(found?.severity, "warning");
      assert.match(found.message, new RegExp(catalogue.date));
    }
  });

  test("silent on keys of retired services and with unknown parts", () => {
    for (const key of [
      "deeplens:Device",
      "aws:{{KEY}}",
      "{{KEY}}",
      "s3:<key-name>",
      "aws:RequestTag/{{TAG}}",
    ])
      assert.deepEqual(marksWith({ StringEquals: { [key]: "value" } }), [], key);
  });

  test("a key of a service that the statement does not speak of", () => {
    const found = ["condition-key-of-other-service iam:ResourceTag/Stage"];
    const condition = { StringNotEquals: { "iam:ResourceTag/Stage": "live" } };
    assert.deepEqual(marksWith(condition, { Action: ["ec2:*", "s3:*"] }), found);
    assert.deepEqual(marksWith(condition, { Action: ["ec2:*", "iam:GetRole"] }), []);
    assert.deepEqual(marksWith(condition, { Action: "*" }), []);
    assert.deepEqual(marksWith(condition, { Action: ["ec2:*", "{{ACTION}}"] }), []);
    assert.deepEqual(marksWith(condition, { Action: "somethingnew:Do" }), []);
    assert.deepEqual(
      marksWith({ ArnEquals: { "lambda:SourceFunctionArn": "arn:aws:lambda:*:*:function:f" } }),
      [],
    );
  });
});
