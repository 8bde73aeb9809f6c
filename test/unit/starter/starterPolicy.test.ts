import assert from "node:assert/strict";
import type { StarterOptions } from "../../../src/core/policyTemplates/starter/options.ts";
import { starterPolicyText, starterText } from "../../../src/core/policyTemplates/starter/starterText.ts";
import { validateStarter } from "../../../src/core/policyTemplates/starter/validateStarter.ts";
import type { RemoteFinding, RemotePolicy } from "../../../src/core/ports.ts";
import { judgePolicy, scanText } from "../../support/iam.ts";
import { noteSkipped } from "../../support/testReport.ts";
import { hasTool, parsesAsTerraform, readTemplateYaml, runOnFiles } from "./templateTexts.ts";

const full: StarterOptions = {
  role: "kiro-agent",
  account: "111122223333",
  region: "eu-west-1",
  bucket: "reports",
  secret: "prod/db",
};

/** Combinations of what may be known. */
const combinations: readonly StarterOptions[] = [{}, { role: "Build.Agent", account: "111122223333" }]
  .flatMap((one) => [one, { ...one, region: "us-gov-west-1" }])
  .flatMap((one) => [one, { ...one, bucket: "reports", objectKey: "in/plan.json" }])
  .flatMap((one) => [one, { ...one, bucket: "reports", secret: "prod/db" }])
  .flatMap((one) => [one, { ...one, tag: { key: "team:agent", value: "kiro" }, functionPrefix: "kiro_" }])
  .flatMap((one) => [one, { ...one, trusted: "arn:aws:iam::111122223333:role/Developer" }]);

const files = { json: "starter.json", yaml: "starter.yaml", terraform: "starter.tf" } as const;
const formats = ["json", "yaml", "terraform"] as const;
const parts = ["permissions", "boundary", "trust"] as const;
const types = { permissions: "identity", boundary: "boundary", trust: "trust" } as const;

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly Resource?: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function statements(options: StarterOptions, part: (typeof parts)[number]): readonly Statement[] {
  const { Statement } = JSON.parse(starterPolicyText(options, part)) as {
    readonly Statement: readonly Statement[];
  };
  return Statement;
}

const statement = (
  options: StarterOptions,
  sid: string,
  part: (typeof parts)[number] = "permissions",
): Statement =>
  statements(options, part).find(({ Sid }) => Sid === sid) ?? assert.fail(`no statement ${sid}`);

