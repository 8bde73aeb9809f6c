import assert from "node:assert/strict";
import type { PolicyText } from "../../../src/core/iam/model/located.ts";
import { memberOf } from "../../../src/core/iam/model/valueNode.ts";
import { readTerraform } from "../../../src/core/iam/readers/terraform/readTerraform.ts";
import { iamParts } from "../../support/iam.ts";
import { outlineOf } from "./support/outline.ts";

const read = (text: string): Promise<PolicyText> => readTerraform(text, iamParts.grammars);

suite("policies in Terraform: what is put together", () => {
  test("keeps what is seen of choices and loops", async () => {
    const text = `resource "aws_iam_policy" "p" {
  policy = jsonencode({
    Statement = concat(
      [for b in var.all : { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::\${b}/*" }],
      var.write ? [{ Effect = "Allow", Action = "s3:PutObject", Resource = "*" }] : [],
      var.read ? ["a"] : ["b"],
    )
  })
}`;
    const { policies } = await read(text);
    assert.equal(
      outlineOf(policies[0]!.root, text),
      '{Statement: [{Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::\uFFFC/*" = arn:aws:s3:::${b}/*}, ' +
        '{Effect: "Allow", Action: "s3:PutObject", Resource: "*"}, …]}',
    );
  });
});

suite("policies in Terraform: what they are for", () => {
  test("takes its type from the resource that uses it", async () => {
    const places = async (uses: string): Promise<unknown> => {
      const text = `data "aws_iam_policy_document" "d" {
  statement { actions = ["s3:*"] }
}
${uses}`;
      return (await read(text)).policies[0]?.place;
    };
    assert.deepEqual(await places(""), { name: "d" });
    assert.deepEqual(
      await places(
        `resource "aws_iam_role" "r" { assume_role_policy = data.aws_iam_policy_document.d.json }`,
      ),
      { type: "trust", principals: ["aws_iam_role.r"], name: "aws_iam_role.r" },
    );
    assert.deepEqual(
      await places(
        `resource "aws_s3_bucket_policy" "b" { policy = data.aws_iam_policy_document.d.minified_json }`,
      ),
      { type: "resource", resourceType: "AWS::S3::Bucket", name: "aws_s3_bucket_policy.b" },
    );
    assert.deepEqual(
      await places(`resource "aws_organizations_policy" "o" {
  type    = "RESOURCE_CONTROL_POLICY"
  content = data.aws_iam_policy_document.d.json
}`),
      { type: "rcp", name: "aws_organizations_policy.o" },
    );
    assert.deepEqual(
      await places(`resource "aws_iam_policy" "p" { policy = data.aws_iam_policy_document.d.json }
resource "aws_kms_key" "k" { policy = data.aws_iam_policy_document.d.json }`),
      { name: "aws_iam_policy.p" },
    );
  });
});

suite("policies in Terraform: who has them", () => {
  const roles = `resource "aws_iam_role" "r" {
  name                 = "deploy"
  managed_policy_arns  = ["arn:aws:iam::aws:policy/AdministratorAccess"]
  permissions_boundary = aws_iam_policy.edge.arn
}
resource "aws_iam_policy" "edge" { policy = jsonencode({ Statement = [] }) }
resource "aws_iam_policy" "own" { policy = jsonencode({ Statement = [] }) }
resource "aws_iam_role_policy_attachment" "a" {
  role       = "deploy"
  policy_arn = aws_iam_policy.own.arn
}
data "aws_iam_policy" "read" { name = "ReadOnlyAccess" }
resource "aws_iam_policy_attachment" "b" {
  name       = "all"
  roles      = [aws_iam_role.r.name]
  policy_arn = data.aws_iam_policy.read.arn
}
resource "aws_iam_role_policy" "inline" {
  role   = aws_iam_role.r[0].id
  policy = jsonencode({ Statement = [] })
}`;

  test("roles have inline and attached policies, managed ones and a boundary", async () => {
    const { policies, principals } = await read(roles);
    assert.deepEqual(
      policies.map(({ place }) => place),
      [
        { type: "boundary", principals: ["aws_iam_role.r"], name: "aws_iam_policy.edge" },
        { type: "identity", principals: ["aws_iam_role.r"], name: "aws_iam_policy.own" },
        { type: "identity", principals: ["aws_iam_role.r"], name: "aws_iam_role_policy.inline" },
      ],
    );
    const [role] = principals;
    assert.equal(role?.id, "aws_iam_role.r");
    assert.equal(role?.kind, "role");
    assert.equal(role && roles.slice(role.span.start, role.span.end), "r");
    assert.deepEqual(role?.managedPolicies.map(({ value }) => value).sort(), [
      "ReadOnlyAccess",
      "arn:aws:iam::aws:policy/AdministratorAccess",
    ]);
    assert.equal(role?.boundary?.kind, "unknown");
    assert.equal(role?.complete, true);
  });

  test("a principal with policies that cannot be told is not complete", async () => {
    const { principals } = await read(`resource "aws_iam_user" "u" { name = var.name }
resource "aws_iam_user_policy_attachment" "a" {
  user       = aws_iam_user.u.name
  policy_arn = var.policy
}`);
    assert.deepEqual(
      principals.map(({ kind, complete }) => ({ kind, complete })),
      [{ kind: "user", complete: false }],
    );
  });
});

suite("resources in Terraform", () => {
  test("security groups have their nested blocks in lists", async () => {
    const text = `resource "aws_security_group" "web" {
  ingress {
    from_port   = 22
    cidr_blocks = ["0.0.0.0/0"]
  }
  dynamic "ingress" {
    for_each = var.ports
    content { from_port = ingress.value }
  }
}`;
    const { resources } = await read(text);
    const [group] = resources;
    assert.equal(group?.name, "aws_security_group.web");
    assert.equal(group && text.slice(group.nameSpan.start, group.nameSpan.end), "web");
    const ingress = memberOf(group?.properties, "ingress")?.value;
    assert.equal(
      ingress && outlineOf(ingress, text),
      '[{from_port: 22, cidr_blocks: ["0.0.0.0/0"]}, {from_port: ?}, …]',
    );
  });

  test("nothing is read of other files, and broken ones are read as far as they stand", async () => {
    assert.deepEqual(await read('resource "aws_instance" "i" { ami = "x" }'), {
      policies: [],
      principals: [],
      resources: [],
    });
    const whole = `resource "aws_iam_policy" "p" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}
data "aws_iam_policy_document" "d" {
  statement {
    actions = ["s3:*"]
  }
}
`;
    for (let end = 0; end <= whole.length; end++) await read(whole.slice(0, end));
    assert.equal((await read(`${whole}resource "aws_iam_policy" "q" { policy = jsonenc`)).policies.length, 2);
  });
});
