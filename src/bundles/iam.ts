/** What the extension loads lazily as `dist/iam.js`: the IAM engine with its catalogue of AWS's services. */
export { iamRules } from "../core/iam/checks/registry.ts";
export { iamEngineIn } from "../adapters/node/iamScanner.ts";
