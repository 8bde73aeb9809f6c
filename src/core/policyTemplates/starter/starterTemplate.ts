import type { CloudFormationTemplate } from "../formats/cloudFormation.ts";
import { fillPolicy, type TemplateObject, type TemplateParameter } from "../formats/value.ts";
import { starterParameters, type StarterValues } from "./options.ts";
import {
  boundaryPolicy,
  functionPolicy,
  functionTrustPolicy,
  permissionsPolicy,
  trustPolicy,
} from "./policies.ts";

/** What a reader has to know, above the template. */
export function starterComment({ role, functionPrefix, tag, oneObject }: StarterValues): readonly string[] {
  return [
    "Least-privilege starter for an AI agent, written by Picket. Read it, then deploy it; nothing is deployed by itself.",
    "",
    oneObject
      ? "The agent reads one object, which it cannot list, and one secret."
      : "The agent lists and reads one bucket, and reads one secret.",
    `It deploys functions whose names begin with ${functionPrefix} and that carry the tag ${tag.key}=${tag.value}.`,
    `Its sessions are named ${role}-… and carry a source identity: aws sts assume-role --source-identity YOUR_NAME`,
  ];
}

/** Those of the parameters that nothing is known of. */
export function openParameters({ known }: StarterValues): Readonly<Record<string, TemplateParameter>> {
  return Object.fromEntries(Object.entries(starterParameters).filter(([name]) => !known.has(name)));
}

/** The policies of the starter with what is known, by purpose. */
export function starterPolicies(
  values: StarterValues,
): Readonly<Record<"permissions" | "boundary" | "trust" | "functionTrust" | "functionLog", TemplateObject>> {
  const fill = (policy: TemplateObject): TemplateObject => fillPolicy(policy, values.known);
  return {
    permissions: fill(permissionsPolicy(values)),
    boundary: fill(boundaryPolicy(values)),
    trust: fill(trustPolicy(values)),
    functionTrust: fill(functionTrustPolicy),
    functionLog: fill(functionPolicy(values)),
  };
}

/** The starter as a CloudFormation template. It needs `CAPABILITY_NAMED_IAM`. */
export function starterTemplate(values: StarterValues): CloudFormationTemplate {
  const { role, boundary, functionRole } = values;
  const policies = starterPolicies(values);
  return {
    description: `Role of an AI agent with least privilege, its boundary, and the role of its functions (${role})`,
    parameters: openParameters(values),
    resources: {
      AgentBoundary: {
        type: "AWS::IAM::ManagedPolicy",
        properties: {
          ManagedPolicyName: boundary,
          Description: "The most that the agent and its functions can have",
          PolicyDocument: policies.boundary,
        },
      },
      AgentRole: {
        type: "AWS::IAM::Role",
        properties: {
          RoleName: role,
          Description: "An AI agent that works for a developer",
          AssumeRolePolicyDocument: policies.trust,
          MaxSessionDuration: 3600,
          PermissionsBoundary: "${AgentBoundary}",
          Policies: [{ PolicyName: "agent-work", PolicyDocument: policies.permissions }],
        },
      },
      AgentFunctionRole: {
        type: "AWS::IAM::Role",
        properties: {
          RoleName: functionRole,
          Description: "Functions that the agent deploys",
          AssumeRolePolicyDocument: policies.functionTrust,
          PermissionsBoundary: "${AgentBoundary}",
          Policies: [{ PolicyName: "write-log", PolicyDocument: policies.functionLog }],
        },
      },
    },
    outputs: {
      AgentRoleArn: { description: "Role for the agent's profile", value: "${AgentRole.Arn}" },
      FunctionRoleArn: { description: "Role to give to functions", value: "${AgentFunctionRole.Arn}" },
    },
  };
}