suite("the starter policy", () => {
  test("has no finding of the engine in any format, whatever is known", async () => {
    assert.equal(combinations.length, 64);
    for (const options of combinations) {
      for (const format of formats) {
        const text = starterText(options, format);
        const { findings, policies } = await scanText(text, files[format]);
        const said = findings.map(({ ruleId, message }) => `${ruleId}: ${message}`);
        assert.deepEqual(said, [], `${format} ${JSON.stringify(options)}`);
        assert.equal(policies.length, 5);
      }
    }
  }).timeout(120_000);

  test("has nothing but placeholders marked in the policies alone", () => {
    for (const options of combinations) {
      for (const part of parts) {
        const text = starterPolicyText(options, part);
        const { findings } = judgePolicy(text, { type: types[part] });
        const others = findings.filter(({ ruleId }) => ruleId !== "iam/placeholder");
        assert.deepEqual(
          others.map(({ ruleId, message }) => `${part} ${ruleId}: ${message}`),
          [],
        );
        assert.equal(findings.length, text.split("{{YOUR_").length - 1);
      }
    }
  });

  test("has no placeholder left when everything is known", () => {
    for (const part of parts) assert.doesNotMatch(starterPolicyText(full, part), /\{\{|\$\{/);
    assert.match(starterPolicyText({}, "permissions"), /\{\{YOUR_ACCOUNT_ID\}\}/);
  });

  test("lists and reads one bucket", () => {
    assert.deepEqual(statement(full, "ListBucket").Resource, "arn:aws:s3:::reports");
    assert.deepEqual(statement(full, "ReadObjects").Resource, "arn:aws:s3:::reports/*");
  });

  test("reads one object and lists nothing in the harder form", () => {
    const options = { ...full, objectKey: "in/plan.json" };
    assert.equal(statement(options, "ReadOneObject").Resource, "arn:aws:s3:::reports/in/plan.json");
    assert.doesNotMatch(starterPolicyText(options, "permissions"), /ListBucket/);
  });

  test("names the secret with a hyphen and six characters, and describes it too", () => {
    const { Action, Resource } = statement(full, "ReadSecret");
    assert.equal(Resource, "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-??????");
    assert.deepEqual(Action, ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"]);
  });

  test("asks for the tag of new functions in the request and of others on the function", () => {
    const condition = (sid: string) => statement(full, sid).Condition?.["StringEquals"];
    assert.deepEqual(condition("CreateTaggedFunctions"), { "aws:RequestTag/deployed-by": "kiro-agent" });
    assert.deepEqual(condition("UpdateTaggedFunctions"), { "aws:ResourceTag/deployed-by": "kiro-agent" });
    assert.deepEqual(condition("TagFunctions"), { "aws:RequestTag/deployed-by": "kiro-agent" });
    assert.deepEqual(statement(full, "TagFunctions").Condition?.["ForAllValues:StringEquals"], {
      "aws:TagKeys": ["deployed-by"],
    });
  });

  test("passes one role, to Lambda alone", () => {
    const { Resource, Condition } = statement(full, "PassFunctionRole");
    assert.equal(Resource, "arn:aws:iam::111122223333:role/kiro-agent-function");
    assert.deepEqual(Condition, { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } });
  });

  test("asks for a session name and a source identity", () => {
    const { Condition } = statement(full, "NamedSessionsOfPeople", "trust");
    assert.deepEqual(Condition?.["StringLike"], {
      "sts:RoleSessionName": "kiro-agent-*",
      "sts:SourceIdentity": "?*",
    });
    assert.deepEqual(Condition["ArnLike"], {
      "aws:PrincipalArn": "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*",
    });
  });

  test("bounds the role: no IAM, no tampering with the record, no other Region", () => {
    const denied = statements(full, "boundary").filter(({ Effect }) => Effect === "Deny");
    const actions = denied.flatMap(({ Action = [] }) => Action);
    for (const action of ["iam:Create*", "cloudtrail:StopLogging", "config:StopConfigurationRecorder"])
      assert.ok(actions.includes(action), action);
    assert.deepEqual(statement(full, "NoOtherRegion", "boundary").Condition, {
      StringNotEquals: { "aws:RequestedRegion": "eu-west-1" },
    });
    // A managed policy has at most 6,144 characters without white space.
    assert.ok(JSON.stringify(JSON.parse(starterPolicyText(full, "boundary"))).length <= 6144);
  });

  test("has the ARNs of the Region's partition", () => {
    assert.match(starterPolicyText({ region: "us-gov-west-1" }, "permissions"), /arn:aws-us-gov:s3/);
    assert.match(starterPolicyText({ region: "cn-north-1" }, "permissions"), /arn:aws-cn:s3/);
  });

  test("says the same in YAML as in JSON", () => {
    for (const options of combinations)
      assert.deepEqual(
        readTemplateYaml(starterText(options, "yaml")),
        JSON.parse(starterText(options, "json")),
      );
  });

  test("is Terraform that parses", async () => {
    for (const options of combinations) assert.ok(await parsesAsTerraform(starterText(options, "terraform")));
  }).timeout(60_000);

  test("sends Access Analyzer each policy with examples for what is not known", async () => {
    const sent: RemotePolicy[] = [];
    const finding: RemoteFinding = {
      type: "WARNING",
      code: "MISSING_VERSION",
      details: "no version",
      paths: [],
    };
    const validate = async (policy: RemotePolicy): Promise<readonly RemoteFinding[]> => {
      sent.push(policy);
      return policy.type === "RESOURCE_POLICY" ? [finding] : [];
    };
    const check = (): never => assert.fail("a paid check was asked for");
    const found = await validateStarter({ account: "444455556666" }, { validate, check });
    assert.deepEqual(found, [
      { part: "trust", type: "WARNING", code: "MISSING_VERSION", details: "no version" },
    ]);
    assert.deepEqual(
      sent.map(({ type, resourceType }) => [type, resourceType]),
      [
        ["IDENTITY_POLICY", undefined],
        ["IDENTITY_POLICY", undefined],
        ["RESOURCE_POLICY", "AWS::IAM::AssumeRolePolicyDocument"],
      ],
    );
    for (const { text } of sent) assert.doesNotMatch(text, /\{\{/);
    assert.match(sent[0]?.text ?? "", /:444455556666:secret:agent\/secret-\?{6}"/);
  });
});

const some = [{}, full, { ...full, objectKey: "in/plan.json" }];
const tools = "tools' view of the starter policy";
if (hasTool("cfn-lint", "--version"))
  suite("cfn-lint on the starter policy", () => {
    test("has nothing to say against it", () => {
      const texts = some.map((options) => starterText(options, "yaml"));
      const json = some.map((options) => starterText(options, "json"));
      // It takes JSON for YAML, which it is.
      const said = runOnFiles([...texts, ...json], "yaml", "cfn-lint", []);
      assert.deepEqual(said, { status: 0, printed: "" });
    }).timeout(120_000);
  });
else noteSkipped(tools, "cfn-lint is not installed", 1);

if (hasTool("terraform", "version"))
  suite("terraform on the starter policy", () => {
    test("would format it as it is", () => {
      const texts = some.map((options) => starterText(options, "terraform"));
      const said = runOnFiles(texts, "tf", "terraform", ["fmt", "-check", "-diff"]);
      assert.deepEqual(said, { status: 0, printed: "" });
    }).timeout(60_000);
  });
else noteSkipped(tools, "terraform is not installed", 1);
