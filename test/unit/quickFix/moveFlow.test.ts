import assert from "node:assert/strict";
import { StoreError, type StoreErrorCode } from "../../../src/core/fixes/storeError.ts";
import { moveToStore } from "../../../src/features/quickFix/moveFlow.ts";
import { targetsOf } from "../../../src/features/quickFix/relocate.ts";
import {
  createFakeDocument,
  createFakeEnvironment,
  createFakeStore,
  createFakeUi,
  findingsIn,
  identity,
  secretValue,
  type Answer,
  type FakeDocument,
  type FakeStore,
} from "./fakes.ts";
import type { SignedIn } from "../../../src/editor/awsSession.ts";

const text = `const key = ${secretValue};\nuse(key);\n`;
const replaced = "const key = get(demo/app/key1);\nuse(key);\n";
const go: Answer = { confirm: "Move and Replace" };

interface Run {
  readonly answers: readonly Answer[];
  readonly document?: FakeDocument;
  readonly store?: FakeStore;
  readonly values?: readonly string[];
  readonly signIns?: readonly (SignedIn | undefined)[];
  readonly preview?: boolean;
}

/** Runs a move and returns what was on the screen. Nothing that was shown may hold a value. */
async function run({ answers, preview = false, ...parts }: Run) {
  const values = parts.values ?? [secretValue];
  const document = parts.document ?? createFakeDocument(text, values);
  const store = parts.store ?? createFakeStore();
  const ui = createFakeUi(answers);
  const environment = createFakeEnvironment(ui, document, store, parts.signIns);
  const start = document.text ?? "";
  const targets = targetsOf(start, findingsIn(start, values));
  await moveToStore(environment, { targets, kind: store.kind, preview });
  ui.finished();
  const shown = ui.shown.join("\n");
  for (const value of values) assert.ok(!shown.includes(value), "a message holds the value");
  return { document, store, shown, ui, environment };
}

function failing(list: "create" | "read" | "describe", ...codes: StoreErrorCode[]): FakeStore {
  const store = createFakeStore();
  store.failures[list].push(...codes.map((code) => new StoreError(code, `AWS said ${code}.`)));
  return store;
}

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

