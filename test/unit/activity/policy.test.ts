import assert from "node:assert/strict";
import type { ActivityEvent } from "../../../src/core/activity/event.ts";
import {
  readDeclaredPolicies,
  type DeclaredPolicy,
} from "../../../src/core/activity/policy/declaredPolicy.ts";
import { grantingStatements } from "../../../src/core/activity/policy/grantingStatements.ts";
import { outOfPolicyOf } from "../../../src/core/activity/policy/outOfPolicy.ts";
import { classifyRisk } from "../../../src/core/activity/risk/classifyRisk.ts";
import { iamParts } from "../../support/iam.ts";
import { account, eventOf } from "./leastPrivilegeSamples.ts";

const { catalogue } = iamParts;

function declared(document: unknown, kind: DeclaredPolicy["kind"] = "identity"): readonly DeclaredPolicy[] {
  const text = typeof document === "string" ? document : JSON.stringify(document);
  const read = readDeclaredPolicies(text, { name: "test", kind });
  assert.ok("length" in read);
  return read;
}

function policy(statements: readonly object[], kind?: DeclaredPolicy["kind"]): readonly DeclaredPolicy[] {
  return declared({ Version: "2012-10-17", Statement: statements }, kind);
}

const allow = (action: unknown, resource: unknown = "*", more: object = {}): object => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
  ...more,
});

const stop = (id: string, more: object = {}): ActivityEvent =>
  eventOf("ec2", "StopInstances", { instancesSet: { items: [{ instanceId: id }] } }, { ...more });
const instance = (id: string): string => `arn:aws:ec2:eu-west-1:${account}:instance/${id}`;

function outOf(policies: readonly DeclaredPolicy[], event: ActivityEvent): string | undefined {
  return outOfPolicyOf(policies, catalogue)(event);
}

