import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { readPolicyFile } from "../../adapters/node/mcpPolicyFile.ts";
import { MissingPathError } from "../../adapters/node/walk.ts";
import { exportKiroManagedSettings } from "../../core/mcp/policies/exportManagedSettings.ts";
import { exportKiroRegistry } from "../../core/mcp/policies/exportRegistry.ts";
import { readPolicy } from "../../core/mcp/policies/readPolicy.ts";
import { visible } from "../../core/model/visible.ts";
import { scanDetailed } from "../../core/secrets/scan.ts";
import type { Io } from "../io.ts";
import { writeAll } from "../output.ts";
import { readExportOptions } from "./mcpOptions.ts";

/** `picket mcp export`: the policy in Kiro's own form on standard output; what it cannot hold on standard error. */
export async function runExport(argv: readonly string[], io: Io): Promise<0 | 1> {
  const { allowlist, to } = readExportOptions(argv);
  const say = (line: string): void => io.stderr(`picket: ${visible(line)}\n`);
  const absolute = resolve(io.cwd, allowlist);
  if (!existsSync(absolute)) throw new MissingPathError(allowlist);
  const found = await readPolicyFile(absolute);
  if (found.kind !== "document") {
    say(`${allowlist} is not exported: ${found.kind === "absent" ? "it does not exist" : found.reason}`);
    return 1;
  }
  const read = readPolicy(found.document.text);
  if ("error" in read) {
    say(`${allowlist} is not exported, it cannot be read: ${read.error}`);
    return 1;
  }
  const write = to === "kiro-registry" ? exportKiroRegistry : exportKiroManagedSettings;
  const now = Date.now();
  const { expires } = read.policy;
  if (expires !== undefined && expires <= now) {
    say(`${allowlist} is not exported: it expired on ${new Date(expires).toISOString().slice(0, 10)}`);
    return 1;
  }
  const { text, notes } = write(read.policy, now);
  const { findings } = await scanDetailed(text, { path: "mcp-registry.json" });
  if (findings.some(({ severity }) => severity !== "hint")) {
    // The document is for everybody, and its arguments and addresses are the policy's own.
    say(`${allowlist} is not exported: it holds what looks like a secret; picket scan shows where`);
    return 1;
  }
  await writeAll(io, [text]);
  for (const note of [...read.notes, ...notes]) say(note);
  return 0;
}
