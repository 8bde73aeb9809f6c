import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, insert, open, remove, until, writeFile } from "./diagnosticsSupport.ts";
import { addFault, answerMessages, operations, resetStub } from "./identitySupport.ts";

const broken = `{
  "Statement": [
    { "Effect": "Allow", "Action": ["s3:ListBucket", "s3:GetObjct"], "Resource": "arn:aws:s3:::orders" },
    { "Effect": "Allow", "Action": "iam:PassRole", "Resource": "*" }
  ]
}
`;

const template = `Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: [iam:PassRole]
            Resource: !Sub "arn:aws:iam::\${AWS::AccountId}:role/app"
`;

/** What AWS says of a document. */
function fromAws(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === "Picket (AWS)")
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

async function openAt(name: string, text: string, place: string): Promise<vscode.TextDocument> {
  const document = await open(await writeFile(`iam/${name}`, text));
  const editor = await vscode.window.showTextDocument(document);
  const at = document.positionAt(text.indexOf(place));
  editor.selection = new vscode.Selection(at, at);
  return document;
}

suite("asking AWS about a policy", function () {
  this.timeout(60_000);
  let messages: ReturnType<typeof answerMessages> | undefined;

  setup(resetStub);
  teardown(async () => {
    messages?.restore();
    messages = undefined;
    await closeAll();
    await remove("iam");
    await resetStub();
  });

  test("underlines what it finds at the exact tokens, and forgets it when the text changes", async () => {
    const document = await openAt("verify.json", broken, "s3:GetObjct");
    messages = answerMessages(() => undefined);
    await vscode.commands.executeCommand("picket.verifyPolicy");
    const found = fromAws(document);
    assert.deepEqual(
      found.map(({ code, range }) => [typeof code === "object" ? code.value : code, document.getText(range)]),
      [
        ["MISSING_VERSION", "{"],
        ["INVALID_ACTION", "s3:GetObjct"],
        ["PASS_ROLE_WITH_STAR_IN_RESOURCE", "iam:PassRole"],
      ],
    );
    const [other] = found[2]?.relatedInformation ?? [];
    assert.equal(other && document.getText(other.location.range), "*");
    assert.match(messages.seen.join("\n"), /AWS has 3 findings/);
    await insert(document, 0, " ");
    await until(
      () => fromAws(document).length === 0,
      () => assert.deepEqual(fromAws(document), []),
    );
  });

  test("sends values that only a deployment knows as examples, once the person agreed", async () => {
    await openAt("template.yaml", template, "iam:PassRole");
    messages = answerMessages(() => undefined);
    await vscode.commands.executeCommand("picket.verifyPolicy");
    assert.match(messages.seen.join("\n"), /known only when it is deployed: 1\./);
    assert.ok(!(await operations()).includes("ValidatePolicy"));
    messages.restore();
    messages = answerMessages((_text, buttons) => buttons.find((one) => one === "Send with Examples"));
    await vscode.commands.executeCommand("picket.verifyPolicy");
    assert.ok((await operations()).includes("ValidatePolicy"));
  });

  test("says in words what was refused", async () => {
    const document = await openAt("denied.json", broken, "s3:GetObjct");
    await addFault({
      kind: "error",
      operation: "ValidatePolicy",
      code: "AccessDeniedException",
      status: 403,
    });
    messages = answerMessages(() => undefined);
    await vscode.commands.executeCommand("picket.verifyPolicy");
    assert.match(messages.seen.join("\n"), /may not do access-analyzer:ValidatePolicy/);
    assert.deepEqual(fromAws(document), []);
  });

  test("says that there is no policy", async () => {
    await openAt("other.json", '{ "a": 1 }\n', "a");
    messages = answerMessages(() => undefined);
    await vscode.commands.executeCommand("picket.verifyPolicy");
    assert.match(messages.seen.join("\n"), /no IAM policy/);
    assert.deepEqual(await operations(), []);
  });

  test("runs a paid check only after the person agreed to pay", async () => {
    const document = await openAt("paid.json", broken, "iam:PassRole");
    const pick = vscode.window.showQuickPick;
    const input = vscode.window.showInputBox;
    const choose = async (items: unknown): Promise<unknown> => (await (items as Promise<unknown[]>))[0];
    Object.assign(vscode.window, { showQuickPick: choose, showInputBox: async () => "iam:PassRole" });
    try {
      messages = answerMessages(() => undefined);
      await vscode.commands.executeCommand("picket.checkPolicy");
      assert.match(messages.seen.join("\n"), /AWS charges your account for this call/);
      assert.ok(!(await operations()).includes("CheckAccessNotGranted"));
      messages.restore();
      messages = answerMessages((_text, buttons) => buttons.find((one) => one === "Run the Check and Pay"));
      await vscode.commands.executeCommand("picket.checkPolicy");
      assert.deepEqual(
        (await operations()).filter((one) => one.startsWith("Check")),
        ["CheckAccessNotGranted"],
      );
      assert.match(fromAws(document)[0]?.message ?? "", /Statement 1 does not pass/);
    } finally {
      Object.assign(vscode.window, { showQuickPick: pick, showInputBox: input });
    }
  });
});
