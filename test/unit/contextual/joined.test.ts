import assert from "node:assert/strict";
import { randomFrom } from "../../../src/core/secrets/detectors/generate.ts";
import { scan } from "../../../src/core/secrets/scan.ts";

const random = randomFrom("joined");

/** A token of a known shape, in parts that no detector takes for one. */
const parts = ["glpat", `-${random("base62", 9)}`, random("base62", 11)] as const;
const [a, b, c] = parts;

/** The findings of a text at warning or above, as the rule and what they cover. */
async function found(text: string, path = "src/app.ts"): Promise<string[]> {
  return (await scan(text, { path }))
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ ruleId, span }) => `${ruleId} ${text.slice(span.start, span.end)}`);
}

/** In `text`, «…» marks what the one finding covers. */
async function expectOne(marked: string, path?: string, rule = "gitlab-token"): Promise<void> {
  const expected = /«([^]*)»/.exec(marked)![1]!;
  assert.deepEqual(await found(marked.replace(/[«»]/g, ""), path), [`secrets/${rule} ${expected}`], marked);
}

async function expectNone(text: string, path?: string): Promise<void> {
  assert.deepEqual(await found(text, path), [], text);
}

suite("literals joined by an operator", () => {
  test("are one value, from the first to the last", async () => {
    await expectOne(`const t = "«${a}" + "${b}" + "${c}»";`);
    await expectOne(`const t =\n  '«${a}' +\n  '${b}${c}»';\n`);
    await expectOne(`const t = "«${a}"\n  + \`${b}\`\n  + '${c}»'\n`);
    await expectOne(`use("«${a}".concat("${b}").concat("${c}»"));`);
    await expectOne(`use(new StringBuilder("«${a}").append("${b}${c}»"));`, "A.java");
    await expectOne(`$t = '«${a}' . "${b}${c}»";`, "a.php");
    await expectOne(`Dim t = "«${a}" & _\r\n  "${b}${c}»"`, "a.vb");
    await expectOne(`local t = "«${a}" .. "${b}${c}»"`, "a.lua");
    await expectOne(`t = "«${a}" <> "${b}${c}»"`, "a.ex");
    await expectOne(`SELECT '«${a}' || '${b}${c}»'`, "a.sql");
    await expectOne(`t = "«${a}" \\\n  "${b}${c}»"\n`, "a.rb");
  });

  test("and literals beside each other, where the language joins them", async () => {
    await expectOne(`t = ("«${a}"\n     b"${b}"\n     "${c}»")\n`, "a.py");
    await expectOne(`const char *t = "«${a}" "${b}${c}»";`, "a.c");
    await expectOne(`T='«${a}'"${b}${c}»"`, "a.sh");
    await expectOne(`t = "«${a}" "${b}${c}»"`, "");
    await expectNone(`T="${a}" "${b}${c}"`, "a.sh");
    await expectNone(`list = ["${a}", "${b}${c}"]`, "a.py");
    await expectNone(`["${a}", "+", "${b}${c}"]`, "a.js");
  });

  test("with their escapes decoded", async () => {
    await expectOne(`const t = "«gl\\x70at" + "\\u002d${b.slice(1)}" + "${c}»";`);
    await expectOne(`const t = "«${a}\\\n${b}" + "${c}»";`);
  });

  test("in templates and lists, with what is put between", async () => {
    await expectOne(`const t = \`«${a}\${"${b}"}${c}»\`;`);
    await expectOne(`t = "«${a}#{'${b}'}${c}»"`, "a.rb");
    await expectOne(`const t = ["«${a}", "${b}", "${c}»"].join("");`);
    await expectOne(`const t = ["«${a}", "${b.slice(1)}${c}»"].join("-");`);
    await expectOne(`t = "".join(["«${a}", "${b}",\n  "${c}»"])`, "a.py");
    await expectOne(`t := strings.Join([]string{"«${a}", "${b}${c}»"}, "")`, "a.go");
    await expectOne(`$t = implode('', ['«${a}', '${b}${c}»']);`, "a.php");
    await expectOne(`var t = String.Concat("«${a}", "${b}${c}»");`, "a.cs");
    await expectOne(`t = join("", ["«${a}", "${b}${c}»"])`, "a.tf");
    await expectOne(`Value: !Join ["", ["«${a}", "${b}${c}»"]]`, "a.yaml");
    await expectNone(`const t = ["${a}", "${b}${c}"].join(" ");`);
    await expectNone(`const t = ["${a}", other, "${b}${c}"].join("");`);
  });

  test("give the value of a name", async () => {
    const value = random("base62", 32);
    const text = `const clientSecret = "«${value.slice(0, 7)}" + "${value.slice(7)}»";`;
    await expectOne(text, "src/a.ts", "generic-secret");
    await expectOne(`const url = "postgres://app:" + "«${value}»" + "@db/x";`, "src/a.ts", "url-password");
  });

  test("not when something else is in between", async () => {
    await expectNone(`const t = "${a}" + middle + "${b}${c}";`);
    await expectNone(`const t = \`${a}\${x}\` + "${b}${c}";`);
    await expectNone(`const t = "${a}" || "${b}${c}";`);
    await expectNone(
      `const t = "xx" + "xxxx-xxxx";\nconst message = "Enter the password: " + "then press OK";`,
    );
  });

  test("nor as placeholders, and with a warning when they look made up", async () => {
    await expectNone(`const t = "${a}" + "-xxxxxxxxxxxxxxxxxxxx";`);
    const [one] = await scan(`const t = "${a}" + "-1234567890${c.slice(0, 10)}";`, { path: "a.ts" });
    assert.equal(one?.severity, "warning");
  });

  test("tell so, and no value", async () => {
    const [one] = await scan(`const t = "${a}" + "${b}${c}";`, { path: "a.ts" });
    assert.match(one!.message, /its parts are joined where it is read/);
    assert.ok(![b, c].some((part) => JSON.stringify(one).includes(part)));
  });
});

suite("values below their name", () => {
  const value = random("base62", 32);

  test("in block scalars and heredocs", async () => {
    await expectOne(`client_secret: |\n  «${value}»\nother: 1\n`, "a.yaml", "generic-secret");
    await expectOne(`app:\n  client_secret: >-\n    «${value}»\n`, "a.yaml", "generic-secret");
    await expectOne(`client_secret = <<-EOT\n  «${value}»\nEOT\n`, "a.tf", "generic-secret");
  });

  test("not in blocks of several lines, nor below other names", async () => {
    await expectNone(`client_secret: |\n  ${value}\n  echo done\n`, "a.yaml");
    await expectNone(`checksum: |\n  ${value}\n`, "a.yaml");
    await expectNone(`client_secret = <<-EOT\n  \${var.secret}\nEOT\n`, "a.tf");
  });

  test("and tokens broken over lines by a backslash", async () => {
    await expectOne(`export T=«${a}${b}\\\n${c}»\n`, "a.sh");
    await expectOne(`t: "«${a}${b}\\\n   ${c}»"\n`, "a.yaml");
    await expectNone(`run ${a}${b} \\\n  ${c}\n`, "a.sh");
  });
});
