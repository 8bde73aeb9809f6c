import assert from "node:assert/strict";
import { randomFrom } from "../../../src/core/secrets/detectors/generate.ts";
import { scan } from "../../../src/core/secrets/scan.ts";

const token = `glpat-${randomFrom("escaped")("base62", 20)}`;

/** Every letter, or every third one, in a notation. */
function all(text: string, write: (code: number) => string, each = 1): string {
  return [...text].map((letter, index) => (index % each ? letter : write(letter.charCodeAt(0)))).join("");
}

const hex = (code: number, width = 2): string => code.toString(16).padStart(width, "0");

const notations: Readonly<Record<string, (code: number) => string>> = {
  "\\x67": (code) => `\\x${hex(code)}`,
  "\\u0067": (code) => `\\u${hex(code, 4)}`,
  "\\u{67}": (code) => `\\u{${hex(code)}}`,
  "\\U00000067": (code) => `\\U${hex(code, 8)}`,
  "\\147": (code) => `\\${code.toString(8).padStart(3, "0")}`,
  "&#x67;": (code) => `&#x${hex(code)};`,
  "&#103;": (code) => `&#${code};`,
  "%67": (code) => `%${hex(code)}`,
};

async function expectAt(
  text: string,
  written: string,
  path = "a.txt",
  rule = "gitlab-token",
): Promise<string> {
  const findings = (await scan(text, { path })).filter(({ severity }) => severity !== "info");
  assert.deepEqual(
    findings.map(({ ruleId, span }) => `${ruleId} ${text.slice(span.start, span.end)}`),
    [`secrets/${rule} ${written}`],
    text,
  );
  assert.ok(!JSON.stringify(findings).includes(token.slice(6)));
  return findings[0]!.message;
}

async function expectNone(text: string, path = "a.txt"): Promise<void> {
  const loud = (await scan(text, { path })).filter(
    ({ severity }) => severity === "error" || severity === "warning",
  );
  assert.deepEqual(
    loud.map(({ ruleId }) => ruleId),
    [],
    text.slice(0, 80),
  );
}

suite("tokens written in escapes", () => {
  for (const [name, write] of Object.entries(notations)) {
    test(`of the form ${name}`, async () => {
      for (const each of [1, 3, 7]) {
        const written = all(token, write, each);
        await expectAt(`x("${written}");`, written);
        await expectAt(`/a/${written}`, written);
        await expectAt(`value: '${written}' # ${write(65)}`, written);
      }
    });
  }

  test("of quoted-printable, when nearly all is or the text is mail", async () => {
    const written = all(token, (code) => `=${hex(code).toUpperCase()}`);
    await expectAt(`x ${written}`, written);
    const mail = `Content-Transfer-Encoding: quoted-printable\n\n`;
    const soft = `${token.slice(0, 9)}=\n${token.slice(9)}`;
    await expectAt(`${mail}the key is ${soft}\n`, soft, "a.eml");
    await expectNone(`the key is ${soft}\n`);
  });

  test("with the slashes of JSON", async () => {
    const random = randomFrom("escaped/slack");
    const path = ["services", `T${random("upper", 9)}`, `B${random("upper", 9)}`, random("base62", 24)];
    const written = `https:\\/\\/hooks.slack.com\\/${path.join("\\/")}`;
    await expectAt(`{"url":"${written}"}`, written, "a.json", "slack-webhook");
  });

  test("once: what is escaped twice stays unread", async () => {
    await expectNone(all(all(token, notations["%67"]!), notations["%67"]!));
  });

  test("say how", async () => {
    const written = all(token, notations["\\x67"]!);
    assert.match(await expectAt(`"${written}"`, written), /its letters are escaped, which hides nothing/);
    const percent = all(token, notations["%67"]!);
    assert.match(await expectAt(`"${percent}"`, percent), /it is percent-encoded, which hides nothing/);
  });

  test("give the value of a name when nearly all letters are hidden", async () => {
    const written = all(randomFrom("escaped/name")("base62", 32), notations["\\x67"]!);
    await expectAt(`const clientSecret = "${written}";`, written, "a.ts", "generic-secret");
  });

  test("and ordinary escapes stay quiet", async () => {
    await expectNone(`const accents = "caf\\u00e9 na\\u00efve"; const esc = "\\x1b[31m";`, "a.js");
    await expectNone(`<p>it&#39;s the user&#x27;s password&#58; forgotten?</p>`, "a.html");
    await expectNone(
      `https://example.org/a%20b?redirect=https%3A%2F%2Fexample.org%2Flogin%3Ftoken%3D1`,
      "a.md",
    );
    await expectNone(`const s = "\\x48\\x65\\x6c\\x6c\\x6f\\x20\\x77\\x6f\\x72\\x6c\\x64";`, "a.js");
    await expectNone(all("password: changeme", notations["\\x67"]!), "a.js");
  });
});
