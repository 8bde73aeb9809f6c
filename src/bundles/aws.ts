/** What the extension loads lazily as `dist/aws.js`: the AWS SDK behind Picket's ports. */
export { createAwsAccess } from "../adapters/aws/awsAccess.ts";
export { createAwsProfiles } from "../adapters/aws/profiles.ts";
export { findAwsSignIn } from "../adapters/aws/signIn.ts";
export { storeSecrets } from "../core/fixes/storeSecrets.ts";
