import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { lstat, open } from "node:fs/promises";
import { known, unknown, type Fact } from "../../../../../core/posture/fact.ts";
import type { FileFact } from "../../../../../core/posture/facts.ts";
import { decode } from "../../../decode.ts";
import { mostConfigBytes, skipReason, skipSentences } from "../../../skipReason.ts";

/** A file as it lies there, with its text where that may be seen. One that is missing is known. */
export async function readFileFact(
  path: string,
  { withText = true }: { readonly withText?: boolean } = {},
): Promise<Fact<FileFact>> {
  let isSymbolicLink = false;
  try {
    isSymbolicLink = (await lstat(path)).isSymbolicLink();
    // Opening a pipe would wait for a writer. Windows has no such flag.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = await file.stat();
      if (!stat.isFile()) return unknown(`${path}: ${skipSentences.special}`);
      if (stat.size > mostConfigBytes) return unknown(`${path}: ${skipSentences["too-large"]}`);
      const bytes = await file.readFile();
      const encoding = encodingOf(bytes);
      const text = withText ? decode(bytes)?.text : undefined;
      return known({
        path,
        exists: true,
        size: bytes.length,
        sha256: createHash("sha256").update(bytes).digest("hex"),
        ...(text !== undefined && { text }),
        encoding,
        isSymbolicLink,
        changedAt: Math.round(stat.mtimeMs),
      });
    } finally {
      await file.close();
    }
  } catch (error) {
    const reason = skipReason(error);
    if (reason === "vanished" && !isSymbolicLink) return known({ path, exists: false });
    return unknown(`${path}: ${skipSentences[reason]}`);
  }
}

function encodingOf(bytes: Buffer): NonNullable<FileFact["encoding"]> {
  const decoded = decode(bytes);
  if (!decoded) return "other";
  if (decoded.encoding !== "utf8") return "utf16";
  if (decoded.bom) return "utf8-bom";
  return decoded.lossless ? "utf8" : "other";
}

/** Several files, those that exist. One that cannot be read makes the whole unknown: it might be the one that matters. */
export async function readFileFacts(paths: readonly string[]): Promise<Fact<readonly FileFact[]>> {
  const found: FileFact[] = [];
  for (const path of paths) {
    const fact = await readFileFact(path);
    if (fact.state !== "known") return fact;
    if (fact.value.exists) found.push(fact.value);
  }
  return known(found);
}
