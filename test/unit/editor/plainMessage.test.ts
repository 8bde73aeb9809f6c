import assert from "node:assert/strict";
import { plainMessage } from "../../../src/editor/plainMessage.ts";

/** What the editor takes for a link in a notification (`parseLinkedText` of the workbench). */
const link = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+/i;

suite("plainMessage", () => {
  const hostile = [
    "[Fix](command:workbench.action.terminal.sendSequence?x).ts",
    "[a](https://example.com)",
    '[[a](file:///x)](command:y "title")',
    "[a](COMMAND:x)](command:y)",
  ];
  for (const name of hostile) {
    test(`leaves no link in ${JSON.stringify(name)}`, () => {
      assert.match(name, link);
      assert.doesNotMatch(plainMessage(name), link);
    });
  }

  test("leaves other texts as they are", () => {
    const text = "app/[slug]/page.tsx now looks up /app/(dev)/key.";
    assert.equal(plainMessage(text), text);
  });
});
