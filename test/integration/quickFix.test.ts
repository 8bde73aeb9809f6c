import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  closeAll,
  madeUpToken,
  open,
  openUntitled,
  remove,
  until,
  untilUnderlined,
  writeFile,
} from "./diagnosticsSupport.ts";
import { fixesAt, rangeOf, requestFixes, runFix } from "./quickFixSupport.ts";

const token = madeUpToken(301);
const other = madeUpToken(302);
const code = `const apiToken = "${token}";\nconsole.log(apiToken);\n`;

const titles = [
  "Move to Secrets Manager and replace…",
  "Move to Parameter Store and replace…",
  "Replace with a lookup of an existing secret…",
  "Replace with an environment variable",
  "Ignore here",
  "Ignore in this file",
  "Add to the baseline",
  "Preview fixes for this file…",
];

async function openCode(name: string, text = code, values = [token]): Promise<vscode.TextDocument> {
  const document = await open(await writeFile(`fixes/${name}`, text));
  await untilUnderlined(document, values);
  return document;
}

/** Waits until the value is out of the document, then gives the text. */
async function untilReplaced(document: vscode.TextDocument): Promise<string> {
  const gone = (): boolean => !document.getText().includes(token);
  await until(gone, () => assert.ok(gone(), "the value is still in the document"));
  return document.getText();
}

teardown(async () => {
  await closeAll();
  await remove("fixes");
  await remove(".picket-baseline.json");
});

/** Time limit of a test, ms: the editor may still be starting other extensions, which cancels requests for fixes. */
const limit = 60_000;

suite("the quick fixes at a squiggle", function () {
  this.timeout(limit);

  test("are all there, the move to Secrets Manager preferred", async () => {
    const document = await openCode("a.ts");
    const fixes = await fixesAt(document, rangeOf(document, token));
    assert.deepEqual(
      fixes.map(({ title }) => title),
      titles,
    );
    assert.deepEqual(
      fixes.filter(({ isPreferred }) => isPreferred).map(({ title }) => title),
      [titles[0]],
    );
    assert.ok(fixes.every(({ kind }) => kind?.value === "quickfix"));
    assert.ok(fixes.every(({ disabled }) => disabled === undefined));
  });

  test("hold no value, neither in titles nor in arguments", async () => {
    const document = await openCode("b.ts");
    const fixes = await fixesAt(document, rangeOf(document, token));
    assert.ok(!JSON.stringify(fixes.map(({ title, command }) => ({ title, command }))).includes(token));
  });

  test("are not there beside it, and none may run on save", async () => {
    const document = await openCode("c.ts");
    const beside = new vscode.Range(1, 0, 1, 0);
    assert.deepEqual(await requestFixes(document, beside), []);
    const all = rangeOf(document, token);
    assert.deepEqual(await requestFixes(document, all, vscode.CodeActionKind.Source), []);
    assert.deepEqual(await requestFixes(document, all, vscode.CodeActionKind.SourceFixAll), []);
  });

  test("tell two findings at one place apart, and offer all of the file", async () => {
    const text = `const pair = ["${token}", "${other}"];\n`;
    const document = await openCode("d.ts", text, [token, other]);
    const fixes = await fixesAt(document, new vscode.Range(0, 0, 0, text.length - 1));
    const named = fixes.map(({ title }) => title);
    assert.equal(named.filter((title) => title.startsWith("Ignore here (github-token, line 1)")).length, 2);
    assert.ok(named.includes("Move all secrets in this file…"));
  });

  test("stand on untitled documents and on notebook cells", async () => {
    const untitled = await openUntitled(code, "typescript");
    await untilUnderlined(untitled, [token]);
    const fixes = await fixesAt(untitled, rangeOf(untitled, token));
    // The editor leaves out what is disabled: the baseline is a file of a workspace folder.
    assert.ok(!fixes.some(({ title }) => title === "Add to the baseline"));

    const cell = new vscode.NotebookCellData(
      vscode.NotebookCellKind.Code,
      `api_token = "${token}"`,
      "python",
    );
    const notebook = await vscode.workspace.openNotebookDocument(
      "jupyter-notebook",
      new vscode.NotebookData([cell]),
    );
    await vscode.window.showNotebookDocument(notebook);
    const document = notebook.cellAt(0).document;
    await untilUnderlined(document, [token]);
    const cellFixes = await fixesAt(document, rangeOf(document, token));
    await runFix(cellFixes, "Replace with an environment variable");
    assert.match(await untilReplaced(document), /os\.environ/);
  });

  test("leave out the comments where none can stand", async () => {
    const document = await openCode("data.json", `{ "apiToken": "${token}" }\n`);
    // The menu does not wait for a slow answer; the next one has it.
    for (let attempt = 0; ; attempt++) {
      const found = (await fixesAt(document, rangeOf(document, token))).map(({ title }) => title);
      assert.ok(found.includes("Add to the baseline"));
      if (!found.some((title) => title.startsWith("Ignore"))) return;
      assert.ok(attempt < 20, found.join(", "));
    }
  });
});

