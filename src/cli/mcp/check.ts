import { resolve } from "node:path";
import { readMcpSource } from "../../adapters/node/mcpFiles.ts";
import { MissingPathError } from "../../adapters/node/walk.ts";
import { kindOfPath } from "../../core/mcp/files/kindOfPath.ts";
import type { McpSource } from "../../core/mcp/scopes/source.ts";
import { findVersion } from "../installation.ts";
import type { Io } from "../io.ts";
import { writeAll } from "../output.ts";
import { judgeSources, type Judged } from "./judgeSources.ts";
import { readCheckOptions } from "./mcpOptions.ts";
import { statusOf } from "./mcpReport.ts";
import { readPolicyInputs } from "./policyInputs.ts";
import { reporterOf } from "./reporters.ts";

/** `picket mcp check`: the verdict on each server of the given files, each file by itself. */
export async function runCheck(argv: readonly string[], io: Io): Promise<0 | 1> {
  const options = readCheckOptions(argv);
  const now = Date.now();
  const inputs = await readPolicyInputs(options, { cwd: io.cwd, now });
  const sources = await Promise.all(options.configs.map((path) => readConfig(path, io.cwd)));
  const { scope, registryMode } = options;
  const judged: Judged[] = [];
  for (const source of sources) {
    judged.push(
      await judgeSources([source], { cwd: io.cwd, inputs, registryMode, now, scopeOf: () => scope }),
    );
  }
  const report = {
    version: findVersion(),
    inputs,
    servers: judged.flatMap(({ servers }) => servers),
    files: judged.flatMap(({ files }) => files),
  };
  await writeAll(io, reporterOf(options.format, io)(report));
  return statusOf(report, options.failOn);
}

/** @throws MissingPathError */
async function readConfig(path: string, cwd: string): Promise<McpSource> {
  const absolute = resolve(cwd, path);
  // Alone, a file is taken as Kiro takes the user's: nothing replaces what it defines.
  const source = await readMcpSource(absolute, { kind: "user" }, kindOfPath(absolute));
  if (!source) throw new MissingPathError(path);
  return source;
}
