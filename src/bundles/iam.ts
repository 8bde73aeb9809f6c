/** What the extension loads lazily as `dist/iam.js`: the IAM engine with its catalogue of AWS's services. */
export { iamRules } from "../core/iam/checks/registry.ts";
export { scanIam } from "../core/iam/engine.ts";
export { iamEngineIn } from "../adapters/node/iamScanner.ts";
export { planIamFixes } from "../core/iam/fixes/planIamFixes.ts";
export { hoverAt } from "../core/iam/language/hover.ts";
export { lensesOf } from "../core/iam/language/lens.ts";
export { statementPage } from "../core/iam/language/listing.ts";
export { policyJson, remoteTypeOf } from "../core/iam/language/remote/policyText.ts";
export { spanOfPath } from "../core/iam/language/remote/remotePath.ts";
export { policyAt, statementAt, tokenAt } from "../core/iam/language/token.ts";
export { completionsAt } from "../core/iam/language/typing/completionsAt.ts";
export { describeCompletion } from "../core/iam/language/typing/describeCompletion.ts";
export { readTrail } from "../adapters/node/trailFiles.ts";
export { SeenActions } from "../core/activity/seenActions.ts";
