import { decode } from "../../../adapters/node/decode.ts";
import { runGit } from "../../../adapters/node/git.ts";
import type { BlobReader } from "../../../adapters/node/history/blobs.ts";

/** The files of HEAD. */
export interface HeadFiles {
  /** Tells of values whether the file of that path holds them at HEAD. */
  at(path: string): Promise<(value: string) => boolean>;
}

/** Reads the list of files when first asked. @param blobs of the same repository */
export function createHeadFiles(cwd: string, blobs: BlobReader): HeadFiles {
  let files: Promise<ReadonlyMap<string, string>> | undefined;
  let last: { readonly path: string; readonly holds: (value: string) => boolean } | undefined;
  return {
    async at(path) {
      if (last?.path === path) return last.holds;
      const oid = (await (files ??= listHead(cwd))).get(path);
      const blob = oid === undefined ? undefined : await blobs.read(oid);
      const text = typeof blob === "object" ? decode(blob)?.text : undefined;
      const holds = (value: string): boolean => text?.includes(value) ?? false;
      last = { path, holds };
      return holds;
    },
  };
}

/** Object ids by path from the top; none before the first commit. */
async function listHead(cwd: string): Promise<ReadonlyMap<string, string>> {
  const out = await runGit(cwd, ["ls-tree", "-r", "-z", "--full-tree", "HEAD"]).catch(() => Buffer.alloc(0));
  const files = new Map<string, string>();
  for (const entry of out.toString("utf8").split("\0")) {
    // `<mode> blob <id>`, tab, path.
    const [, oid, path] = /^\d+ blob ([0-9a-f]+)\t([\s\S]+)$/.exec(entry) ?? [];
    if (oid !== undefined && path !== undefined) files.set(path, oid);
  }
  return files;
}
