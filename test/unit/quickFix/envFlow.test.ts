import assert from "node:assert/strict";
import { replaceWithVariables } from "../../../src/features/quickFix/envFlow.ts";
import { targetsOf } from "../../../src/features/quickFix/relocate.ts";
import {
  createFakeDocument,
  createFakeEnvironment,
  createFakeStore,
  createFakeUi,
  findingsIn,
  secretValue,
  type FakeDocument,
} from "./fakes.ts";

const text = `key = ${secretValue}\n`;

async function run(document: FakeDocument, preview = false) {
  const ui = createFakeUi([]);
  const store = createFakeStore();
  const targets = targetsOf(text, findingsIn(text, [secretValue]));
  await replaceWithVariables(createFakeEnvironment(ui, document, store, [undefined]), targets, preview);
  assert.ok(!ui.shown.join("\n").includes(secretValue), "a message holds the value");
  return ui.shown.join("\n");
}

suite("replacing by an environment variable", () => {
  test("needs no sign-in and asks nothing", async () => {
    const document = createFakeDocument(text);
    const shown = await run(document);
    assert.ok(!document.text?.includes(secretValue));
    assert.match(shown, /app\.ts now reads the environment\..*Undo brings the value back\./);
  });

  test("goes through the preview when asked to", async () => {
    const document = createFakeDocument(text);
    await run(document, true);
    assert.deepEqual(document.applied, ["Picket: read from the environment"]);
  });

  test("leaves a read-only file and a place without a form alone", async () => {
    const readOnly = createFakeDocument(text);
    readOnly.readOnly = true;
    assert.match(await run(readOnly), /read-only\. app\.ts was not changed\./);
    assert.equal(readOnly.text, text);
    const unfixable = createFakeDocument(`!${secretValue}`);
    assert.match(await run(unfixable), /No fix here: a lookup cannot stand here\./);
  });
});
