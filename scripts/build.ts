/**
 * Builds `dist/`: `node scripts/build.ts [--watch]`.
 * Minified CommonJS without a source-map comment; maps and metafiles stand beside for debugging and the size budgets.
 */
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import esbuild from "esbuild";
import { bundleOptions, bundles } from "./build/bundles.ts";
import { copyAssets } from "./build/assets.ts";
import { packCatalogue } from "./build/catalogue.ts";
import { root } from "./build/paths.ts";
import { writeNotices } from "./build/notices.ts";

const dist = join(root, "dist");

/**
 * Builds every bundle once and writes assets and third-party notices. Rejects when a bundle does not compile; the
 * bundles that do are written all the same.
 */
export async function buildAll(): Promise<void> {
  const built = await Promise.allSettled(bundles.map((bundle) => esbuild.build(bundleOptions(bundle))));
  const results = built.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  if (results.length < bundles.length) throw new Error("a bundle does not compile, see above");
  await removeLeftovers();
  await copyAssets(dist);
  await packCatalogue(dist);
  await writeNotices(
    dist,
    results.flatMap((result) => Object.keys(result.metafile?.inputs ?? {})),
  );
}

/** Removes bundles of an earlier layout; a folder swap would pull files from under a running host. */
async function removeLeftovers(): Promise<void> {
  const wanted = new Set(bundles.flatMap(({ name }) => [`${name}.js`, `${name}.js.map`]));
  for (const name of await readdir(dist)) {
    if (/\.js(\.map)?$/.test(name) && !wanted.has(name)) await rm(join(dist, name));
  }
}

async function watchAll(): Promise<void> {
  await buildAll();
  for (const bundle of bundles) await (await esbuild.context(bundleOptions(bundle))).watch();
  process.stdout.write("watching for changes, Ctrl+C ends\n");
}

if (import.meta.main) await (process.argv.includes("--watch") ? watchAll() : buildAll());
