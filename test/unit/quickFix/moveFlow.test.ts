import assert from "node:assert/strict";
import type { SignedIn } from "../../../src/editor/awsSession.ts";
import {
  createFakeDocument,
  createFakeStore,
  identity,
  secretValue,
  type Answer,
  type FakeStore,
} from "./fakes.ts";
import { go, replaced, run, text } from "./runMove.ts";

suite("moving a secret to a store", () => {
  test("stores, reads back, replaces, and says to rotate", async () => {
    const { document, store, shown } = await run({ answers: [go] });
    assert.equal(document.text, replaced);
    assert.deepEqual([...store.values], [["demo/app/key1", secretValue]]);
    assert.match(shown, /Stored in Secrets Manager as demo\/app\/key1; app\.ts now looks it up\./);
    assert.match(shown, /Rotate what was replaced/);
  });

  test("writes notes in which the stars of an ARN stay stars", async () => {
    const { shown } = await run({ answers: [go, { inform: "Open Notes" }] });
    assert.match(shown, /- `demo\/app\/key1`/);
    assert.ok(shown.includes("- Needs arn:aws:x:\\*:\\*:y."), shown);
  });

  test("shows account, Region, name, key, tags and changes before anything happens", async () => {
    const { shown, document, store } = await run({ answers: [{ confirm: undefined }] });
    for (const part of [
      "123456789012 (dev)",
      "eu-west-1",
      "demo/app/key1",
      "aws/secretsmanager",
      "team=demo",
    ]) {
      assert.ok(shown.includes(part), part);
    }
    assert.equal(document.text, text);
    assert.equal(store.requests.length, 0);
  });

  test("replaces every place of the value", async () => {
    const document = createFakeDocument(`${text}again(${secretValue});\n`);
    await run({ answers: [go], document });
    assert.equal(document.text, `${replaced}again(get(demo/app/key1));\n`);
  });

  test("says in the dialog which place cannot be replaced, and keeps that one", async () => {
    const document = createFakeDocument(`${text}x = !${secretValue}\n`);
    const { shown } = await run({ answers: [go], document });
    assert.equal(document.text, `${replaced}x = !${secretValue}\n`);
    assert.match(shown, /Not replaced, line 3: a lookup cannot stand here/);
    assert.match(shown, /Left as they were: 1/);
  });

  test("names a few of many places that cannot be replaced, and counts the others", async () => {
    const document = createFakeDocument(`${text}${`x = !${secretValue}\n`.repeat(40)}`);
    const { shown } = await run({ answers: [{ confirm: undefined }], document });
    assert.equal(shown.match(/Not replaced, line/g)?.length, 6);
    assert.match(shown, /Not replaced: 34 more places/);
  });

  test("does nothing where no lookup can stand, and says why", async () => {
    const document = createFakeDocument(`x = !${secretValue}\n`);
    const { shown, store } = await run({ answers: [], document });
    assert.equal(store.requests.length, 0);
    assert.match(
      shown,
      /No fix here: a lookup cannot stand here\. Nothing was stored and app\.ts was not changed\./,
    );
  });

  test("stops without a sign-in", async () => {
    const { document, store } = await run({ answers: [], signIns: [undefined] });
    assert.equal(document.text, text);
    assert.equal(store.requests.length, 0);
  });

  test("stores nothing for a read-only file", async () => {
    const document = createFakeDocument(text);
    document.readOnly = true;
    const { shown, store } = await run({ answers: [], document });
    assert.equal(store.requests.length, 0);
    assert.match(shown, /read-only\. Nothing was stored/);
  });
});

