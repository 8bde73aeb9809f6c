import assert from "node:assert/strict";
import { allow, deny, methodsOf, type Json } from "../../support/iamRole.ts";

const account = "arn:aws:iam::111122223333";

suite("what policies allow together", () => {
  const version = "iam:CreatePolicyVersion";
  const found = ["warning iam-create-policy-version"];
  const possible = ["info iam-create-policy-version"];
  const cases: readonly (readonly [string, readonly string[], readonly Json[]])[] = [
    ["in any case", found, [allow("IAM:createpolicyversion")]],
    ["by a wildcard", found, [allow("iam:CreatePolicyV*")]],
    ["for policies with a prefix", found, [allow(version, `${account}:policy/team-*`)]],
    ["for one policy, which the holder may not have", [], [allow(version, `${account}:policy/team`)]],
    ["for AWS's policies, which cannot be changed", [], [allow(version, "arn:aws:iam::aws:policy/*")]],
    ["for roles, which have no versions", [], [allow(version, `${account}:role/*`)]],
    ["denied as a whole", [], [allow(version), deny("iam:*")]],
    ["denied with everything", [], [allow("*"), deny("*")]],
    [
      "denied on the same resource",
      [],
      [allow(version, `${account}:policy/a*`), deny("iam:*", `${account}:policy/a*`)],
    ],
    ["denied on all policies of the account", [], [allow(version), deny("iam:*", `${account}:policy/*`)]],
    ["denied on some others", found, [allow(version), deny("iam:*", `${account}:policy/admin-*`)]],
    ["denied by an exception", [], [allow(version), { Effect: "Deny", NotAction: "s3:*", Resource: "*" }]],
    [
      "spared by the exception",
      found,
      [allow(version), { Effect: "Deny", NotAction: "iam:*", Resource: "*" }],
    ],
    [
      "denied but for one policy",
      [],
      [allow(version), { Effect: "Deny", Action: "iam:*", NotResource: `${account}:policy/a` }],
    ],
    [
      "denied where it is no policy",
      [],
      [allow(version), { Effect: "Deny", Action: "iam:*", NotResource: `${account}:role/a` }],
    ],
    [
      "denied without MFA",
      possible,
      [allow(version), deny("iam:*", "*", { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } })],
    ],
    [
      "denied always, in words of a condition",
      [],
      [allow(version), deny("iam:*", "*", { Bool: { "aws:ViaAWSService": "false" } })],
    ],
    [
      "excepted from NotAction",
      [],
      [
        {
          Effect: "Allow",
          NotAction: ["iam:*", "lambda:*", "ssm:*", "ec2*:*", "e*:*", "c*:*", "g*:*", "s*:*", "b*:*", "a*:*"],
          Resource: "*",
        },
      ],
    ],
    [
      "NotResource that leaves all policies out",
      [],
      [{ Effect: "Allow", Action: version, NotResource: "arn:aws:iam::*:policy/*" }],
    ],
    [
      "NotResource that leaves one out",
      found,
      [{ Effect: "Allow", Action: version, NotResource: `${account}:policy/a` }],
    ],
    [
      "until a day that has passed",
      [],
      [allow(version, "*", { DateLessThan: { "aws:CurrentTime": "2019-03-01T00:00:00Z" } })],
    ],
    [
      "since a day that has passed",
      found,
      [allow(version, "*", { DateGreaterThan: { "aws:CurrentTime": "2019-03-01T00:00:00Z" } })],
    ],
    ["over TLS", found, [allow(version, "*", { Bool: { "aws:SecureTransport": "true" } })]],
    [
      "from anywhere",
      found,
      [allow(version, "*", { IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "0.0.0.0/0"] } })],
    ],
    ["from a network", possible, [allow(version, "*", { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } })]],
    [
      "in its own account",
      found,
      [allow(version, "*", { StringEquals: { "aws:ResourceAccount": "111122223333" } })],
    ],
    [
      "through another service",
      [],
      [allow(version, "*", { StringEquals: { "aws:CalledViaFirst": "cloudformation.amazonaws.com" } })],
    ],
    [
      "with any tag that the caller names",
      found,
      [allow(version, "*", { "ForAllValues:StringEquals": { "aws:TagKeys": "team" } })],
    ],
    [
      "with a key that the action does not have",
      [],
      [allow(version, "*", { StringEquals: { "ec2:ResourceTag/team": "a" } })],
    ],
    [
      "with that key if it exists",
      found,
      [allow(version, "*", { StringEqualsIfExists: { "ec2:ResourceTag/team": "a" } })],
    ],
    [
      "under two conditions that contradict each other",
      [],
      [
        allow(version, "*", {
          StringEquals: { "aws:username": "a" },
          StringNotEquals: { "aws:username": "a" },
        }),
      ],
    ],
    ["an unknown action", [], [allow("iam:{{WHAT}}")]],
    ["a Deny whose resource is not known", [], [allow(version), deny("iam:*", "{{POLICIES}}")]],
  ];
  for (const [name, expected, statements] of cases) {
    test(`${name}: ${expected.join() || "nothing"}`, () => {
      assert.deepEqual(methodsOf(...statements), expected);
    });
  }

  test("the holder's own keys and password are no escalation, its own policies are", () => {
    const self = "arn:aws:iam::*:user/${aws:username}";
    assert.deepEqual(methodsOf(allow(["iam:CreateAccessKey", "iam:UpdateLoginProfile"], self)), []);
    assert.deepEqual(methodsOf(allow("iam:PutUserPolicy", self)), ["warning iam-put-user-policy"]);
  });

  test("attaching is an escalation only when a powerful policy may be attached", () => {
    const attach = (condition: Json): string[] => methodsOf(allow("iam:AttachRolePolicy", "*", condition));
    const readOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    assert.deepEqual(attach({ ArnEquals: { "iam:PolicyARN": readOnly } }), []);
    assert.deepEqual(attach({ ArnLike: { "iam:PolicyARN": "arn:aws:iam::aws:policy/*" } }), [
      "warning iam-attach-role-policy",
    ]);
    const others = { ArnNotEquals: { "iam:PolicyARN": "arn:aws:iam::aws:policy/AdministratorAccess" } };
    assert.deepEqual(attach(others), ["warning iam-attach-role-policy"]);
    assert.deepEqual(attach({ StringEquals: { "iam:PermissionsBoundary": `${account}:policy/limit` } }), []);
    const guard = deny("iam:*", "*", {
      StringNotEquals: { "iam:PermissionsBoundary": `${account}:policy/limit` },
    });
    assert.deepEqual(methodsOf(allow("iam:AttachRolePolicy"), guard), []);
  });
});
