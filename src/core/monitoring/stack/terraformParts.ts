import {
  block,
  Encoded,
  Expression,
  type HclItem,
  type HclValue,
} from "../../policyTemplates/formats/terraform.ts";
import type { TemplateObject } from "../../policyTemplates/formats/value.ts";
import { retentionDays } from "./options.ts";

/** An expression. */
export const raw = (text: string): Expression => new Expression(text);

/** The stack's key. */
export const key = raw("aws_kms_key.audit.arn");

/** A bucket that nobody outside reads, with the stack's key, where nothing is overwritten. */
export function bucketItems(name: string, bucket: string, policy: TemplateObject, lock: boolean): HclItem[] {
  const id = raw(`aws_s3_bucket.${name}.id`);
  const resource = (
    type: string,
    attributes: Readonly<Record<string, HclValue>>,
    nested: readonly HclItem[] = [],
  ) => block(`resource ${type} ${name}`, { bucket: id, ...attributes }, nested);
  return [
    block(`resource aws_s3_bucket ${name}`, { bucket, ...(lock && { object_lock_enabled: true }) }, [
      block("lifecycle", { prevent_destroy: true }),
    ]),
    resource("aws_s3_bucket_versioning", {}, [block("versioning_configuration", { status: "Enabled" })]),
    resource("aws_s3_bucket_public_access_block", {
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    }),
    resource("aws_s3_bucket_ownership_controls", {}, [
      block("rule", { object_ownership: "BucketOwnerEnforced" }),
    ]),
    resource("aws_s3_bucket_server_side_encryption_configuration", {}, [
      block("rule", { bucket_key_enabled: true }, [
        block("apply_server_side_encryption_by_default", {
          sse_algorithm: "aws:kms",
          kms_master_key_id: key,
        }),
      ]),
    ]),
    ...(lock ? [resource("aws_s3_bucket_object_lock_configuration", {}, [lockRule])] : []),
    resource("aws_s3_bucket_policy", { policy: new Encoded(policy) }),
  ];
}

const lockRule = block("rule", {}, [block("default_retention", { mode: "GOVERNANCE", days: retentionDays })]);

/** A role that a service uses, with one policy. */
export function roleItems(
  name: string,
  description: string,
  trust: TemplateObject,
  policyName: string,
  policy: TemplateObject,
): HclItem[] {
  return [
    block(`resource aws_iam_role ${name}`, { description, assume_role_policy: new Encoded(trust) }),
    block(`resource aws_iam_role_policy ${name}`, {
      name: policyName,
      role: raw(`aws_iam_role.${name}.id`),
      policy: new Encoded(policy),
    }),
  ];
}