suite("replacing with an environment variable", function () {
  this.timeout(limit);

  test("is one undo step", async () => {
    const document = await openCode("env.ts");
    await runFix(await fixesAt(document, rangeOf(document, token)), "Replace with an environment variable");
    assert.match(await untilReplaced(document), /process\.env/);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), code);
  });

  test("keeps the line ends of the file", async () => {
    const document = await openCode("crlf.ts", code.replaceAll("\n", "\r\n"));
    await runFix(await fixesAt(document, rangeOf(document, token)), "Replace with an environment variable");
    const text = await untilReplaced(document);
    assert.equal(text.replaceAll("\r\n", "").includes("\n"), false);
  });

  test("works from the palette, at the cursor", async () => {
    const document = await openCode("palette.ts");
    const editor = await vscode.window.showTextDocument(document);
    const inside = rangeOf(document, token).start.translate(0, 5);
    editor.selection = new vscode.Selection(inside, inside);
    await vscode.commands.executeCommand("picket.replaceWithEnvironmentVariable");
    assert.match(await untilReplaced(document), /process\.env/);
  });

  test("replaces every place of the value", async () => {
    const document = await openCode("twice.ts", `${code}const again = "${token}";\n`, [token, token]);
    await runFix(await fixesAt(document, rangeOf(document, token)), "Replace with an environment variable");
    await untilReplaced(document);
    await untilUnderlined(document, []);
  });

  test("finds its value again when the text changed after the menu was made", async () => {
    const document = await openCode("moved.ts");
    const fixes = await fixesAt(document, rangeOf(document, token));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 6), "my");
    assert.ok(await vscode.workspace.applyEdit(edit));
    await runFix(fixes, "Replace with an environment variable");
    assert.match(await untilReplaced(document), /const myapiToken = process\.env/);
  });
});

suite("ignoring", function () {
  this.timeout(limit);

  test("here takes the underline away, with a comment in the language at hand", async () => {
    const document = await openCode("ignored.py", `api_token = "${token}"\n`);
    await runFix(await fixesAt(document, rangeOf(document, token)), "Ignore here");
    await untilUnderlined(document, []);
    assert.match(document.getText(), /# picket:ignore secrets\/github-token/);
    assert.ok(document.getText().includes(token));
  });

  test("in the file takes every underline of the rule away", async () => {
    const document = await openCode("whole.ts", `${code}const b = "${other}";\n`, [token, other]);
    await runFix(await fixesAt(document, rangeOf(document, token)), "Ignore in this file");
    await untilUnderlined(document, []);
    assert.match(document.getText(), /^\/\/ picket:ignore-file secrets\/github-token/);
  });

  test("by the baseline writes a salted hash beside the code, and no value", async () => {
    const empty = { version: 1, salt: "ab".repeat(32), entries: [] };
    const baseline = await writeFile(".picket-baseline.json", JSON.stringify(empty));
    const document = await openCode("known.ts", `${code}const b = "${other}";\n`, [token, other]);
    await runFix(await fixesAt(document, rangeOf(document, token)), "Add to the baseline");
    await untilUnderlined(document, [other]);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(baseline));
    const { salt, entries } = JSON.parse(text) as { salt: string; entries: { path: string }[] };
    assert.equal(salt, empty.salt);
    assert.deepEqual(
      entries.map(({ path }) => path),
      ["fixes/known.ts"],
    );
    assert.ok(!text.includes(token));
    assert.ok(document.getText().includes(token));
  });
});

suite("a text that cannot be changed", function () {
  this.timeout(limit);

  test("is left alone", async () => {
    const files = new Map([["/frozen.ts", new TextEncoder().encode(code)]]);
    const provider = vscode.workspace.registerFileSystemProvider("picket-frozen", frozenFiles(files), {
      isReadonly: true,
    });
    try {
      const document = await open(vscode.Uri.from({ scheme: "picket-frozen", path: "/frozen.ts" }));
      await untilUnderlined(document, [token]);
      await runFix(await fixesAt(document, rangeOf(document, token)), "Replace with an environment variable");
      // A second command after it: by the time its edit is there, the first one has ended.
      const witness = await openCode("witness.ts");
      await runFix(await fixesAt(witness, rangeOf(witness, token)), "Replace with an environment variable");
      await untilReplaced(witness);
      assert.equal(document.getText(), code);
    } finally {
      await closeAll();
      provider.dispose();
    }
  });
});

function frozenFiles(files: ReadonlyMap<string, Uint8Array>): vscode.FileSystemProvider {
  const missing = (uri: vscode.Uri): Error => vscode.FileSystemError.FileNotFound(uri);
  const refuse = (): never => {
    throw vscode.FileSystemError.NoPermissions();
  };
  return {
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => new vscode.Disposable(() => {}),
    stat(uri) {
      const bytes = files.get(uri.path);
      if (!bytes) throw missing(uri);
      return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length };
    },
    readDirectory: () => [],
    readFile(uri) {
      const bytes = files.get(uri.path);
      if (!bytes) throw missing(uri);
      return bytes;
    },
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
}
