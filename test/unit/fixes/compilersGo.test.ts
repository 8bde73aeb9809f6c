import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { allSamples } from "./support/samples.ts";
import { assertParses } from "./support/parses.ts";

/** Judges that are used where they are installed. */
const judges = { go: "go", gofmt: "gofmt" } as const;
const root = fileURLToPath(new URL("../../../", import.meta.url));
const stubs = fileURLToPath(new URL("stubs/go", import.meta.url));
const samples = allSamples.get("Go") ?? [];
const installed =
  spawnSync(judges.go, ["version"]).status === 0 && spawnSync(judges.gofmt, ["-h"]).error === undefined;

suite("Go fixes before real compilers", function () {
  this.timeout(300_000);
  let folder: string;

  setup(() => {
    mkdirSync(join(root, ".cache"), { recursive: true });
    folder = mkdtempSync(join(root, ".cache", "fixes-go-"));
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  test("the grammar parses every result", async () => {
    for (const sample of samples) await assertParses("tree-sitter-go.wasm", sample.after, sample.title);
  });

  if (installed) {
    test("gofmt finds nothing to change where it found nothing before", () => {
      const gofmt = (text: string): string => {
        const { stdout, stderr } = spawnSync(judges.gofmt, [], { input: text, encoding: "utf8" });
        assert.equal(stderr, "");
        return stdout;
      };
      for (const sample of samples) {
        const before = sample.before.replace(/[«»]/g, "");
        assert.equal(gofmt(before), before, sample.title);
        assert.equal(gofmt(sample.after), sample.after, sample.title);
      }
    });

    test("the compiler accepts every result beside the SDK's types", () => {
      const source = join(folder, "src");
      cpSync(stubs, source, { recursive: true });
      samples.forEach((sample, index) => {
        // Without a C compiler, what imports C is left out.
        if (sample.after.includes('import "C"')) return;
        mkdirSync(join(source, `sample${index}`));
        writeFileSync(join(source, `sample${index}`, basename(sample.path)), sample.after);
      });
      const env = { ...process.env, GOPATH: folder, GO111MODULE: "off", GOFLAGS: "", CGO_ENABLED: "0" };
      const { stderr, status } = spawnSync(judges.go, ["vet", "./..."], {
        cwd: source,
        env,
        encoding: "utf8",
      });
      assert.equal(status, 0, stderr);
    });
  }
});
