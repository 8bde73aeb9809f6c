/** What the extension loads lazily as `dist/secrets.js`: the secrets engine. */
export { scan } from "../core/secrets/scan.ts";
