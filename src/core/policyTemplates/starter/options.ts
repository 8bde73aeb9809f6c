import type { TemplateParameter } from "../formats/value.ts";

/** What a starter policy is for. What is not known is left for whoever deploys it. */
export interface StarterOptions {
  /** Name of the agent's role. Default `kiro-agent`. */
  readonly role?: string;
  readonly account?: string;
  readonly region?: string;
  readonly bucket?: string;
  /** The one object that may be read; then nothing is listed. */
  readonly objectKey?: string;
  /** Name of the secret, without the suffix of its ARN. */
  readonly secret?: string;
  /** Tag of the functions that the agent may deploy. Default `deployed-by` with the role's name. */
  readonly tag?: { readonly key: string; readonly value: string };
  /** What the names of these functions begin with. Default the role's name and a hyphen. */
  readonly functionPrefix?: string;
  /** ARN of who may assume the role. Default: the roles of IAM Identity Center of the account. */
  readonly trusted?: string;
}

/** The options with their defaults, and what is known of each reference of the policies. */
export interface StarterValues {
  readonly role: string;
  readonly tag: { readonly key: string; readonly value: string };
  readonly functionPrefix: string;
  readonly functionRole: string;
  readonly boundary: string;
  readonly oneObject: boolean;
  readonly trusted: string | undefined;
  /** Text by reference. */
  readonly known: ReadonlyMap<string, string>;
}

/** What is asked for where it is deployed when it is not known, by reference. */
export const starterParameters: Readonly<Record<"BucketName" | "SecretName", TemplateParameter>> = {
  BucketName: {
    description: "Bucket that the agent reads",
    pattern: "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
  },
  SecretName: {
    description: "Secret that the agent reads, by its name without the six characters that AWS adds",
    pattern: "^[A-Za-z0-9/_+=.@-]{1,512}$",
  },
};

/** What stands in a bare policy for a reference that is not known; a person puts the value there. */
export const placeholders: ReadonlyMap<string, string> = new Map([
  ["AWS::AccountId", "{{YOUR_ACCOUNT_ID}}"],
  ["AWS::Region", "{{YOUR_REGION}}"],
  ["BucketName", "{{YOUR_BUCKET_NAME}}"],
  ["SecretName", "{{YOUR_SECRET_NAME}}"],
]);

/** Defaults, and what is known. */
export function starterValues(options: StarterOptions): StarterValues {
  const { role = "kiro-agent", account, region, bucket, objectKey, secret, trusted } = options;
  const known = new Map<string, string>();
  const keep = (name: string, value: string | undefined): void =>
    void (value !== undefined && known.set(name, value));
  keep("AWS::AccountId", account);
  keep("AWS::Region", region);
  keep("AWS::Partition", region === undefined ? undefined : partitionOf(region));
  keep("BucketName", bucket);
  keep("ObjectKey", objectKey);
  keep("SecretName", secret);
  return {
    role,
    tag: options.tag ?? { key: "deployed-by", value: role },
    functionPrefix: options.functionPrefix ?? `${role.replace(/[^A-Za-z0-9_-]/g, "-").slice(0, 39)}-`,
    functionRole: `${role.slice(0, 50)}-function`,
    boundary: `${role}-boundary`,
    oneObject: objectKey !== undefined,
    trusted,
    known,
  };
}

/** The partition of a Region's ARNs. */
function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
