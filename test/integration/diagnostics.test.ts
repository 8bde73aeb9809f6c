import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  closeAll,
  insert,
  madeUpToken,
  open,
  openUntitled,
  picketDiagnostics,
  remove,
  replace,
  underlined,
  until,
  untilCount,
  untilUnderlined,
  writeFile,
} from "./diagnosticsSupport.ts";

const token = madeUpToken(1);
const other = madeUpToken(2);

suite("diagnostics of an open document", () => {
  teardown(async () => {
    await closeAll();
    await remove("diagnostics");
  });

  test("a file that is opened", async () => {
    const document = await open(await writeFile("diagnostics/a.txt", `\nconst t = "${token}";\n`));
    await untilUnderlined(document, [token]);
    const [diagnostic] = picketDiagnostics(document.uri);
    assert.ok(diagnostic);
    assert.deepEqual(diagnostic.range, new vscode.Range(1, 11, 1, 11 + token.length));
    assert.equal(diagnostic.source, "Picket");
    assert.ok(!diagnostic.message.includes(token));
    assert.ok(diagnostic.severity <= vscode.DiagnosticSeverity.Warning);
    const code = diagnostic.code as { value: string; target: vscode.Uri };
    assert.equal(code.value, "secrets/github-token");
    assert.equal(code.target.scheme, vscode.env.uriScheme);
    assert.equal(code.target.authority, "picket.picket");
    assert.equal(code.target.path, "/rules/secrets/github-token");
  });

  test("an untitled document, and typing in it", async () => {
    const document = await openUntitled("nothing here\n");
    await insert(document, 13, `x = "${token}"\n`);
    await untilUnderlined(document, [token]);
    await insert(document, 0, "// moved down\n\n");
    await untilUnderlined(document, [token]);
    assert.equal(picketDiagnostics(document.uri)[0]?.range.start.line, 3);
  });

  test("pasting, undo and redo", async () => {
    const document = await openUntitled("", "python");
    await vscode.env.clipboard.writeText(`a = "${token}"\nb = "${other}"\n`);
    await vscode.commands.executeCommand("editor.action.clipboardPasteAction");
    if (document.getText() === "") await insert(document, 0, await vscode.env.clipboard.readText());
    await vscode.env.clipboard.writeText("");
    await untilUnderlined(document, [token, other]);
    await vscode.commands.executeCommand("undo");
    await untilUnderlined(document, []);
    await vscode.commands.executeCommand("redo");
    await untilUnderlined(document, [token, other]);
  });

  test("an edit inside the value takes the underline away or keeps it exact", async () => {
    const document = await openUntitled(`a = "${token}"\n`);
    await untilUnderlined(document, [token]);
    await replace(document, new vscode.Range(0, 5, 0, 5 + token.length), other);
    await untilUnderlined(document, [other]);
    await replace(document, new vscode.Range(0, 5, 0, 5 + other.length), "changeme");
    await untilUnderlined(document, []);
  });

  test("many edits in a row end with the ranges of the last", async () => {
    const document = await openUntitled(`a = "${token}"\n`);
    for (let line = 0; line < 25; line++) await insert(document, 0, `line ${line}\n`);
    await until(
      () => picketDiagnostics(document.uri)[0]?.range.start.line === 25,
      () => assert.equal(picketDiagnostics(document.uri)[0]?.range.start.line, 25),
    );
    assert.deepEqual(underlined(document), [token]);
  });

  test("closing clears", async () => {
    const document = await open(await writeFile("diagnostics/close.txt", `t = "${token}"`));
    await untilUnderlined(document, [token]);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await untilCount(document.uri, 0);
  });

  test("renaming moves the findings to the new name, deleting clears them", async () => {
    const from = await writeFile("diagnostics/old.txt", `t = "${token}"`);
    await untilUnderlined(await open(from), [token]);
    const to = vscode.Uri.joinPath(from, "..", "new.txt");
    const move = new vscode.WorkspaceEdit();
    move.renameFile(from, to);
    assert.ok(await vscode.workspace.applyEdit(move));
    await untilCount(to, 1);
    await untilCount(from, 0);
    const drop = new vscode.WorkspaceEdit();
    drop.deleteFile(to);
    assert.ok(await vscode.workspace.applyEdit(drop));
    await untilCount(to, 0);
  });

  test("another language of the same document", async () => {
    const document = await openUntitled(`t = "${token}"\n`);
    await untilUnderlined(document, [token]);
    const changed = await vscode.languages.setTextDocumentLanguage(document, "javascript");
    await untilUnderlined(changed, [token]);
    await insert(changed, 0, "\n");
    await until(
      () => picketDiagnostics(document.uri)[0]?.range.start.line === 1,
      () => assert.equal(picketDiagnostics(document.uri)[0]?.range.start.line, 1),
    );
  });

  test("a suppression comment", async () => {
    const document = await openUntitled(`t = "${token}" # gitleaks:allow\nu = "${other}"\n`, "python");
    await untilUnderlined(document, [other]);
  });

  test("a notebook's cells", async () => {
    const cell = (text: string): vscode.NotebookCellData =>
      new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, "python");
    const data = new vscode.NotebookData([cell(`a = "${token}"`), cell("b = 1"), cell(`c = "${other}"`)]);
    const notebook = await vscode.workspace.openNotebookDocument("jupyter-notebook", data);
    await vscode.window.showNotebookDocument(notebook);
    const documents = notebook.getCells().map(({ document }) => document);
    await untilUnderlined(documents[0]!, [token]);
    await untilUnderlined(documents[2]!, [other]);
    assert.deepEqual(underlined(documents[1]!), []);
    assert.deepEqual(
      documents.map(({ uri }) => uri.scheme),
      Array(3).fill("vscode-notebook-cell"),
    );
  });

  test("a copy of another document is left alone", async () => {
    const content = `t = "${token}"\n`;
    const provider = vscode.workspace.registerTextDocumentContentProvider("gitlens", {
      provideTextDocumentContent: () => content,
    });
    try {
      const copy = await open(vscode.Uri.parse("gitlens:/copy.txt"));
      const real = await openUntitled(content);
      await untilUnderlined(real, [token]);
      assert.deepEqual(underlined(copy), []);
    } finally {
      provider.dispose();
    }
  });
});
