import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { assertParses } from "./support/parses.ts";
import { allSamples } from "./support/samples.ts";

/** Judges that are used where they are installed. */
const judges = { rustc: "rustc" } as const;
const root = fileURLToPath(new URL("../../../", import.meta.url));
const stubs = fileURLToPath(new URL("stubs/rust", import.meta.url));
const crates = ["aws_config", "aws_sdk_secretsmanager", "aws_sdk_ssm", "serde_json"];
const samples = allSamples.get("Rust") ?? [];

suite("Rust fixes before the real compiler", function () {
  this.timeout(300_000);
  let folder: string;

  setup(() => {
    mkdirSync(join(root, ".cache"), { recursive: true });
    folder = mkdtempSync(join(root, ".cache", "fixes-rust-"));
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  function compile(path: string, ...more: string[]): { status: number | null; stderr: string } {
    const shared = ["--edition", "2021", "--crate-type", "lib", "--emit", "metadata", "--cap-lints", "allow"];
    const { status, stderr } = spawnSync(
      judges.rustc,
      [...shared, "--out-dir", folder, "-L", folder, ...more, path],
      {
        encoding: "utf8",
      },
    );
    return { status, stderr };
  }

  test("the grammar parses every result", async () => {
    for (const sample of samples) await assertParses("tree-sitter-rust.wasm", sample.after, sample.title);
  });

  // The fixes use LazyLock, which came with 1.80.
  const version = /^rustc 1\.(\d+)/.exec(
    spawnSync(judges.rustc, ["--version"], { encoding: "utf8" }).stdout ?? "",
  )?.[1];
  if (Number(version) >= 80) {
    test("the compiler accepts every result that it accepted before, beside the SDK's types", () => {
      const externs: string[] = [];
      for (const crate of crates) {
        const { status, stderr } = compile(join(stubs, `${crate}.rs`), ...externs);
        assert.equal(status, 0, stderr);
        externs.push("--extern", `${crate}=${join(folder, `lib${crate}.rmeta`)}`);
      }
      samples.forEach((sample, index) => {
        for (const [when, text] of [
          ["before", sample.before.replace(/[«»]/g, "")],
          ["after", sample.after],
        ] as const) {
          const path = join(folder, `${when}${index}.rs`);
          writeFileSync(path, text);
          const { status, stderr } = compile(path, ...externs);
          assert.equal(status, 0, `${sample.title}, ${when}: ${stderr}`);
        }
      });
    });
  }
});
