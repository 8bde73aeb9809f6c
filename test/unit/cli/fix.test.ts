import assert from "node:assert/strict";
import { chmodSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { runCli, tempFolder, type TempFolder } from "./cliProcess.ts";
import { awsPair, githubToken } from "./tokens.ts";

suite("picket fix", () => {
  const token = githubToken(41);
  const source = `import fs from "node:fs";\n\nconst token = "${token}";\nfs.writeFileSync("x", token);\n`;
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder({ "package.json": '{"name":"shop","type":"module"}', "src/api.ts": source });
  });
  teardown(() => folder.remove());
  const fix = (...args: readonly string[]) => runCli(["fix", ...args], { cwd: folder.path });
  const read = (name = "src/api.ts"): string => readFileSync(join(folder.path, name), "utf8");

  test("prints a masked diff and changes nothing", async () => {
    const { status, stdout } = await fix("src/api.ts");
    assert.equal(status, 0);
    assert.equal(read(), source);
    assert.match(stdout, /^--- a\/src\/api\.ts\n\+\+\+ b\/src\/api\.ts\n@@ /);
    assert.match(stdout, /^-const token = "\*{8}";$/m);
    assert.match(stdout, /^\+const token = .*shop\/api\/token/m);
    assert.match(stdout, /^1 file would change, 0 findings skipped$/m);
    assert.ok(!stdout.includes(token));
  });

  test("--format json has the edits, the names and no value; --include-text the resulting text", async () => {
    const { status, stdout } = await fix("src/api.ts", "--format", "json", "--include-text");
    assert.equal(status, 0);
    const { files, secrets } = JSON.parse(stdout);
    assert.deepEqual(secrets, [{ name: "shop/api/token", store: "secrets-manager", occurrences: 1 }]);
    const [file] = files;
    assert.deepEqual([file.path, file.skipped, file.written], ["src/api.ts", [], false]);
    let text = source;
    for (const { span, newText } of [...file.edits].reverse()) {
      text = text.slice(0, span.start) + newText + text.slice(span.end);
    }
    assert.equal(file.text, text);
    assert.ok(!stdout.includes(token));
    assert.ok(!("text" in JSON.parse((await fix("src/api.ts", "--format", "json")).stdout).files[0]));
  });

  test("--write changes the file, keeps mode, BOM and line ends, and names what is in no store", async () => {
    const windows = `\ufeff${source.replaceAll("\n", "\r\n")}`;
    chmodSync(folder.write("src/api.ts", windows), 0o640);
    const { status, stdout, stderr } = await fix("src/api.ts", "--write");
    assert.equal(status, 0);
    assert.match(stdout, /^1 file changed, 0 findings skipped$/m);
    assert.match(
      stderr,
      /^picket: the values are out of the files but in no store yet \(no --store\): create shop\/api\/token\n$/,
    );
    const text = read();
    assert.ok(text.startsWith("\ufeffimport") && !text.includes(token) && text.includes("shop/api/token"));
    assert.ok(!/[^\r]\n/.test(text));
    assert.equal(statSync(join(folder.path, "src/api.ts")).mode & 0o777, 0o640);
    const again = await fix("src/api.ts");
    assert.deepEqual([again.status, again.stdout], [0, "0 files would change, 0 findings skipped\n"]);
  });

  test("--write keeps UTF-16", async () => {
    const env = `PASSWORD_OF_NOTHING=\nGITHUB_TOKEN=${token}\n`;
    const file = folder.write(".env", Buffer.from(`\ufeff${env}`, "utf16le"));
    await fix(".env", "--write");
    const bytes = readFileSync(file);
    assert.deepEqual([...bytes.subarray(0, 2)], [0xff, 0xfe]);
    const text = bytes.toString("utf16le");
    assert.ok(text.includes("GITHUB_TOKEN=\n") && !text.includes(token));
  });

  test("--to env and --to parameter-store make other lookups", async () => {
    assert.match((await fix("src/api.ts", "--to", "env")).stdout, /^\+const token = process\.env\.\w+/m);
    const { stdout } = await fix("src/api.ts", "--to", "parameter-store", "--format", "json");
    assert.deepEqual(JSON.parse(stdout).secrets[0].store, "parameter-store");
  });

  test("--name is the template of the names, and two values never share one", async () => {
    folder.write("src/two.ts", `export const token = "${githubToken(42)}";\n`);
    const { stdout } = await fix(
      "src/api.ts",
      "src/two.ts",
      "--name",
      "{project}-secret",
      "--format",
      "json",
    );
    const names = JSON.parse(stdout).secrets.map(({ name }: { name: string }) => name);
    assert.equal(new Set(names).size, 2);
    for (const name of names) assert.match(name, /^shop.secret/);
  });

  test("a folder is fixed as one change, without what .gitignore leaves out", async () => {
    const [ours, other] = [githubToken(43), githubToken(44)];
    folder.write(".gitignore", "local.env\n");
    folder.write("local.env", `TOKEN=${other}\n`);
    folder.write("lib/app.py", `github_token = "${ours}"\n`);
    folder.write("lib/again.py", `github_token = "${ours}"\n`);
    folder.write("lib/clean.py", "answer = 42\n");
    folder.write("lib/picture.bin", Buffer.alloc(50));
    const { status, stdout } = await fix("lib", "--write", "--format", "json");
    assert.equal(status, 0);
    const { files, secrets } = JSON.parse(stdout);
    assert.deepEqual(
      files.map(({ path, written }: { path: string; written: boolean }) => [path, written]),
      [
        ["lib/again.py", true],
        ["lib/app.py", true],
      ],
    );
    assert.deepEqual(
      secrets.map(({ occurrences }: { occurrences: number }) => occurrences),
      [2],
    );
    for (const name of ["lib/app.py", "lib/again.py"]) assert.ok(!read(name).includes(ours));
    assert.equal((await fix(".", "--write")).status, 0);
    assert.ok(read("local.env").includes(other));
  });

  test("--only fixes the rules named, with or without the engine's name", async () => {
    const { id, secret } = awsPair(9);
    folder.write(
      "x.env",
      `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}\nGITHUB_TOKEN=${token}\n`,
    );
    for (const rule of ["github-token", "secrets/github-token"]) {
      const { status, stdout } = await fix("x.env", "--only", rule);
      assert.equal(status, 0);
      assert.match(stdout, /^\+GITHUB_TOKEN=$/m);
      // The findings that stay are masked in the context lines of the diff.
      assert.match(stdout, /^ AWS_SECRET_ACCESS_KEY=\*{8}$/m);
      assert.ok(!stdout.includes(secret) && !stdout.includes(id));
    }
  });

  test("what cannot be fixed is skipped with its reason, status 1", async () => {
    const bytes = Buffer.concat([Buffer.from(source), Buffer.from([0xff, 0xfe, 10])]);
    folder.write("src/api.ts", bytes);
    const { status, stdout } = await fix("src/api.ts", "--write");
    assert.equal(status, 1);
    assert.match(stdout, /skipped secrets\/github-token: the file is not valid in its encoding/);
    assert.deepEqual(readFileSync(join(folder.path, "src/api.ts")), bytes);
  });

  test("a file that is binary or may not be changed is an error that leaves the others alone", async () => {
    folder.write("x.bin", Buffer.alloc(50));
    chmodSync(folder.write("locked.env", `GITHUB_TOKEN=${token}\n`), 0o444);
    const { status, stdout } = await fix("x.bin", "locked.env", "src/api.ts", "--write", "--format", "json");
    assert.equal(status, 2);
    const files = JSON.parse(stdout).files;
    assert.deepEqual(
      files.map(({ path, error, written }: { path: string; error?: string; written?: boolean }) => [
        path,
        error,
        written,
      ]),
      [
        ["x.bin", "not text: binary", undefined],
        ["locked.env", "the file is read-only", false],
        ["src/api.ts", undefined, true],
      ],
    );
    assert.equal(read("locked.env"), `GITHUB_TOKEN=${token}\n`);
  });

  test("a value in several files is one secret, except in Terraform's modules", async () => {
    folder.write("b.py", `TOKEN = "${token}"\nOLD = "${token}"\n`);
    for (const name of ["a.tf", "b.tf"]) folder.write(name, `locals {\n  token_${name[0]} = "${token}"\n}\n`);
    const { stdout } = await fix("src/api.ts", "b.py", "a.tf", "b.tf", "--format", "json", "--include-text");
    const { files, secrets } = JSON.parse(stdout);
    assert.deepEqual(
      secrets.map(({ name, occurrences }: { name: string; occurrences: number }) => [name, occurrences]),
      [
        ["shop/api/token", 3],
        ["shop/a/token_a", 1],
        ["shop/b/token_b", 1],
      ],
    );
    assert.match(files[1].text, /SecretId="shop\/api\/token"/);
  });

  test("a private key of many lines is masked line by line", async () => {
    const body = Array.from({ length: 6 }, (_, seed) =>
      githubToken(seed + 60)
        .repeat(2)
        .slice(4, 68)
        .replaceAll("_", "A"),
    );
    const key =
      ["-----BEGIN", " PRIVATE KEY-----"].join("") +
      `\n${body.join("\n")}\n` +
      ["-----END", " PRIVATE KEY-----"].join("");
    folder.write("key.ts", `export const key = \`${key}\`;\nexport const next = 1;\n`);
    const { stdout } = await fix("key.ts");
    for (const line of body) assert.ok(!stdout.includes(line));
  });
});
