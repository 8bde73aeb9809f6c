import { resolve } from "node:path";
import { createKeyFile } from "../../adapters/node/posture/reportKey.ts";
import { parseArguments } from "../arguments.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usageError.ts";
import { keySpecs } from "./postureOptions.ts";

/** `picket posture key FILE`. @throws UsageError, PostureError */
export async function runKey(argv: readonly string[], io: Io): Promise<0> {
  const [file, ...others] = parseArguments(argv, keySpecs, "posture key").positionals;
  if (file === undefined || others.length > 0)
    throw new UsageError("name the one file to write the key to", "posture key");
  await io.stdout(createKeyFile(resolve(io.cwd, file)));
  return 0;
}