suite("calls against a role's policies", () => {
  const own = policy([
    allow(["ec2:StopInstances", "s3:GetBucketPolicy"], [instance("i-a*"), "arn:aws:s3:::a"]),
  ]);

  test("a call that a statement allows is in policy", () => {
    assert.equal(outOf(own, stop("i-abc")), undefined);
  });

  test("an action that no statement names, and a resource that none holds, are out of policy", () => {
    const reboot = eventOf("ec2", "RebootInstances", { instancesSet: { items: [{ instanceId: "i-abc" }] } });
    assert.equal(outOf(own, reboot), "The role's policies do not allow ec2:RebootInstances.");
    assert.equal(
      outOf(own, stop("i-b")),
      "The role's policies allow ec2:StopInstances, but not on what this call acted on.",
    );
  });

  test("one of several resources that no statement holds is enough", () => {
    const items = [{ instanceId: "i-abc" }, { instanceId: "i-b" }];
    assert.ok(outOf(own, eventOf("ec2", "StopInstances", { instancesSet: { items } })));
  });

  test("refused calls and calls that failed early say nothing; later failures do", () => {
    assert.equal(outOf(own, stop("i-b", { errorCode: "Client.UnauthorizedOperation" })), undefined);
    assert.equal(outOf(own, stop("i-b", { errorCode: "ThrottlingException" })), undefined);
    assert.ok(outOf(own, stop("i-b", { errorCode: "InstanceLimitExceeded" })));
  });

  test("in doubt there is no answer", () => {
    const conditioned = policy([
      allow("*", "*", { Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }),
    ]);
    assert.equal(outOf(conditioned, stop("i-b")), undefined);
    const variable = policy([allow("ec2:*", "arn:aws:ec2:*:*:instance/${aws:PrincipalTag/id}")]);
    assert.equal(outOf(variable, stop("i-b")), undefined);
    const template =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:*","Resource":"{{ARN}}"}]}';
    assert.equal(outOf(declared(template), stop("i-b")), undefined);
    assert.equal(outOf(own, eventOf("no-such-service", "DoIt")), undefined);
    assert.equal(outOf(own, eventOf("sts", "GetCallerIdentity")), undefined);
    assert.equal(outOf([], stop("i-b")), undefined);
    assert.equal(
      outOf(own, eventOf("signin", "ConsoleLogin", null, { eventType: "AwsConsoleSignIn" })),
      undefined,
    );
  });

  test("a bucket's own policy may have allowed it, but not the making of a bucket", () => {
    assert.equal(outOf(own, eventOf("s3", "GetBucketPolicy", { bucketName: "b" })), undefined);
    assert.ok(outOf(own, eventOf("s3", "CreateBucket", { bucketName: "b" })));
  });

  test("a Region that a condition does not have is out of policy", () => {
    const inRegion = (region: string) =>
      policy([allow("ec2:*", "*", { Condition: { StringEquals: { "aws:RequestedRegion": region } } })]);
    assert.equal(outOf(inRegion("eu-west-1"), stop("i-b")), undefined);
    assert.ok(outOf(inRegion("us-east-1"), stop("i-b")));
  });

  test("a Deny overrules, also where a resource's own policy could allow", () => {
    const denied = policy([allow("*"), { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::b" }]);
    assert.equal(
      outOf(denied, eventOf("s3", "GetBucketPolicy", { bucketName: "b" })),
      "A Deny statement of the role's policies covers s3:GetBucketPolicy.",
    );
    const unless = { StringNotEquals: { "aws:SourceVpce": "vpce-1" } };
    const maybe = policy([allow("*"), { Effect: "Deny", Action: "*", Resource: "*", Condition: unless }]);
    assert.equal(outOf(maybe, stop("i-b")), undefined);
  });

  test("a boundary limits", () => {
    const boundary = policy([allow("s3:*")], "boundary");
    assert.equal(
      outOf([...policy([allow("*")]), ...boundary], stop("i-b")),
      "The role's permissions boundary does not allow ec2:StopInstances.",
    );
  });

  test("exceptions grant all but what they name", () => {
    const but = policy([
      { Effect: "Allow", NotAction: ["iam:*", "ec2:Stop*"], NotResource: instance("i-b") },
    ]);
    assert.ok(outOf(but, stop("i-a")));
    const start = (id: string) =>
      eventOf("ec2", "StartInstances", { instancesSet: { items: [{ instanceId: id }] } });
    assert.equal(outOf(but, start("i-a")), undefined);
    assert.ok(outOf(but, start("i-b")));
  });

  test("the risk of a call that is out of policy says so", () => {
    const risk = classifyRisk(stop("i-b"), { outOfPolicy: outOfPolicyOf(own, catalogue) });
    assert.equal(risk.severity, "high");
    assert.ok(risk.reasons.some((reason) => reason.includes("but not on what this call acted on")));
  });
});

suite("the statement that grants a call", () => {
  const text = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Wide", "Effect": "Allow", "Action": "ec2:*", "Resource": "*", "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" } } },
    { "Effect": "Deny", "Action": "ec2:*", "Resource": "arn:aws:ec2:*:*:volume/*" },
    { "Sid": "Stop", "Effect": "Allow", "Action": ["ec2:StopInstances"], "Resource": "${instance("*")}" },
    { "Sid": "Other", "Effect": "Allow", "Action": "ec2:StopInstances", "Resource": "${instance("i-other")}" }
  ]
}`;

  test("is told with its place in the text, the certain ones first", () => {
    const found = grantingStatements(stop("i-a"), declared(text), catalogue);
    assert.deepEqual(
      found.map(({ sid, index, certain, action }) => [sid, index, certain, action]),
      [
        ["Stop", 2, true, "ec2:StopInstances"],
        ["Wide", 0, false, "ec2:StopInstances"],
      ],
    );
    const [first] = found;
    assert.ok(first);
    assert.match(text.slice(first.span.start, first.span.end), /^\{ "Sid": "Stop".*\}$/);
  });

  test("there is none for a call that nothing allows", () => {
    assert.deepEqual(grantingStatements(eventOf("s3", "ListBuckets"), declared(text), catalogue), []);
    assert.deepEqual(grantingStatements(eventOf("signin", "ConsoleLogin"), declared(text), catalogue), []);
  });
});

suite("reading a role's policies", () => {
  const document = { Version: "2012-10-17", Statement: [allow("s3:*")] };
  const read = (text: string) => readDeclaredPolicies(text, { name: "p", kind: "identity" });

  test("takes a document, IAM's encoded form of it, and the answer of the command line", () => {
    for (const text of [
      JSON.stringify(document),
      encodeURIComponent(JSON.stringify(document)),
      JSON.stringify({ RoleName: "Agent", PolicyName: "p", PolicyDocument: document }),
      JSON.stringify({ PolicyVersion: { Document: document, VersionId: "v1" } }),
    ]) {
      const found = read(text);
      assert.ok("length" in found, text);
      assert.deepEqual(
        found.map(({ kind, policy: { statements } }) => [kind, statements.length]),
        [["identity", 1]],
      );
    }
  });

  test("says why there is none", () => {
    const error = (text: string): string => {
      const found = read(text);
      return "error" in found ? found.error : "";
    };
    assert.match(error('{"Version": "2012-10-17", "Statement": ['), /not valid JSON/);
    assert.match(error("{}"), /no IAM policy/);
    assert.match(error("%7B%zz"), /no IAM policy/);
    const trust = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
    assert.match(error(JSON.stringify({ Version: "2012-10-17", Statement: [trust] })), /no IAM policy/);
  });
});
