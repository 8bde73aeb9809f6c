import { dirname, resolve } from "node:path";
import type { FileOutcome } from "../../adapters/node/workerMessages.ts";
import { filesSince, stagedFiles } from "../../adapters/node/git.ts";
import { createBlobReader, type Blob } from "../../adapters/node/history/blobs.ts";
import { isIgnored, noRules, rulesAbove, type IgnoreRules } from "../../adapters/node/ignoreRules.ts";
import { scanBytes } from "../../adapters/node/scanFile.ts";
import { nameOf, walk } from "../../adapters/node/walk.ts";
import type { Io } from "../io.ts";
import { engines, jobOptions, scanEntries, type FileSettings } from "./scanEntries.ts";
import type { HistorySource, Source } from "./scanOptions.ts";

/** How texts are found and scanned. */
export interface InputSettings extends FileSettings {
  readonly ignoreFiles: boolean;
  readonly rules: IgnoreRules;
}

/**
 * Scans every text of a source, in the source's order.
 * @throws MissingPathError, GitError
 */
export async function* scanSource(
  source: Exclude<Source, HistorySource>,
  settings: InputSettings,
  io: Pick<Io, "cwd" | "stdin">,
): AsyncGenerator<FileOutcome> {
  switch (source.kind) {
    case "paths":
      yield* scanEntries(walk(source.paths, { ...settings, base: io.cwd }), settings);
      return;
    case "since": {
      const changed = await filesSince(io.cwd, source.revision, source.paths);
      yield* scanEntries(changed.filter(notIgnored(settings, io.cwd)), settings);
      return;
    }
    case "staged":
      yield* scanStaged(source.paths, settings, io.cwd);
      return;
    case "stdin":
      yield await scanBlob(nameOf(io.cwd, resolve(io.cwd, source.name)), await io.stdin(), settings, io.cwd);
      return;
  }
}

async function* scanStaged(
  paths: readonly string[],
  settings: InputSettings,
  cwd: string,
): AsyncGenerator<FileOutcome> {
  const files = (await stagedFiles(cwd, paths)).filter(notIgnored(settings, cwd));
  const blobs = createBlobReader(cwd, settings.limits.maxBytes);
  try {
    for (const { name, oid } of files) yield await scanBlob(name, await blobs.read(oid), settings, cwd);
  } finally {
    blobs.dispose();
  }
}

async function scanBlob(
  name: string,
  blob: Blob,
  settings: InputSettings,
  cwd: string,
): Promise<FileOutcome> {
  if (typeof blob === "string") return { name, skipped: blob };
  if (blob.length > settings.limits.maxBytes) return { name, skipped: "too-large" };
  return scanBytes(blob, jobOptions(name, resolve(cwd, name), settings), engines);
}

/** Git has applied `.gitignore` itself, and what is tracked in spite of it counts: only Picket's own rules are left. */
export function notIgnored(
  settings: InputSettings,
  cwd: string,
): (file: { readonly name: string }) => boolean {
  const byFolder = new Map<string, IgnoreRules>();
  return ({ name }) => {
    const path = resolve(cwd, name);
    const folder = dirname(path);
    const rules =
      byFolder.get(folder) ?? (settings.ignoreFiles ? rulesAbove(path, cwd, settings.rules) : settings.rules);
    byFolder.set(folder, rules);
    return !isIgnored({ git: noRules.git, own: rules.own }, path, false);
  };
}
