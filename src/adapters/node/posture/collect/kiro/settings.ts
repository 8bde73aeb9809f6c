import { parse, type ParseError } from "jsonc-parser";
import { known, unknown, type Fact } from "../../../../../core/posture/fact.ts";
import type { SettingFact } from "../../../../../core/posture/facts.ts";
import { readFileFact } from "../files/readFileFact.ts";

/** Settings that a check may ask for; others are nobody's business, and may hold secrets. */
const relevant = /^(?:kiroAgent|kiroExtension|telemetry|security\.workspace\.trust|extensions)\./;

/** A settings file of an editor. */
export interface SettingsFile {
  readonly path: string;
  readonly ofWorkspace: boolean;
}

/** Reads settings as an editor does: JSON with comments, the last of several equal names. @param also names to keep */
export function readSettings(
  text: string,
  ofWorkspace: boolean,
  also: readonly string[],
): readonly SettingFact[] | undefined {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  if (errors.length > 0) return undefined;
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value)
    .filter(([name]) => relevant.test(name) || also.includes(name))
    .map(([name, set]) => ({ name, value: set, setByWorkspace: ofWorkspace }));
}

/** The settings of all files that exist. One that cannot be read might set anything: then nothing is known. */
export async function collectSettings(
  files: readonly SettingsFile[],
  also: readonly string[],
): Promise<Fact<readonly SettingFact[]>> {
  const found: SettingFact[] = [];
  const seen: string[] = [];
  for (const { path, ofWorkspace } of files) {
    const file = await readFileFact(path);
    if (file.state !== "known") return file;
    if (!file.value.exists) continue;
    const settings =
      file.value.text === undefined ? undefined : readSettings(file.value.text, ofWorkspace, also);
    if (!settings) return unknown(`${path} is no settings file: correct its JSON`);
    found.push(...settings);
    seen.push(path);
  }
  return known(found, ...seen);
}
