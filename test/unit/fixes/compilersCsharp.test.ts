import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brokenNodes, parseSyntax } from "../../../src/core/fixes/syntaxTree.ts";
import { csharpPrograms } from "./programs/csharp.ts";
import { grammars } from "./support/grammars.ts";
import { assertSameOutput } from "./support/sameOutput.ts";
import { allSamples } from "./support/samples.ts";
import type { Sample } from "./support/marked.ts";

/** Used where it is installed. */
const judges = { mono: "mcs" } as const;
const stubs = ["Amazon", "Json"].map((name) =>
  fileURLToPath(new URL(`stubs/csharp/${name}.cs`, import.meta.url)),
);
const before = (sample: Sample): string => sample.before.replace(/[«»]/g, "");
const samples: readonly Sample[] = (allSamples.get("C#") ?? []).filter(
  (sample) => before(sample) !== sample.after,
);

suite("fixes of C# before its compilers", function () {
  this.timeout(180_000);
  let folder: string;

  setup(() => {
    folder = mkdtempSync(join(tmpdir(), "picket-csharp-"));
  });

  teardown(() => {
    rmSync(folder, { recursive: true });
  });

  /** What the compiler says of texts, each in a file and a namespace of its own. */
  function judge(texts: readonly (readonly [name: string, text: string])[], ...options: string[]): string {
    const files = texts.map(([name, text]) => {
      const path = join(folder, `${name}.cs`);
      writeFileSync(path, `namespace ${name} {\n${text}\n}\n`);
      return path;
    });
    const { stdout, stderr } = spawnSync(judges.mono, ["-target:library", "-warn:0", ...options, ...files], {
      encoding: "utf8",
    });
    return (stdout + stderr).replaceAll(`${folder}/`, "");
  }

  test("the grammar parses every C# result", async () => {
    assert.ok(samples.length >= 20);
    for (const sample of samples) {
      const root = await parseSyntax(sample.after, "tree-sitter-c-sharp.wasm", grammars);
      assert.ok(root && brokenNodes(root) === 0, sample.title);
    }
  });

  if (spawnSync(judges.mono, ["--version"]).status === 0) {
    test("mcs accepts every result of a text that it accepts", () => {
      const named = samples.map((sample, index) => ({ sample, name: `S${index}` }));
      // Mono's compiler stops at C# 7: it reads neither raw strings nor file-scoped namespaces.
      const said = judge(
        named.map(({ sample, name }) => [name, before(sample)]),
        "--parse",
      );
      const newer = new Set([...said.matchAll(/^(\w+)\.cs\(/gm)].map((match) => match[1]));
      const judged = named.filter(({ name }) => !newer.has(name));
      assert.ok(judged.length >= 20, `only ${judged.length} are judged`);
      const results = judged.map(({ sample, name }) => [name, sample.after] as const);
      assert.equal(judge(results, `-out:${join(folder, "a.dll")}`, ...stubs), "");
    });

    // The path of the program comes last: it is compiled with the stub of the SDK, and run.
    const run = `mcs -warn:0 "-out:$1.exe" "$1" '${stubs[0]}' && mono "$1.exe"`;
    for (const program of csharpPrograms) {
      for (const to of ["secrets-manager", "parameter-store"] as const) {
        test(`a program in C# prints the same from ${to}: ${program.title}`, () =>
          assertSameOutput(program, to, folder, ["sh", "-c", run, "sh"]));
      }
    }
  }
});
