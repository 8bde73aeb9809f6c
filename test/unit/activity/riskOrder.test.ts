import assert from "node:assert/strict";
import fc from "fast-check";
import { isEvent, readEvent } from "../../../src/core/activity/event.ts";
import { classifyRisk } from "../../../src/core/activity/risk/classifyRisk.ts";
import { tableEvents } from "../../../src/core/activity/risk/nameTable.ts";
import { riskSeverities } from "../../../src/core/activity/risk/risk.ts";
import { riskOf } from "./activityEvents.ts";

suite("order of the risk rules", () => {
  test("Picket's own reading is no risk, but its name hides nothing else", () => {
    const own = { userAgent: "aws-sdk-js/3.1 os/linux picket/sdk" };
    for (const call of [
      "cloudtrail:LookupEvents",
      "sts:GetCallerIdentity",
      "iam:GetRolePolicy",
      "athena:StartQueryExecution",
      "athena:GetQueryResults",
      "logs:StartLiveTail",
    ]) {
      const { severity, category } = riskOf(call, null, own);
      assert.deepEqual([severity, category], ["info", "self"], call);
      assert.notEqual(riskOf(call).category, "self", call);
      assert.notEqual(riskOf(call, null, { userAgent: "unpicket/sdk" }).category, "self", call);
    }
    assert.equal(riskOf("cloudtrail:DeleteTrail", null, own).severity, "critical");
    assert.equal(riskOf("iam:CreateUser", null, own).severity, "high");
    assert.equal(riskOf("secretsmanager:GetSecretValue", null, own).severity, "medium");
    assert.equal(riskOf("iam:GetRole", null, { ...own, errorCode: "AccessDenied" }).category, "denied");
  });

  test("what a template deploys is not slipped in, what it deletes or opens is as loud", () => {
    const byTemplate = {
      userIdentity: { type: "AssumedRole", arn: "a", invokedBy: "cloudformation.amazonaws.com" },
    };
    assert.equal(riskOf("ssm:CreateDocument").severity, "high");
    assert.equal(riskOf("ssm:CreateDocument", null, byTemplate).severity, "medium");
    assert.equal(riskOf("dynamodb:DeleteTable", null, byTemplate).severity, "high");
    assert.equal(riskOf("iam:CreateRole", null, byTemplate).severity, "high");
    assert.equal(riskOf("lambda:AddPermission", { principal: "*" }, byTemplate).severity, "critical");
  });

  test("what a service of AWS was refused is quiet; a role that only has its name is not", () => {
    const denied = { errorCode: "AccessDenied" };
    const role = (path: string): Readonly<Record<string, unknown>> => ({
      userIdentity: {
        type: "AssumedRole",
        arn: "arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForX/x",
        sessionContext: {
          sessionIssuer: { arn: `arn:aws:iam::111122223333:role/${path}AWSServiceRoleForX` },
        },
      },
    });
    const asService = { ...denied, ...role("aws-service-role/x.amazonaws.com/") };
    assert.equal(riskOf("s3:PutObject", null, asService).severity, "low");
    assert.equal(riskOf("s3:PutObject", null, { ...denied, ...role("") }).severity, "high");
    assert.equal(riskOf("ec2:TerminateInstances", null, role("")).severity, "high");
  });

  test("the root user is critical whatever it does, a service on its behalf is not", () => {
    const root = { userIdentity: { type: "Root" } };
    assert.equal(riskOf("s3:ListBuckets", null, root).severity, "critical");
    assert.equal(
      riskOf("s3:PutObject", null, { ...root, errorCode: "AccessDenied" }).category,
      "console-root",
    );
    const forRoot = { userIdentity: { type: "Root", invokedBy: "trustedadvisor.amazonaws.com" } };
    assert.equal(riskOf("s3:ListBuckets", null, forRoot).severity, "low");
  });

  test("a refused change is high, a refused read medium", () => {
    const denied = { errorCode: "AccessDenied" };
    assert.equal(riskOf("s3:PutObject", null, denied).severity, "high");
    assert.equal(riskOf("iam:CreateUser", null, denied).severity, "high");
    assert.equal(riskOf("s3:GetObject", null, denied).severity, "medium");
    assert.equal(riskOf("ec2:GetPasswordData", null, denied).severity, "high");
    assert.equal(riskOf("s3:GetObject", null, { errorCode: "VpceAccessDenied" }).severity, "high");
    assert.equal(riskOf("s3:GetObject", null, denied).category, "denied");
  });

  test("a failed call counts one step less", () => {
    assert.equal(riskOf("cloudtrail:StopLogging").severity, "critical");
    const failed = riskOf("cloudtrail:StopLogging", null, { errorCode: "TrailNotFoundException" });
    assert.equal(failed.severity, "high");
    assert.match(failed.reasons.join(" "), /nothing changed/);
  });

  test("a call outside the declared policies is high", () => {
    const context = { outOfPolicy: () => "The role's policies do not allow s3:GetObject." };
    const risk = riskOf("s3:GetObject", null, {}, context);
    assert.equal(risk.severity, "high");
    assert.equal(risk.category, "out-of-policy");
    assert.equal(riskOf("s3:GetObject", null, {}, { outOfPolicy: () => undefined }).severity, "low");
  });

  test("what is harmless by its content is not raised by its name", () => {
    assert.equal(riskOf("guardduty:UpdateDetector", { enable: true }).severity, "low");
    assert.equal(riskOf("guardduty:UpdateDetector", { enable: false }).severity, "critical");
  });

  test("an agent that changes IAM is always high, whatever the verb", () => {
    for (const name of ["CreateRole", "TagRole", "CreateServiceLinkedRole", "NewThing", "DeleteGroup"])
      assert.equal(riskOf(`iam:${name}`).severity, "high", name);
    assert.equal(riskOf("iam:GetRole").severity, "info");
  });

  test("verbs that nothing knows", () => {
    assert.equal(riskOf("newservice:DeleteThing").severity, "medium");
    assert.equal(riskOf("newservice:CreateThing").severity, "low");
    assert.equal(riskOf("newservice:ListThings").severity, "info");
    assert.equal(riskOf("newservice:Deletedness").severity, "low");
  });

  test("what a service of AWS does itself is quiet, unless it opens something", () => {
    const byAws = {
      userIdentity: {
        type: "AssumedRole",
        arn: "arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForAutoScaling/AutoScaling",
      },
    };
    assert.equal(riskOf("ec2:TerminateInstances", null, byAws).severity, "low");
    assert.equal(riskOf("ec2:TerminateInstances").severity, "high");
    assert.equal(riskOf("cloudtrail:DeleteTrail", null, byAws).severity, "critical");
  });

  test("every judgement of any record has a known severity and reasons without foreign text", () => {
    const names = fc.constantFrom(...tableEvents(), "x:ModifyThing", "signin:ConsoleLogin");
    fc.assert(
      fc.property(names, fc.jsonValue(), fc.jsonValue(), (call, requestParameters, userIdentity) => {
        const [service, eventName] = call.split(":");
        const event = readEvent({
          eventSource: `${service}.amazonaws.com`,
          eventName,
          requestParameters,
          userIdentity,
        });
        assert.ok(isEvent(event));
        const { severity, reasons } = classifyRisk(event);
        assert.ok(riskSeverities.includes(severity));
        assert.ok(reasons.length > 0);
        for (const reason of reasons) assert.match(reason, /^[\w ,.;:*'@+=/-]{5,300}\.$/);
      }),
      { numRuns: 500 },
    );
  });

  test("the table lists no event of a service twice", () => {
    const events = tableEvents();
    assert.equal(new Set(events).size, events.length);
    assert.ok(events.length > 400);
    for (const event of events) assert.match(event, /^[a-z0-9-]+:[A-Z]\w+$/);
  });
});
