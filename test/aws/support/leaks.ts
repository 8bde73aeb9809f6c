import assert from "node:assert/strict";
import { inspect } from "node:util";
import { StoreError, type StoreErrorCode } from "../../../src/core/fixes/storeError.ts";

/** Every way in which an error could show a value: message, stack, causes, JSON, inspection, own properties. */
function everythingOf(error: unknown): string {
  const parts: string[] = [];
  let current: unknown = error;
  for (let depth = 0; depth < 10 && current !== undefined && current !== null; depth += 1) {
    parts.push(
      inspect(current, { depth: Infinity, showHidden: true, maxStringLength: null, maxArrayLength: null }),
    );
    parts.push(JSON.stringify(current) ?? "");
    if (!(current instanceof Error)) break;
    parts.push(current.toString(), current.message, current.stack ?? "");
    for (const name of Object.getOwnPropertyNames(current)) parts.push(String(Reflect.get(current, name)));
    current = current.cause;
  }
  return parts.join("\n");
}

/** Fails, without printing it, when the error shows the value or a good part of it, in clear, in JSON or in base64. */
export function assertHides(error: unknown, value: string): void {
  const shown = everythingOf(error);
  const forms = [value, JSON.stringify(value).slice(1, -1), Buffer.from(value).toString("base64")];
  for (const form of forms) {
    const part = form.slice(0, 24);
    assert.ok(part === "" || !shown.includes(part), "the error shows the value");
  }
}

/** Runs a call that must fail with this code, and checks that the error hides the value. */
export async function refused(
  call: Promise<unknown>,
  code: StoreErrorCode,
  value?: string,
): Promise<StoreError> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error !== undefined, `the call succeeded; it must fail with ${code}`);
  assert.ok(error instanceof StoreError, "every error of a store is a StoreError");
  assert.equal(error.code, code, error.message);
  assert.ok(error.message.length > 10);
  if (value !== undefined) assertHides(error, value);
  return error;
}
