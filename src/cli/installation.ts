import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fileGrammars, packageGrammars } from "../adapters/node/grammars.ts";
import { iamPartsIn, type IamParts } from "../adapters/node/iamScanner.ts";
import type { GrammarSource } from "../core/ports.ts";

/** This file in a source tree; `dist/cli.js` once it is bundled. */
const here = fileURLToPath(import.meta.url);
const fromSource = here.endsWith(".ts");

/** Picket's version, from the manifest that ships with it; `unknown` when this program was copied without it. */
export function findVersion(): string {
  const path = join(dirname(here), ...(fromSource ? ["..", ".."] : [".."]), "package.json");
  try {
    return /"version":\s*"([^"]+)"/.exec(readFileSync(path, "utf8"))?.[1] ?? "unknown";
  } catch {
    return "unknown";
  }
}

/** Script of the scan worker, when it is installed beside this program. */
export function findWorker(): string | undefined {
  const path = fromSource
    ? join(dirname(here), "..", "adapters", "node", "scanWorker.ts")
    : join(dirname(here), "worker.js");
  return existsSync(path) ? path : undefined;
}

/** What the IAM engine reads, beside this program or from the packages when it runs from source. */
export function findIamParts(): IamParts {
  return iamPartsIn(dirname(here), join(dirname(here), "..", ".."));
}

/** The grammars beside this program, or those of the packages when it runs from source. */
export function findGrammars(): GrammarSource {
  return fromSource
    ? packageGrammars(join(dirname(here), "..", ".."))
    : fileGrammars(join(dirname(here), "grammars"));
}
