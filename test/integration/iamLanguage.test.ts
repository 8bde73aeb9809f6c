import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  closeAll,
  open,
  openUntitled,
  remove,
  replace,
  until,
  withSetting,
  writeFile,
} from "./diagnosticsSupport.ts";

const policy = JSON.stringify(
  {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Orders",
        Effect: "Allow",
        Action: ["sqs:SendMessage", "s3:Get*"],
        Resource: "arn:aws:s3:::orders/*",
      },
    ],
  },
  undefined,
  2,
);

const template = `Resources:
  Role:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: orders
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action:
              - sqs:SendMessage
              - sqs:
            Resource: "*"
`;

const limit = 60_000;

teardown(async () => {
  await closeAll();
  await remove("iam");
});

/** The place in the middle of a text of the document. */
function inside(document: vscode.TextDocument, text: string, from = 1): vscode.Position {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `${text} is in the document`);
  return document.positionAt(at + from);
}

/** Picket's hover at a place, once there is one. */
async function hoverAt(document: vscode.TextDocument, at: vscode.Position): Promise<string> {
  let text = "";
  for (let attempt = 0; attempt < 200 && !/AWS data of|\*\*`/.test(text); attempt++) {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      at,
    );
    text = hovers
      .flatMap(({ contents }) => contents)
      .map((part) => (typeof part === "string" ? part : part.value))
      .join("\n");
    if (text === "") await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return text;
}

/** The entries of the editor's list at a place. */
async function completionsAt(
  document: vscode.TextDocument,
  at: vscode.Position,
): Promise<readonly vscode.CompletionItem[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    at,
  );
  return list.items;
}

function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === "string" ? label : label.label;
}

async function lensesOf(document: vscode.TextDocument, wanted: number): Promise<vscode.CodeLens[]> {
  let lenses: vscode.CodeLens[] = [];
  const ask = async (): Promise<void> => {
    const all = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      document.uri,
    );
    lenses = all.filter(({ command }) => command?.command === "picket.showStatement");
  };
  for (let attempt = 0; attempt < 200; attempt++) {
    await ask();
    if (lenses.length === wanted) return lenses;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return lenses;
}

suite("policies in the editor", function () {
  this.timeout(limit);

  test("the hover explains an action, in JSON and in a template", async () => {
    const json = await open(await writeFile("iam/policy.json", policy));
    assert.match(await hoverAt(json, inside(json, "sqs:SendMessage")), /Write · Amazon SQS/);
    assert.match(await hoverAt(json, inside(json, "arn:aws:s3")), /Amazon S3\*\*: object/);
    const yaml = await open(await writeFile("iam/template.yaml", template));
    assert.match(await hoverAt(yaml, inside(yaml, "sqs:SendMessage")), /Write · Amazon SQS/);
  });

  test("the hover is nowhere else", async () => {
    const other = await openUntitled(
      'const a = "sqs:SendMessage"; // Statement, Effect, Action',
      "javascript",
    );
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      other.uri,
      inside(other, "sqs:"),
    );
    assert.ok(!JSON.stringify(hovers).includes("Amazon SQS"));
  });

  test("completion offers actions, replaces the whole token and asks again behind a service", async () => {
    const document = await open(await writeFile("iam/typing.json", policy));
    const token = inside(document, "s3:Get*", 6);
    const items = await completionsAt(document, token);
    const get = items.find((item) => labelOf(item) === "s3:GetObject");
    assert.ok(get, `s3:GetObject is among ${items.length}`);
    const { range } = get;
    assert.ok(range && "replacing" in range);
    assert.equal(document.getText(range.replacing), "s3:Get*");
    assert.equal(labelOf(get), "s3:GetObject");
    assert.ok(!items.some(({ kind }) => kind === vscode.CompletionItemKind.Text), "no words of the text");
  });

  test("completion works where the template does not parse", async () => {
    const document = await open(await writeFile("iam/broken.yaml", template));
    const items = await completionsAt(document, inside(document, "sqs:\n", 4));
    assert.ok(items.some((item) => labelOf(item) === "sqs:ReceiveMessage"));
  });

  test("completion stays out of other strings", async () => {
    const code = 'const Statement = 1;\nconst Effect = "s3:";\n';
    const document = await openUntitled(code, "javascript");
    const items = await completionsAt(document, inside(document, "s3:", 3));
    assert.ok(!items.some((item) => labelOf(item).startsWith("s3:")));
  });

  test("the line above a statement counts, follows the text and opens the list", async () => {
    const document = await open(await writeFile("iam/lens.json", policy));
    const [lens] = await lensesOf(document, 1);
    assert.match(lens?.command?.title ?? "", /^Allows \d+ actions: 1 write$/);
    await replace(
      document,
      document.validateRange(new vscode.Range(0, 0, 999, 0)),
      policy.replace("s3:Get*", "s3:GetObject"),
    );
    const [after] = await lensesOf(document, 1);
    assert.equal(after?.command?.title, "Allows 2 actions: 1 write");
    await vscode.commands.executeCommand("picket.showStatement", ...(after?.command?.arguments ?? []));
    const page = (): string =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "picket-iam")?.getText() ?? "";
    await until(
      () => page().includes("sqs:SendMessage"),
      () => assert.match(page(), /sqs:SendMessage/),
    );
    assert.match(page(), /# Statement 1 Orders, lens\.json/);
    assert.match(page(), /## Resources\n\n- arn:aws:s3:::orders\/\*/);
  });

  test("the line can be turned off", async () => {
    const document = await open(await writeFile("iam/quiet.json", policy));
    assert.equal((await lensesOf(document, 1)).length, 1);
    await withSetting("iam.codeLens", false, async () => {
      assert.equal((await lensesOf(document, 0)).length, 0);
    });
  });
});

suite("fixes of policies in the editor", function () {
  this.timeout(limit);

  test("expand a wildcard in one undo step and leave the rest of the text alone", async () => {
    const text = policy.replace('"sqs:SendMessage", "s3:Get*"', '"s3:Get*"');
    const document = await open(await writeFile("iam/fix.json", text));
    const at = inside(document, "s3:Get*");
    let expand: vscode.CodeAction | undefined;
    for (let attempt = 0; attempt < 200 && !expand; attempt++) {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        new vscode.Range(at, at),
      );
      expand = actions.find(({ title }) => title.startsWith("Expand s3:Get*"));
      if (!expand) await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.ok(expand?.edit, "there is a fix that expands s3:Get*");
    assert.ok(await vscode.workspace.applyEdit(expand.edit));
    assert.ok(document.getText().includes('"s3:GetObject"'));
    assert.ok(document.getText().startsWith(text.slice(0, text.indexOf('"s3:Get*"'))));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), text);
  });

  test("narrow a wildcard to what the CloudTrail files of a folder show", async () => {
    const record = { eventSource: "s3.amazonaws.com", eventName: "GetObject", awsRegion: "us-east-1" };
    const events = await writeFile("iam/trail/events.json", JSON.stringify({ Records: [record] }));
    const text = policy.replace('"sqs:SendMessage", "s3:Get*"', '"s3:Get*"');
    const document = await open(await writeFile("iam/narrow.json", text));
    const dialog = vscode.window.showOpenDialog;
    Object.assign(vscode.window, { showOpenDialog: async () => [vscode.Uri.joinPath(events, "..")] });
    try {
      await vscode.commands.executeCommand("picket.narrowPolicy");
    } finally {
      Object.assign(vscode.window, { showOpenDialog: dialog });
    }
    assert.ok(document.getText().includes('"s3:GetObject"'), document.getText());
    assert.ok(!document.getText().includes("s3:Get*"));
  });

  test("ignore a finding with a comment, where the language has comments", async () => {
    const text = template.replace("              - sqs:\n", "              - sqs:SendMesage\n");
    const document = await open(await writeFile("iam/ignore.yaml", text));
    const found = (): boolean =>
      vscode.languages.getDiagnostics(document.uri).some(({ message }) => message.includes("SendMesage"));
    await until(found, () => assert.ok(found(), "the misspelt action is underlined"));
    const at = inside(document, "sqs:SendMesage");
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(at, at),
    );
    const ignore = actions.find(({ title }) => title === "Ignore here");
    assert.ok(ignore?.command, actions.map(({ title }) => title).join(", "));
    await vscode.commands.executeCommand(ignore.command.command, ...(ignore.command.arguments ?? []));
    await until(
      () => document.getText().includes("# picket:ignore"),
      () => assert.match(document.getText(), /# picket:ignore/),
    );
    await until(
      () => !found(),
      () => assert.ok(!found(), "the ignored finding is still underlined"),
    );
  });
});
