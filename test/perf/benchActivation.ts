import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import * as v from "valibot";

const program = fileURLToPath(new URL("activateOnce.cjs", import.meta.url));
const runs = 9;
const schema = v.object({ clock: v.number(), processor: v.number() });

/** Time of one activation in ms. */
export type Activation = v.InferOutput<typeof schema>;

/** The median of several activations of the built extension, each in a new process. */
export function measureActivation(): Activation {
  const all = Array.from({ length: runs }, () =>
    v.parse(schema, JSON.parse(execFileSync(process.execPath, [program], { encoding: "utf8" }))),
  );
  return {
    clock: median(all.map(({ clock }) => clock)),
    processor: median(all.map(({ processor }) => processor)),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
