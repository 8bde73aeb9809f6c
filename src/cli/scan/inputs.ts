import { dirname, resolve } from "node:path";
import type { FileOutcome } from "../../adapters/node/workerMessages.ts";
import { filesSince, readBlobs, stagedFiles } from "../../adapters/node/git.ts";
import { isIgnored, noRules, rulesAbove, type IgnoreRules } from "../../adapters/node/ignoreRules.ts";
import { scanBytes } from "../../adapters/node/scanFile.ts";
import { nameOf, walk } from "../../adapters/node/walk.ts";
import type { Io } from "../io.ts";
import { engines, jobOptions, scanEntries, type FileSettings } from "./scanEntries.ts";
import type { Source } from "./scanOptions.ts";

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
  source: Source,
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
      yield* scanBlobs(
        [{ name: nameOf(io.cwd, resolve(io.cwd, source.name)), bytes: await io.stdin() }],
        settings,
        io.cwd,
      );
      return;
  }
}

async function* scanStaged(
  paths: readonly string[],
  settings: InputSettings,
  cwd: string,
): AsyncGenerator<FileOutcome> {
  const keep = notIgnored(settings, cwd);
  const files = (await stagedFiles(cwd, paths)).filter(keep);
  // A few at a time, so that a large commit never stands in memory as a whole.
  for (let at = 0; at < files.length; at += 64) {
    const group = files.slice(at, at + 64);
    const oids = group.map(({ oid }) => oid);
    const blobs = await readBlobs(cwd, oids, settings.limits.maxBytes);
    yield* scanBlobs(
      group.map(({ name }, index) => ({ name, bytes: blobs[index] })),
      settings,
      cwd,
    );
  }
}

async function* scanBlobs(
  blobs: readonly { readonly name: string; readonly bytes: Buffer | undefined }[],
  settings: InputSettings,
  cwd: string,
): AsyncGenerator<FileOutcome> {
  for (const { name, bytes } of blobs) {
    if (!bytes || bytes.length > settings.limits.maxBytes) yield { name, skipped: "too-large" };
    else yield await scanBytes(bytes, jobOptions(name, resolve(cwd, name), settings), engines);
  }
}

/** Git has applied `.gitignore` itself, and what is tracked in spite of it counts: only Picket's own rules are left. */
function notIgnored(settings: InputSettings, cwd: string): (file: { readonly name: string }) => boolean {
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
