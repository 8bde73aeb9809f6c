import type { StoreLookup } from "../targetForm.ts";

/**
 * Properties that take `ssm-secure`, as `resource type` to the last keys of the path. Source: the table "Resources that
 * support dynamic parameter patterns for secure strings" of the CloudFormation user guide.
 */
const secureProperties: Readonly<Record<string, string>> = {
  "AWS::DirectoryService::MicrosoftAD": "Password",
  "AWS::DirectoryService::SimpleAD": "Password",
  "AWS::ElastiCache::ReplicationGroup": "AuthToken",
  "AWS::IAM::User": "LoginProfile.Password",
  "AWS::KinesisFirehose::DeliveryStream": "RedshiftDestinationConfiguration.Password",
  "AWS::OpsWorks::App": "AppSource.Password",
  "AWS::OpsWorks::Stack": "CustomCookbooksSource.Password",
  "AWS::RDS::DBCluster": "MasterUserPassword",
  "AWS::RDS::DBInstance": "MasterUserPassword",
  "AWS::Redshift::Cluster": "MasterUserPassword",
};

/** Where in a template a value stands. */
export interface TemplatePlace {
  /** Keys and indexes from the root. */
  readonly path: readonly (string | number)[];
  /** `Type` of the resource around it, if it is in one. */
  readonly resourceType: string | undefined;
  /** Short and long names of the intrinsic functions around it, without `!` and `Fn::`. */
  readonly functions: readonly string[];
}

const sectionReasons: Readonly<Record<string, string>> = {
  Parameters:
    "it is the default of a parameter: remove the default, set NoEcho, and pass a dynamic reference when the stack is deployed",
  Outputs:
    "CloudFormation resolves no dynamic references in outputs, and an output shows the value to everyone",
  Metadata: "CloudFormation resolves no dynamic references in metadata",
  Mappings: "a mapping takes constants only: put the reference where the mapping is used",
  Conditions: "a condition takes constants and parameters only",
  Rules: "a rule takes constants and parameters only",
};

/** Functions whose arguments name something instead of giving a value. */
const namingFunctions = new Set([
  "Ref",
  "GetAtt",
  "ImportValue",
  "FindInMap",
  "GetAZs",
  "Condition",
  "Transform",
]);

/** Why no lookup can stand at this place of a template. */
export function placeRefusal(place: TemplatePlace): string | undefined {
  const [section, , attribute] = place.path;
  if (typeof section === "string" && sectionReasons[section] !== undefined) return sectionReasons[section];
  if (section !== "Resources" && section !== "Globals") return "only properties of resources are resolved";
  if (section === "Resources" && attribute !== "Properties") {
    return attribute === "Metadata"
      ? sectionReasons["Metadata"]
      : "only properties of resources are resolved";
  }
  const naming = place.functions.find((name) => namingFunctions.has(name));
  return naming === undefined ? undefined : `it is an argument of ${naming}, which names something`;
}

/** The dynamic reference, or why it cannot stand here. */
export function dynamicReference(
  lookup: StoreLookup,
  place: TemplatePlace,
  whole: boolean,
): { text: string } | { reason: string } {
  const type = place.resourceType ?? "";
  if (/^Custom::|^AWS::CloudFormation::CustomResource$/.test(type)) {
    return {
      reason:
        "CloudFormation does not resolve secrets in custom resources: read it in the resource's function",
    };
  }
  if (lookup.from === "secrets-manager") {
    const key = lookup.jsonKey === undefined ? "" : `:${lookup.jsonKey}`;
    return { text: `{{resolve:secretsmanager:${lookup.name}:SecretString${key}}}` };
  }
  if (lookup.jsonKey !== undefined)
    return { reason: "a parameter of Parameter Store has no fields in CloudFormation" };
  const tail = place.path.filter((part) => typeof part === "string").join(".");
  const allowed = secureProperties[type];
  if (!whole || allowed === undefined || !tail.endsWith(`.${allowed}`)) {
    return {
      reason:
        "CloudFormation reads a secure parameter in a few properties only, and this is none of them: use Secrets Manager",
    };
  }
  return { text: `{{resolve:ssm-secure:${lookup.name}}}` };
}
