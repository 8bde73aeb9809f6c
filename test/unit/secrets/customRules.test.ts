import assert from "node:assert/strict";
import type { CustomRule } from "../../../src/core/secrets/custom/customRule.ts";
import { readCustomRules } from "../../../src/core/secrets/custom/readCustomRules.ts";
import { randomFrom } from "../../../src/core/secrets/detectors/generate.ts";
import { rescan } from "../../../src/core/secrets/rescan.ts";
import { scan, scanDetailed } from "../../../src/core/secrets/scan.ts";

const random = randomFrom("custom rules");
const acme = (): string => `acme_${random("alnum", 32)}`;

/** Rules as a person writes them; all of them must be good. */
function rulesOf(...written: readonly object[]): readonly CustomRule[] {
  const { rules, problems } = readCustomRules(written);
  assert.deepEqual(problems, []);
  return rules;
}

const plain = { id: "acme-token", title: "Acme token", pattern: "\\bacme_[a-z0-9]{32}\\b" };

async function found(text: string, written: readonly object[], path = "src/a.ts"): Promise<string[]> {
  const findings = await scan(text, { path, customRules: rulesOf(...written) });
  return findings
    .filter(({ docs }) => docs === "docs/custom-rules.md")
    .map(({ ruleId, severity, span }) => `${ruleId} ${severity} ${text.slice(span.start, span.end)}`);
}

suite("custom rules", () => {
  test("find what their pattern says, by name, message and severity", async () => {
    const value = acme();
    const text = `const t = "${value}";\n`;
    const [finding] = await scan(text, {
      path: "a.ts",
      customRules: rulesOf({ ...plain, severity: "warning", description: "Ask #security for a new one." }),
    });
    assert.deepEqual(finding, {
      ruleId: "secrets/acme-token",
      severity: "warning",
      confidence: "medium",
      message: "Acme token in plain text: Ask #security for a new one. Move it to a secret store.",
      span: { start: 11, end: 11 + value.length },
      related: [],
      data: {},
      docs: "docs/custom-rules.md",
    });
  });

  test("take the group named value, letter case by the flag i, and the entropy", async () => {
    const value = random("alnum", 24);
    const rule = { ...plain, pattern: 'ACME_KEY\\s*=\\s*"(?<value>[a-z0-9]+)"' };
    const text = `acme_key = "${value}"\nacme_key = "abababababababababababab"\n`;
    assert.deepEqual(await found(text, [rule]), []);
    const both = await found(text, [{ ...rule, flags: "i" }]);
    assert.deepEqual(both, [
      `secrets/acme-token error ${value}`,
      "secrets/acme-token error abababababababababababab",
    ]);
    assert.deepEqual(await found(text, [{ ...rule, flags: "i", entropy: 2 }]), both.slice(0, 1));
  });

  test("leave out what allow matches, what is a placeholder or a reference, and other paths", async () => {
    const value = acme();
    const text = `a = "${value}"\nb = "acme_${"x".repeat(32)}"\n`;
    assert.equal((await found(text, [plain])).length, 1);
    assert.deepEqual(await found(text, [{ ...plain, allow: [`^acme_${value.slice(5, 7)}`] }]), []);
    assert.deepEqual(await found(text, [{ ...plain, paths: ["*.py", "docs/"] }]), []);
    assert.equal((await found(text, [{ ...plain, paths: ["*.py", "docs/"] }], "docs/x/y.md")).length, 1);
    assert.equal((await found(text, [{ ...plain, paths: ["/src"] }])).length, 1);
  });

  test("look at lines that hold a keyword, in any letter case, and at all lines without one", async () => {
    const digits = random("digits", 12);
    const text = `Number: ${digits}\nBADGE ${digits}\n`;
    const rule = { id: "badge", title: "Badge", pattern: "[0-9]{12}" };
    assert.equal((await found(text, [{ ...rule, keywords: ["badge"] }])).length, 1);
    assert.equal((await found(text, [rule])).length, 2);
  });

  test("can be turned off, alone or with secrets/*, and a comment suppresses them", async () => {
    const text = `const t = "${acme()}"; // picket:ignore secrets/acme-token\nconst u = "${acme()}";\n`;
    const customRules = rulesOf(plain);
    const count = async (severities: Record<string, "off" | "hint">): Promise<string[]> =>
      (await scan(text, { path: "a.ts", customRules, severities })).map(({ severity }) => severity);
    assert.deepEqual(await count({ "secrets/acme-token": "hint" }), ["hint"]);
    assert.deepEqual(await count({ "secrets/*": "off" }), []);
    assert.deepEqual(await count({ "secrets/*": "off", "secrets/acme-token": "hint" }), ["hint"]);
    const off = await scan(text, { path: "a.ts", customRules, severities: { "secrets/acme-token": "off" } });
    assert.deepEqual(off, await scan(text, { path: "a.ts" }));
  });

  test("never make a finding of Picket quieter", async () => {
    const token = `ghp_${random("alnum", 36)}`;
    const text = `const t = "${token}";\n`;
    const before = await scan(text, { path: "a.ts" });
    assert.equal(before.length, 1);
    const rule = { id: "mine", title: "Mine", pattern: "ghp_[a-z0-9]{36}", severity: "hint" };
    assert.deepEqual(await scan(text, { path: "a.ts", customRules: rulesOf(rule) }), before);
  });

  test("see the same after an edit as in a whole scan, on short lines and on long ones", async () => {
    const customRules = rulesOf(plain, { id: "badge", title: "Badge", pattern: "#[0-9]{6,9}" });
    const context = { path: "a.txt", customRules };
    for (const separator of ["\n", " ", "\r\n"]) {
      const words = Array.from({ length: 3000 }, (_, index) =>
        index % 40 === 0
          ? acme()
          : index % 33 === 0
            ? `#${random("digits", 7)}`
            : "some words here and there",
      );
      const text = words.join(separator);
      const whole = await scanDetailed(text, context);
      assert.ok(whole.findings.length > 100);
      const at = Math.floor(text.length / 2);
      const edited = `${text.slice(0, at)} "${acme()}" ${text.slice(at + 5)}`;
      const change = { start: at, removed: 5, inserted: edited.length - text.length + 5 };
      const again = await rescan(whole, edited, change, context);
      assert.deepEqual(again.findings, (await scanDetailed(edited, context)).findings);
    }
  });
});
