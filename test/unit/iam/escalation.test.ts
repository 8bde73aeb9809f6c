import assert from "node:assert/strict";
import { existingMethods } from "../../../src/core/iam/checks/escalation/existingMethods.ts";
import { escalationMethods } from "../../../src/core/iam/checks/escalation/methods.ts";
import type { ValueNode } from "../../../src/core/iam/model/valueNode.ts";
import { iamParts } from "../../support/iam.ts";
import {
  allow,
  deny,
  escalationsOf,
  judgeStatements,
  methodsOf,
  type Json,
  type RolePolicy,
} from "../../support/iamRole.ts";

const account = "arn:aws:iam::111122223333";

suite("privilege escalation: methods", () => {
  test("have different names and need different actions", () => {
    const ids = escalationMethods.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
    const needs = escalationMethods.map(({ actions }) => [...actions].sort().join());
    assert.deepEqual(needs, [...new Set(needs)]);
  });

  test("name actions and resource types of the catalogue, retired ones aside", () => {
    for (const { id, actions, type } of escalationMethods) {
      for (const [index, action] of actions.entries()) {
        const record = iamParts.catalogue.action(action);
        if (action === "codestar:CreateProjectFromTemplate") continue;
        assert.ok(record, `${id}: ${action}`);
        if (index > 0 || type === undefined) continue;
        assert.ok(
          record.resources.some(({ name }) => name === type),
          `${id}: ${type}`,
        );
      }
    }
  });

  for (const { id, actions, kind } of escalationMethods) {
    test(`${id} is found when it is all that is allowed`, () => {
      const findings = escalationsOf(judgeStatements([{ statements: [allow(actions)] }]));
      const names = findings.flatMap(({ data }) => data["methods"] as readonly string[]);
      assert.ok(names.includes(id), `${kind}: ${names.join(", ")}`);
    });
  }

  test("what takes over things that are there is quiet when they are named", () => {
    for (const { actions } of existingMethods) {
      assert.deepEqual(methodsOf(allow(actions, "arn:aws:x:eu-west-1:111122223333:y/z")), []);
    }
  });
});

suite("privilege escalation: passing roles", () => {
  const create = allow(["lambda:CreateFunction", "lambda:InvokeFunction"]);
  const passed = (service: string): Json => ({ StringEquals: { "iam:PassedToService": service } });
  const found = ["warning lambda-create-function-invoke"];

  test("needs the role to be passed to the service at hand", () => {
    assert.deepEqual(methodsOf(create, allow("iam:PassRole")), found);
    assert.deepEqual(methodsOf(create, allow("iam:PassRole", "*", passed("lambda.amazonaws.com"))), found);
    assert.deepEqual(methodsOf(create, allow("iam:PassRole", "*", passed("ecs-tasks.amazonaws.com"))), []);
    const other = deny("iam:PassRole", "*", {
      StringNotEquals: { "iam:PassedToService": "glue.amazonaws.com" },
    });
    assert.deepEqual(methodsOf(create, allow("iam:PassRole"), other), []);
  });

  test("a role that is named is reported as information: it depends on that role", () => {
    const [finding, ...more] = escalationsOf(
      judgeStatements([{ statements: [create, allow("iam:PassRole", `${account}:role/orders`)] }]),
    );
    assert.deepEqual(more, []);
    assert.equal(finding?.severity, "info");
    assert.match(finding.message, /depends on what the roles it may pass can do/);
  });

  test("all policies of a role count together, and every grant is shown", () => {
    const judged = judgeStatements([
      { statements: [{ ...create, Sid: "Deploy" }] },
      { statements: [allow("iam:PassRole")] },
    ]);
    const [finding, ...more] = escalationsOf(judged);
    const { text } = judged;
    assert.ok(finding && more.length === 0);
    assert.equal(text.slice(finding.span.start, finding.span.end), "iam:PassRole");
    assert.deepEqual(
      finding.related.map(({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`),
      [
        "lambda:CreateFunction: grants lambda:CreateFunction (statement Deploy)",
        "lambda:InvokeFunction: grants lambda:InvokeFunction (statement Deploy)",
      ],
    );
    assert.deepEqual(finding.data["actions"], [
      "lambda:CreateFunction",
      "lambda:InvokeFunction",
      "iam:PassRole",
    ]);
    assert.ok((finding.data["ids"] as readonly string[]).includes("lambda-001"));
  });

  test("a policy alone that has one half of a method is quiet", () => {
    assert.deepEqual(methodsOf(create), []);
    assert.deepEqual(methodsOf(allow("iam:PassRole")), []);
  });
});

suite("privilege escalation: what is reported", () => {
  test("an administrator's statement gives one finding that lists all methods", () => {
    const findings = escalationsOf(judgeStatements([{ statements: [allow("*")] }]));
    assert.equal(findings.length, 1);
    const retired = 1;
    const methods = findings[0]?.data["methods"] as readonly string[];
    assert.ok(methods.length >= escalationMethods.length - retired, String(methods.length));
  });

  test("methods of different grants are findings of their own", () => {
    assert.deepEqual(methodsOf(allow(["iam:PutUserPolicy", "iam:AddUserToGroup"])), [
      "warning iam-put-user-policy",
      "warning iam-add-user-to-group",
    ]);
  });

  test("a method that needs more than another one joins it", () => {
    const findings = escalationsOf(
      judgeStatements([{ statements: [allow(["iam:CreateAccessKey", "iam:DeleteAccessKey"])] }]),
    );
    assert.deepEqual(
      findings.map(({ data }) => data["methods"]),
      [["iam-create-access-key", "iam-rotate-access-key"]],
    );
  });

  test("a boundary in the same text limits, one elsewhere makes it uncertain", () => {
    const statements = [allow("iam:PutRolePolicy")];
    const within = (boundary: Json): RolePolicy => ({ statements: [boundary], type: "boundary" });
    assert.equal(escalationsOf(judgeStatements([{ statements }, within(allow("s3:*"))])).length, 0);
    assert.equal(
      escalationsOf(judgeStatements([{ statements }, within(allow("*"))]))[0]?.severity,
      "warning",
    );
    const elsewhere: ValueNode = { kind: "unknown", span: { start: 0, end: 0 } };
    const [finding] = escalationsOf(judgeStatements([{ statements }], { boundary: elsewhere }));
    assert.equal(finding?.severity, "info");
    assert.match(finding.message, /boundary that is not in this file/);
  });

  test("one role or policy that is named counts when it is known to be the holder's", () => {
    const name = (resource: string): readonly unknown[] =>
      escalationsOf(judgeStatements([{ statements: [allow("iam:PutRolePolicy", resource)] }])).map(
        ({ data }) => data["method"],
      );
    assert.deepEqual(name(`${account}:role/Deployer`), ["iam-put-role-policy"]);
    assert.deepEqual(name(`${account}:role/other`), []);
  });

  test("a command on instances needs a document that runs commands", () => {
    const instances = "arn:aws:ec2:*:*:instance/*";
    const document = (name: string): string => `arn:aws:ssm:*:*:document/${name}`;
    assert.deepEqual(
      methodsOf(allow("ssm:SendCommand", [instances, document("AWSEC2-CreateVssSnapshot")])),
      [],
    );
    assert.deepEqual(methodsOf(allow("ssm:SendCommand", [instances, document("*")])), [
      "warning ssm-send-command",
    ]);
  });

  test("values of the wrong type grant nothing and break nothing", () => {
    assert.deepEqual(
      methodsOf(allow([1, null, { a: ["iam:*"] }], [true]), { Effect: "Allow", Action: {} }),
      [],
    );
  });
});