suite("a move that fails", () => {
  test("for good, leaves the text and says what stands where", async () => {
    for (const code of ["denied", "limit", "too-large", "invalid", "throttled", "expired"] as const) {
      const { document, store, shown } = await run({ answers: [go], store: failing("create", code) });
      assert.equal(document.text, text);
      assert.equal(store.values.size, 0);
      assert.match(
        shown,
        new RegExp(`error: AWS said ${code}\\. Nothing was stored and app\\.ts was not changed`),
      );
    }
  });

  test("by throttling, goes through on retry with the same token", async () => {
    const store = failing("create", "throttled", "throttled");
    const { document } = await run({ answers: [go, { inform: "Retry" }, { inform: "Retry" }], store });
    assert.equal(document.text, replaced);
    assert.equal(new Set(store.requests.map((request) => request.idempotencyToken)).size, 1);
    assert.equal(store.requests.length, 3);
  });

  test("by a lost answer, says that the value may be stored", async () => {
    const { document, shown } = await run({ answers: [go], store: failing("create", "network") });
    assert.equal(document.text, text);
    assert.match(shown, /May be stored: demo\/app\/key1\. app\.ts was not changed\./);
  });

  test("before anything was sent, by no network, says that nothing was stored", async () => {
    const { document, shown } = await run({ answers: [go], store: failing("describe", "network") });
    assert.equal(document.text, text);
    assert.match(shown, /Nothing was stored and app\.ts was not changed\./);
  });

  test("by an expired sign-in, signs in, confirms again and goes on", async () => {
    const store = failing("describe", "expired");
    const { document, environment } = await run({ answers: [go, { inform: "Sign In…" }, go], store });
    assert.deepEqual(environment.gateCalls, ["signIn"]);
    assert.equal(document.text, replaced);
  });

  test("and is continued in another account, confirms that account", async () => {
    const other: SignedIn = { ...identity, account: "210987654321", profile: "ops" };
    const store = failing("create", "denied");
    const answers: Answer[] = [go, { inform: "Select Profile…" }, { confirm: undefined }];
    const { document, shown } = await run({ answers, store, signIns: [identity, other] });
    assert.equal(document.text, text);
    assert.match(shown, /Account: 210987654321 \(ops\)/);
  });

  test("when another value is read back, leaves the text", async () => {
    const store = createFakeStore();
    store.beforeCreate = () => (store.lie = "something else");
    const { document, shown } = await run({ answers: [go], store });
    assert.equal(document.text, text);
    assert.match(shown, /error: .*gave another value.*May be stored: demo\/app\/key1\./s);
  });

  test("when reading back is denied, leaves the text and names the secret", async () => {
    const { document, shown } = await run({ answers: [go], store: failing("read", "denied") });
    assert.equal(document.text, text);
    assert.match(
      shown,
      /error: AWS said denied\. May be stored: demo\/app\/key1\. app\.ts was not changed\./,
    );
  });

  test("with a foreign error that holds the value, does not repeat it", async () => {
    const store = createFakeStore();
    store.create = async (secret) => {
      throw new Error(`bad ${secret.value.reveal()}`);
    };
    const { document } = await run({ answers: [go], store });
    assert.equal(document.text, text);
  });

  test("by cancelling the progress, leaves the text", async () => {
    const { document, store, shown } = await run({ answers: [go, { progress: "cancel" }] });
    assert.equal(document.text, text);
    assert.equal(store.values.size, 0);
    assert.match(shown, /Cancelled\. Nothing was stored/);
  });
});

