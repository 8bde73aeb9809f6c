import { encode } from "../../adapters/node/decode.ts";
import { ReplaceError, replaceFile } from "../../adapters/node/replaceFile.ts";
import { errorCode } from "../../adapters/node/skipReason.ts";
import { StoreError } from "../../core/fixes/storeError.ts";
import { visible } from "../../core/model/visible.ts";
import { findGrammars } from "../installation.ts";
import type { Io } from "../io.ts";
import { writeAll } from "../output.ts";
import { readFixOptions } from "./fixOptions.ts";
import { fixJson, fixText, type FixReport } from "./fixReport.ts";
import { prepareIamFix } from "./iamFiles.ts";
import { isUnchanged, planFiles, secretsOf, type PlannedFile } from "./planFiles.ts";
import { storePlans } from "./storePlans.ts";

/** `picket fix`: status 0 when every finding was fixed, 1 when some were skipped, 2 on error. */
export async function runFix(argv: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const options = readFixOptions(argv, io.cwd);
  const say = (line: string): void => io.stderr(`picket: ${visible(line)}\n`);
  const { custom, shown } = options.config;
  for (const problem of custom.problems) say(`${shown}: ${problem}`);
  const planIamFile = options.iam && (await prepareIamFix(options.iam, io.cwd, say));
  const files = await planFiles(options, io.cwd, findGrammars(), planIamFile);
  const planned = files.filter((file): file is PlannedFile => "plan" in file && file.plan.edits.length > 0);
  if (options.store) {
    const stale = options.write ? planned.find((file) => !isUnchanged(file)) : undefined;
    if (stale)
      throw new StoreError("aborted", `${stale.name} has changed since it was read; nothing was stored.`);
    const secrets = secretsOf(planned).map(({ secret }) => secret);
    await storePlans(secrets, options, say);
  }
  const report: FixReport = {
    files,
    ...(options.write ? writeFiles(planned) : { written: new Set(), failed: new Map() }),
  };
  await writeAll(io, options.format === "json" ? fixJson(report, options.includeText) : fixText(report));
  const unstored = planned.filter(({ name }) => report.written.has(name)).flatMap(({ plan }) => plan.secrets);
  if (!options.store && unstored.length > 0) {
    const names = [...new Set(unstored.map(({ name }) => name))].join(", ");
    say(`the values are out of the files but in no store yet (no --store): create ${names}`);
  }
  return statusOf(report);
}

function writeFiles(planned: readonly PlannedFile[]): Pick<FixReport, "written" | "failed"> {
  const written = new Set<string>();
  const failed = new Map<string, string>();
  for (const { path, name, bytes, decoded, result } of planned) {
    try {
      replaceFile(path, bytes, encode(result, decoded.encoding, decoded.bom));
      written.add(name);
    } catch (error) {
      failed.set(
        name,
        error instanceof ReplaceError ? error.message : (errorCode(error) ?? "it cannot be written"),
      );
    }
  }
  return { written, failed };
}

function statusOf({ files, failed }: FixReport): 0 | 1 | 2 {
  if (failed.size > 0 || files.some((file) => !("plan" in file))) return 2;
  return files.some((file) => "plan" in file && file.plan.skipped.length > 0) ? 1 : 0;
}
