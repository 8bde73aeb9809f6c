/** What the extension loads lazily as `dist/secrets.js`: the secrets engine, and the listing of files for it. */
export { patternRules } from "../adapters/node/ignoreRules.ts";
export { isUnjudged } from "../adapters/node/skipReason.ts";
export { walk } from "../adapters/node/walk.ts";
export { knownFindings, parseBaseline } from "../core/secrets/baseline.ts";
export { catalogue } from "../core/secrets/catalogue.ts";
export { rescan } from "../core/secrets/rescan.ts";
export { scan, scanDetailed } from "../core/secrets/scan.ts";
