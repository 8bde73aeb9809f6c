import type { Ecosystem } from "./installCommand.ts";

/** A package that is known to have done harm. */
export interface BadPackage {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** The versions that did; absent: every one. */
  readonly versions?: readonly string[];
}

/**
 * Packages whose harm is public record (registry advisories and the reports of their maintainers), as a floor: the
 * organisation adds its own to the guard's policy, and an auditor knows far more.
 */
export const knownBadPackages: readonly BadPackage[] = [
  { ecosystem: "npm", name: "event-stream", versions: ["3.3.6"] },
  { ecosystem: "npm", name: "flatmap-stream" },
  { ecosystem: "npm", name: "eslint-scope", versions: ["3.7.2"] },
  { ecosystem: "npm", name: "eslint-config-eslint", versions: ["5.0.2"] },
  { ecosystem: "npm", name: "ua-parser-js", versions: ["0.7.29", "0.8.0", "1.0.0"] },
  { ecosystem: "npm", name: "coa", versions: ["2.0.3", "2.0.4", "2.1.1", "2.1.3", "3.0.1", "3.1.3"] },
  { ecosystem: "npm", name: "rc", versions: ["1.2.9", "1.3.9", "2.3.9"] },
  { ecosystem: "npm", name: "node-ipc", versions: ["10.1.1", "10.1.2"] },
  { ecosystem: "npm", name: "colors", versions: ["1.4.1", "1.4.2"] },
  { ecosystem: "npm", name: "faker", versions: ["6.6.6"] },
  { ecosystem: "npm", name: "crossenv" },
  { ecosystem: "npm", name: "cross-env.js" },
  { ecosystem: "npm", name: "electron-native-notify" },
  { ecosystem: "npm", name: "chalk", versions: ["5.6.1"] },
  { ecosystem: "npm", name: "debug", versions: ["4.4.2"] },
  { ecosystem: "npm", name: "ansi-styles", versions: ["6.2.2"] },
  { ecosystem: "npm", name: "strip-ansi", versions: ["7.1.1"] },
  { ecosystem: "npm", name: "@ctrl/tinycolor", versions: ["4.1.1", "4.1.2"] },
  {
    ecosystem: "npm",
    name: "nx",
    versions: ["20.9.0", "20.10.0", "20.11.0", "20.12.0", "21.5.0", "21.6.0", "21.7.0", "21.8.0"],
  },
  { ecosystem: "pypi", name: "ctx", versions: ["0.1.2", "0.2.2", "0.2.6"] },
  { ecosystem: "pypi", name: "colourama" },
  { ecosystem: "pypi", name: "jeilyfish" },
  { ecosystem: "pypi", name: "python3-dateutil" },
  { ecosystem: "pypi", name: "torchtriton" },
  { ecosystem: "pypi", name: "acloud-client" },
  { ecosystem: "pypi", name: "ultralytics", versions: ["8.3.41", "8.3.42", "8.3.45", "8.3.46"] },
  { ecosystem: "pypi", name: "num2words", versions: ["0.5.15", "0.5.16"] },
  { ecosystem: "crates", name: "rustdecimal" },
];
