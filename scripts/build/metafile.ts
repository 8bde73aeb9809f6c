import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plugin } from "esbuild";
import { root } from "./paths.ts";

/** Folder of the metafiles: what is in each bundle, for the size budgets. Not shipped. */
const metaFolder = join(root, "out", "meta");

/** Writes the metafile of a bundle after each successful build. */
export function metafilePlugin(name: string): Plugin {
  return {
    name: "metafile",
    setup(build) {
      build.onEnd(async (result) => {
        if (!result.metafile) return;
        await mkdir(metaFolder, { recursive: true });
        await writeFile(join(metaFolder, `${name}.json`), JSON.stringify(result.metafile));
      });
    },
  };
}
