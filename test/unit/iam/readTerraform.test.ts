import assert from "node:assert/strict";
import type { PolicyText } from "../../../src/core/iam/model/located.ts";
import { readTerraform } from "../../../src/core/iam/readers/terraform/readTerraform.ts";
import { iamParts } from "../../support/iam.ts";
import { everyString, outlineOf } from "./support/outline.ts";

const read = (text: string): Promise<PolicyText> => readTerraform(text, iamParts.grammars);

/** The only policy of a text, in outline. */
async function only(text: string): Promise<string> {
  const { policies } = await read(text);
  assert.equal(policies.length, 1);
  return outlineOf(policies[0]!.root, text);
}

suite("policies in Terraform: jsonencode and here-documents", () => {
  test("reads jsonencode with bare and quoted keys, = and :", async () => {
    const text = `resource "aws_iam_policy" "p" {
  policy = jsonencode({
    Version = "2012-10-17"
    "Statement" : [{ Effect = "Allow", Action = ["s3:Get*"], Resource : "*" }]
  })
}`;
    assert.equal(
      await only(text),
      '{Version: "2012-10-17", Statement: [{Effect: "Allow", Action: ["s3:Get*"], Resource: "*"}]}',
    );
  });

  test("every string of it covers its own text", async () => {
    const text = `resource "aws_sqs_queue_policy" "q" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.q.arn }] })
}`;
    const { policies } = await read(text);
    for (const { value, content, span, exact } of everyString(policies[0]!.root)) {
      assert.ok(exact);
      assert.equal(text.slice(content.start, content.end), value);
      assert.ok(["", '"'].includes(text.slice(span.start, content.start)));
    }
  });

  test("interpolations are unknown parts, references unknown values, $${ a policy variable", async () => {
    const text = `resource "aws_iam_policy" "p" {
  policy = jsonencode({
    Statement = [{
      Effect   = var.effect
      Action   = concat(["s3:GetObject"], var.more)
      Resource = ["\${aws_s3_bucket.b.arn}/home/$\${aws:username}", aws_s3_bucket.b.arn, "\${local.whole}"]
    }]
  })
}`;
    assert.equal(
      await only(text),
      '{Statement: [{Effect: ?, Action: ["s3:GetObject", …], Resource: ["\uFFFC/home/${aws:username}" = ${aws_s3_bucket.b.arn}/home/$${aws:username}, ?, ?]}]}',
    );
  });

  test("reads JSON in here-documents, with spans of the file", async () => {
    for (const marker of ["<<EOF", "<<-EOF"]) {
      const text = `resource "aws_iam_role_policy" "p" {
  policy = ${marker}
    {
      "Version": "2012-10-17",
      "Statement": [{ "Effect": "Allow", "Action": "s3:Get*", "Resource": "\${var.arn}/*" }]
    }
EOF
}`;
      const { policies } = await read(text);
      const action = everyString(policies[0]!.root).find(({ value }) => value === "s3:Get*");
      assert.ok(action?.exact);
      assert.equal(text.slice(action.span.start, action.span.end), '"s3:Get*"');
      assert.match(outlineOf(policies[0]!.root, text), /Resource: "\uFFFC\/\*" = \$\{var\.arn\}\/\*/);
    }
  });

  test("an interpolation in place of a value of JSON is unknown, one in place of members makes the object partial", async () => {
    const text = `resource "aws_iam_policy" "p" {
  policy = <<EOF
{ "Statement": [{ "Effect": "Allow", "Action": \${jsonencode(var.actions)}, "Resource": "*" \${var.rest} }] }
EOF
}`;
    const { policies } = await read(text);
    assert.deepEqual(policies[0]?.problems, []);
    assert.match(outlineOf(policies[0].root, text), /Action: \?, Resource: "\*".*…\}\]/);
  });

  test("reads escaped JSON in quotes", async () => {
    const text = `resource "aws_iam_policy" "p" {
  policy = "{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Action\\": \\"s3:*\\", \\"Resource\\": \\"*\\"}]}"
}`;
    const { policies } = await read(text);
    const action = everyString(policies[0]!.root).find(({ value }) => value === "s3:*");
    assert.equal(action && text.slice(action.content.start, action.content.end), "s3:*");
    assert.equal(action && text.slice(action.span.start, action.span.end), '\\"s3:*\\"');
  });

  test("reports where the JSON of a here-document does not parse", async () => {
    const text = `resource "aws_iam_policy" "p" {
  policy = <<EOF
{ "Statement": [{ "Effect": "Allow" "Action": "s3:*", "Resource": "*" }] }
EOF
}`;
    const { policies } = await read(text);
    const [problem] = policies[0]!.problems;
    assert.equal(problem && text.slice(problem.span.start, problem.span.end), '"Action"');
  });

  test("finds a policy in a local, once, with the place of what uses it", async () => {
    const text = `locals {
  actions = ["s3:GetObject"]
  policy  = { Statement = [{ Effect = "Allow", Action = local.actions, Resource = "*" }] }
}
resource "aws_iam_policy" "one" { policy = jsonencode(local.policy) }
resource "aws_iam_policy" "two" { policy = jsonencode(local.policy) }`;
    const { policies } = await read(text);
    assert.deepEqual(
      policies.map(({ place }) => place),
      [{ type: "identity", name: "aws_iam_policy.one" }],
    );
    assert.match(outlineOf(policies[0]!.root, text), /Action: \["s3:GetObject"\]/);
  });

  test("a local that is used twice stays unknown", async () => {
    const text = `locals { actions = ["s3:GetObject"] }
resource "aws_iam_policy" "p" {
  policy = jsonencode({ Statement = [{ Action = local.actions }, { Action = local.actions }] })
}`;
    assert.equal(await only(text), "{Statement: [{Action: ?}, {Action: ?}]}");
  });

  test("finds policies at places that nothing is known of, and no other objects", async () => {
    const text = `module "m" {
  policy   = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
  settings = jsonencode({ Statement = "of purpose", Version = 3 })
  words    = "a Statement of Effect"
}`;
    const { policies } = await read(text);
    assert.deepEqual(
      policies.map(({ place, syntax }) => ({ place, syntax })),
      [{ place: {}, syntax: "hcl" }],
    );
  });
});

