import assert from "node:assert/strict";
import type { PolicyText } from "../../../src/core/iam/model/located.ts";
import { codeReader } from "../../../src/core/iam/readers/codeReaders.ts";
import { readShell } from "../../../src/core/iam/readers/shell/readShell.ts";
import { iamParts } from "../../support/iam.ts";
import { everyString, outlineOf } from "./support/outline.ts";

const read = (text: string): Promise<PolicyText> => readShell(text, iamParts.grammars);

const json = '{"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}';
const outlined = '{Statement: [{Effect: "Allow", Action: "s3:*", Resource: "*"}]}';

suite("policies in shell scripts", () => {
  test("reads here-documents and quoted JSON, with spans of the script", async () => {
    const texts = [
      `cat > policy.json <<'EOF'\n${json}\nEOF\n`,
      `cat <<-EOF > policy.json\n\t${json}\n\tEOF\n`,
      `POLICY='${json}'\n`,
      `POLICY=$(cat <<EOF\n${json}\nEOF\n)\n`,
      `aws iam create-policy --policy-name p --policy-document '${json}'\n`,
      `aws iam create-policy --policy-name p --policy-document='${json}'\n`,
      `if aws iam create-policy --policy-document '${json}'; then echo; fi\n`,
    ];
    for (const text of texts) {
      const { policies } = await read(text);
      assert.deepEqual(
        policies.map(({ root }) => outlineOf(root, text)),
        [outlined],
        text,
      );
      for (const { value, span, content, exact } of everyString(policies[0]!.root)) {
        assert.ok(exact);
        assert.equal(text.slice(content.start, content.end), value);
        assert.equal(text.slice(span.start, span.end), `"${value}"`);
      }
    }
  });

  test("reads escaped JSON in double quotes", async () => {
    const text = `aws iam create-policy --policy-document "${json.replaceAll('"', '\\"')}"`;
    const { policies } = await read(text);
    assert.equal(outlineOf(policies[0]!.root, text), outlined);
    const action = everyString(policies[0]!.root).find(({ value }) => value === "s3:*");
    assert.equal(action && text.slice(action.span.start, action.span.end), '\\"s3:*\\"');
  });

  test("what the shell expands is unknown, and nothing is when the delimiter is quoted", async () => {
    const body = '{"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "$ARN/${aws:username}"}]}';
    const resource = async (text: string): Promise<string | undefined> =>
      everyString((await read(text)).policies[0]!.root).find(({ value }) => value.includes("/"))?.value;
    assert.equal(await resource(`cat > p.json <<EOF\n${body}\nEOF\n`), "\uFFFC/\uFFFC");
    assert.equal(await resource(`cat > p.json <<'EOF'\n${body}\nEOF\n`), "$ARN/${aws:username}");
    assert.equal(await resource(`P='${body.replace("$ARN", "'$ARN'")}'\n`), "\uFFFC/${aws:username}");
    const items = `cat > p.json <<EOF\n{"Statement": [{"Effect": "Allow", "Action": $ACTIONS, "Resource": "*"}]}\nEOF\n`;
    assert.match(outlineOf((await read(items)).policies[0]!.root, items), /Action: \?/);
  });

  test("the command tells the type, through variables and files too", async () => {
    const text = `cat > /tmp/trust.json <<EOF
${json}
EOF
POLICY=$(cat <<EOF
${json}
EOF
)
BUCKET='${json}'
aws iam create-role --role-name "$ROLE" --assume-role-policy-document file://trust.json \\
  --permissions-boundary arn:aws:iam::111122223333:policy/edge
aws --profile admin iam put-role-policy --role-name "$ROLE" --policy-document "$POLICY"
aws iam attach-role-policy --role-name "$ROLE" --policy-arn arn:aws:iam::aws:policy/AdministratorAccess
aws s3api put-bucket-policy --bucket b --policy "$BUCKET"
aws organizations create-policy --type SERVICE_CONTROL_POLICY --content '${json}'
`;
    const { policies, principals } = await read(text);
    const [role] = principals;
    assert.equal(principals.length, 1);
    assert.equal(role && text.slice(role.span.start, role.span.end), "$ROLE");
    assert.deepEqual(
      role?.managedPolicies.map(({ value }) => value),
      ["arn:aws:iam::aws:policy/AdministratorAccess"],
    );
    assert.ok(role?.boundary?.kind === "string");
    const id = role.id;
    assert.deepEqual(
      policies.map(({ place }) => place),
      [
        { type: "trust", principals: [id] },
        { type: "identity", principals: [id] },
        { type: "resource", resourceType: "AWS::S3::Bucket" },
        { type: "scp" },
      ],
    );
  });

  test("reads shorthand in every form", async () => {
    const properties = async (option: string): Promise<string> => {
      const text = `aws ec2 authorize-security-group-ingress --ip-permissions ${option}`;
      const { resources } = await read(text);
      return outlineOf(resources[0]!.properties.members[0]!.value, text);
    };
    assert.equal(await properties("A=1,B=[x,y],C={D=2,E=3}"), '{A: "1", B: ["x", "y"], C: {D: "2", E: "3"}}');
    assert.equal(
      await properties("'A=a,b,C=[{D=\"x y\"},{D=z}]'"),
      '{A: ["a", "b"], C: [{D: "x y"}, {D: "z"}]}',
    );
    assert.equal(await properties("A=1 A=2"), '[{A: "1"}, {A: "2"}]');
    assert.equal(await properties("A=[ A={ A=]"), '[{A: []}, {A: {}}, {A: "]"}]');
    assert.equal(await properties("file://rules.json"), "?");
  });

  test("reads nothing of other scripts, and broken ones do no harm", async () => {
    assert.deepEqual((await read('echo "Statement of -policy"')).policies, []);
    const text = `cat > p.json <<EOF\n${json}\nEOF\naws iam create-policy --policy-document "$(cat <<EOF\n${json}\nEOF\n)"\n`;
    for (let end = 0; end < text.length; end++) await read(text.slice(0, end));
    assert.equal((await read(text)).policies.length, 2);
  });
});

suite("languages of programs", () => {
  const policy =
    '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "a:b", "Resource": "*" }] }';
  const programs: readonly (readonly [path: string, languageId: string, text: string])[] = [
    ["a.ts", "", `const p: Policy = ${policy};`],
    ["a.tsx", "", `const p = <A p={${policy}} />;`],
    ["a.mjs", "", `const p = ${policy};`],
    ["a.jsx", "", `const p = <A p={${policy}} />;`],
    ["a.py", "", `p = ${policy}`],
    ["a.sh", "", `P='${policy}'`],
    ["main.tf", "", `x = jsonencode(${policy})`],
    ["main.tofu", "", `x = jsonencode(${policy})`],
    ["Untitled-1", "typescriptreact", `const p = <A p={${policy}} />;`],
    ["Untitled-2", "python", `p = ${policy}`],
    ["bin/deploy", "", `#!/usr/bin/env bash\nP='${policy}'`],
    ["bin/deploy", "", `#!/usr/bin/python3.12\np = ${policy}`],
    ["bin/deploy", "", `#!/usr/bin/env node\nconst p = ${policy};`],
  ];

  test("each is found by the editor's name for it, by the file's name or by its first line", async () => {
    for (const [path, languageId, text] of programs) {
      const read = await codeReader(text, path, languageId)?.(text, iamParts.grammars);
      assert.equal(read?.policies.length, 1, `${path} ${languageId}`);
    }
    assert.equal(codeReader("#!/usr/bin/perl\n", "bin/deploy"), undefined);
    assert.equal(codeReader(policy, "policy.txt"), undefined);
  });
});
