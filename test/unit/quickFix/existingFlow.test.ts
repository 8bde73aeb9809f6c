import assert from "node:assert/strict";
import { StoreError } from "../../../src/core/fixes/storeError.ts";
import { useExisting } from "../../../src/features/quickFix/existingFlow.ts";
import { targetsOf } from "../../../src/features/quickFix/relocate.ts";
import {
  createFakeDocument,
  createFakeEnvironment,
  createFakeStore,
  createFakeUi,
  findingsIn,
  secretValue,
  type Answer,
  type FakeDocument,
  type FakeStore,
} from "./fakes.ts";

const text = `key = ${secretValue}\n`;
const inManager: Answer = { pick: "Secrets Manager" };

async function run(
  answers: readonly Answer[],
  store: FakeStore,
  document: FakeDocument = createFakeDocument(text),
) {
  const ui = createFakeUi(answers);
  const environment = createFakeEnvironment(ui, document, store);
  await useExisting(environment, targetsOf(text, findingsIn(text, [secretValue])));
  ui.finished();
  const shown = ui.shown.join("\n");
  assert.ok(!shown.includes(secretValue), "a message holds the value");
  for (const value of store.values.values())
    assert.ok(!shown.includes(value), "a message holds a stored value");
  assert.equal(store.requests.length, 0, "nothing is stored");
  return { shown, document };
}

function holding(...entries: [string, string][]): FakeStore {
  const store = createFakeStore();
  for (const [name, value] of entries) store.values.set(name, value);
  return store;
}

suite("replacing by a lookup of an existing secret", () => {
  test("lists the names, compares and replaces", async () => {
    const store = holding(["team/key", secretValue], ["team/other", "elsewhere"]);
    const { shown, document } = await run([inManager, { name: "team/key" }, { confirm: "Replace" }], store);
    assert.match(shown, /names: .*team\/key, team\/other/);
    assert.match(shown, /It holds the same value\./);
    assert.equal(document.text, "key = get(team/key)\n");
  });

  test("warns when the stored value is another one, and leaves the text when the person steps back", async () => {
    const store = holding(["team/key", "elsewhere"]);
    const { shown, document } = await run([inManager, { name: "team/key" }, { confirm: undefined }], store);
    assert.match(shown, /It holds another value\. The one in app\.ts is stored nowhere/);
    assert.equal(document.text, text);
  });

  test("looks into a JSON object for the field, showing no value", async () => {
    const store = holding(["team/db", JSON.stringify({ user: "someone", password: secretValue })]);
    const answers: Answer[] = [inManager, { name: "team/db" }, { pick: "password" }, { confirm: "Replace" }];
    const { shown } = await run(answers, store);
    assert.match(shown, /Field: password/);
    assert.match(shown, /It holds the same value\./);
    assert.ok(!shown.includes("someone"));
  });

  test("takes a typed name when the list is denied, and says that it could not compare", async () => {
    const store = holding();
    store.list = async () => {
      throw new StoreError("denied", "Listing is not allowed.");
    };
    store.failures.read.push(new StoreError("denied", "Reading is not allowed."));
    const { shown, document } = await run([inManager, { name: "typed/name" }, { confirm: "Replace" }], store);
    assert.match(shown, /Listing is not allowed\. Type the name instead\./);
    assert.match(shown, /Not compared: Reading is not allowed\./);
    assert.notEqual(document.text, text);
  });

  test("does nothing when a question is dismissed", async () => {
    const store = holding(["team/db", JSON.stringify({ password: "p" })]);
    const scripts: Answer[][] = [
      [{ pick: undefined }],
      [inManager, { name: undefined }],
      [inManager, { name: "team/db" }, { pick: undefined }],
    ];
    for (const script of scripts) assert.equal((await run(script, store)).document.text, text);
  });

  test("stops when the value is gone meanwhile", async () => {
    const document = createFakeDocument(text);
    document.beforeApply = () => (document.text = "nothing\n");
    const store = holding(["team/key", secretValue]);
    const { shown } = await run([inManager, { name: "team/key" }, { confirm: "Replace" }], store, document);
    assert.equal(document.text, "nothing\n");
    assert.match(shown, /no longer in it\. app\.ts was not changed\./);
  });
});
