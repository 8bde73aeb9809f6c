import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { StoreKind } from "../../../src/core/ports.ts";
import { rubyPrograms } from "./programs/ruby.ts";
import { assertParses } from "./support/parses.ts";
import { assertSameOutput } from "./support/sameOutput.ts";
import { allSamples } from "./support/samples.ts";

/** Judges that are used where they are installed. */
const judges = { ruby: "ruby" } as const;
const root = fileURLToPath(new URL("../../../", import.meta.url));
const stubs = fileURLToPath(new URL("stubs/ruby", import.meta.url));
const samples = allSamples.get("Ruby") ?? [];
const stores: readonly StoreKind[] = ["secrets-manager", "parameter-store"];

suite("Ruby fixes before the real interpreter", function () {
  this.timeout(120_000);
  let folder: string;

  setup(() => {
    mkdirSync(join(root, ".cache"), { recursive: true });
    folder = mkdtempSync(join(root, ".cache", "fixes-ruby-"));
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  test("the grammar parses every result", async () => {
    for (const sample of samples) await assertParses("tree-sitter-ruby.wasm", sample.after, sample.title);
  });

  if (spawnSync(judges.ruby, ["--version"]).status === 0) {
    test("ruby compiles every result", () => {
      for (const sample of samples) {
        const { stderr, status } = spawnSync(judges.ruby, ["-c"], { input: sample.after, encoding: "utf8" });
        assert.equal(status, 0, `${sample.title}: ${stderr}`);
      }
    });

    for (const to of stores) {
      for (const program of rubyPrograms) {
        test(`fixed programs print what they printed before, ${to}: ${program.title}`, () =>
          assertSameOutput(program, to, folder, [judges.ruby, "-I", stubs]));
      }
    }
  }
});
