import assert from "node:assert/strict";
import { dataTemplates } from "../../../src/core/iam/readers/sam/dataTemplates.ts";
import { serviceTemplates } from "../../../src/core/iam/readers/sam/serviceTemplates.ts";
import { iamParts, scanText } from "../../support/iam.ts";

const templates = Object.entries({ ...dataTemplates, ...serviceTemplates });

const functionWith = (policies: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Reader:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
${policies}
`;

suite("SAM's policy templates", () => {
  test("there are all 81, each with actions that the catalogue knows but for two", () => {
    assert.equal(templates.length, 81);
    const unknown = templates.flatMap(([name, statements]) =>
      statements
        .flatMap(({ allow }) => allow.split("; "))
        .flatMap((group) => {
          const [service = "", names = ""] = group.split(": ");
          return names.split(" ").map((action) => `${service}:${action}`);
        })
        .filter((action) => !action.includes("*") && !iamParts.catalogue.action(action))
        .map((action) => `${name}: ${action}`),
    );
    // Names of API operations, never of actions: SAM grants them all the same.
    const operations = ["sqs:ChangeMessageVisibilityBatch", "sqs:DeleteMessageBatch"];
    assert.deepEqual(
      unknown,
      operations.map((operation) => `SQSPollerPolicy: ${operation}`),
    );
  });

  test("none has a finding by itself: the text can change nothing in them", async () => {
    for (const [name] of templates) {
      const { findings, policies } = await scanText(
        functionWith(`        - ${name}: {Any: !Ref Value}`),
        "template.yaml",
      );
      assert.deepEqual([name, findings, policies], [name, [], []]);
    }
  });

  test("what one gives counts together with the policies beside it", async () => {
    const own = `        - Version: "2012-10-17"
          Statement: {Effect: Allow, Action: [iam:PassRole, ecs:RegisterTaskDefinition], Resource: "*"}`;
    const escalations = async (text: string) =>
      (await scanText(text, "template.yaml")).findings.filter(
        ({ ruleId }) => ruleId === "iam/privilege-escalation",
      );
    assert.deepEqual(await escalations(functionWith(own)), []);
    const text = functionWith(`        - EcsRunTaskPolicy: {TaskDefinition: "*"}\n${own}`);
    const [found, ...others] = await escalations(text);
    assert.ok(found);
    assert.deepEqual(others, []);
    assert.deepEqual(
      found.related.map(({ span }) => text.slice(span.start, span.end)),
      ["ecs:RegisterTaskDefinition", "EcsRunTaskPolicy"],
    );
  });
});
