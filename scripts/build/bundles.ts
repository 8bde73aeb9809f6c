import { join } from "node:path";
import type { BuildOptions, Plugin } from "esbuild";
import { metafilePlugin } from "./metafile.ts";
import { root } from "./paths.ts";
import { tokenTablesPlugin } from "./tokenTables.ts";

/** One file of `dist/`. `lazy` bundles are required only when the code that needs them first runs. */
export interface Bundle {
  readonly name: string;
  readonly entry: string;
  /** Keep `import("…/bundles/X.ts")` as a lazy `require("./X.js")` instead of bundling it in. */
  readonly splitsLazy: boolean;
  /** Leaves modules to the bundles that hold them, see `shared`. */
  readonly shares?: true;
  /** Runs in a webview: a script of its own for a browser, without modules. */
  readonly browser?: true;
}

export const bundles: readonly Bundle[] = [
  { name: "extension", entry: "src/extension.ts", splitsLazy: true },
  { name: "secrets", entry: "src/bundles/secrets.ts", splitsLazy: false },
  { name: "fixes", entry: "src/bundles/fixes.ts", splitsLazy: false },
  { name: "iam", entry: "src/bundles/iam.ts", splitsLazy: false },
  { name: "mcp", entry: "src/bundles/mcp.ts", splitsLazy: false },
  { name: "kiro", entry: "src/bundles/kiro.ts", splitsLazy: false },
  { name: "activity", entry: "src/bundles/activity.ts", splitsLazy: false, shares: true },
  { name: "activityPanel", entry: "src/bundles/activityPanel.ts", splitsLazy: false },
  { name: "posture", entry: "src/bundles/posture.ts", splitsLazy: false },
  { name: "posturePanel", entry: "src/bundles/posturePanel.ts", splitsLazy: false },
  { name: "languageModelTools", entry: "src/bundles/languageModelTools.ts", splitsLazy: false },
  { name: "policyWizards", entry: "src/bundles/policyWizards.ts", splitsLazy: false },
  { name: "aws", entry: "src/bundles/aws.ts", splitsLazy: false },
  { name: "worker", entry: "src/adapters/node/scanWorker.ts", splitsLazy: false, shares: true },
  { name: "webview/activity", entry: "src/webview/activity/main.ts", splitsLazy: false, browser: true },
  { name: "hooks", entry: "src/bundles/hooks.ts", splitsLazy: false },
  { name: "hook", entry: "src/cli/hook/hookMain.ts", splitsLazy: true },
  { name: "cli", entry: "src/cli/main.ts", splitsLazy: false },
];

/**
 * Modules that large bundles have in common, by the bundle that exports all of their names: it lies beside the others, and
 * what requires it is half a megabyte smaller.
 */
const shared: Readonly<Record<string, RegExp>> = {
  secrets:
    /\/secrets\/(?:scan|engine|contextual\/(?:contextDetectors|keyNames|placeholder)|detectors\/registry)\.ts$/,
  iam: /\/core\/iam\/engine\.ts$/,
  kiro: /\/core\/kiro\/engine\.ts$/,
  mcp: /\/core\/mcp\/engine\.ts$/,
};

const sharedPlugin: Plugin = {
  name: "shared-bundles",
  setup(build) {
    for (const [name, filter] of Object.entries(shared)) {
      build.onResolve({ filter }, ({ kind }) =>
        kind === "entry-point" ? undefined : { path: `./${name}.js`, external: true },
      );
    }
  },
};

const lazyBundle = /\/bundles\/(\w+)\.ts$/;

const lazyPlugin: Plugin = {
  name: "lazy-bundles",
  setup(build) {
    build.onResolve({ filter: lazyBundle }, (args) => {
      const name = lazyBundle.exec(args.path)?.[1];
      return args.kind === "dynamic-import" && name ? { path: `./${name}.js`, external: true } : undefined;
    });
  },
};

/** esbuild options of one bundle. */
export function bundleOptions(bundle: Bundle): BuildOptions & { metafile: true } {
  const host = bundle.browser ? browserOptions : nodeOptions;
  return {
    ...host,
    // A lazy bundle is a `require`: Node's own import() of CommonJS takes 20 ms more, in which a hook has to answer. Elsewhere
    // import() stays as it is: web-tree-sitter has a `require` of its own around it.
    ...((bundle.splitsLazy || bundle.shares) && { supported: { "dynamic-import": false } }),
    absWorkingDir: root,
    entryPoints: [bundle.entry],
    outfile: join("dist", `${bundle.name}.js`),
    bundle: true,
    minify: true,
    sourcemap: "external",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
    plugins: [
      tokenTablesPlugin,
      ...(bundle.splitsLazy ? [lazyPlugin] : []),
      ...(bundle.shares ? [sharedPlugin] : []),
      metafilePlugin(bundle.name.replaceAll("/", "-")),
    ],
  };
}

/** A plain script for the browser of VS Code 1.105 (Chromium 138) and of what opens VS Code on the web. */
const browserOptions: BuildOptions = { platform: "browser", format: "iife", target: "es2022" };

/** CommonJS that VS Code 1.105 (Node 22) and a command line on Node 20 can run. */
const nodeOptions: BuildOptions = {
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
  // ES modules first: smaller by tree shaking, and jsonc-parser's UMD build hides its requires from a bundler.
  mainFields: ["module", "main"],
  // CommonJS has no import.meta; libraries use its url to find files beside them.
  define: { "import.meta.url": "__picketFileUrl" },
  banner: { js: 'const __picketFileUrl=require("node:url").pathToFileURL(__filename).href;' },
};
