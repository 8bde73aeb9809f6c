import { known, unknown, type Fact } from "../../../../../core/posture/fact.ts";
import type { VersionFact } from "../../../../../core/posture/facts.ts";
import { commandFailure } from "../command/commandFailure.ts";
import { readFileFact } from "../files/readFileFact.ts";
import type { SystemContext } from "../systemContext.ts";
import type { KiroPlaces } from "./kiroPlaces.ts";

/** What an IDE says of itself. */
export interface Product {
  readonly version?: string;
  /** Address of the gallery of extensions. */
  readonly gallery?: string;
}

/** Reads `product.json` of a Code OSS build; undefined when it is none. */
function readProduct(text: string): Product | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    const gallery = "extensionsGallery" in value ? value.extensionsGallery : undefined;
    const address =
      typeof gallery === "object" && gallery !== null && "serviceUrl" in gallery
        ? gallery.serviceUrl
        : undefined;
    return {
      ...("version" in value && typeof value.version === "string" && { version: value.version }),
      ...(typeof address === "string" && { gallery: address }),
    };
  } catch {
    return undefined;
  }
}

/** A version among what a program wrote of itself, such as `kiro-cli 2.25.0`. */
export function readVersion(output: string): string | undefined {
  return /(?:^|[\s/v])(\d{1,6}\.\d{1,6}(?:\.\d{1,6})?(?:[-+][\w.]{1,40})?)\b/.exec(output)?.[1];
}

/** The IDE that is installed, and the address of its gallery. */
export async function findProduct(
  places: KiroPlaces,
): Promise<{ readonly path: string; readonly product: Product } | { readonly reason: string }> {
  for (const path of places.products) {
    const file = await readFileFact(path);
    if (file.state !== "known" || !file.value.exists) continue;
    const product = file.value.text === undefined ? undefined : readProduct(file.value.text);
    return product ? { path, product } : { reason: `${path} cannot be read` };
  }
  return { reason: "Kiro was not found in the folders where its installers put it" };
}

/** Versions of the IDE and of the command line, as far as they are found. */
export async function collectVersions(
  context: SystemContext,
  places: KiroPlaces,
): Promise<Fact<readonly VersionFact[]>> {
  const found: VersionFact[] = [];
  const ide = await findProduct(places);
  if ("product" in ide && ide.product.version !== undefined) {
    const isSigned = await isSignedApp(context, ide.path);
    found.push({ name: "kiro", version: ide.product.version, ...(isSigned !== undefined && { isSigned }) });
  }
  const cli = await commandLineVersion(context, places);
  if (cli !== undefined) found.push({ name: "kiro-cli", version: cli });
  if (found.length > 0) return known(found);
  return unknown("reason" in ide ? ide.reason : `${ide.path} names no version`);
}

async function commandLineVersion(
  { runner, signal }: SystemContext,
  { commandLines }: KiroPlaces,
): Promise<string | undefined> {
  for (const program of commandLines) {
    const result = await runner.run(program, ["--version"], signal);
    if (commandFailure(program, result) === undefined) return readVersion(result.stdout);
  }
  return undefined;
}

/** Only macOS tells of a whole application; its signature covers every file of it. */
async function isSignedApp(
  { runner, programs, signal }: SystemContext,
  product: string,
): Promise<boolean | undefined> {
  const app = /^(.*\.app)\/Contents\//.exec(product)?.[1];
  if (runner.os !== "darwin" || app === undefined) return undefined;
  const result = await runner.run(programs.codesign, ["--verify", "--strict", app], signal);
  if (commandFailure(programs.codesign, result) === undefined) return true;
  return result.outcome === "done" && result.code === 1 ? false : undefined;
}
