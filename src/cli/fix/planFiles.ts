import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { decode, type DecodedText } from "../../adapters/node/decode.ts";
import { patternRules } from "../../adapters/node/ignoreRules.ts";
import { readProjectFacts } from "../../adapters/node/projectFacts.ts";
import { readLimited } from "../../adapters/node/scanFile.ts";
import { isUnjudged } from "../../adapters/node/skipReason.ts";
import { walk, type WalkEntry } from "../../adapters/node/walk.ts";
import type { FixPlan, SecretToStore } from "../../core/fixes/plan.ts";
import { planFixes } from "../../core/fixes/planFixes.ts";
import { applyEdits } from "../../core/model/edit.ts";
import { atLeast } from "../../core/model/severity.ts";
import type { Span } from "../../core/model/span.ts";
import type { GrammarSource } from "../../core/ports.ts";
import { scanDetailed } from "../../core/secrets/scan.ts";
import { spansToMask } from "../spans.ts";
import type { FixOptions } from "./fixOptions.ts";
import type { PlanIamFile } from "./iamFiles.ts";

/** Files above this many bytes are not fixed. */
const maxBytes = 50 * 1024 * 1024;

const notText = "not text: binary";

/** A file with the plan of its fixes; nothing is changed yet. */
export interface PlannedFile {
  /** Absolute. */
  readonly path: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly decoded: DecodedText;
  /** All that may be a value in the text, also what is not to be fixed or is suppressed: for masking. */
  readonly values: readonly Span[];
  readonly plan: FixPlan;
  /** The text after the edits. */
  readonly result: string;
}

/** A file that cannot be fixed at all. */
export interface RefusedFile {
  readonly name: string;
  /** Why, for a person. */
  readonly error: string;
}

/**
 * Plans the fixes of all files, so that no two values share a name and a value in several files is one secret. Folders
 * are walked as a scan walks them; of what they hold, only files with something to say are in the result.
 * @param planIamFile fixes policies instead
 * @throws MissingPathError
 */
export async function planFiles(
  options: FixOptions,
  cwd: string,
  grammars: GrammarSource,
  planIamFile?: PlanIamFile,
): Promise<readonly (PlannedFile | RefusedFile)[]> {
  const named = new Set(options.files.map((file) => resolve(cwd, file)));
  const { config, folder } = options.config;
  const ignored = patternRules(folder, config.ignore ?? []);
  const secrets: SecretToStore[] = [];
  const planned: (PlannedFile | RefusedFile)[] = [];
  for (const entry of walk(options.files, { base: cwd, ignoreFiles: true, rules: ignored })) {
    const path = resolve(cwd, entry.name);
    const file =
      entry.kind === "file" || named.has(path)
        ? await planFile(path, entry.name, { options, grammars, secrets, planIamFile })
        : refusalOf(entry);
    if (!file || (!named.has(path) && !saysSomething(file))) continue;
    if ("plan" in file) secrets.push(...file.plan.secrets);
    planned.push(file);
  }
  return planned;
}

/** What a folder holds and nobody could look into. */
function refusalOf(entry: WalkEntry): RefusedFile | undefined {
  return entry.kind === "skipped" && isUnjudged(entry.reason)
    ? { name: entry.name, error: `not read: ${entry.reason}` }
    : undefined;
}

/** Whether a file of a folder, which nobody named, belongs in a report. */
function saysSomething(file: PlannedFile | RefusedFile): boolean {
  if ("plan" in file) return file.plan.edits.length > 0 || file.plan.skipped.length > 0;
  return file.error !== notText && file.error !== "not read: special";
}

/** The secrets of all files, each once, with how often its value stands in them. */
export function secretsOf(
  files: readonly (PlannedFile | RefusedFile)[],
): readonly { readonly secret: SecretToStore; readonly occurrences: number }[] {
  const byName = new Map<string, { secret: SecretToStore; occurrences: number }>();
  for (const secret of files.flatMap((file) => ("plan" in file ? file.plan.secrets : []))) {
    const occurrences = (byName.get(secret.name)?.occurrences ?? 0) + secret.spans.length;
    byName.set(secret.name, { secret, occurrences });
  }
  return [...byName.values()];
}

interface Planning {
  readonly options: FixOptions;
  readonly grammars: GrammarSource;
  /** Of the files before. */
  readonly secrets: readonly SecretToStore[];
  /** Given when policies are fixed instead of secrets. */
  readonly planIamFile: PlanIamFile | undefined;
}

async function planFile(
  path: string,
  name: string,
  { options, grammars, secrets, planIamFile }: Planning,
): Promise<PlannedFile | RefusedFile> {
  const bytes = readLimited(path, maxBytes);
  if (typeof bytes === "string") return { name, error: `not read: ${bytes}` };
  const decoded = decode(bytes);
  if (!decoded) return { name, error: notText };
  const { text } = decoded;
  const { findings, seen } = await scanDetailed(text, {
    path: name,
    customRules: options.config.custom.rules,
    ...(options.config.config.severities && { severities: options.config.config.severities }),
  });
  const wanted = findings.filter(
    ({ ruleId, severity }) => atLeast(severity, options.minSeverity) && (options.only?.has(ruleId) ?? true),
  );
  const values = spansToMask(
    findings.map(({ span }) => span),
    seen.map(({ candidate }) => candidate.span),
  );
  const file = { path, name, bytes, decoded, values };
  if (planIamFile && decoded.lossless) return { ...file, ...(await planIamFile(text, name)) };
  if (planIamFile) return { name, error: "not fixed: the file is not valid in its encoding" };
  if (!decoded.lossless) {
    const reason = "the file is not valid in its encoding: writing it back would change other bytes";
    const skipped = wanted.map(({ ruleId, span }) => ({ ruleId, span, reason }));
    return { ...file, plan: { edits: [], secrets: [], notes: [], skipped }, result: text };
  }
  const plan = await planFixes(
    {
      text,
      path: name,
      findings: wanted,
      target: { to: options.to },
      project: readProjectFacts(path),
      takenNames: secrets.map((secret) => secret.name),
      // The files of a Terraform folder are one module, in which two data sources of one secret would collide.
      known: /\.(?:tf|tofu)$/i.test(name) ? [] : secrets,
      ...(options.nameTemplate !== undefined && { nameTemplate: options.nameTemplate }),
    },
    grammars,
  );
  return { ...file, plan, result: applyEdits(text, plan.edits) };
}

/** Whether the file still holds the bytes that the plan was made from. */
export function isUnchanged({ path, bytes }: PlannedFile): boolean {
  try {
    return readFileSync(path).equals(bytes);
  } catch {
    return false;
  }
}
