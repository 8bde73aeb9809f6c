import assert from "node:assert/strict";
import type { RuleSamples } from "../../../src/core/secrets/detector.ts";
import { catalogue } from "../../../src/core/secrets/catalogue.ts";
import { secretPages, secretSamples } from "../../../src/core/secrets/detectors/pages.ts";
import { blockDetectors, detectors } from "../../../src/core/secrets/detectors/registry.ts";
import { scan } from "../../../src/core/secrets/scan.ts";

const providerIds = [
  ...new Set([
    ...detectors.map(({ id }) => id),
    ...blockDetectors.flatMap(({ rules }) => rules.map(({ id }) => id)),
  ]),
];

/** Ways a token stands in files. A sample that already has a name or lines of its own is put on lines of its own. */
const wrappings: Readonly<Record<string, (text: string) => string>> = {
  alone: (text) => text,
  "JavaScript string": (text) => `const a = 1;\nconst client = connect("${text}");\n`,
  "YAML value": (text) => `service:\n  value: ${text}\n  other: 1\n`,
  "environment file": (text) => `A=1\nVALUE=${text}\nB=2\n`,
  "CRLF lines": (text) => `first\r\n${text.replace(/\r?\n/g, "\r\n")}\r\nlast\r\n`,
  "after an escape": (text) => `"one\\n${text}\\ntwo"`,
  "before a lone surrogate": (text) => `\ud800 ${text} \udc00\0`,
};

function fits(name: string, text: string, value: string): boolean {
  return name === "alone" || name === "CRLF lines" || (text === value && !value.includes("\n"));
}

async function expectExact(
  sample: RuleSamples,
  name: string,
  wrap: (text: string) => string,
): Promise<number> {
  let tried = 0;
  for (const [index, { text, value, path = "" }] of sample.positive().entries()) {
    if (!fits(name, text, value)) continue;
    const which = `sample ${index}, ${name}`;
    const whole = wrap(text);
    const expected = name === "CRLF lines" ? value.replace(/\r?\n/g, "\r\n") : value;
    const findings = await scan(whole, { path });
    const found = findings.find(({ ruleId }) => ruleId === `secrets/${sample.id}`);
    assert.ok(found, `${which}: not found`);
    assert.equal(found.span.start, whole.indexOf(expected), `${which}: starts elsewhere`);
    assert.equal(found.span.end - found.span.start, expected.length, `${which}: has another length`);
    assert.ok(found.severity === "error" || found.severity === "warning", `${which}: too quiet`);
    assert.ok(!JSON.stringify(findings).includes(value), `${which}: shows in the finding`);
    assert.ok(
      !findings.some(({ message }) => message.includes(value.slice(0, 24))),
      `${which}: shows in a message`,
    );
    tried++;
  }
  return tried;
}

for (const sample of secretSamples) {
  suite(`secrets/${sample.id}`, () => {
    test("finds exactly the value, however it stands in a file", async () => {
      for (const [name, wrap] of Object.entries(wrappings)) {
        const tried = await expectExact(sample, name, wrap);
        assert.ok(tried > 0 || name !== "alone");
      }
    });

    test("leaves near-misses alone", async () => {
      const texts = sample.negative();
      assert.ok(texts.length > 0);
      for (const [index, text] of texts.entries()) {
        const loud = (await scan(text, { path: "" })).filter(
          ({ ruleId, severity }) =>
            ruleId === `secrets/${sample.id}` && (severity === "error" || severity === "warning"),
        );
        assert.equal(loud.length, 0, `near-miss ${index} is reported`);
      }
    });
  });
}

suite("pages of rules", () => {
  test("every provider rule has one page and one set of samples", () => {
    assert.deepEqual(secretPages.map(({ id }) => id).toSorted(), providerIds.toSorted());
    assert.deepEqual(secretSamples.map(({ id }) => id).toSorted(), providerIds.toSorted());
  });

  test("every page says what, how, how to rotate, and links to https pages", () => {
    for (const { id, what, how, rotate, links } of secretPages) {
      for (const text of [what, how, rotate]) assert.ok(text.length > 20 && text.endsWith("."), id);
      assert.ok(links.length > 0 && links.every((link) => URL.parse(link)?.protocol === "https:"), id);
    }
  });

  test("the catalogue lists each provider rule once, ordered", () => {
    const ids = catalogue.map(({ ruleId }) => ruleId);
    assert.deepEqual(ids, [...new Set(ids)].sort());
    for (const id of providerIds) assert.ok(ids.includes(`secrets/${id}`), id);
  });
});
