import type { LocatedPrincipal, PolicyPlace } from "../../model/located.ts";
import { plainText, type Expression } from "./expression.ts";
import type { PolicySources } from "./policySources.ts";
import type { Principals } from "./principals.ts";

/** A call of AWS in a program or a command: names are loose, see `looseName`. */
export interface OperationCall {
  /** `createrole`, for `createRole`, `create_role`, `CreateRoleCommand` and `aws iam create-role`. */
  readonly name: string;
  readonly argument: (name: string) => Expression | undefined;
}

interface PolicyParameter {
  readonly parameter: string;
  readonly place: Pick<PolicyPlace, "type" | "resourceType">;
}

interface Operation {
  readonly policies?: readonly PolicyParameter[];
  /** The parameter that names the principal. */
  readonly principal?: readonly [parameter: string, kind: LocatedPrincipal["kind"]];
  /** The parameter that gives the ARN of a managed policy. */
  readonly attaches?: string;
}

const policyIn = (
  parameter: string,
  type?: PolicyPlace["type"],
  resourceType?: string,
): readonly PolicyParameter[] => [
  { parameter, place: { ...(type && { type }), ...(resourceType && { resourceType }) } },
];

const role = ["rolename", "role"] as const;
const user = ["username", "user"] as const;
const group = ["groupname", "group"] as const;
const permissionSet = ["permissionsetarn", "permission-set"] as const;

/** Operations of AWS's APIs that take policies, and resources of Pulumi by the name of their class. */
const operations: Readonly<Record<string, Operation>> = {
  createrole: { policies: policyIn("assumerolepolicydocument", "trust"), principal: role },
  updateassumerolepolicy: { policies: policyIn("policydocument", "trust"), principal: role },
  putrolepolicy: { policies: policyIn("policydocument", "identity"), principal: role },
  putuserpolicy: { policies: policyIn("policydocument", "identity"), principal: user },
  putgrouppolicy: { policies: policyIn("policydocument", "identity"), principal: group },
  createpolicy: { policies: policyIn("policydocument", "identity") },
  createpolicyversion: { policies: policyIn("policydocument", "identity") },
  attachrolepolicy: { principal: role, attaches: "policyarn" },
  attachuserpolicy: { principal: user, attaches: "policyarn" },
  attachgrouppolicy: { principal: group, attaches: "policyarn" },
  putrolepermissionsboundary: { principal: role },
  putuserpermissionsboundary: { principal: user },
  putinlinepolicytopermissionset: {
    policies: policyIn("inlinepolicy", "identity"),
    principal: permissionSet,
  },
  attachmanagedpolicytopermissionset: { principal: permissionSet, attaches: "managedpolicyarn" },
  assumerole: { policies: policyIn("policy", "identity") },
  getfederationtoken: { policies: policyIn("policy", "identity") },
  putbucketpolicy: { policies: policyIn("policy", "resource", "AWS::S3::Bucket") },
  putaccesspointpolicy: { policies: policyIn("policy", "resource", "AWS::S3::AccessPoint") },
  putkeypolicy: { policies: policyIn("policy", "resource", "AWS::KMS::Key") },
  createkey: { policies: policyIn("policy", "resource", "AWS::KMS::Key") },
  setrepositorypolicy: { policies: policyIn("policytext", "resource", "AWS::ECR::Repository") },
  putfilesystempolicy: { policies: policyIn("policy", "resource", "AWS::EFS::FileSystem") },
  putbackupvaultaccesspolicy: { policies: policyIn("policy", "resource", "AWS::Backup::BackupVault") },
  // Secrets Manager, CloudWatch Logs, DynamoDB, Kinesis and others: the name does not tell which.
  putresourcepolicy: {
    policies: [
      ...policyIn("resourcepolicy", "resource"),
      ...policyIn("policy", "resource"),
      ...policyIn("policydocument", "resource"),
      ...policyIn("policyinjson", "resource", "AWS::Glue::ResourcePolicy"),
    ],
  },
  createvpcendpoint: { policies: policyIn("policydocument", "vpc-endpoint") },
  modifyvpcendpoint: { policies: policyIn("policydocument", "vpc-endpoint") },
  rolepolicy: { policies: policyIn("policy", "identity"), principal: ["role", "role"] },
  userpolicy: { policies: policyIn("policy", "identity"), principal: ["user", "user"] },
  grouppolicy: { policies: policyIn("policy", "identity"), principal: ["group", "group"] },
  rolepolicyattachment: { principal: ["role", "role"], attaches: "policyarn" },
  userpolicyattachment: { principal: ["user", "user"], attaches: "policyarn" },
  grouppolicyattachment: { principal: ["group", "group"], attaches: "policyarn" },
  bucketpolicy: { policies: policyIn("policy", "resource", "AWS::S3::Bucket") },
  queuepolicy: { policies: policyIn("policy", "resource", "AWS::SQS::Queue") },
  topicpolicy: { policies: policyIn("policy", "resource", "AWS::SNS::Topic") },
  policy: { policies: policyIn("policy", "identity") },
};

/** Whether a loose name is that of an operation which says something about policies. */
export function isOperation(name: string): boolean {
  return Object.hasOwn(operations, name);
}

/** Notes the policies that a call gives to AWS and who gets them. */
export function readOperation(
  call: OperationCall,
  { sources, principals, text }: { sources: PolicySources; principals: Principals; text: string },
): void {
  const operation = isOperation(call.name) ? operations[call.name] : undefined;
  if (!operation) return;
  const [parameter, kind] = operation.principal ?? [];
  const id = parameter && kind ? principals.named(call.argument(parameter), kind, text) : undefined;
  for (const { parameter: name, place } of operation.policies ?? []) {
    const policy = call.argument(name);
    if (policy) sources.use(policy, { ...place, ...(id && { principals: [id] }) });
  }
  const organizations = call.name === "createpolicy" ? call.argument("content") : undefined;
  if (organizations) {
    const type = organizationsTypes[plainText(call.argument("type")) ?? ""];
    if (type) sources.use(organizations, { type });
  }
  if (!id) return;
  const attached = operation.attaches && call.argument(operation.attaches);
  if (attached) principals.attach(id, attached);
  const boundary = call.argument("permissionsboundary");
  if (boundary) principals.bound(id, boundary);
}

const organizationsTypes: Readonly<Record<string, PolicyPlace["type"]>> = {
  SERVICE_CONTROL_POLICY: "scp",
  RESOURCE_CONTROL_POLICY: "rcp",
};
