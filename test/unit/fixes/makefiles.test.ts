import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { FixTarget } from "../../../src/core/fixes/plan.ts";
import { fix, unmark } from "./support/marked.ts";

const program = `# a comment
DEFERRED = «value-one»
NOW := «va$$lue-two»
export GIVEN ?= «value-three»
LIST = first
LIST += «value-four»
URL = https://example.com/$(NAME)?key=«value-five»
NAME = app

all:
	@echo "$(DEFERRED) $(NOW) $(GIVEN) $(LIST) $(URL)" 'own «value-six»' «value-one»
	@printenv GIVEN
`;

/** Answers each lookup with the file of that name beside it, as the AWS command line would with the value. */
const aws = `#!/bin/sh
while [ $# -gt 0 ]; do
  case "$1" in --secret-id | --name) cat "$(dirname "$0")/$(echo "$2" | tr / _)"; exit ;; esac
  shift
done
`;

/** What the program asks the environment for, as make reads it. */
const environment = {
  DEFERRED: "value-one",
  NOW: "va$$lue-two",
  GIVEN: "value-three",
  LIST_SECRET: "value-four",
  KEY: "value-five",
  GITHUB_TOKEN: "value-six",
};

const judge = "make";

suite("fixed makefiles print what they printed before", function () {
  this.timeout(30_000);
  const installed = spawnSync(judge, ["--version"]).status === 0;
  const targets: readonly FixTarget[] = [{ to: "secrets-manager" }, { to: "parameter-store" }, { to: "env" }];
  for (const target of targets) {
    test(target.to, async () => {
      const { plan, after } = await fix("Makefile", program, { target });
      assert.deepEqual(plan.skipped, []);
      assert.doesNotMatch(after, /va\$*lue-/);
      const lookups = after.match(/\$\(shell aws /g) ?? [];
      assert.equal(lookups.length, target.to === "env" ? 0 : 6);
      if (!installed) return;
      const folder = mkdtempSync(join(tmpdir(), "picket-make-"));
      try {
        writeFileSync(join(folder, "aws"), aws);
        chmodSync(join(folder, "aws"), 0o755);
        for (const { name, value } of plan.secrets)
          writeFileSync(join(folder, name.replaceAll("/", "_")), value.reveal());
        const run = (text: string, more: NodeJS.ProcessEnv): string => {
          const env = { ...process.env, ...more, PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}` };
          const { stdout, stderr } = spawnSync(judge, ["-f", "-"], { input: text, env, encoding: "utf8" });
          assert.equal(stderr, "");
          return stdout;
        };
        const given = target.to === "env" ? environment : {};
        assert.equal(run(after, given), run(unmark(program).text, {}));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});
