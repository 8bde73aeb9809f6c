import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import type { FoundPolicy } from "../../core/mcp/policies/policyState.ts";
import { decode } from "./decode.ts";
import { errorCode } from "./skipReason.ts";

/** In bytes. */
const mostPolicy = 5_000_000;
const mostSignature = 8192;

/** Bytes of a file, or why there are none. */
type FileBytes = { readonly bytes: Buffer } | { readonly absent: true } | { readonly reason: string };

/** Reads a policy and the signature beside it. Only a regular file of bounded size counts. Never rejects. */
export async function readPolicyFile(path: string): Promise<FoundPolicy> {
  const file = await readBounded(path, mostPolicy);
  if ("absent" in file) return { kind: "absent" };
  if ("reason" in file) return { kind: "unavailable", reason: `it ${file.reason}` };
  const signature = await readBounded(`${path}.sig`, mostSignature);
  if ("reason" in signature) return { kind: "unavailable", reason: `its signature ${signature.reason}` };
  return {
    kind: "document",
    document: {
      text: textOf(file.bytes),
      bytes: file.bytes,
      ...("bytes" in signature && { signature: textOf(signature.bytes).trim() }),
    },
  };
}

/** The text of a document in whatever encoding its editor saved it. */
export function textOf(bytes: Buffer): string {
  return decode(bytes)?.text ?? bytes.toString("utf8");
}

async function readBounded(path: string, most: number): Promise<FileBytes> {
  try {
    // Without waiting for a writer, should the name be a pipe's. Windows has no such flag.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = await file.stat();
      if (!stats.isFile()) return { reason: "is no file" };
      if (stats.size > most) return { reason: `is larger than ${most} bytes` };
      return { bytes: await readAll(file, stats.size) };
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return { absent: true };
    return { reason: `cannot be read (${code ?? "unknown error"})` };
  }
}

async function readAll(file: FileHandle, size: number): Promise<Buffer> {
  const buffer = Buffer.alloc(size);
  let at = 0;
  while (at < size) {
    const { bytesRead } = await file.read(buffer, at, size - at, at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return buffer.subarray(0, at);
}
