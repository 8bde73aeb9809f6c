import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fileGrammars, packageGrammars } from "../adapters/node/grammars.ts";
import type { GrammarSource } from "../core/ports.ts";
import manifest from "../../package.json" with { type: "json" };

/** This file in a source tree; `dist/cli.js` once it is bundled. */
const here = fileURLToPath(import.meta.url);
const fromSource = here.endsWith(".ts");

/** Picket's version. */
export const version: string = manifest.version;

/** Script of the scan worker, when it is installed beside this program. */
export function findWorker(): string | undefined {
  const path = fromSource
    ? join(dirname(here), "..", "adapters", "node", "scanWorker.ts")
    : join(dirname(here), "worker.js");
  return existsSync(path) ? path : undefined;
}

/** The grammars beside this program, or those of the packages when it runs from source. */
export function findGrammars(): GrammarSource {
  return fromSource
    ? packageGrammars(join(dirname(here), "..", ".."))
    : fileGrammars(join(dirname(here), "grammars"));
}
