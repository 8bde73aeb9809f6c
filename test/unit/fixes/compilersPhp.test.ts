import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { StoreKind } from "../../../src/core/ports.ts";
import { phpPrograms } from "./programs/php.ts";
import { assertParses } from "./support/parses.ts";
import { assertSameOutput } from "./support/sameOutput.ts";
import { allSamples } from "./support/samples.ts";

/** Judges that are used where they are installed. */
const judges = { php: "php" } as const;
const root = fileURLToPath(new URL("../../../", import.meta.url));
const stub = fileURLToPath(new URL("stubs/php/aws.php", import.meta.url));
const samples = allSamples.get("PHP") ?? [];
const stores: readonly StoreKind[] = ["secrets-manager", "parameter-store"];

suite("PHP fixes before the real interpreter", function () {
  this.timeout(120_000);
  let folder: string;

  setup(() => {
    mkdirSync(join(root, ".cache"), { recursive: true });
    folder = mkdtempSync(join(root, ".cache", "fixes-php-"));
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  test("the grammar parses every result", async () => {
    for (const sample of samples) await assertParses("tree-sitter-php.wasm", sample.after, sample.title);
  });

  if (spawnSync(judges.php, ["--version"]).status === 0) {
    test("php compiles every result", () => {
      for (const sample of samples) {
        const { stdout, status } = spawnSync(judges.php, ["-l"], { input: sample.after, encoding: "utf8" });
        assert.equal(status, 0, `${sample.title}: ${stdout}`);
      }
    });

    for (const to of stores) {
      for (const program of phpPrograms) {
        test(`fixed programs print what they printed before, ${to}: ${program.title}`, () =>
          assertSameOutput(program, to, folder, [judges.php, "-d", `auto_prepend_file=${stub}`]));
      }
    }
  }
});
