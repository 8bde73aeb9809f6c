import assert from "node:assert/strict";
import fc from "fast-check";
import { policyFiles } from "../../../scripts/demo/policies.ts";
import { hoverAt } from "../../../src/core/iam/language/hover.ts";
import { lensesOf } from "../../../src/core/iam/language/lens.ts";
import { policyJson } from "../../../src/core/iam/language/remote/policyText.ts";
import { completionsAt } from "../../../src/core/iam/language/typing/completionsAt.ts";
import { iamParts, judgePolicy } from "../../support/iam.ts";

const { catalogue } = iamParts;

/** A text with a stretch taken out and another put in. */
const change = fc.record({
  at: fc.nat(),
  length: fc.nat(12),
  text: fc.constantFrom(
    "",
    '"',
    "'",
    "{",
    "}",
    "[",
    "]",
    ":",
    "- ",
    "\n",
    "*",
    "\\",
    "<<EOF\n",
    "`",
    "null",
    "\t",
  ),
});

function apply(text: string, changes: readonly { at: number; length: number; text: string }[]): string {
  let changed = text;
  for (const { at, length, text: put } of changes) {
    const from = at % (changed.length + 1);
    changed = changed.slice(0, from) + put + changed.slice(from + length);
  }
  return changed;
}

suite("broken texts", () => {
  for (const [path, text] of Object.entries(policyFiles())) {
    test(`completion in ${path} stays inside the text whatever stands there`, () => {
      fc.assert(
        fc.property(fc.array(change, { maxLength: 6 }), fc.nat(), (changes, place) => {
          const broken = apply(text, changes);
          const offset = place % (broken.length + 1);
          const list = completionsAt({ text: broken, offset, path, languageId: "", catalogue, facts: {} });
          if (!list) return;
          const { start, end } = list.span;
          assert.ok(start <= offset && offset <= end && end <= broken.length);
          for (const { label, insertText, filterText } of list.items)
            assert.ok(label !== "" && insertText !== "" && filterText !== "");
        }),
        { numRuns: 300 },
      );
    });
  }

  test("values of wrong types everywhere are hovered, counted and written", () => {
    const value = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom("*", "s3:Get*", "arn:aws:s3:::a", "{{X}}", "", "Allow", true, 1, null),
        fc.array(tie("any"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom("AWS", "Bool", "aws:SourceArn", "Service", ""), tie("any"), {
          maxKeys: 3,
        }),
      ),
    })).any;
    const names = ["Effect", "Action", "NotAction", "Resource", "Principal", "Condition", "Sid"];
    const statement = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 6 });
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 3 }), (statements) => {
        const text = JSON.stringify({ Version: "2012-10-17", Statement: statements });
        const { policies } = judgePolicy(text);
        for (let offset = 0; offset <= text.length; offset += 3) hoverAt(policies, offset, catalogue);
        lensesOf(policies, catalogue);
        for (const policy of policies) JSON.parse(policyJson(policy).text);
      }),
      { numRuns: 150 },
    );
  });
});
