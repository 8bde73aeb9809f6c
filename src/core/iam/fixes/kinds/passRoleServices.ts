import { hasUnknown } from "../../model/valueNode.ts";
import { matches } from "../../matching/wildcard.ts";

/**
 * Actions that give a role to a service, and the principal under which that service takes it: what
 * `iam:PassedToService` compares with. Facts: the services' own pages on passing roles; the catalogue has none of it.
 */
const takers: readonly (readonly [principal: string, ...actions: string[]])[] = [
  ["amplify.amazonaws.com", "amplify:CreateApp", "amplify:UpdateApp"],
  ["appsync.amazonaws.com", "appsync:CreateDataSource", "appsync:UpdateDataSource"],
  ["backup.amazonaws.com", "backup:StartBackupJob", "backup:CreateBackupSelection", "backup:StartRestoreJob"],
  ["bedrock.amazonaws.com", "bedrock:CreateAgent", "bedrock:UpdateAgent", "bedrock:CreateKnowledgeBase"],
  [
    "bedrock-agentcore.amazonaws.com",
    "bedrock-agentcore:CreateAgentRuntime",
    "bedrock-agentcore:UpdateAgentRuntime",
    "bedrock-agentcore:CreateCodeInterpreter",
    "bedrock-agentcore:CreateGateway",
  ],
  [
    "cloudformation.amazonaws.com",
    "cloudformation:CreateStack",
    "cloudformation:UpdateStack",
    "cloudformation:CreateChangeSet",
    "cloudformation:CreateStackSet",
    "cloudformation:UpdateStackSet",
  ],
  ["cloudtrail.amazonaws.com", "cloudtrail:CreateTrail", "cloudtrail:UpdateTrail"],
  ["codebuild.amazonaws.com", "codebuild:CreateProject", "codebuild:UpdateProject"],
  ["codedeploy.amazonaws.com", "codedeploy:CreateDeploymentGroup", "codedeploy:UpdateDeploymentGroup"],
  ["codepipeline.amazonaws.com", "codepipeline:CreatePipeline", "codepipeline:UpdatePipeline"],
  ["config.amazonaws.com", "config:PutConfigurationRecorder"],
  ["datapipeline.amazonaws.com", "datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition"],
  [
    "ec2.amazonaws.com",
    "ec2:RunInstances",
    "ec2:AssociateIamInstanceProfile",
    "ec2:ReplaceIamInstanceProfileAssociation",
    "ec2:RequestSpotInstances",
    "autoscaling:CreateLaunchConfiguration",
    "elasticmapreduce:RunJobFlow",
  ],
  [
    "ecs-tasks.amazonaws.com",
    "ecs:RegisterTaskDefinition",
    "ecs:RunTask",
    "ecs:StartTask",
    "ecs:CreateService",
    "ecs:UpdateService",
    "batch:RegisterJobDefinition",
  ],
  ["eks.amazonaws.com", "eks:CreateCluster"],
  ["elasticmapreduce.amazonaws.com", "elasticmapreduce:RunJobFlow"],
  ["events.amazonaws.com", "events:PutTargets"],
  ["firehose.amazonaws.com", "firehose:CreateDeliveryStream", "firehose:UpdateDestination"],
  [
    "glue.amazonaws.com",
    "glue:CreateJob",
    "glue:UpdateJob",
    "glue:CreateCrawler",
    "glue:UpdateCrawler",
    "glue:CreateDevEndpoint",
    "glue:CreateSession",
  ],
  ["iot.amazonaws.com", "iot:CreateTopicRule", "iot:ReplaceTopicRule"],
  ["kinesisanalytics.amazonaws.com", "kinesisanalytics:CreateApplication"],
  ["lambda.amazonaws.com", "lambda:CreateFunction", "lambda:UpdateFunctionConfiguration"],
  ["logs.amazonaws.com", "logs:PutSubscriptionFilter", "logs:PutDestination"],
  ["pipes.amazonaws.com", "pipes:CreatePipe", "pipes:UpdatePipe"],
  ["s3.amazonaws.com", "s3:PutReplicationConfiguration"],
  [
    "sagemaker.amazonaws.com",
    "sagemaker:CreateNotebookInstance",
    "sagemaker:CreateTrainingJob",
    "sagemaker:CreateProcessingJob",
    "sagemaker:CreateModel",
    "sagemaker:CreatePipeline",
  ],
  ["scheduler.amazonaws.com", "scheduler:CreateSchedule", "scheduler:UpdateSchedule"],
  ["ssm.amazonaws.com", "ssm:StartAutomationExecution", "ssm:RegisterTaskWithMaintenanceWindow"],
  ["states.amazonaws.com", "states:CreateStateMachine", "states:UpdateStateMachine"],
  ["transfer.amazonaws.com", "transfer:CreateServer", "transfer:CreateUser", "transfer:UpdateUser"],
];

/** The services that actions give roles to, ordered. A wildcard counts for all that it matches. */
export function servicesOf(actions: readonly string[]): string[] {
  const patterns = actions
    .filter((action) => action.includes(":") && !hasUnknown(action))
    .map((action) => action.toLowerCase());
  return takers
    .filter(([, ...names]) =>
      names.some((name) => patterns.some((pattern) => matches(pattern, name.toLowerCase()))),
    )
    .map(([principal]) => principal)
    .sort();
}
