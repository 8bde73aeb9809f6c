import assert from "node:assert/strict";
import { scanText } from "../../support/iam.ts";

/** For each finding its rule, its severity and the text it covers. */
async function marks(text: string, path: string): Promise<string[]> {
  const { findings } = await scanText(text, path);
  return findings
    .filter(({ ruleId }) => /^(?:network|workspaces)\//.test(ruleId))
    .map(({ ruleId, severity, span }) => `${ruleId} ${severity} ${text.slice(span.start, span.end)}`);
}

/** A security group of Terraform with one rule. */
const group = (direction: string, rule: string): string =>
  `resource "aws_security_group" "g" {\n  ${direction} {\n${rule}\n  }\n}\n`;

const template = (resource: string): string => `Resources:\n  Desk:\n${resource.replace(/^/gm, "    ")}\n`;

suite("network rules of templates and commands", () => {
  const ingress = "network/ingress-from-anywhere warning";

  test("every address in either version, whole or in halves, is found at its range", async () => {
    const cidrs: readonly (readonly [string, string[]])[] = [
      ['["0.0.0.0/0"]', ["0.0.0.0/0"]],
      ['["10.0.0.0/8", "::/0"]', ["::/0"]],
      ['["0.0.0.0/1", "128.0.0.0/1"]', ["0.0.0.0/1"]],
      ['["8000::/1", "::/1"]', ["::/1"]],
      ['["0.0.0.0/1"]', []],
      ['["10.0.0.0/8"]', []],
      ["[var.everyone]", []],
      ['["0.0.0.0/${var.size}"]', []],
    ];
    for (const [list, expected] of cidrs) {
      const text = group("ingress", `protocol = "tcp"\nfrom_port = 22\nto_port = 22\ncidr_blocks = ${list}`);
      assert.deepEqual(
        await marks(text, "main.tf"),
        expected.map((cidr) => `${ingress} ${cidr}`),
        list,
      );
    }
  });

  test("the other half is related", async () => {
    const text = group("ingress", 'protocol = "-1"\ncidr_blocks = ["128.0.0.0/1", "0.0.0.0/1"]');
    const { findings } = await scanText(text, "main.tf");
    assert.deepEqual(
      findings.flatMap(({ related }) => related.map(({ span }) => text.slice(span.start, span.end))),
      ["128.0.0.0/1"],
    );
  });

  test("the message names the port", async () => {
    const messages = async (rule: string): Promise<string> => {
      const { findings } = await scanText(
        group("ingress", `${rule}\ncidr_blocks = ["0.0.0.0/0"]`),
        "main.tf",
      );
      return findings[0]?.message ?? "";
    };
    assert.match(await messages('protocol = "tcp"\nfrom_port = 22\nto_port = 22'), /TCP port 22 \(SSH\)/);
    assert.match(
      await messages('protocol = "6"\nfrom_port = 8000\nto_port = 8010'),
      /TCP ports 8000 to 8010/,
    );
    assert.match(await messages('protocol = "-1"\nfrom_port = 0\nto_port = 0'), /every port and protocol/);
    assert.match(await messages('protocol = "tcp"\nfrom_port = var.port\nto_port = 22'), /connect\. /);
  });

  test("HTTPS out to everywhere is information, other egress a warning, what is not known information", async () => {
    const severities: readonly (readonly [string, string])[] = [
      ['protocol = "tcp"\nfrom_port = 443\nto_port = 443', "info"],
      ['protocol = "udp"\nfrom_port = 443\nto_port = 443', "warning"],
      ['protocol = "tcp"\nfrom_port = 80\nto_port = 443', "warning"],
      ['protocol = "-1"\nfrom_port = 0\nto_port = 0', "warning"],
      ['protocol = "tcp"\nfrom_port = var.port\nto_port = var.port', "info"],
    ];
    for (const [rule, severity] of severities) {
      const text = group("egress", `${rule}\ncidr_blocks = ["0.0.0.0/0"]`);
      assert.deepEqual(
        await marks(text, "main.tf"),
        [`network/egress-to-anywhere ${severity} 0.0.0.0/0`],
        rule,
      );
    }
  });

  test("rules of their own and rules in lists are read in Terraform", async () => {
    const texts = [
      'resource "aws_security_group_rule" "r" {\n  type = "ingress"\n  protocol = "tcp"\n  from_port = 1\n  to_port = 2\n  cidr_blocks = ["0.0.0.0/0"]\n}',
      'resource "aws_vpc_security_group_ingress_rule" "r" {\n  ip_protocol = "tcp"\n  from_port = 1\n  to_port = 2\n  cidr_ipv4 = "0.0.0.0/0"\n}',
      'resource "aws_default_security_group" "r" {\n  ingress = [{ protocol = "-1", cidr_blocks = ["0.0.0.0/0"] }]\n}',
    ];
    for (const text of texts) assert.deepEqual(await marks(text, "main.tf"), [`${ingress} 0.0.0.0/0`], text);
    const unknown =
      'resource "aws_security_group_rule" "r" {\n  type = var.type\n  protocol = "tcp"\n  cidr_blocks = ["0.0.0.0/0"]\n}';
    assert.deepEqual(await marks(unknown, "main.tf"), []);
  });

  test("security groups and their rules are read in CloudFormation", async () => {
    const inside = template(`Type: AWS::EC2::SecurityGroup
Properties:
  SecurityGroupIngress:
    - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0 }
    - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Ref Office }
  SecurityGroupEgress:
    - { IpProtocol: "-1", CidrIpv6: "::/0" }`);
    assert.deepEqual(await marks(inside, "template.yaml"), [
      `${ingress} 0.0.0.0/0`,
      "network/egress-to-anywhere warning ::/0",
    ]);
    const alone = JSON.stringify({
      Resources: {
        Rule: {
          Type: "AWS::EC2::SecurityGroupIngress",
          Properties: { IpProtocol: "tcp", FromPort: "22", ToPort: "22", CidrIp: "0.0.0.0/0" },
        },
      },
    });
    assert.deepEqual(await marks(alone, "template.json"), [`${ingress} 0.0.0.0/0`]);
  });

  test("rules are read in commands, as options, in shorthand and in JSON", async () => {
    const start = "aws ec2 authorize-security-group-ingress --group-id $GROUP";
    const texts = [
      `${start} --protocol tcp --port 22 --cidr 0.0.0.0/0`,
      `${start} --protocol tcp --port=22 --cidr="0.0.0.0/0"`,
      `${start} --ip-permissions IpProtocol=tcp,FromPort=22,ToPort=22,IpRanges=[{CidrIp=0.0.0.0/0}]`,
      `${start} --ip-permissions '[{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]'`,
    ];
    for (const text of texts) assert.deepEqual(await marks(text, "open.sh"), [`${ingress} 0.0.0.0/0`], text);
    assert.deepEqual(await marks(`${start} --protocol tcp --port 22 --cidr "$OFFICE"`, "open.sh"), []);
  });

  test("an entry of an ACL is found when it allows everything", async () => {
    const entry = (more: string): string =>
      `resource "aws_network_acl_rule" "r" {\n  rule_action = "allow"\n  cidr_block = "0.0.0.0/0"\n  ${more}\n}`;
    assert.deepEqual(await marks(entry('protocol = "-1"'), "main.tf"), [
      "network/acl-open warning 0.0.0.0/0",
    ]);
    assert.deepEqual(await marks(entry('protocol = "all"\n  egress = true'), "main.tf"), [
      "network/acl-open info 0.0.0.0/0",
    ]);
    for (const quiet of [
      'protocol = "tcp"\n  from_port = 1024\n  to_port = 65535',
      'protocol = "-1"\n  egress = var.out',
    ])
      assert.deepEqual(await marks(entry(quiet), "main.tf"), []);
    assert.deepEqual(await marks(entry('protocol = "-1"').replace("allow", "deny"), "main.tf"), []);
    const blocks = (type: string): string =>
      `resource "${type}" "a" {\n  ingress {\n    action = "allow"\n    protocol = -1\n    cidr_block = "0.0.0.0/0"\n  }\n}`;
    assert.deepEqual(await marks(blocks("aws_network_acl"), "main.tf"), [
      "network/acl-open warning 0.0.0.0/0",
    ]);
    assert.deepEqual(await marks(blocks("aws_default_network_acl"), "main.tf"), []);
    const formation = template(`Type: AWS::EC2::NetworkAclEntry
Properties: { Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0 }`);
    assert.deepEqual(await marks(formation, "template.yaml"), ["network/acl-open warning 0.0.0.0/0"]);
    const command =
      "aws ec2 create-network-acl-entry --ingress --protocol -1 --cidr-block 0.0.0.0/0 --rule-action allow";
    assert.deepEqual(await marks(command, "acl.sh"), ["network/acl-open warning 0.0.0.0/0"]);
  });
});

suite("WorkSpaces of templates and commands", () => {
  const whole = `Type: AWS::WorkSpaces::Workspace
Properties:
  RootVolumeEncryptionEnabled: true
  UserVolumeEncryptionEnabled: true
  VolumeEncryptionKey: !Ref Key
  WorkspaceProperties: { RunningMode: AUTO_STOP }
  Tags: [{ Key: Owner, Value: jane }]`;
  const found = (text: string): Promise<string[]> => marks(template(text), "template.yaml");

  test("one that is as it should be is left alone, and so is what is not known", async () => {
    assert.deepEqual(await found(whole), []);
    assert.deepEqual(
      await found(
        whole
          .replace("Enabled: true", "Enabled: !Ref Encrypt")
          .replace("{ RunningMode: AUTO_STOP }", "!Ref Settings")
          .replace("[{ Key: Owner, Value: jane }]", "!Ref Tags"),
      ),
      [],
    );
  });

  test("encryption that is off is found at the value, and what is missing at the name", async () => {
    assert.deepEqual(
      await found(whole.replace("RootVolumeEncryptionEnabled: true", "RootVolumeEncryptionEnabled: false")),
      ["workspaces/volume-encryption warning false"],
    );
    for (const line of [/ {2}RootVolume.*\n/, / {2}VolumeEncryptionKey.*\n/])
      assert.deepEqual(await found(whole.replace(line, "")), ["workspaces/volume-encryption warning Desk"]);
  });

  test("a running mode of ALWAYS_ON, none, and no tags are information", async () => {
    assert.deepEqual(await found(whole.replace("AUTO_STOP", "ALWAYS_ON")), [
      "workspaces/running-mode info ALWAYS_ON",
    ]);
    assert.deepEqual(await found(whole.replace("AUTO_STOP", "MANUAL")), []);
    assert.deepEqual(await found(whole.replace(/ {2}WorkspaceProperties.*\n/, "")), [
      "workspaces/running-mode info Desk",
    ]);
    assert.deepEqual(await found(whole.replace(/\n {2}Tags.*/, "")), ["workspaces/tags info Desk"]);
    assert.deepEqual(await found(whole.replace(/\[\{ Key.*/, "[]")), ["workspaces/tags info Tags"]);
  });

  test("Terraform and commands are read alike", async () => {
    const terraform = `resource "aws_workspaces_workspace" "desk" {
  root_volume_encryption_enabled = true
  user_volume_encryption_enabled = var.encrypt
  workspace_properties { running_mode = "ALWAYS_ON" }
  tags = {}
}`;
    assert.deepEqual(await marks(terraform, "main.tf"), [
      "workspaces/running-mode info ALWAYS_ON",
      "workspaces/tags info tags",
    ]);
    const command = `aws workspaces create-workspaces --workspaces \\
  DirectoryId=d,UserName=a,BundleId=b,RootVolumeEncryptionEnabled=true,UserVolumeEncryptionEnabled=false,VolumeEncryptionKey=k,WorkspaceProperties={RunningMode=AUTO_STOP},Tags=[{Key=a,Value=b}]`;
    assert.deepEqual(await marks(command, "desks.sh"), ["workspaces/volume-encryption warning false"]);
    const json = `aws workspaces create-workspaces --workspaces '[{"RootVolumeEncryptionEnabled": true, "UserVolumeEncryptionEnabled": true, "Tags": [{"Key": "a"}]}]'`;
    assert.deepEqual(await marks(json, "desks.sh"), [
      "workspaces/running-mode info create-workspaces",
      "workspaces/volume-encryption warning create-workspaces",
    ]);
  });
});
