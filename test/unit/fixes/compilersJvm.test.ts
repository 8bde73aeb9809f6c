import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brokenNodes, parseSyntax } from "../../../src/core/fixes/syntaxTree.ts";
import { javaPrograms } from "./programs/java.ts";
import { grammars } from "./support/grammars.ts";
import { assertSameOutput } from "./support/sameOutput.ts";
import { allSamples } from "./support/samples.ts";
import type { Sample } from "./support/marked.ts";

/** Judges that are used where they are installed. */
const judges = { compiler: "javac", machine: "java" } as const;
const stubs = fileURLToPath(new URL("stubs/java/", import.meta.url));
const isChanged = (sample: Sample): boolean => sample.before.replace(/[«»]/g, "") !== sample.after;
const samplesOf = (form: string): readonly Sample[] => (allSamples.get(form) ?? []).filter(isChanged);

async function assertParses(form: string, grammar: string): Promise<void> {
  const samples = samplesOf(form);
  assert.ok(samples.length >= 20);
  for (const sample of samples) {
    const root = await parseSyntax(sample.after, grammar, grammars);
    assert.ok(root && brokenNodes(root) === 0, sample.title);
  }
}

suite("fixes of Java and Kotlin before their compilers", function () {
  this.timeout(120_000);
  let folder: string;

  setup(() => {
    folder = mkdtempSync(join(tmpdir(), "picket-jvm-"));
  });

  teardown(() => {
    rmSync(folder, { recursive: true });
  });

  test("the grammar parses every Java result", () => assertParses("Java", "tree-sitter-java.wasm"));
  test("the grammar parses every Kotlin result", () => assertParses("Kotlin", "tree-sitter-kotlin.wasm"));

  if (spawnSync(judges.compiler, ["-version"]).status === 0) {
    let sdk: string;
    suiteSetup(() => {
      sdk = mkdtempSync(join(tmpdir(), "picket-sdk-"));
      compileSdk(sdk);
    });
    suiteTeardown(() => {
      rmSync(sdk, { recursive: true });
    });

    test("javac accepts every Java result", () => {
      samplesOf("Java").forEach((sample, index) => {
        const path = join(folder, "in", String(index).padStart(3, "0"), basename(sample.path));
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, sample.after);
      });
      mkdirSync(join(folder, "out"));
      const { stdout, stderr, status } = spawnSync(
        judges.machine,
        [join(stubs, "Judge.java"), join(folder, "in"), stubs, join(folder, "out")],
        { encoding: "utf8" },
      );
      assert.equal(stdout.replaceAll(folder, ""), "");
      assert.equal(stderr, "");
      assert.equal(status, 0);
    });

    for (const program of javaPrograms) {
      for (const to of ["secrets-manager", "parameter-store"] as const) {
        test(`a program in Java prints the same from ${to}: ${program.title}`, () =>
          assertSameOutput(program, to, folder, [judges.machine, "-cp", sdk]));
      }
    }
  }
});

/** Compiles the stub of the SDK into a folder. */
function compileSdk(folder: string): void {
  const clients = ["secretsmanager/SecretsManagerClient", "ssm/SsmClient"];
  const sources = clients.map((name) => join(stubs, `software/amazon/awssdk/services/${name}.java`));
  const { status } = spawnSync(judges.compiler, ["-sourcepath", stubs, "-d", folder, ...sources]);
  assert.equal(status, 0);
}
