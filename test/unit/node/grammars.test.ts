import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { fileGrammars, GrammarError, packageGrammars } from "../../../src/adapters/node/grammars.ts";
import { tempFolder } from "../cli/cliProcess.ts";

suite("grammars", () => {
  test("are read by name from the folder or from the packages", async () => {
    const folder = tempFolder({ "a.wasm": Buffer.from([1, 2]) });
    try {
      assert.deepEqual([...(await fileGrammars(folder.path).read("a.wasm"))], [1, 2]);
    } finally {
      folder.remove();
    }
    const packages = packageGrammars(fileURLToPath(new URL("../../..", import.meta.url)));
    for (const name of ["web-tree-sitter.wasm", "tree-sitter-python.wasm", "tree-sitter-hcl.wasm"]) {
      assert.deepEqual([...(await packages.read(name)).subarray(0, 4)], [0, 0x61, 0x73, 0x6d]);
    }
  });

  test("that are missing are named, and no path gets out of the folder", async () => {
    const grammars = fileGrammars("/nowhere");
    await assert.rejects(grammars.read("a.wasm"), GrammarError);
    await assert.rejects(grammars.read("../a.wasm"), RangeError);
    await assert.rejects(grammars.read(""), RangeError);
  });
});
