import assert from "node:assert/strict";
import { actionsOfEvent, wasDenied } from "../../../src/core/activity/eventActions.ts";
import { operationActions, prefixes, siblings } from "../../../src/core/activity/eventNames.ts";
import { SeenActions } from "../../../src/core/activity/seenActions.ts";
import { visibilityOf } from "../../../src/core/activity/visibility.ts";
import { iamParts } from "../../support/iam.ts";

const { catalogue } = iamParts;

suite("actions of CloudTrail events", () => {
  const cases: readonly (readonly [source: string, name: string, ...actions: string[]])[] = [
    ["ec2", "RunInstances", "ec2:RunInstances"],
    ["monitoring", "PutMetricAlarm", "cloudwatch:PutMetricAlarm"],
    ["tagging", "GetResources", "tag:GetResources"],
    ["email", "SendEmail", "ses:SendEmail"],
    ["streams.dynamodb", "GetRecords", "dynamodb:GetRecords"],
    ["runtime.sagemaker", "InvokeEndpoint", "sagemaker:InvokeEndpoint"],
    ["lambda", "UpdateFunctionCode20150331v2", "lambda:UpdateFunctionCode"],
    ["lambda", "ListFunctions20150331", "lambda:ListFunctions"],
    ["lambda", "Invoke", "lambda:InvokeFunction"],
    ["cloudfront", "CreateDistribution2020_05_31", "cloudfront:CreateDistribution"],
    ["apigateway", "GetRestApis", "apigateway:GET"],
    ["apigateway", "PutMethod", "apigateway:PUT"],
    ["apigateway", "CreateDeployment", "apigateway:POST"],
    ["apigateway", "UpdateStage", "apigateway:PATCH"],
    ["apigateway", "DeleteRestApi", "apigateway:DELETE"],
    ["s3", "HeadBucket", "s3:ListBucket"],
    ["s3", "ListObjects", "s3:ListBucket"],
    ["s3", "ListBuckets", "s3:ListAllMyBuckets"],
    ["s3", "DeleteObjects", "s3:DeleteObject"],
    ["s3", "CopyObject", "s3:GetObject", "s3:PutObject"],
    ["s3", "UploadPart", "s3:PutObject"],
    ["s3", "DeleteBucketEncryption", "s3:PutEncryptionConfiguration"],
    ["s3", "GetBucketLifecycle", "s3:GetLifecycleConfiguration"],
    ["s3", "ListBucketInventoryConfigurations", "s3:GetInventoryConfiguration"],
    ["kms", "ReEncrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
    ["budgets", "CreateBudget", "budgets:ModifyBudget"],
    ["budgets", "DescribeBudgets", "budgets:ViewBudget"],
    ["autoscaling", "RegisterScalableTarget", "application-autoscaling:RegisterScalableTarget"],
    ["autoscaling", "CreateAutoScalingGroup", "autoscaling:CreateAutoScalingGroup"],
    ["billingconsole", "GetAlternateContact", "account:GetAlternateContact"],
    ["sso-directory", "AssociateDirectory", "sso:AssociateDirectory"],
    ["macie", "UpdateMacieSession", "macie2:UpdateMacieSession"],
    ["s3", "CreateSession", "s3express:CreateSession"],
    ["bedrock-runtime", "Converse", "bedrock:InvokeModel"],
    ["sso", "GetRoleCredentials"],
    ["signin", "ConsoleLogin"],
    ["ec2", "NoSuchOperation"],
    ["no-such-service", "RunInstances"],
  ];
  for (const [source, eventName, ...actions] of cases) {
    test(`${source} ${eventName}: ${actions.join(", ") || "nothing"}`, () => {
      assert.deepEqual(
        actionsOfEvent({ eventSource: `${source}.amazonaws.com`, eventName }, catalogue),
        actions,
      );
    });
  }

  test("every name of the tables is in the catalogue", () => {
    const named = [...Object.values(prefixes), ...Object.keys(siblings), ...Object.values(siblings).flat()];
    for (const prefix of named) assert.ok(catalogue.service(prefix), prefix);
    for (const [prefix, operations] of Object.entries(operationActions)) {
      for (const action of Object.values(operations).flat())
        assert.ok(
          catalogue.action(action.includes(":") ? action : `${prefix}:${action}`),
          `${prefix}:${action}`,
        );
    }
  });

  test("a source that is no host of AWS, or named like a method of an object, gives nothing", () => {
    for (const eventSource of ["", "ec2", "constructor.amazonaws.com", "ec2.example.com"])
      assert.deepEqual(actionsOfEvent({ eventSource, eventName: "RunInstances" }, catalogue), []);
    assert.deepEqual(
      actionsOfEvent({ eventSource: "s3.amazonaws.com", eventName: "constructor" }, catalogue),
      [],
    );
  });

  test("refused calls do not count as use, failed ones do", () => {
    assert.ok(wasDenied({ errorCode: "Client.UnauthorizedOperation" }));
    assert.ok(wasDenied({ errorCode: "AccessDeniedException" }));
    assert.ok(!wasDenied({ errorCode: "NoSuchBucket" }));
    const seen = new SeenActions(catalogue);
    const event = { eventSource: "ec2.amazonaws.com" };
    seen.add({ ...event, eventName: "RunInstances", errorCode: "Client.UnauthorizedOperation" });
    assert.deepEqual(seen.actions, []);
    seen.add({ ...event, eventName: "RunInstances", errorCode: "Client.InvalidParameterValue" });
    seen.add({ ...event, eventName: "RunInstances" });
    seen.add({ ...event, eventName: "DescribeInstances" });
    seen.add({ eventSource: 5, eventName: null });
    assert.deepEqual(seen.actions, ["ec2:DescribeInstances", "ec2:RunInstances"]);
  });

  test("what a trail can show", () => {
    assert.equal(visibilityOf("iam:PassRole"), "never");
    assert.equal(visibilityOf("S3:GetObject"), "data");
    assert.equal(visibilityOf("s3:GetBucketPolicy"), "yes");
    assert.equal(visibilityOf("sqs:DeleteQueue"), "yes");
    assert.equal(visibilityOf("secretsmanager:BatchGetSecretValue"), "yes");
    assert.equal(visibilityOf("logs:PutLogEvents"), "never");
    assert.equal(visibilityOf("s3:ListBucket"), "data");
    assert.equal(visibilityOf("s3:CreateBucket"), "yes");
  });
});
