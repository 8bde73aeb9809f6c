import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StoreKind } from "../../../../src/core/ports.ts";
import { fix } from "./marked.ts";
import type { Program } from "./programs.ts";

/**
 * Runs a program before and after its fixes, with a stub of the SDK that reads values from the JSON file in `STORE`, and
 * fails when it prints something else.
 */
export async function assertSameOutput(
  program: Program,
  to: StoreKind,
  folder: string,
  command: readonly [string, ...string[]],
): Promise<void> {
  const { text, after, plan } = await fix(program.path, program.text, { target: { to } });
  assert.deepEqual(plan.skipped, []);
  assert.notEqual(after, text);
  for (const secret of plan.secrets) assert.ok(!after.includes(secret.value.reveal()));
  const store = join(folder, "store.json");
  const values = plan.secrets.map(({ name, value }) => [name, value.reveal()]);
  writeFileSync(store, JSON.stringify(Object.fromEntries(values)));
  const output = (when: string, code: string): string => {
    mkdirSync(join(folder, when), { recursive: true });
    const path = join(folder, when, program.path);
    writeFileSync(path, code);
    const [name, ...rest] = command;
    return execFileSync(name, [...rest, path], { env: { ...process.env, STORE: store }, encoding: "utf8" });
  };
  const before = output("before", text);
  assert.notEqual(before, "");
  assert.equal(output("after", after), before);
}
