import assert from "node:assert/strict";
import { StoreError, type StoreErrorCode } from "../../../src/core/fixes/storeError.ts";
import { Sensitive } from "../../../src/core/model/sensitive.ts";
import type { SignedIn } from "../../../src/editor/awsSession.ts";
import type { FlowEnvironment } from "../../../src/features/quickFix/environment.ts";
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
import { go, replaced, run, text } from "./runMove.ts";

function failing(list: "create" | "read" | "describe", ...codes: StoreErrorCode[]): FakeStore {
  const store = createFakeStore();
  store.failures[list].push(...codes.map((code) => new StoreError(code, `AWS said ${code}.`)));
  return store;
}

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

  test("by a fault of its own after the value is stored, names the secret and passes the fault on", async () => {
    const document = createFakeDocument(text);
    document.apply = () => Promise.reject(new TypeError("a fault"));
    const store = createFakeStore();
    const ui = createFakeUi([go]);
    const environment = createFakeEnvironment(ui, document, store);
    const targets = targetsOf(text, findingsIn(text, [secretValue]));
    await assert.rejects(
      moveToStore(environment, { targets, kind: "secrets-manager", preview: false }),
      TypeError,
    );
    assert.equal(document.text, text);
    assert.match(ui.shown.at(-1) ?? "", /^warning: Stored: demo\/app\/key1\./);
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

  test("stops when the whole literal changed around the value, since that is what was stored", async () => {
    const around = (host: string): string => `url = scheme://me:${secretValue}@${host}/\n`;
    const document = createFakeDocument(around("one"));
    const store = createFakeStore();
    store.beforeCreate = () => (document.text = around("two"));
    const ui = createFakeUi([go]);
    const environment = createFakeEnvironment(ui, document, store);
    const wholeLiteral: FlowEnvironment["plan"] = async (request) => {
      const plan = await environment.plan(request);
      const value = new Sensitive(/scheme\S*/.exec(request.text)?.[0] ?? "");
      return { ...plan, secrets: plan.secrets.map((secret) => ({ ...secret, value })) };
    };
    const targets = targetsOf(around("one"), findingsIn(around("one"), [secretValue]));
    const task = { targets, kind: "secrets-manager", preview: false } as const;
    await moveToStore({ ...environment, plan: wholeLiteral }, task);
    assert.equal(document.text, around("two"));
    assert.match(ui.shown.join("\n"), /no longer fits the text\. Stored: demo\/app\/key1\./);
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
    store.failures.create.push(undefined, new StoreError("throttled", "AWS said throttled."));
    const untouchedThen = { inform: "Retry", before: () => assert.equal(document.text, both) };
    const { shown } = await run({ answers: [go, untouchedThen], document, store, values });
    assert.match(shown, /AWS said throttled\. Stored: demo\/app\/key1\. app\.ts was not changed\./);
    assert.equal(document.text, "a = get(demo/app/key1)\nb = get(demo/app/key2)\n");
    assert.deepEqual(
      store.requests.map((request) => request.name),
      ["demo/app/key1", "demo/app/key2", "demo/app/key2"],
    );
  });

  test("stores all of them in the account that is confirmed last", async () => {
    const document = createFakeDocument(both, values);
    const [first, second] = [createFakeStore(), createFakeStore()];
    first.failures.create.push(undefined, new StoreError("denied", "AWS said denied."));
    const ui = createFakeUi([go, { inform: "Select Profile…" }, go]);
    const environment = createFakeEnvironment(ui, document, first);
    const signedIn = [
      { identity, store: () => first },
      { identity: { ...identity, account: "210987654321" }, store: () => second },
    ];
    const gate = { ...environment.gate, ready: async () => signedIn.shift() };
    const targets = targetsOf(both, findingsIn(both, values));
    await moveToStore({ ...environment, gate }, { targets, kind: "secrets-manager", preview: false });
    assert.deepEqual([...second.values.keys()], ["demo/app/key1", "demo/app/key2"]);
    assert.match(
      ui.shown.join("\n"),
      /Stored in 123456789012 · eu-west-1, where it stays: demo\/app\/key1\./,
    );
    assert.equal(document.text, "a = get(demo/app/key1)\nb = get(demo/app/key2)\n");
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