suite("a move while the file changes", () => {
  const changing = (change: (document: FakeDocument) => void, values?: readonly string[]) => {
    const document = createFakeDocument(text, values);
    const store = createFakeStore();
    store.beforeCreate = () => change(document);
    return { document, store };
  };

  test("finds a value that moved", async () => {
    const { document, store } = changing((d) => (d.text = `// new line\n${text}`));
    const { shown } = await run({ answers: [go], document, store });
    assert.equal(document.text, `// new line\n${replaced}`);
    assert.match(shown, /Stored in Secrets Manager/);
  });

  test("finds a value that moved between the last look and the edit", async () => {
    const document = createFakeDocument(text);
    document.beforeApply = () => (document.text = `// late\n${text}`);
    await run({ answers: [go], document });
    assert.equal(document.text, `// late\n${replaced}`);
  });

  test("keeps a name that was chosen when it plans anew", async () => {
    const { document, store } = changing((d) => (d.text = `// new\n${text}`));
    const answers: Answer[] = [{ confirm: "Edit Details…" }, { pick: "Name" }, { input: "mine" }, go];
    await run({ answers, document, store });
    assert.equal(document.text, "// new\nconst key = get(mine);\nuse(key);\n");
  });

  test("stops when the value is gone, and offers the name", async () => {
    const { document, store } = changing((d) => (d.text = "nothing left\n"));
    const { shown, ui } = await run({ answers: [go, { inform: "Copy Name" }], document, store });
    assert.equal(document.text, "nothing left\n");
    assert.match(shown, /no longer in it\. Stored: demo\/app\/key1\. app\.ts was not changed\./);
    assert.deepEqual(ui.copied, ["demo/app/key1"]);
  });

  test("stops when the document is gone", async () => {
    const { document, store } = changing((d) => (d.text = undefined));
    const { shown } = await run({ answers: [go], document, store });
    assert.match(shown, /Stored: demo\/app\/key1/);
  });

  test("stops when the file became read-only", async () => {
    const { document, store } = changing((d) => (d.readOnly = true));
    const { shown } = await run({ answers: [go], document, store });
    assert.equal(document.text, text);
    assert.match(shown, /read-only\. Stored: demo\/app\/key1/);
  });

  test("stops when the editor refuses, and tries again when asked", async () => {
    const document = createFakeDocument(text);
    document.refuses = true;
    const again = { inform: "Try Again", before: () => void (document.refuses = false) };
    const { shown, store } = await run({ answers: [go, again], document });
    assert.match(shown, /did not take the change\. Stored: demo\/app\/key1\. app\.ts was not changed\./);
    assert.equal(document.text, replaced);
    assert.equal(store.requests.length, 1);
  });

  test("stops when another value took the secret's place", async () => {
    const second = ["other", "v4lue", "99"].join("-");
    const values = [secretValue, second];
    const { document, store } = changing((d) => (d.text = text.replace(secretValue, second)), values);
    const ui = createFakeUi([go]);
    const environment = createFakeEnvironment(ui, document, store);
    const targets = targetsOf(text, findingsIn(text, [secretValue]));
    await moveToStore(environment, { targets, kind: "secrets-manager", preview: false });
    assert.equal(document.text, text.replace(secretValue, second));
    assert.match(ui.shown.join("\n"), /no longer in it\. Stored: demo\/app\/key1/);
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

suite("moving all secrets of a file", () => {
  const second = ["other", "v4lue", "99"].join("-");
  const values = [secretValue, second];
  const both = `a = ${secretValue}\nb = ${second}\n`;

  test("stores all before one edit", async () => {
    const document = createFakeDocument(both, values);
    const { store, shown } = await run({ answers: [go], document, values });
    assert.equal(document.text, "a = get(demo/app/key1)\nb = get(demo/app/key2)\n");
    assert.equal(document.applied.length, 1);
    assert.equal(store.values.size, 2);
    assert.match(shown, /Move 2 secrets to Secrets Manager/);
  });

  test("changes nothing when the second one fails, and does not store the first one twice on retry", async () => {
    const document = createFakeDocument(both, values);
    const store = createFakeStore();
    let created = 0;
    const { create } = store;
    store.create = async (secret) => {
      if (++created === 2) throw new StoreError("throttled", "AWS said throttled.");
      return create(secret);
    };
    const untouchedThen = { inform: "Retry", before: () => assert.equal(document.text, both) };
    const { shown } = await run({ answers: [go, untouchedThen], document, store, values });
    assert.match(shown, /AWS said throttled\. Stored: demo\/app\/key1\. app\.ts was not changed\./);
    assert.equal(document.text, "a = get(demo/app/key1)\nb = get(demo/app/key2)\n");
    assert.deepEqual(
      store.requests.map((request) => request.name),
      ["demo/app/key1", "demo/app/key2"],
    );
  });

  test("takes a value that is there already without a question", async () => {
    const document = createFakeDocument(both, values);
    const store = createFakeStore();
    store.values.set("demo/app/key1", secretValue);
    await run({ answers: [go], document, store, values });
    assert.equal(document.text, "a = get(demo/app/key1)\nb = get(demo/app/key2)\n");
    assert.deepEqual(
      store.requests.map((request) => request.name),
      ["demo/app/key2"],
    );
  });

  test("gives one of them another name", async () => {
    const document = createFakeDocument(both, values);
    const answers: Answer[] = [{ confirm: "Edit Details…" }, { pick: "Name" }, { input: "mine" }, go];
    await run({ answers, document, values });
    assert.equal(document.text, "a = get(mine)\nb = get(demo/app/key2)\n");
  });

  test("replaces what is left when one value vanished meanwhile, and says so", async () => {
    const document = createFakeDocument(both, values);
    const store = createFakeStore();
    store.beforeCreate = () => (document.text = `a = ${secretValue}\n`);
    const { shown } = await run({ answers: [go], document, store, values });
    assert.equal(document.text, "a = get(demo/app/key1)\n");
    assert.match(shown, /Some values were gone/);
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