suite("a move whose name exists", () => {
  const taken = (value: string): FakeStore => {
    const store = createFakeStore();
    store.values.set("demo/app/key1", value);
    return store;
  };

  test("asks, and uses the stored value when it is the same", async () => {
    const store = taken(secretValue);
    const { document, shown } = await run({ answers: [go, { confirm: "Use It" }], store });
    assert.match(shown, /holds exactly this value/);
    assert.equal(store.requests.length, 0);
    assert.equal(document.text, replaced);
  });

  test("uses another stored value only when told so, and does not claim to have stored ours", async () => {
    const store = taken("other");
    const { document, shown } = await run({ answers: [go, { confirm: "Use the Stored Value" }], store });
    assert.equal(store.values.get("demo/app/key1"), "other");
    assert.equal(document.text, replaced);
    assert.match(shown, /app\.ts now looks up demo\/app\/key1/);
    assert.doesNotMatch(shown, /info: Stored in/);
  });

  test("adds a version", async () => {
    const store = taken("other");
    const { document } = await run({ answers: [go, { confirm: "Add a Version" }], store });
    assert.equal(store.values.get("demo/app/key1"), secretValue);
    assert.equal(document.text, replaced);
  });

  test("takes another name, plans anew and confirms again", async () => {
    const store = taken("other");
    const answers: Answer[] = [go, { confirm: "Another Name…" }, { input: "demo/other" }, go];
    const { document, shown } = await run({ answers, store });
    assert.equal(store.values.get("demo/app/key1"), "other");
    assert.equal(store.values.get("demo/other"), secretValue);
    assert.equal(document.text, "const key = get(demo/other);\nuse(key);\n");
    assert.match(shown, /Name: demo\/other/);
  });

  test("leaves everything when the question is dismissed", async () => {
    const store = taken("other");
    const { document, shown } = await run({ answers: [go, { confirm: undefined }], store });
    assert.equal(document.text, text);
    assert.equal(store.values.get("demo/app/key1"), "other");
    assert.match(shown, /Cancelled\. Nothing was stored and app\.ts was not changed\./);
  });
});

suite("the details of a move", () => {
  test("can be changed, and the dialog shows them", async () => {
    const answers: Answer[] = [
      { confirm: "Edit Details…" },
      { pick: "KMS key" },
      { input: "alias/mine" },
      { confirm: "Edit Details…" },
      { pick: "Tags" },
      { input: "stage=dev, team=x" },
      { confirm: "Edit Details…" },
      { pick: "Back" },
      go,
    ];
    const { store, shown } = await run({ answers });
    assert.match(shown, /KMS key: alias\/mine\nTags: stage=dev, team=x/);
    assert.equal(store.requests[0]?.kmsKeyId, "alias/mine");
    assert.deepEqual(store.requests[0]?.tags, { stage: "dev", team: "x" });
  });

  test("stay as they are when an input is dismissed, and nothing happens when the list is", async () => {
    const answers: Answer[] = [
      { confirm: "Edit Details…" },
      { pick: "Name" },
      { input: undefined },
      { confirm: "Show Changes" },
      { pick: undefined },
    ];
    const { document, store } = await run({ answers });
    assert.equal(document.text, text);
    assert.equal(store.requests.length, 0);
  });

  test("change the profile, and the dialog names the new account", async () => {
    const other: SignedIn = { ...identity, account: "210987654321", profile: "ops" };
    const answers: Answer[] = [{ confirm: "Edit Details…" }, { pick: "Profile" }, go];
    const { shown, environment } = await run({ answers, signIns: [identity, other] });
    assert.deepEqual(environment.gateCalls, ["selectProfile"]);
    assert.match(shown, /210987654321 \(ops\)/);
  });
});

suite("a move through the preview", () => {
  test("stores first, then leaves the changes to the person", async () => {
    const { document, store, shown } = await run({
      answers: [{ confirm: "Store, Then Preview" }],
      preview: true,
    });
    assert.equal(store.values.size, 1);
    assert.deepEqual(document.applied, ["Picket: look up in Secrets Manager"]);
    assert.match(shown, /you choose what changes/);
  });

  test("says where the value is when the changes are discarded", async () => {
    const document = createFakeDocument(text);
    document.preview = "discarded";
    const { shown } = await run({ answers: [{ confirm: "Store, Then Preview" }], document, preview: true });
    assert.equal(document.text, text);
    assert.match(shown, /You discarded the changes\. Stored: demo\/app\/key1\. app\.ts was not changed\./);
  });

  test("says when some changes were left out", async () => {
    const document = createFakeDocument(text);
    document.preview = "partly";
    const { shown } = await run({ answers: [{ confirm: "Store, Then Preview" }], document, preview: true });
    assert.match(shown, /You left some of the changes out/);
  });
});
