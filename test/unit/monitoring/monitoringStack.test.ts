import assert from "node:assert/strict";
import type { MonitoringOptions } from "../../../src/core/monitoring/stack/options.ts";
import { monitoringText } from "../../../src/core/monitoring/stack/stackText.ts";
import { scanText } from "../../support/iam.ts";
import { noteSkipped } from "../../support/testReport.ts";
import { hasTool, parsesAsTerraform, readTemplateYaml, runOnFiles } from "../starter/templateTexts.ts";

const full: MonitoringOptions = {
  role: "kiro-agent",
  account: "111122223333",
  region: "eu-west-1",
  bucket: "reports",
  secret: "prod/db",
  email: "security@example.com",
  prefix: "team-a",
  dataEvents: ["ai", "s3", "lambda"],
  dlpLogGroup: "/dlp/events",
  workspacesDirectory: "d-90670a1b2c",
};
const variants: readonly MonitoringOptions[] = [
  {},
  full,
  { config: "rules", dataEvents: ["s3"] },
  { role: "agent", config: "none", dataEvents: [] },
];
const formats = ["json", "yaml", "terraform"] as const;
const files = { json: "stack.json", yaml: "stack.yaml", terraform: "stack.tf" } as const;

interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

function resources(options: MonitoringOptions): Readonly<Record<string, Resource>> {
  return (
    JSON.parse(monitoringText(options, "json")) as { readonly Resources: Readonly<Record<string, Resource>> }
  ).Resources;
}

function ofType(options: MonitoringOptions, type: string): readonly Resource[] {
  return Object.values(resources(options)).filter(({ Type }) => Type === type);
}

suite("the monitoring stack", () => {
  test("has no finding of the engine in any format", async () => {
    for (const options of variants) {
      for (const format of formats) {
        const { findings, policies } = await scanText(monitoringText(options, format), files[format]);
        assert.deepEqual(
          findings.map(({ ruleId, message }) => `${ruleId}: ${message}`),
          [],
          format,
        );
        assert.equal(policies.length, (options.config ?? "recorder") === "recorder" ? 8 : 5);
      }
    }
  }).timeout(60_000);

  test("says the same in YAML as in JSON", () => {
    for (const options of variants)
      assert.deepEqual(
        readTemplateYaml(monitoringText(options, "yaml")),
        JSON.parse(monitoringText(options, "json")),
      );
  });

  test("is Terraform that parses, with everything of the template", async () => {
    for (const options of variants) {
      const text = monitoringText(options, "terraform");
      assert.ok(await parsesAsTerraform(text));
      for (const one of ofType(options, "AWS::Logs::MetricFilter")) {
        const [transformation] = one.Properties["MetricTransformations"] as readonly {
          readonly MetricName: string;
        }[];
        assert.match(text, new RegExp(`^ {4}${transformation?.MetricName} = \\{$`, "m"));
      }
      for (const one of ofType(options, "AWS::Config::ConfigRule"))
        assert.ok(text.includes((one.Properties["Source"] as { SourceIdentifier: string }).SourceIdentifier));
    }
  });

  test("keeps what it recorded when it is deleted", () => {
    const kept = Object.entries(resources(full)).filter(
      ([, { DeletionPolicy }]) => DeletionPolicy === "Retain",
    );
    assert.deepEqual(
      kept.map(([name]) => name),
      ["AuditKey", "TrailBucket", "ConfigBucket"],
    );
  });

  test("locks the trail's bucket alone: AWS Config delivers to no locked one", () => {
    const locked = ofType(full, "AWS::S3::Bucket").map(({ Properties }) => Properties["ObjectLockEnabled"]);
    assert.deepEqual(locked, [true, undefined]);
  });

  test("records real resource types and says that AWS::Q::* is none", () => {
    const types = (options: MonitoringOptions) =>
      [
        ...monitoringText(options, "json").matchAll(
          /"Field": "resources\.type",\s*"Equals": \[\s*"([^"]+)"/g,
        ),
      ].map(([, one]) => one);
    assert.ok(types({}).every((one) => /^AWS::(?:CodeWhisperer|QDeveloper|Bedrock)::\w+$/.test(one ?? "")));
    assert.deepEqual(types({ dataEvents: ["lambda"] }), ["AWS::Lambda::Function"]);
    assert.deepEqual(types({ dataEvents: [] }), []);
    for (const format of ["yaml", "terraform"] as const)
      assert.match(monitoringText({}, format), /AWS::Q::\* is no resource type of CloudTrail/);
  });

  test("does not record the trail's own delivery", () => {
    const [trail] = ofType({ dataEvents: ["s3"] }, "AWS::CloudTrail::Trail");
    assert.match(
      JSON.stringify(trail),
      /"NotStartsWith":\[\{"Fn::Sub":"arn:\$\{AWS::Partition\}:s3:::picket-trail-"/,
    );
  });

  test("has filters that need a bucket, a secret or a DLP agent only where there is one", () => {
    const count = (options: MonitoringOptions) => ofType(options, "AWS::Logs::MetricFilter").length;
    assert.deepEqual(
      [count({}), count({ bucket: "b-1" }), count({ secret: "s" }), count(full)],
      [25, 26, 26, 28],
    );
    assert.equal(ofType(full, "AWS::CloudWatch::Alarm").length, 30);
    const dlp = resources(full)["DlpViolationFilter"];
    assert.equal(dlp?.Properties["LogGroupName"], "/dlp/events");
  });

  test("asks for the role where it is not known", () => {
    const template = JSON.parse(monitoringText({}, "json")) as {
      readonly Parameters: Readonly<Record<string, object>>;
    };
    assert.deepEqual(Object.keys(template.Parameters), ["RoleName", "NotificationEmail"]);
    assert.doesNotMatch(monitoringText(full, "json"), /RoleName/);
    assert.match(monitoringText(full, "terraform"), /userName = \\"kiro-agent\\"/);
  });
});

const tools = "tools' view of the monitoring stack";
if (hasTool("cfn-lint", "--version"))
  suite("cfn-lint on the monitoring stack", () => {
    test("has no warning", () => {
      const texts = variants.flatMap((options) => [
        monitoringText(options, "yaml"),
        monitoringText(options, "json"),
      ]);
      const said = runOnFiles(texts, "yaml", "cfn-lint", ["--include-checks", "I", "--"]);
      assert.deepEqual(said, { status: 0, printed: "" });
    }).timeout(180_000);
  });
else noteSkipped(tools, "cfn-lint is not installed", 1);

if (hasTool("terraform", "version"))
  suite("terraform on the monitoring stack", () => {
    test("would format it as it is", () => {
      const texts = variants.map((options) => monitoringText(options, "terraform"));
      const said = runOnFiles(texts, "tf", "terraform", ["fmt", "-check", "-diff"]);
      assert.deepEqual(said, { status: 0, printed: "" });
    }).timeout(60_000);
  });
else noteSkipped(tools, "terraform is not installed", 1);
