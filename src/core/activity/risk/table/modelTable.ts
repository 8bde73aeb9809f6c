import type { TableGroup } from "./entry.ts";

/** Models, agents and what guards them. */
export const modelTable: readonly TableGroup[] = [
  {
    service: "bedrock",
    names: "DeleteModelInvocationLoggingConfiguration PutModelInvocationLoggingConfiguration",
    severity: "high",
    category: "defense-evasion",
    technique: "T1562.008",
    reason: "The log of model calls was changed or removed.",
    source: "Elastic, Panther",
  },
  {
    service: "bedrock",
    names:
      "DeleteGuardrail DeleteEnforcedGuardrailConfiguration PutEnforcedGuardrailConfiguration DeleteAutomatedReasoningPolicy",
    severity: "high",
    category: "defense-evasion",
    technique: "T1562.001",
    reason: "A guardrail of the models was removed or weakened; no agent may do that.",
    source: "Elastic, Panther",
  },
  {
    service: "bedrock",
    names: "UpdateGuardrail UpdateAutomatedReasoningPolicy UpdateAutomatedReasoningPolicyAnnotations",
    severity: "medium",
    category: "defense-evasion",
    technique: "T1562.001",
    reason: "A guardrail of the models was changed.",
    source: "Elastic",
  },
  {
    service: "bedrock",
    names:
      "CreateFoundationModelAgreement PutUseCaseForModelAccess PutFoundationModelEntitlement CreateModelImportJob CreateCustomModelDeployment CreateMarketplaceModelEndpoint RegisterMarketplaceModelEndpoint CreateProvisionedModelThroughput UpdateProvisionedModelThroughput DeleteProvisionedModelThroughput PutResourcePolicy DeleteResourcePolicy",
    severity: "medium",
    category: "persistence",
    technique: "T1496.004",
    reason: "Which models the account may use, or pays for, was changed.",
    source: "Elastic",
  },
  {
    service: "bedrock",
    names:
      "AssociateAgentCollaborator AssociateAgentKnowledgeBase CreateAgent CreateAgentActionGroup CreateAgentAlias PrepareAgent UpdateAgent UpdateAgentActionGroup UpdateAgentAlias UpdateAgentCollaborator UpdateAgentKnowledgeBase",
    severity: "medium",
    category: "persistence",
    technique: "T1505",
    reason: "What an agent of Bedrock does was changed.",
    source: "Elastic",
  },
  {
    service: "bedrock",
    names:
      "CreateDataSource DeleteDataSource UpdateDataSource DeleteKnowledgeBase UpdateKnowledgeBase DeleteKnowledgeBaseDocuments IngestKnowledgeBaseDocuments StartIngestionJob",
    severity: "medium",
    category: "destructive",
    technique: "T1565.001",
    reason: "What models are told to know was changed.",
    source: "Elastic",
  },
  {
    service: "bedrock",
    names: "InvokeModel InvokeModelWithResponseStream Converse ConverseStream",
    severity: "low",
    category: "execution",
    technique: "T1496",
    reason: "A model was called.",
    source: "Elastic",
  },
  {
    service: "bedrock",
    names:
      "ListFoundationModels GetFoundationModelAvailability ListFoundationModelAgreementOffers GetUseCaseForModelAccess GetModelInvocationLoggingConfiguration",
    severity: "low",
    category: "recon",
    technique: "T1526",
    reason: "Models were looked at.",
    source: "Elastic, Stratus",
  },
  {
    service: ["servicequotas", "ses"],
    names:
      "GetServiceQuota RequestServiceQuotaIncrease GetAccount GetSendQuota GetAccountSendingEnabled ListIdentities",
    severity: "low",
    category: "recon",
    technique: "T1526",
    reason: "Limits of the account were asked for.",
    source: "Elastic, Panther",
  },
  {
    service: "cognito-identity",
    names: "GetCredentialsForIdentity SetIdentityPoolRoles UpdateIdentityPool",
    severity: "medium",
    category: "credential-access",
    technique: "T1552",
    reason: "Credentials for users of an application were taken or changed.",
    source: "Elastic",
  },
];
