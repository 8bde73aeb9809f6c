import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { assetPackages } from "./assets.ts";
import { root } from "./paths.ts";

/** Licences that may ship (SPDX ids). MPL-2.0 only unmodified. */
const allowed = new Set(["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-2.0", "0BSD"]);

export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Text of its licence file, empty when it ships none. */
  readonly text: string;
}

/** The packages behind a list of bundled files (paths as in an esbuild metafile), with their licences. */
async function shippedPackages(inputs: readonly string[]): Promise<readonly ShippedPackage[]> {
  const folders = new Set(assetPackages.map((name) => `node_modules/${name}`));
  for (const input of inputs) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found?.[1]) folders.add(found[1]);
  }
  const all = await Promise.all([...folders].map(readPackage));
  const unique = new Map(all.map((entry) => [`${entry.name}@${entry.version}`, entry]));
  return [...unique.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Packages whose licence is not on the list of those that may ship. */
function forbidden(packages: readonly ShippedPackage[]): readonly ShippedPackage[] {
  return packages.filter((entry) => !mayShip(entry.license));
}

/** Reads the two SPDX operators without nesting: a choice may ship when one side may, a conjunction when all may. */
function mayShip(license: string): boolean {
  const choices = license.replace(/[()]/g, "").split(/\s+OR\s+/);
  return choices.some((choice) => choice.split(/\s+AND\s+/).every((id) => allowed.has(id.trim())));
}

/**
 * Writes `THIRD-PARTY-NOTICES.txt`, which the licences of the bundled packages ask for.
 * @throws Error when a licence may not ship
 */
export async function writeNotices(dist: string, inputs: readonly string[]): Promise<void> {
  const packages = await shippedPackages(inputs);
  const refused = forbidden(packages);
  if (refused.length > 0) {
    throw new Error(`may not ship: ${refused.map((entry) => `${entry.name} (${entry.license})`).join(", ")}`);
  }
  // The SDK's packages share one licence text: each text is printed once, under the names it covers.
  const byText = new Map<string, string[]>();
  for (const entry of packages) {
    const names = byText.get(entry.text) ?? [];
    names.push(`${entry.name} ${entry.version} (${entry.license})`);
    byText.set(entry.text, names);
  }
  const sections = [...byText].map(([text, names]) => `${names.join("\n")}\n\n${text.trim()}\n`);
  const head = "Picket contains the following packages under their own licences.\n";
  await writeFile(join(dist, "THIRD-PARTY-NOTICES.txt"), [head, ...sections].join(`\n${"-".repeat(78)}\n\n`));
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

async function readPackage(folder: string): Promise<ShippedPackage> {
  const path = join(root, folder);
  const manifest = JSON.parse(await readFile(join(path, "package.json"), "utf8")) as Manifest;
  const file = (await readdir(path)).find((name) => /^(licen[cs]e|copying)/i.test(name));
  return {
    name: manifest.name,
    version: manifest.version,
    license: manifest.license ?? "unknown",
    text: file ? await readFile(join(path, file), "utf8") : "",
  };
}
