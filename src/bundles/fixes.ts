/** What the extension loads lazily as `dist/fixes.js`: edit plans with their parsers, ignore comments, the baseline. */
export { ignoreEdit } from "../core/fixes/ignoreEdit.ts";
export { planFixes } from "../core/fixes/planFixes.ts";
export { addToBaseline, createBaseline, formatBaseline, parseBaseline } from "../core/secrets/baseline.ts";
