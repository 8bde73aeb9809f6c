/**
 * What the extension loads lazily as `dist/secrets.js`: the secrets engine, and the listing of files for it. The worker and
 * the bundle of agent activity take the engine and its parts from here as well, see `scripts/build/bundles.ts`.
 */
export { patternRules } from "../adapters/node/ignoreRules.ts";
export { isUnjudged } from "../adapters/node/skipReason.ts";
export { walk } from "../adapters/node/walk.ts";
export { knownFindings, parseBaseline } from "../core/secrets/baseline.ts";
export { catalogue } from "../core/secrets/catalogue.ts";
export { contextDetectors, readers } from "../core/secrets/contextual/contextDetectors.ts";
export { classifyKey, isAbout, wordsOfName } from "../core/secrets/contextual/keyNames.ts";
export { isPlaceholder } from "../core/secrets/contextual/placeholder.ts";
export { readCustomRules } from "../core/secrets/custom/readCustomRules.ts";
export { readRulesFile } from "../core/secrets/custom/rulesFile.ts";
export { blockDetectors, detectors } from "../core/secrets/detectors/registry.ts";
export { createEngine } from "../core/secrets/engine.ts";
export { rescan } from "../core/secrets/rescan.ts";
export { scan, scanDetailed } from "../core/secrets/scan.ts";
