import assert from "node:assert/strict";
import type { SignedIn } from "../../../src/editor/awsSession.ts";
import { moveToStore } from "../../../src/features/quickFix/moveFlow.ts";
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

/** A text with the secret, and what a move makes of it. */
export const text = `const key = ${secretValue};\nuse(key);\n`;
export const replaced = "const key = get(demo/app/key1);\nuse(key);\n";

/** The person agrees to the move. */
export const go: Answer = { confirm: "Move and Replace" };

interface Move {
  readonly answers: readonly Answer[];
  readonly document?: FakeDocument;
  readonly store?: FakeStore;
  readonly values?: readonly string[];
  readonly signIns?: readonly (SignedIn | undefined)[];
  readonly preview?: boolean;
}

/** Runs a move and returns what was on the screen. Nothing that was shown may hold a value. */
export async function run({ answers, preview = false, ...parts }: Move) {
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
