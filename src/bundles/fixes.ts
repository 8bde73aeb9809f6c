/** What the extension loads lazily as `dist/fixes.js`: edit plans, with their parsers. */
export { planFixes } from "../core/fixes/planFixes.ts";
