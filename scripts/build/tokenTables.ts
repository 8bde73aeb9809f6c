import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/** Members of a line of the token tables that only its page and its samples need. */
const pageMember = /^ {4}(?:opens|link|sample):\s+(?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|String\.raw`[^`]*`),\n/gm;

/** Leaves out of the bundles what the tables of tokens say for the docs and the tests: a third of them. */
export const tokenTablesPlugin: Plugin = {
  name: "token-tables",
  setup(build) {
    build.onLoad({ filter: /[\\/]detectors[\\/]tokens[\\/]\w+\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(pageMember, ""),
      loader: "ts",
    }));
  },
};
