import { globSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A file that ships, in bytes, beside its budget where it has one. */
export interface Size {
  readonly name: string;
  readonly bytes: number;
  readonly budget?: number;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const kilobyte = 1024;

/** Budgets of the design: `extension.js` and the VSIX. */
const budgets: Readonly<Record<string, number>> = {
  "extension.js": 250 * kilobyte,
  vsix: 6 * kilobyte * kilobyte,
};

/** Sizes of what has been built; empty before a build. */
export function measureSizes(): readonly Size[] {
  const bundles = globSync("dist/{*,webview/*}.js", { cwd: root }).sort();
  const packages = globSync("out/*.vsix", { cwd: root }).sort();
  return [...bundles, ...packages].map((file) => {
    const name = file.replace(/^(dist|out)[\\/]/, "");
    const budget = budgets[file.endsWith(".vsix") ? "vsix" : name];
    return { name, bytes: statSync(join(root, file)).size, ...(budget !== undefined && { budget }) };
  });
}
