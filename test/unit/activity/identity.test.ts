import assert from "node:assert/strict";
import { isEvent, readEvent, type ActivityEvent } from "../../../src/core/activity/event.ts";
import { keyGivenFor, matchesRole } from "../../../src/core/activity/identity/matchesRole.ts";
import { readRole, sameRole, type Role } from "../../../src/core/activity/identity/role.ts";
import { RoleEvents } from "../../../src/core/activity/identity/roleEvents.ts";

const arn = "arn:aws:iam::111122223333:role/team/Agent";
const session = "arn:aws:sts::111122223333:assumed-role/Agent/work";
const key = "ASIA" + "EXAMPLE".repeat(2);

function role(text = arn, more: Partial<Role> = {}): Role {
  const read = readRole(text);
  assert.ok(read, text);
  return { ...read, ...more };
}

function event(record: object): ActivityEvent {
  const read = readEvent({ eventName: "ListBuckets", eventSource: "s3.amazonaws.com", ...record });
  assert.ok(isEvent(read));
  return read;
}

const by = (userIdentity: unknown, of = role()) => matchesRole(event({ userIdentity }), of);
const issued = (issuer: object) => ({ type: "AssumedRole", sessionContext: { sessionIssuer: issuer } });

suite("the role of an ARN", () => {
  test("is read from a role's and from a session's", () => {
    assert.deepEqual(readRole(arn), {
      partition: "aws",
      account: "111122223333",
      name: "Agent",
      path: "/team/",
    });
    assert.equal(readRole("arn:aws:iam::111122223333:role/Agent")?.path, undefined);
    assert.equal(readRole("arn:aws-cn:iam::111122223333:role/a/b/Agent")?.path, "/a/b/");
    assert.equal(readRole(session)?.name, "Agent");
  });

  test("is not made up", () => {
    for (const text of [
      "",
      "Agent",
      "arn:aws:iam::111122223333:user/Agent",
      "arn:aws:iam::1111:role/Agent",
      `${arn}\n`,
      "arn:aws:iam::111122223333:role/",
      "arn:aws:sts::111122223333:federated-user/Agent",
    ])
      assert.equal(readRole(text), undefined, text);
  });

  test("is the same with and without its path, in any case of the name, and in no other account", () => {
    assert.ok(sameRole(role(), role("arn:aws:iam::111122223333:role/Agent")));
    assert.ok(sameRole(role(), role("arn:aws:iam::111122223333:role/team/agent")));
    assert.ok(!sameRole(role(), role("arn:aws:iam::111122223333:role/other/Agent")));
    assert.ok(!sameRole(role(), role("arn:aws:iam::123456789012:role/team/Agent")));
    assert.ok(!sameRole(role(), role("arn:aws-cn:iam::111122223333:role/team/Agent")));
  });
});

suite("whose event it is", () => {
  test("is told by key, issuer, id of the role and session", () => {
    assert.equal(by({ accessKeyId: key }, role(arn, { accessKeyIds: new Set([key]) })), "accessKey");
    assert.equal(by(issued({ arn })), "issuer");
    assert.equal(by({ principalId: "AROAEXAMPLE:work" }, role(arn, { id: "AROAEXAMPLE" })), "roleId");
    assert.equal(by(issued({ principalId: "AROAEXAMPLE" }), role(arn, { id: "AROAEXAMPLE" })), "roleId");
    assert.equal(by({ arn: session }), "session");
    assert.equal(by({ arn: session }, role(session)), "session");
    assert.equal(by(issued({ arn }), role(session)), "issuer");
  });

  test("is never told by a name that the caller chose", () => {
    for (const identity of [
      { userName: "Agent" },
      { userName: arn, principalId: "Agent" },
      issued({ userName: "Agent" }),
      { arn: "arn:aws:sts::111122223333:assumed-role/Other/Agent" },
      { arn: "arn:aws:iam::111122223333:user/Agent" },
      { arn: "arn:aws:sts::123456789012:assumed-role/Agent/work" },
      { principalId: "AROAEXAMPLE2:AROAEXAMPLE" },
      { accessKeyId: key },
    ])
      assert.equal(by(identity, role(arn, { id: "AROAEXAMPLE" })), undefined, JSON.stringify(identity));
  });

  test("is nobody's for identities of wrong types", () => {
    for (const identity of [null, 5, "Agent", [], { arn: 5, principalId: {}, sessionContext: "x" }])
      assert.equal(by(identity), undefined);
  });
});

const assumed = (change: object = {}) =>
  event({
    eventName: "AssumeRole",
    eventSource: "sts.amazonaws.com",
    requestParameters: { roleArn: arn, roleSessionName: "work" },
    responseElements: { credentials: { accessKeyId: key } },
    ...change,
  });

suite("keys given out for a role", () => {
  test("are found in its AssumeRole events, by request or resource", () => {
    assert.equal(keyGivenFor(assumed(), role()), key);
    const byResource = { requestParameters: null, resources: [{ ARN: arn, type: "AWS::IAM::Role" }] };
    assert.equal(keyGivenFor(assumed(byResource), role()), key);
  });

  test("are not taken from other roles, services, refused calls or odd answers", () => {
    for (const change of [
      { requestParameters: { roleArn: "arn:aws:iam::111122223333:role/Other" } },
      { eventSource: "evil.amazonaws.com" },
      { eventName: "GetSessionToken" },
      { errorCode: "AccessDenied" },
      { responseElements: { credentials: { accessKeyId: "x y" } } },
      { responseElements: { credentials: 5 } },
    ])
      assert.equal(keyGivenFor(assumed(change), role()), undefined, JSON.stringify(change));
  });

  test("tell events that show nothing else, also those that came before", () => {
    const events = new RoleEvents<string>(role());
    const bare = event({ userIdentity: { type: "AWSAccount", accessKeyId: key } });
    const named = event({ userIdentity: { accessKeyId: key, arn: "arn:aws:iam::111122223333:user/Ann" } });
    assert.deepEqual(
      events.take(bare, () => "before"),
      [],
    );
    assert.deepEqual(
      events.take(named, () => "named"),
      [],
    );
    assert.deepEqual(
      events.take(assumed(), () => "assume"),
      ["before"],
    );
    assert.deepEqual(
      events.take(bare, () => "after"),
      ["after"],
    );
  });

  test("wait in bounded number, and what is no longer waited for is told", () => {
    const forgotten: number[] = [];
    const events = new RoleEvents<number>(role(), (item) => forgotten.push(item));
    const bare = event({ userIdentity: { accessKeyId: key } });
    for (let at = 0; at < 25_000; at++) events.take(bare, () => at);
    const released = events.take(assumed(), () => -1);
    assert.ok(released.length <= 10_000);
    assert.equal(released.at(-1), 24_999);
    const all = Array.from({ length: 25_000 }, (_, at) => at);
    assert.deepEqual([...forgotten, ...released], all);
  });
});
