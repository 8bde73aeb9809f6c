/**
 * Builds `dist/`: `node scripts/build.ts [--watch]`.
 * Minified CommonJS without a source-map comment; maps and metafiles stand beside for debugging and the size budgets.
 */
import { rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import esbuild from "esbuild";
import { bundleOptions, bundles } from "./build/bundles.ts";
import { copyAssets } from "./build/assets.ts";
import { root } from "./build/paths.ts";
import { writeNotices } from "./build/notices.ts";

const dist = join(root, "dist");

/** Builds every bundle once and writes assets and third-party notices. Rejects when a bundle does not compile. */
export async function buildAll(): Promise<void> {
  await rm(dist, { recursive: true, force: true });
  const results = await Promise.all(present().map((bundle) => esbuild.build(bundleOptions(bundle))));
  await copyAssets(dist);
  await writeNotices(
    dist,
    results.flatMap((result) => Object.keys(result.metafile?.inputs ?? {})),
  );
}

async function watchAll(): Promise<void> {
  await buildAll();
  for (const bundle of present()) await (await esbuild.context(bundleOptions(bundle))).watch();
  process.stdout.write("watching for changes, Ctrl+C ends\n");
}

function present(): typeof bundles {
  return bundles.filter((bundle) => existsSync(join(root, bundle.entry)));
}

if (import.meta.main) await (process.argv.includes("--watch") ? watchAll() : buildAll());
