/** What the extension loads lazily as `dist/aws.js`: the AWS SDK behind Picket's ports. */
export { createAwsAccess } from "../adapters/aws/awsAccess.ts";
