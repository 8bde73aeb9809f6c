import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { readProjectFacts } from "../../../src/adapters/node/projectFacts.ts";
import { tempFolder, type TempFolder } from "../cli/cliProcess.ts";

suite("readProjectFacts", () => {
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder({ ".git/HEAD": "ref: refs/heads/main\n" });
  });
  teardown(() => folder.remove());
  const facts = (file: string) => readProjectFacts(join(folder.path, file));

  test("takes name, dependencies and module kind from the nearest package.json", () => {
    folder.write("package.json", '{"name":"outer"}');
    folder.write(
      "apps/web/package.json",
      '{"name":"@acme/web","type":"module","dependencies":{"a":"1"},"devDependencies":{"b":"1"}}',
    );
    assert.deepEqual(facts("apps/web/src/x.ts"), {
      name: "web",
      dependencies: ["a", "b"],
      moduleKind: "module",
    });
    assert.deepEqual(facts("other/x.ts"), { name: "outer", dependencies: [] });
  });

  test("reads no device that a link puts in a manifest's place", () => {
    // Elsewhere the link leads nowhere, which must not matter either.
    for (const name of ["package.json", "pyproject.toml", "requirements.txt", "main.tf"]) {
      symlinkSync("/dev/zero", join(folder.path, name));
    }
    assert.equal(facts("a.py").name, basename(folder.path));
  });

  test("reads no manifest of a size that no person keeps", () => {
    folder.write("package.json", JSON.stringify({ name: "huge", more: "x".repeat(5_000_000) }));
    assert.equal(facts("a.ts").name, basename(folder.path));
  });

  test("asks the compiler's settings where package.json does not name a module kind", () => {
    folder.write("package.json", '{"name":"p"}');
    folder.write(
      "tsconfig.json",
      '{\n  // comments are allowed\n  "compilerOptions": {"module": "CommonJS",}\n}',
    );
    folder.write("web/tsconfig.json", '{"compilerOptions":{"module":"ESNext"}}');
    folder.write("lambda/tsconfig.json", '{"compilerOptions":{"module":"NodeNext"}}');
    folder.write("typed/package.json", '{"type":"commonjs"}');
    folder.write("typed/tsconfig.json", '{"compilerOptions":{"module":"ESNext"}}');
    assert.equal(facts("x.ts").moduleKind, "commonjs");
    assert.equal(facts("web/src/x.ts").moduleKind, "module");
    assert.equal(facts("lambda/x.ts").moduleKind, "commonjs");
    assert.equal(facts("typed/x.ts").moduleKind, "commonjs");
    folder.write("tsconfig.json", "{ not json");
    assert.equal(facts("x.ts").moduleKind, undefined);
  });

  test("reads requirements and pyproject", () => {
    folder.write(
      "requirements-dev.txt",
      "# tools\nBoto3==1.2\naws_lambda_powertools[all]>=2 ; python_version > '3'\n-r x.txt\n",
    );
    folder.write(
      "pyproject.toml",
      '[project]\nname = "svc"\ndependencies = [\n  "httpx[http2]>=0.2",\n  "rich",\n]\n',
    );
    assert.deepEqual(facts("a.py"), {
      name: "svc",
      dependencies: ["boto3", "aws-lambda-powertools", "httpx", "rich"],
    });
  });

  test("reads Poetry's table", () => {
    folder.write(
      "pyproject.toml",
      '[tool.poetry]\nname = "p"\n[tool.poetry.dependencies]\npython = "^3"\nboto3 = "*"\n[x]\nc = 1\n',
    );
    assert.deepEqual(facts("a.py"), { name: "p", dependencies: ["python", "boto3"] });
  });

  test("reads Terraform's version constraint of the module", () => {
    folder.write("infra/versions.tf", 'terraform {\n  required_version = ">= 1.11"\n}\n');
    assert.equal(facts("infra/main.tf").terraformVersion, ">= 1.11");
    folder.write("old/.terraform-version", "1.5.7\n");
    assert.equal(facts("old/main.tf").terraformVersion, "1.5.7");
  });

  test("falls back to the repository's name, also beside manifests that are broken", () => {
    assert.deepEqual(facts("x.ts"), { name: basename(folder.path) });
    folder.write("package.json", "{ not json");
    assert.deepEqual(facts("x.ts"), { name: basename(folder.path) });
  });
});