suite("policies in Terraform: aws_iam_policy_document", () => {
  test("reads every argument under the policy language's name, at the source's", async () => {
    const text = `data "aws_iam_policy_document" "d" {
  policy_id = "P"
  statement {
    sid           = "S"
    effect        = "Deny"
    not_actions   = ["s3:GetObject"]
    not_resources = ["arn:aws:s3:::b/&{aws:username}"]
    not_principals {
      type        = "AWS"
      identifiers = ["111122223333"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["111122223333"]
    }
  }
}`;
    const { policies } = await read(text);
    const { root, syntax } = policies[0]!;
    assert.equal(syntax, "terraform-document");
    assert.equal(
      outlineOf(root, text),
      '{Version = d: "2012-10-17" = d, Id = policy_id: "P", Statement = statement: [{Sid = sid: "S", ' +
        'Effect = effect: "Deny", NotAction = not_actions: ["s3:GetObject"], ' +
        'NotResource = not_resources: ["arn:aws:s3:::b/${aws:username}" = arn:aws:s3:::b/&{aws:username}], ' +
        'NotPrincipal = not_principals: {AWS: ["111122223333"]}, ' +
        'Condition = condition: {StringEquals: {aws:SourceAccount: ["111122223333"]}}}]}',
    );
  });

  test("Allow and the version are implied, everyone is a string, empty lists and names are left out", async () => {
    const text = `data "aws_iam_policy_document" "d" {
  statement {
    sid         = ""
    actions     = ["s3:GetObject"]
    not_actions = []
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}`;
    assert.equal(
      await only(text),
      '{Version = d: "2012-10-17" = d, Statement = statement: [{Effect = statement: "Allow" = statement, ' +
        'Action = actions: ["s3:GetObject"], Principal = principals: "*"}]}',
    );
  });

  test("blocks of one type and one key are put together", async () => {
    const text = `data "aws_iam_policy_document" "d" {
  statement {
    principals {
      type        = "AWS"
      identifiers = ["111122223333"]
    }
    principals {
      type        = "AWS"
      identifiers = ["444455556666"]
    }
    condition {
      test     = "StringLike"
      variable = "a:b"
      values   = ["1"]
    }
    condition {
      test     = "StringLike"
      variable = "a:c"
      values   = ["2"]
    }
    condition {
      test     = "StringLike"
      variable = "a:b"
      values   = ["3"]
    }
  }
}`;
    const outline = await only(text);
    assert.match(outline, /\{AWS: \["111122223333", "444455556666"\]\}/);
    assert.match(outline, /\{StringLike: \{a:b: \["1", "3"\], a:c: \["2"\]\}\}/);
  });

  test("what other documents or dynamic blocks may add makes it partial", async () => {
    const sourced = `data "aws_iam_policy_document" "d" {
  source_policy_documents = [data.aws_iam_policy_document.other.json]
}`;
    assert.equal(await only(sourced), '{Version = d: "2012-10-17" = d, …}');
    const dynamic = `data "aws_iam_policy_document" "d" {
  dynamic "statement" {
    for_each = var.all
    content {
      actions = [statement.value]
      dynamic "condition" {
        for_each = var.some
        content {
          test     = "Bool"
          variable = condition.key
          values   = ["true"]
        }
      }
    }
  }
}`;
    assert.match(await only(dynamic), /Action = actions: \[\?\], Condition = content: \{…\}\}, …\], …\}$/);
  });

  test("of two arguments that exclude each other the unknown one may be null", async () => {
    const text = `data "aws_iam_policy_document" "d" {
  statement {
    actions       = ["s3:*"]
    not_actions   = var.not_actions
    resources     = lookup(var.one, "resources", null)
    not_resources = null
  }
}`;
    assert.equal(
      await only(text),
      '{Version = d: "2012-10-17" = d, Statement = statement: [{Effect = statement: "Allow" = statement, ' +
        'Action = actions: ["s3:*"], Resource = resources: ?, …}]}',
    );
  });
});
