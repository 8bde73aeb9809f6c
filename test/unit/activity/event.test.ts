import assert from "node:assert/strict";
import fc from "fast-check";
import { isEvent, readEvent, type ActivityEvent } from "../../../src/core/activity/event.ts";
import { boundedData, member } from "../../../src/core/activity/eventData.ts";
import { outcomeOf, refusalOf } from "../../../src/core/activity/eventOutcome.ts";
import { readTime } from "../../../src/core/activity/eventTime.ts";

function read(record: Readonly<Record<string, unknown>>): ActivityEvent {
  const event = readEvent({ eventName: "GetObject", eventSource: "s3.amazonaws.com", ...record });
  assert.ok(isEvent(event));
  return event;
}

suite("CloudTrail record", () => {
  test("a usual record is read whole", () => {
    const event = read({
      eventID: "e-1",
      eventTime: "2025-01-21T17:49:47Z",
      eventName: "UpdateFunctionCode20150331v2",
      eventSource: "lambda.amazonaws.com",
      awsRegion: "eu-west-1",
      recipientAccountId: "111122223333",
      readOnly: false,
      userIdentity: {
        type: "AssumedRole",
        principalId: "AROAEXAMPLE:agent",
        arn: "arn:aws:sts::111122223333:assumed-role/Agent/agent",
        sessionContext: {
          sessionIssuer: { type: "Role", arn: "arn:aws:iam::111122223333:role/team/Agent" },
          attributes: { mfaAuthenticated: "false" },
        },
      },
      requestParameters: { functionName: "f" },
      resources: [{ ARN: "arn:aws:lambda:eu-west-1:111122223333:function:f", accountId: "111122223333" }, 5],
    });
    assert.equal(event.name, "UpdateFunctionCode");
    assert.equal(event.rawName, "UpdateFunctionCode20150331v2");
    assert.equal(event.service, "lambda");
    assert.equal(event.time, Date.UTC(2025, 0, 21, 17, 49, 47));
    assert.equal(event.identity.issuer?.arn, "arn:aws:iam::111122223333:role/team/Agent");
    assert.equal(event.identity.withMfa, false);
    assert.deepEqual(event.resources, [
      { arn: "arn:aws:lambda:eu-west-1:111122223333:function:f", account: "111122223333" },
    ]);
    assert.equal(member(event.request, "functionName"), "f");
    assert.equal(event.outcome, "success");
  });

  test("what is no record says so without its content", () => {
    for (const value of [null, 5, "x", [], [{}], {}, { eventName: 7 }, { eventName: "" }])
      assert.match(String(Reflect.get(readEvent(value), "error")), /^not a CloudTrail record/);
  });

  test("an insight takes its name from its details", () => {
    const event = readEvent({
      eventType: "AwsCloudTrailInsight",
      insightDetails: { eventName: "RunInstances", eventSource: "ec2.amazonaws.com" },
    });
    assert.ok(isEvent(event));
    assert.equal(`${event.service}:${event.name}`, "ec2:RunInstances");
  });

  test("fields of other types count as missing, whatever they are", () => {
    const fields =
      "eventID eventTime eventSource awsRegion errorCode errorMessage userIdentity requestParameters responseElements resources readOnly userAgent additionalEventData".split(
        " ",
      );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fields), fc.jsonValue()), (record) => {
        const event = readEvent({ ...record, eventName: "GetObject" });
        assert.ok(isEvent(event));
        assert.equal(typeof event.source, "string");
        assert.equal(typeof event.readOnly, "boolean");
        assert.ok(event.time === undefined || Number.isInteger(event.time));
      }),
    );
  });

  test("the verb tells reading where the record does not", () => {
    assert.equal(read({}).readOnly, true);
    assert.equal(read({ eventName: "GetawayCar" }).readOnly, false);
    assert.equal(read({ eventName: "DeleteBucket" }).readOnly, false);
  });

  test("no record reaches a prototype", () => {
    const request: unknown = JSON.parse('{"__proto__":{"polluted":true},"a":1}');
    const event = read({
      requestParameters: request,
      userIdentity: JSON.parse('{"__proto__":{"type":"Root"}}'),
    });
    assert.equal(Reflect.get({}, "polluted"), undefined);
    assert.equal(event.identity.type, "");
    assert.equal(member(event.request, "constructor"), undefined);
  });

  test("huge and deep fields are cut", () => {
    assert.equal(read({ userAgent: "a".repeat(100_000) }).userAgent?.length, 4096);
    const text = boundedData({ a: "x".repeat(200_000), b: "y".repeat(200_000) });
    assert.ok(JSON.stringify(text).length < 140_000);
    const wide = boundedData(Array.from({ length: 20_000 }, (_, index) => index));
    assert.ok(Array.isArray(wide) && wide.length <= 5000);
    const deep: unknown = JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`);
    assert.ok(JSON.stringify(boundedData(deep)).length < 100);
  });
});

suite("CloudTrail times", () => {
  test("all forms that pipelines write", () => {
    const expected = Date.UTC(2025, 0, 21, 17, 49, 47);
    for (const form of [
      "2025-01-21T17:49:47Z",
      "2025-01-21 17:49:47.000000000",
      "2025-01-21T19:49:47+02:00",
      "2025-01-21T19:49:47.000+0200",
      "2025-01-21 17:49:47 UTC",
      expected / 1000,
      expected,
    ])
      assert.equal(readTime(form), expected, String(form));
    assert.equal(readTime("2025-01-21 17:49:47.123456789"), expected + 123);
  });

  test("anything else is no time", () => {
    const noDay = "2025-02-29T12:00:00Z";
    for (const form of [
      "",
      "yesterday",
      "2025-13-41T99:99:99Z",
      noDay,
      -5,
      Number.NaN,
      {},
      null,
      "1".repeat(100),
    ])
      assert.equal(readTime(form), undefined, JSON.stringify(form));
  });
});

suite("outcome of a call", () => {
  test("denied is not failed", () => {
    for (const code of [
      "AccessDenied",
      "AccessDeniedException",
      "Client.UnauthorizedOperation",
      "UnauthorizedOperation",
      "Client.AuthFailure",
      "VpceAccessDenied",
      "Forbidden",
      "KMSAccessDeniedException",
    ])
      assert.equal(outcomeOf(code, undefined), "denied", code);
    for (const code of [
      "ThrottlingException",
      "NoSuchBucket",
      "Client.DryRunOperation",
      "ValidationException",
    ])
      assert.equal(outcomeOf(code, undefined), "failed", code);
    assert.equal(outcomeOf(undefined, undefined), "success");
    assert.equal(outcomeOf(undefined, "Failed authentication", "Failure"), "failed");
  });

  test("a refusal's message names the action and the resource", () => {
    const message =
      "User: arn:aws:sts::111122223333:assumed-role/A/b is not authorized to perform: s3:PutObject on resource: arn:aws:s3:::b/k because no identity-based policy allows it";
    assert.equal(outcomeOf("SomethingElse", message), "denied");
    assert.deepEqual(refusalOf(message), { action: "s3:PutObject", resource: "arn:aws:s3:::b/k" });
    assert.equal(refusalOf("Rate exceeded"), undefined);
  });
});
