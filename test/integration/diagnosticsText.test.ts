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
  underlined,
  untilCount,
  untilUnderlined,
  withSetting,
  writeFile,
} from "./diagnosticsSupport.ts";

const token = madeUpToken(3);
const other = madeUpToken(4);

function utf16(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));
}

/** Lines of code without a secret, at least that many code units long. */
function filler(length: number): string {
  const line = "const total = items.reduce((sum, item) => sum + item.price * item.count, 0); // adds up\n";
  return line.repeat(Math.ceil(length / line.length));
}

suite("diagnostics of unusual texts", () => {
  teardown(async () => {
    await closeAll();
    await remove("texts");
  });

  test("CRLF line ends", async () => {
    const document = await open(await writeFile("texts/crlf.txt", `one\r\ntwo = "${token}"\r\nthree\r\n`));
    await untilUnderlined(document, [token]);
    assert.deepEqual(picketDiagnostics(document.uri)[0]?.range, new vscode.Range(1, 7, 1, 7 + token.length));
  });

  test("a BOM, UTF-16, and characters beyond the basic plane", async () => {
    const text = `😀 = "${token}"\n`;
    const wide = await open(await writeFile("texts/wide.txt", utf16(text)));
    await untilUnderlined(wide, [token]);
    const marked = await open(await writeFile("texts/bom.txt", `\ufeff${text}`));
    await untilUnderlined(marked, [token]);
    assert.equal(picketDiagnostics(marked.uri)[0]?.range.start.character, 6);
  });

  test("NUL, lone surrogates and one line of a megabyte", async () => {
    const odd = await openUntitled(`\u0000 \ud800 t = "${token}" \udc00\n`);
    await untilUnderlined(odd, [token]);
    const long = await openUntitled(`${"ab12 ".repeat(200_000)} t = "${token}" ${"x".repeat(1000)}`);
    await untilUnderlined(long, [token]);
  });

  test("a file of a megabyte, and edits in it", async () => {
    const text = `${filler(500_000)}const a = "${token}";\n${filler(500_000)}`;
    const document = await open(await writeFile("texts/large.txt", text));
    await untilUnderlined(document, [token]);
    await insert(document, 0, `const b = "${other}";\n`);
    await untilUnderlined(document, [other, token]);
    await insert(document, document.getText().indexOf(token), "changeme-");
    await insert(document, document.getText().length, `\nconst c = "${madeUpToken(5)}";\n`);
    await untilCount(document.uri, 3);
    await vscode.commands.executeCommand("undo");
    await vscode.commands.executeCommand("undo");
    await untilUnderlined(document, [other, token]);
  });

  test("ten thousand secrets in one file: the loudest are listed, with a note on the rest", async () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => `k${index} = "${madeUpToken(100 + index)}"`);
    const document = await open(await writeFile("texts/many.py", `${lines.join("\n")}\n`));
    await untilCount(document.uri, 1000);
    const notes = picketDiagnostics(document.uri).filter(({ code }) => code === undefined);
    assert.equal(notes.length, 1);
    assert.match(notes[0]?.message ?? "", /9001/);
    const listed = picketDiagnostics(document.uri).filter(({ code }) => code !== undefined);
    assert.ok(listed.every(({ range }) => document.getText(range).startsWith("ghp_")));
  });

  test("a text beyond the size limit is left alone until the limit is raised", async () => {
    const uri = await writeFile("texts/limit.txt", `t = "${token}"\n${filler(1_100_000)}`);
    await withSetting("scan.maxFileSizeMB", 1, async () => {
      const document = await open(uri);
      const small = await openUntitled(`t = "${other}"\n`);
      await untilUnderlined(small, [other]);
      assert.deepEqual(underlined(document), []);
    });
    await untilCount(uri, 1);
  });
});

suite("settings of the user", () => {
  teardown(closeAll);

  test("turn a rule's severity, and everything, off and on", async () => {
    const document = await openUntitled(`t = "${token}"\n`);
    await untilUnderlined(document, [token]);
    await withSetting("secrets.severity", { "secrets/github-token": "hint" }, async () => {
      await untilCount(document.uri, 1);
      await waitForSeverity(document.uri, vscode.DiagnosticSeverity.Hint);
    });
    await withSetting("secrets.enabled", false, () => untilUnderlined(document, []));
    await untilUnderlined(document, [token]);
  });

  test("ignore patterns leave a file out", async () => {
    const document = await open(await writeFile("texts/fixtures/a.txt", `t = "${token}"\n`));
    await untilUnderlined(document, [token]);
    await withSetting("secrets.ignore", ["fixtures/"], () => untilUnderlined(document, []));
    await untilUnderlined(document, [token]);
  });
});

async function waitForSeverity(uri: vscode.Uri, severity: vscode.DiagnosticSeverity): Promise<void> {
  for (let attempt = 0; attempt < 200 && picketDiagnostics(uri)[0]?.severity !== severity; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal(picketDiagnostics(uri)[0]?.severity, severity);
}
