import { testHooks, type HookTestRow } from "../../adapters/node/hookSelfTest.ts";
import { promptCaveat } from "../../core/kiro/hookFiles/canaries.ts";
import type { Io } from "../io.ts";
import { painter, visiblePath } from "../terminalText.ts";
import { hookTestSpecs, readHookArguments } from "./hookOptions.ts";

/** `picket hook test`: status 0 every hook does what it must, 1 one does not. */
export async function runHookTest(argv: readonly string[], io: Io): Promise<0 | 1> {
  const { setup, kinds, json } = readHookArguments(argv, hookTestSpecs, "hook test", io);
  const rows = await testHooks(setup, kinds, io.cwd);
  const notes = kinds.includes("prompt") ? [promptCaveat] : [];
  const ok = rows.every((row) => row.ok);
  const { hooksFolder } = setup;
  await io.stdout(
    json
      ? `${JSON.stringify({ schemaVersion: 1, hooksFolder, ok, tests: rows, notes }, undefined, 2)}\n`
      : `${table(rows, hooksFolder, io)}\n${notes.map((note) => `\n${note}\n`).join("")}`,
  );
  return ok ? 0 : 1;
}

function table(rows: readonly HookTestRow[], folder: string, { colour }: Io): string {
  const paint = painter(colour);
  const hooks = Math.max(...rows.map(({ hook }) => hook.length));
  const tests = Math.max(...rows.map(({ test }) => test.length));
  const lines = rows.map(({ hook, test, ok, detail }) => {
    const mark = ok ? paint("green", "ok  ") : paint("red", "FAIL");
    return `${mark} ${hook.padEnd(hooks)}  ${test.padEnd(tests)}  ${detail}`;
  });
  const failed = rows.filter(({ ok }) => !ok).length;
  const end = failed === 0 ? `All ${rows.length} tests passed.` : `${failed} of ${rows.length} tests failed.`;
  return [`Hooks in ${visiblePath(folder)}`, ...lines, end].join("\n");
}
