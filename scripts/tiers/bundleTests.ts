import { globSync } from "node:fs";
import { join } from "node:path";
import esbuild from "esbuild";
import { outRoot, projectRoot } from "../host/project.ts";

const folder = join(projectRoot, "test", "integration");

/** Paths of the integration tests below `test/integration`, `/`-separated and sorted. */
export function integrationFiles(): string[] {
  return globSync("**/*.test.ts", { cwd: folder })
    .map((file) => file.replaceAll("\\", "/"))
    .sort();
}

/**
 * Bundles the integration tests into one CommonJS module for the extension host.
 * @returns path of the module, whose `run` the host calls
 */
export async function bundleIntegrationTests(): Promise<string> {
  const outfile = join(outRoot, "test", "integration.js");
  await esbuild.build({
    entryPoints: [join(folder, "run.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    sourcemap: "inline",
    logLevel: "warning",
    external: ["vscode", "*.node", "web-tree-sitter", "esbuild", "playwright-core"],
    // Mocha stays outside the bundle, since it loads its own parts by path. Its main module is ESM around this file.
    plugins: [suitesPlugin, mochaPlugin],
  });
  return outfile;
}

const suitesPlugin: esbuild.Plugin = {
  name: "integration-suites",
  setup(build) {
    build.onResolve({ filter: /^integration-suites$/ }, ({ path }) => ({ path, namespace: "suites" }));
    build.onLoad({ filter: /.*/, namespace: "suites" }, () => {
      const entries = integrationFiles().map((file) => `${JSON.stringify(file)}: () => import("./${file}")`);
      return {
        contents: `export const suites = {\n${entries.join(",\n")}\n};`,
        resolveDir: folder,
        loader: "ts",
      };
    });
  },
};

const mochaPlugin: esbuild.Plugin = {
  name: "mocha",
  setup(build) {
    const path = join(projectRoot, "node_modules", "mocha", "lib", "mocha.cjs");
    build.onResolve({ filter: /^mocha$/ }, () => ({ path, external: true }));
  },
};
