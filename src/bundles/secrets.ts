/** What the extension loads lazily as `dist/secrets.js`: the secrets engine. */
export { catalogue } from "../core/secrets/catalogue.ts";
export { scan } from "../core/secrets/scan.ts";
