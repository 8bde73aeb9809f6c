import assert from "node:assert/strict";
import {
  addToBaseline,
  createBaseline,
  formatBaseline,
  parseBaseline,
} from "../../../src/core/secrets/baseline.ts";
import { nodeHash } from "../../../src/adapters/node/hash.ts";
import {
  addFindings,
  type BaselineEngine,
  type BaselineStorage,
} from "../../../src/features/quickFix/baselineFlow.ts";
import { ignoreWithComment, type IgnoreEdit } from "../../../src/features/quickFix/ignoreFlow.ts";
import {
  createFakeDocument,
  createFakeEnvironment,
  createFakeStore,
  createFakeUi,
  findingsIn,
  secretValue,
  type Answer,
  type FakeDocument,
} from "./fakes.ts";

const text = `key = ${secretValue}\n`;
const [finding] = findingsIn(text, [secretValue]);
assert.ok(finding);

suite("ignoring by a comment", () => {
  const comment: IgnoreEdit = ({ text: whole, finding: at }) => {
    const end = whole.indexOf("\n", at.span.end);
    return { span: { start: end, end }, newText: " # ignore" };
  };

  async function run(document: FakeDocument, edit: IgnoreEdit = comment): Promise<string> {
    const ui = createFakeUi([]);
    const environment = createFakeEnvironment(ui, document, createFakeStore());
    await ignoreWithComment(environment, { version: 1, text, languageId: "python" }, finding!, "line", edit);
    return ui.shown.join("\n");
  }

  test("adds the comment and says nothing", async () => {
    const document = createFakeDocument(text);
    assert.equal(await run(document), "");
    assert.equal(document.text, `key = ${secretValue} # ignore\n`);
  });

  test("follows the value when the text changed", async () => {
    const document = createFakeDocument(`first\n${text}`);
    await run(document);
    assert.equal(document.text, `first\nkey = ${secretValue} # ignore\n`);
  });

  test("says why when no comment can stand there", async () => {
    const document = createFakeDocument(text);
    assert.match(await run(document, () => ({ reason: "JSON has no comments" })), /JSON has no comments/);
    assert.equal(document.text, text);
  });

  test("says so when the editor refuses or the value is gone", async () => {
    const refusing = createFakeDocument(text);
    refusing.refuses = true;
    assert.match(await run(refusing), /could not be added\. app\.ts was not changed/);
    assert.match(await run(createFakeDocument("nothing\n")), /could not be added/);
  });
});

suite("adding to the baseline", () => {
  const engine: BaselineEngine = {
    parse: parseBaseline,
    empty: () => createBaseline("ab".repeat(16), [], nodeHash),
    add: (baseline, file, chosen) => addToBaseline(baseline, file, nodeHash, chosen),
    format: formatBaseline,
  };
  const file = { path: "src/app.ts", text, findings: [finding] };

  async function run(answers: readonly Answer[], content: string | undefined, broken = false) {
    const ui = createFakeUi(answers);
    let written: string | undefined;
    let opened = 0;
    const storage: BaselineStorage = {
      label: ".picket-baseline.json",
      read: async () => content,
      async write(json) {
        if (broken) throw new Error("no space");
        written = json;
      },
      open: async () => void opened++,
    };
    await addFindings(ui, engine, storage, { file, chosen: file.findings });
    ui.finished();
    const shown = ui.shown.join("\n");
    assert.ok(!`${shown}${written}`.includes(secretValue), "the value stands in a message or in the file");
    return { shown, written, opened };
  }

  test("asks before it makes the file", async () => {
    const { shown, written } = await run([{ confirm: "Create" }], undefined);
    assert.equal(parseBaseline(written ?? "").entries.length, 1);
    assert.match(shown, /One finding of src\/app\.ts was added/);
    assert.equal((await run([{ confirm: undefined }], undefined)).written, undefined);
  });

  test("adds to a file that is there, keeping its salt and entries", async () => {
    const before = engine.add(
      createBaseline("cd".repeat(16), [], nodeHash),
      { ...file, path: "other.ts" },
      file.findings,
    );
    const { written, opened } = await run([{ inform: "Open Baseline" }], formatBaseline(before));
    const after = parseBaseline(written ?? "");
    assert.equal(after.salt, before.salt);
    assert.deepEqual(
      after.entries.map((entry) => entry.path),
      ["other.ts", "src/app.ts"],
    );
    assert.equal(opened, 1);
  });

  test("leaves a file alone that is no baseline, and says when writing failed", async () => {
    const damaged = await run([], "{ not json");
    assert.equal(damaged.written, undefined);
    assert.match(damaged.shown, /not valid JSON.*Nothing was added\./);
    assert.match((await run([{ confirm: "Create" }], undefined, true)).shown, /could not be written/);
  });
});
