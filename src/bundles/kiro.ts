/** What the extension loads lazily as `dist/kiro.js`: the engine that judges Kiro's own files, and its fixes. */
export { hideValues } from "../core/iam/hideValues.ts";
export { kiroRules } from "../core/kiro/checks/registry.ts";
export { scanKiro } from "../core/kiro/engine.ts";
export { planKiroFixes } from "../core/kiro/fixes/planKiroFixes.ts";
