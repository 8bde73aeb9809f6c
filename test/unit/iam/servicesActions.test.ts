import assert from "node:assert/strict";
import { editDistance, nearest } from "../../../src/core/iam/catalogue/nearest.ts";
import { misnamedActions } from "../../../src/core/iam/checks/services/misnamedActions.ts";
import { iamParts, judgePolicy, marksOf } from "../../support/iam.ts";

const queue = "arn:aws:sqs:eu-west-1:111122223333:orders";

function actionMarks(action: unknown): string[] {
  return marksOf({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: queue }],
  }).filter((mark) => /invalid-action|invalid-service|unknown-|wildcard-in-service/.test(mark));
}

suite("names of actions", () => {
  test("known actions are right in any case, and so are patterns that match one", () => {
    assert.deepEqual(
      actionMarks(["sqs:SendMessage", "SQS:sendmessage", "sqs:Send*", "sqs:?endMessage", "*"]),
      [],
    );
  });

  test("a letter wrong, missing, too many or swapped is a typing error, with what was meant", () => {
    for (const name of ["sqs:SendMesage", "sqs:SendMessagge", "sqs:SendMessaeg", "sqs:SendMessafe"]) {
      assert.deepEqual(actionMarks(name), [`iam/invalid-action "${name}"`]);
    }
    const { findings } = judgePolicy({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sqs:SendMesage", Resource: queue }],
    });
    const found = findings.find(({ ruleId }) => ruleId === "iam/invalid-action");
    assert.equal(found?.severity, "error");
    assert.equal(found.data["suggestion"], "sqs:SendMessage");
  });

  test("a name near to none is unknown, a warning that states the day of the data", () => {
    const { findings } = judgePolicy({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["sqs:RewindQueue", "sqs:Rewind*"], Resource: queue }],
    });
    const unknown = findings.filter(({ ruleId }) => ruleId === "iam/unknown-action");
    assert.deepEqual(
      unknown.map(({ severity, data }) => [severity, data["code"]]),
      [
        ["warning", undefined],
        ["warning", undefined],
      ],
    );
    for (const { message } of unknown) assert.ok(message.includes(iamParts.catalogue.date));
  });

  test("names of operations are told from names of actions", () => {
    assert.deepEqual(actionMarks("s3:ListObjectsV2"), ['iam/invalid-action "s3:ListObjectsV2"']);
    for (const [operation, action] of Object.entries(misnamedActions)) {
      const [prefix] = operation.split(":");
      assert.equal(iamParts.catalogue.action(operation), undefined, `${operation} is an action`);
      assert.equal(iamParts.catalogue.action(`${prefix}:${action}`)?.name, action);
    }
  });

  test("services: near ones are errors, others unknown", () => {
    assert.deepEqual(actionMarks(["sqss:SendMessage", "teleportation:Beam"]), [
      'iam/invalid-service-in-action "sqss:SendMessage"',
      'iam/unknown-service "teleportation:Beam"',
    ]);
  });

  test("what has no service or no name is no action", () => {
    assert.deepEqual(actionMarks(["SendMessage", "sqs", "sqs:", ""]), [
      'iam/invalid-action "SendMessage"',
      'iam/invalid-action "sqs"',
      'iam/invalid-action "sqs:"',
      'iam/invalid-action ""',
    ]);
  });

  test("a wildcard in the service is reported, but not all of everything", () => {
    assert.deepEqual(actionMarks(["s?s:SendMessage", "*:*"]), [
      'iam/wildcard-in-service-name "s?s:SendMessage"',
    ]);
  });

  test("placeholders may be anything", () => {
    assert.deepEqual(
      actionMarks(["{{SERVICE}}:Get", "sqs:{{ACTION}}", "{{ACTION}}", "sqs:Send{{WHAT}}"]),
      [],
    );
    assert.deepEqual(actionMarks("sqs:Rewind{{WHAT}}"), ['iam/unknown-action "sqs:Rewind{{WHAT}}"']);
  });
});

suite("near names", () => {
  test("edits are counted, a swap as one, and no further than asked", () => {
    assert.equal(editDistance("abc", "abc", 2), 0);
    assert.equal(editDistance("abc", "acb", 2), 1);
    assert.equal(editDistance("abc", "abcd", 2), 1);
    assert.equal(editDistance("kitten", "sitting", 5), 3);
    assert.equal(editDistance("kitten", "sitting", 1), 2);
    assert.equal(editDistance("", "abc", 5), 3);
  });

  test("short names allow one edit, long ones two, and of two equally near ones none is meant", () => {
    assert.equal(nearest("lambad", ["lambda", "logs"]), "lambda");
    assert.equal(nearest("ListHapgs", ["ListTags"]), undefined);
    assert.equal(nearest("DescribInstnces", ["DescribeInstances"]), "DescribeInstances");
    assert.equal(nearest("ecx", ["ecs", "ecr"]), undefined);
    assert.equal(nearest("x", ["y"]), undefined);
  });
});
