import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  closeAll,
  madeUpToken,
  open,
  remove,
  until,
  untilUnderlined,
  writeFile,
} from "./diagnosticsSupport.ts";
import { fixesAt, rangeOf, runFix } from "./quickFixSupport.ts";

const token = madeUpToken(331);

/** One file of each language or format, and what stands in it once the environment holds the value. */
const files: readonly { readonly name: string; readonly text: string; readonly after: RegExp }[] = [
  {
    name: "Orders.java",
    text: `class Orders {\n  private final String apiToken = "${token}";\n}\n`,
    after: /System\.getenv\("\w+"\)/,
  },
  {
    name: "Orders.kt",
    text: `class Orders {\n    private val apiToken = "${token}"\n}\n`,
    after: /System\.getenv\("\w+"\)/,
  },
  {
    name: "Orders.cs",
    text: `class Orders\n{\n    private readonly string apiToken = "${token}";\n}\n`,
    after: /Environment\.GetEnvironmentVariable\("\w+"\)/,
  },
  {
    name: "orders.go",
    text: `package orders\n\nfunc token() string {\n\treturn "${token}"\n}\n`,
    after: /os\.Getenv\("\w+"\)/,
  },
  { name: "orders.rb", text: `API_TOKEN = "${token}"\n`, after: /ENV(?:\.fetch\(|\[)["']\w+["']/ },
  { name: "orders.php", text: `<?php\n$apiToken = '${token}';\n`, after: /getenv\('\w+'\)|\$_ENV\['\w+'\]/ },
  {
    name: "orders.rs",
    text: `fn token() -> String {\n    "${token}".to_string()\n}\n`,
    after: /env::var\("\w+"\)/,
  },
  {
    name: ".github/workflows/deploy.yml",
    text: `on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ./deploy\n        env:\n          API_TOKEN: ${token}\n`,
    after: /API_TOKEN: \$\{\{ secrets\.\w+ \}\}/,
  },
  {
    name: "compose.yaml",
    text: `services:\n  api:\n    image: api\n    environment:\n      API_TOKEN: ${token}\n`,
    after: /API_TOKEN: '?\$\{\w+/,
  },
];

suite("the languages of the fixes, in the editor", function () {
  this.timeout(60_000);

  teardown(async () => {
    await closeAll();
    await remove("languages");
  });

  for (const { name, text, after } of files) {
    test(`${name} reads the environment`, async () => {
      const document = await open(await writeFile(`languages/${name}`, text));
      await untilUnderlined(document, [token]);
      await runFix(await fixesAt(document, rangeOf(document, token)), "Replace with an environment variable");
      const gone = (): boolean => !document.getText().includes(token);
      await until(gone, () => assert.ok(gone(), "the value is still in the document"));
      assert.match(document.getText(), after);
      // One undo brings it back.
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand("undo");
      assert.equal(document.getText(), text);
    });
  }
});
