import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { replaceText } from "./mcpPolicyMemory.ts";

/** A document as it was last had from its address. */
export interface KeptDocument {
  readonly bytes: Buffer;
  readonly etag?: string;
  /** ms since epoch: when the server last gave or confirmed it. */
  readonly asOf: number;
}

const keptSchema = v.object({
  addressHash: v.string(),
  asOf: v.number(),
  etag: v.exactOptional(v.string()),
  base64: v.string(),
});

/** Copies of documents in the host's state folder, one file for each address. */
export interface DocumentCache {
  /** Undefined when there is none that can be read. */
  read(address: string): Promise<KeptDocument | undefined>;
  /** Does nothing when the folder cannot be written: the next request asks again. */
  keep(address: string, kept: KeptDocument): Promise<void>;
}

/** The address may hold a token, so that files hold its hash only. */
export function fileDocumentCache(folder: string): DocumentCache {
  const hashOf = (address: string) => createHash("sha256").update(address).digest("hex");
  const pathOf = (hash: string) => join(folder, `mcp-registry-${hash.slice(0, 32)}.json`);
  return {
    async read(address) {
      const addressHash = hashOf(address);
      const text = await readFile(pathOf(addressHash), "utf8").catch(() => undefined);
      const outcome = v.safeParse(v.pipe(v.string(), v.parseJson(), keptSchema), text);
      if (!outcome.success || outcome.output.addressHash !== addressHash) return undefined;
      const { asOf, etag, base64 } = outcome.output;
      return { bytes: Buffer.from(base64, "base64"), asOf, ...(etag !== undefined && { etag }) };
    },
    async keep(address, { bytes, etag, asOf }) {
      const addressHash = hashOf(address);
      const text = JSON.stringify({ addressHash, asOf, etag, base64: bytes.toString("base64") });
      await mkdir(folder, { recursive: true })
        .then(() => replaceText(pathOf(addressHash), text))
        .catch(() => undefined);
    },
  };
}
