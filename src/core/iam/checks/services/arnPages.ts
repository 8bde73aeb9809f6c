import type { RulePage } from "../check.ts";
import { allow, arnsPage, servicesPage } from "./examples.ts";

const table = "arn:aws:dynamodb:eu-west-1:111122223333:table/Orders";

/** Pages of the rules on ARNs. */
export const arnPages: readonly RulePage[] = [
  {
    id: "iam/invalid-arn-prefix",
    about:
      "A resource of a policy is an ARN, which begins with `arn:`, or `*`. IAM refuses a policy with anything else, such as the bare name of a bucket.",
    fix: "Write the whole ARN of the resource.",
    bad: allow("s3:GetObject", "reports/*"),
    good: allow("s3:GetObject", "arn:aws:s3:::reports/*"),
    links: [arnsPage],
  },
  {
    id: "iam/missing-arn-field",
    about:
      "An ARN has six fields with colons between them: `arn:partition:service:region:account:resource`. Here there are fewer. Fields that a service leaves empty keep their colon, so that the ARN of a bucket has three colons in a row.",
    fix: "Add the fields that are missing, or the colons of empty ones.",
    bad: allow("s3:GetObject", "arn:aws:s3:reports/*"),
    good: allow("s3:GetObject", "arn:aws:s3:::reports/*"),
    links: [arnsPage],
  },
  {
    id: "iam/invalid-partition",
    about:
      "The second field of an ARN is the partition: `aws`, or `aws-cn` in China, `aws-us-gov` in GovCloud, or one of a few isolated ones. This one is none of them, so that the ARN names nothing.",
    fix: "Write `aws`, or the partition of your account.",
    bad: allow("dynamodb:GetItem", table.replace("arn:aws:", "arn:aws-eu:")),
    good: allow("dynamodb:GetItem", table),
    links: [arnsPage],
  },
  {
    id: "iam/invalid-arn-service-case",
    about:
      "The service of an ARN is in lower case, and case counts. With capital letters the ARN names nothing.",
    fix: "Write the service in lower case.",
    bad: allow("dynamodb:GetItem", table.replace("dynamodb", "DynamoDB")),
    good: allow("dynamodb:GetItem", table),
    links: [arnsPage, servicesPage],
  },
  {
    id: "iam/invalid-arn-region",
    about:
      "The fourth field of an ARN is the code of a Region. This one is none, so that the ARN names nothing. A text that is written like a Region but is not known may be new: that is a warning.",
    fix: "Write the code of the Region, such as `eu-west-1`, or `*` for any.",
    bad: allow("dynamodb:GetItem", table.replace("eu-west-1", "europe")),
    good: allow("dynamodb:GetItem", table),
    links: [arnsPage],
  },
  {
    id: "iam/invalid-arn-account",
    about:
      "The fifth field of an ARN is the id of an account: exactly 12 digits, leading zeros included. This one is none, so that the ARN names nothing.",
    fix: "Write the 12 digits without hyphens. In a template, use what the template language offers for the account, such as `${AWS::AccountId}`.",
    bad: allow("dynamodb:GetItem", table.replace("111122223333", "1111-2222-3333")),
    good: allow("dynamodb:GetItem", table),
    links: [arnsPage],
  },
  {
    id: "iam/arn-region-not-allowed",
    about:
      "Resources of this type have no Region in their ARN: those of IAM, for example, are global. With a Region in it the ARN matches no resource.",
    fix: "Leave the field of the Region empty and keep its colon.",
    bad: allow("iam:GetRole", "arn:aws:iam:eu-west-1:111122223333:role/deploy"),
    good: allow("iam:GetRole", "arn:aws:iam::111122223333:role/deploy"),
    links: [arnsPage, servicesPage],
  },
  {
    id: "iam/arn-account-not-allowed",
    about:
      "Resources of this type have no account in their ARN: the name of a bucket, for example, is unique by itself. With an account in it the ARN matches no resource.",
    fix: "Leave the field of the account empty and keep its colon. To limit the account, use a condition such as `aws:ResourceAccount`.",
    bad: allow("s3:GetObject", "arn:aws:s3::111122223333:reports/*"),
    good: allow("s3:GetObject", "arn:aws:s3:::reports/*"),
    links: [arnsPage, servicesPage],
  },
  {
    id: "iam/missing-arn-region",
    about:
      "Resources of this type have a Region in their ARN. With an empty field the ARN matches no resource.",
    fix: "Write the code of the Region, or `*` for any.",
    bad: allow("dynamodb:GetItem", table.replace("eu-west-1", "")),
    good: allow("dynamodb:GetItem", table),
    links: [arnsPage, servicesPage],
  },
  {
    id: "iam/missing-arn-account",
    about:
      "Resources of this type have an account in their ARN. With an empty field the ARN matches no resource. Resources that belong to AWS, such as its own documents of Systems Manager, are exceptions, and are not reported.",
    fix: "Write the 12 digits of the account, or `*` for any.",
    bad: allow("dynamodb:GetItem", table.replace("111122223333", "")),
    good: allow("dynamodb:GetItem", table),
    links: [arnsPage, servicesPage],
  },
  {
    id: "iam/invalid-arn-resource",
    about:
      "The last part of the ARN is empty, or begins with a word that is no type of resource of the service, but almost one. The ARN matches no resource. Since AWS documents not every form that its services take, forms that are merely unknown are not reported.",
    fix: "Write the type as the message suggests, or the resource that is missing.",
    bad: allow("dynamodb:GetItem", table.replace("table/", "tabel/")),
    good: allow("dynamodb:GetItem", table),
    links: [arnsPage, servicesPage],
  },
];
