import { analyzerRule } from "../analyzerRule.ts";

export const invalidArnPrefix = analyzerRule(
  "INVALID_ARN_PREFIX",
  "error",
  "Resource without the prefix arn",
);
export const missingArnField = analyzerRule("MISSING_ARN_FIELD", "error", "ARN with too few fields");
export const invalidPartition = analyzerRule(
  "INVALID_PARTITION",
  "error",
  "ARN of a partition that does not exist",
);
export const invalidArnServiceCase = analyzerRule(
  "INVALID_ARN_SERVICE_CASE",
  "error",
  "Capital letters in the service of an ARN",
);
export const invalidService = analyzerRule("INVALID_SERVICE", "error", "Service that does not exist");
export const invalidArnRegion = analyzerRule(
  "INVALID_ARN_REGION",
  "error",
  "ARN of a Region that does not exist",
);
export const invalidArnAccount = analyzerRule(
  "INVALID_ARN_ACCOUNT",
  "error",
  "ARN with an account that is none",
);
export const arnRegionNotAllowed = analyzerRule(
  "ARN_REGION_NOT_ALLOWED",
  "error",
  "Region in an ARN that has none",
);
export const arnAccountNotAllowed = analyzerRule(
  "ARN_ACCOUNT_NOT_ALLOWED",
  "error",
  "Account in an ARN that has none",
);
export const missingArnRegion = analyzerRule("MISSING_ARN_REGION", "error", "ARN without its Region");
export const missingArnAccount = analyzerRule("MISSING_ARN_ACCOUNT", "error", "ARN without its account");
export const invalidArnResource = analyzerRule(
  "INVALID_ARN_RESOURCE",
  "error",
  "ARN whose resource has no known form",
);
