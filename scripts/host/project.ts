import { fileURLToPath } from "node:url";
import { join } from "node:path";

/** Folder of the repository, absolute. */
export const projectRoot = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** Downloads that survive a run: hosts, other Node lines, a browser. Ignored by git, safe to delete at any time. */
export const cacheRoot = join(projectRoot, ".vscode-test");

/** Output of tests: bundles, screenshots, reports. Ignored by git. */
export const outRoot = join(projectRoot, "out");
