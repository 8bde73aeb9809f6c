import { stat } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./paths.ts";

const mebibyte = 1024 * 1024;

/** Budgets in bytes, from the architecture's table. */
const budgets = { vsix: 6 * mebibyte, activationBundle: 250 * 1024 };

const required = [
  "LICENSE",
  "README.md",
  "CHANGELOG.md",
  "media/icon.png",
  "dist/extension.js",
  "dist/cli.js",
  "dist/webview/activity.js",
  "dist/iam/index.json",
  "dist/iam/services.pack",
  "dist/iam/descriptions.pack",
  "dist/THIRD-PARTY-NOTICES.txt",
];

const mustNotShip =
  /(^|\/)(src|test|scripts|node_modules|out|\.ci|\.vscode-test)\/|\.(ts|map|test\.js)$|(^|\/)\.env/;

/** Why the files of a package (paths as `vsce ls` prints them) and its size in bytes are not fit to ship. */
export async function objections(files: readonly string[], vsixBytes: number): Promise<readonly string[]> {
  const bundle = (await stat(join(root, "dist", "extension.js"))).size;
  return [
    ...required.filter((name) => !files.includes(name)).map((name) => `missing from the package: ${name}`),
    ...files.filter((name) => mustNotShip.test(name)).map((name) => `must not ship: ${name}`),
    ...(vsixBytes > budgets.vsix ? [`the VSIX has ${vsixBytes} bytes, more than ${budgets.vsix}`] : []),
    ...(bundle > budgets.activationBundle
      ? [`extension.js has ${bundle} bytes, more than ${budgets.activationBundle}`]
      : []),
  ];
}
