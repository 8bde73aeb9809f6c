import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parse, printParseErrorCode, type ParseError } from "jsonc-parser";
import * as v from "valibot";
import { errorCode } from "../../adapters/node/skipReason.ts";
import { policyTypes } from "../../core/iam/policyTypes.ts";
import { mapLines } from "../../core/model/lines.ts";
import { readCustomRules, type ReadRules } from "../../core/secrets/custom/readCustomRules.ts";
import { UsageError } from "../usageError.ts";
import { engines, severityNames } from "./scanOptions.ts";

/** The file that is read when it stands in the working folder and `--config` names no other. */
const defaultConfigName = "picket.json";

/** `schemas/picket.schema.json` describes the same for editors; a test holds the two together. */
export const configSchema = v.strictObject({
  $schema: v.optional(v.string()),
  only: v.optional(v.array(v.picklist(engines))),
  /** Each is checked by itself: one that cannot be used does not turn the others off. */
  rules: v.optional(v.array(v.unknown())),
  severities: v.optional(v.record(v.string(), v.picklist([...severityNames, "off"]))),
  policyTypes: v.optional(v.record(v.string(), v.picklist(policyTypes))),
  mcpAllowlist: v.optional(v.string()),
  ignore: v.optional(v.array(v.string())),
  baseline: v.optional(v.string()),
  failOn: v.optional(v.picklist([...severityNames, "never"])),
  minSeverity: v.optional(v.picklist(severityNames)),
  maxFileSizeMB: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(500))),
});

type Config = v.InferOutput<typeof configSchema>;

/** A configuration and where it stands: its patterns and its baseline are relative to that folder. */
export interface LoadedConfig {
  readonly config: Config;
  /** Absolute. */
  readonly folder: string;
  /** Name of the file for a person. */
  readonly shown: string;
  /** Its rules that can be used, and what is wrong with the others. */
  readonly custom: ReadRules;
}

/**
 * Reads the named file, or `picket.json` of the working folder when there is one.
 * @throws UsageError that names the file and the place in it; it never repeats a value of the file
 */
export function loadConfig(cwd: string, named: string | undefined): LoadedConfig {
  const path = resolve(cwd, named ?? defaultConfigName);
  const shown = named ?? defaultConfigName;
  let text: string;
  try {
    text = readFileSync(path, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    if (named === undefined && errorCode(error) === "ENOENT") {
      return { config: {}, folder: cwd, shown, custom: readCustomRules(undefined) };
    }
    throw new UsageError(`cannot read the configuration ${shown} (${errorCode(error) ?? "unknown error"})`);
  }
  const config = parseConfig(text, shown);
  return { config, folder: dirname(path), shown, custom: readCustomRules(config.rules) };
}

function parseConfig(text: string, shown: string): Config {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const broken = errors[0];
  if (broken) {
    const { line, character } = mapLines(text).at(broken.offset);
    const what = printParseErrorCode(broken.error)
      .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
      .trim();
    throw new UsageError(`${shown}:${line + 1}:${character + 1}: not valid JSON: ${what}`);
  }
  // To valibot a list is an object too.
  const outcome = v.safeParse(configSchema, Array.isArray(value) ? undefined : value);
  if (outcome.success) return outcome.output;
  const issue = outcome.issues[0];
  const where = v.getDotPath(issue);
  const problem =
    issue.expected === "never" ? "is not a known setting" : `must be ${issue.expected ?? "of another form"}`;
  throw new UsageError(`${shown}: ${where === null ? "the whole file" : where} ${problem}`);
}
