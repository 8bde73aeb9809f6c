import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { runGit } from "../../../adapters/node/git.ts";
import { nodeHash } from "../../../adapters/node/hash.ts";
import { findVersion } from "../../installation.ts";
import { allRules } from "../../rules.ts";

/**
 * Hash of what the findings of a history depend on beside its commits: the version and the rules of Picket, the settings, and
 * the `.picketignore` files. When it changes, what was scanned before must be scanned again.
 * @param settings whatever of the configuration and the command line counts, as plain data
 * @param hasWorkingTree whether there are ignore files to read
 */
export async function stateKey(cwd: string, hasWorkingTree: boolean, settings: object): Promise<string> {
  const ignoreFiles = hasWorkingTree ? await readIgnoreFiles(cwd) : [];
  return nodeHash.sha256(JSON.stringify([findVersion(), allRules, settings, ignoreFiles]));
}

async function readIgnoreFiles(cwd: string): Promise<readonly (readonly [name: string, text: string])[]> {
  const top = (await runGit(cwd, ["rev-parse", "--show-cdup"])).toString("utf8").replace(/\n$/, "");
  const folder = resolve(cwd, top);
  const asked = ["ls-files", "--cached", "--others", "--ignored", "--exclude=.picketignore", "-z"];
  const names = (await runGit(folder, asked)).toString("utf8").split("\0");
  return [...new Set(names)].sort().flatMap((name) => {
    try {
      return name === "" ? [] : [[name, readFileSync(resolve(folder, name), "utf8")] as const];
    } catch {
      return [];
    }
  });
}
