import type { EscalationMethod } from "./method.ts";

type PassMethod = Omit<EscalationMethod, "kind" | "actions" | "passedTo"> & {
  readonly actions: readonly string[];
  readonly to: string | readonly string[];
};

/** Actions with `iam:PassRole` for a service. */
function pass({ actions, to, ...rest }: PassMethod): EscalationMethod {
  const passedTo = (typeof to === "string" ? [to] : to).map((name) => `${name}.amazonaws.com`);
  return { ...rest, kind: "pass", actions: [...actions, "iam:PassRole"], passedTo };
}

/**
 * Methods that hand a role to something new. Facts after pathfinding.cloud, Rhino Security Labs, cloudsplaining and
 * PMapper.
 */
export const passMethods: readonly EscalationMethod[] = [
  pass({
    id: "ec2-run-instances",
    how: "start an instance with any role and read the role's credentials there",
    actions: ["ec2:RunInstances"],
    type: "instance",
    to: "ec2",
    ids: [
      "ec2-001",
      "rhino-03",
      "CreateEC2WithExistingIP",
      "pmapper-ec2-run",
      "pmapper-ec2-associate-profile",
    ],
  }),
  pass({
    id: "ec2-request-spot-instances",
    how: "request a spot instance with any role and read the role's credentials there",
    actions: ["ec2:RequestSpotInstances"],
    type: "spot-instances-request",
    to: "ec2",
    ids: ["ec2-003", "PassExistingRoleToNewEC2SpotInstance"],
  }),
  pass({
    id: "autoscaling-launch-configuration",
    how: "let an Auto Scaling group start instances with any role",
    actions: ["autoscaling:CreateLaunchConfiguration", "autoscaling:CreateAutoScalingGroup"],
    to: "ec2",
    ids: ["pmapper-autoscaling"],
  }),
  pass({
    id: "lambda-create-function-invoke",
    how: "create a Lambda function with any role and call it",
    actions: ["lambda:CreateFunction", "lambda:InvokeFunction"],
    to: "lambda",
    ids: ["lambda-001", "rhino-15", "PassExistingRoleToNewLambdaThenInvoke"],
  }),
  pass({
    id: "lambda-create-function-event-source",
    how: "create a Lambda function with any role and let an event source call it",
    actions: ["lambda:CreateFunction", "lambda:CreateEventSourceMapping"],
    to: "lambda",
    ids: [
      "lambda-002",
      "rhino-17",
      "PassExistingRoleToNewLambdaThenTriggerWithNewDynamo",
      "PassExistingRoleToNewLambdaThenTriggerWithExistingDynamo",
    ],
  }),
  pass({
    id: "lambda-create-function-add-permission",
    how: "create a Lambda function with any role and let another account call it",
    actions: ["lambda:CreateFunction", "lambda:AddPermission"],
    to: "lambda",
    ids: ["lambda-006", "rhino-16", "PassExistingRoleToNewLambdaThenAddPermission"],
  }),
  pass({
    id: "lambda-create-function",
    how: "create a Lambda function with any role, for something else to call",
    actions: ["lambda:CreateFunction"],
    to: "lambda",
    uncertain: "what calls the function",
    ids: ["pmapper-lambda-new"],
  }),
  pass({
    id: "cloudformation-create-stack",
    how: "create a stack that acts as any role",
    actions: ["cloudformation:CreateStack"],
    to: "cloudformation",
    ids: ["cloudformation-001", "rhino-21", "PassExistingRoleToCloudFormation", "pmapper-cfn-create"],
  }),
  pass({
    id: "cloudformation-update-stack-role",
    how: "update a stack so that it acts as any role",
    actions: ["cloudformation:UpdateStack"],
    to: "cloudformation",
    ids: ["pmapper-cfn-update-pass"],
  }),
  pass({
    id: "cloudformation-create-stack-set",
    how: "create a stack set that acts as any role",
    actions: ["cloudformation:CreateStackSet", "cloudformation:CreateStackInstances"],
    to: "cloudformation",
    ids: ["cloudformation-003", "PassExistingRoleToNewCloudFormationStackSet"],
  }),
  pass({
    id: "cloudformation-update-stack-set",
    how: "update a stack set so that it acts as any role",
    actions: ["cloudformation:UpdateStackSet"],
    type: "stackset",
    to: "cloudformation",
    ids: ["cloudformation-004", "PassRoleToUpdateCloudFormationStackSet"],
  }),
  pass({
    id: "codebuild-create-project",
    how: "create a build project with any role and run commands in it",
    actions: ["codebuild:CreateProject", "codebuild:StartBuild"],
    to: "codebuild",
    ids: ["codebuild-001", "PassExistingRoleToNewCodeBuildProjectThenBuild", "pmapper-codebuild-new"],
  }),
  pass({
    id: "codebuild-create-project-batch",
    how: "create a build project with any role and run a batch of builds in it",
    actions: ["codebuild:CreateProject", "codebuild:StartBuildBatch"],
    to: "codebuild",
    ids: ["codebuild-004", "PassExistingRoleToNewCodeBuildProjectThenBuildBatch"],
  }),
  pass({
    id: "codebuild-update-project",
    how: "give a build project any role and run commands in it",
    actions: ["codebuild:UpdateProject", "codebuild:StartBuild"],
    to: "codebuild",
    ids: ["pmapper-codebuild-update"],
  }),
  pass({
    id: "glue-create-dev-endpoint",
    how: "create a Glue development endpoint with any role and log in to it",
    actions: ["glue:CreateDevEndpoint"],
    to: "glue",
    ids: ["glue-001", "rhino-19", "PassExistingRoleToNewGlueDevEndpoint"],
  }),
  pass({
    id: "glue-create-job",
    how: "create a Glue job with any role and run it",
    actions: ["glue:CreateJob", "glue:StartJobRun"],
    to: "glue",
    ids: ["glue-003", "PassExistingRoleToNewGlueJobThenRun"],
  }),
  pass({
    id: "glue-create-job-trigger",
    how: "create a Glue job with any role and a trigger that runs it",
    actions: ["glue:CreateJob", "glue:CreateTrigger"],
    to: "glue",
    ids: ["glue-004", "PassExistingRoleToNewGlueJobViaTrigger"],
  }),
  pass({
    id: "glue-update-job",
    how: "give a Glue job any role and other code, and run it",
    actions: ["glue:UpdateJob", "glue:StartJobRun"],
    to: "glue",
    ids: ["glue-005", "PassExistingRoleToUpdatedGlueJobThenRun"],
  }),
  pass({
    id: "glue-update-job-trigger",
    how: "give a Glue job any role and other code, and a trigger that runs it",
    actions: ["glue:UpdateJob", "glue:CreateTrigger"],
    to: "glue",
    ids: ["glue-006", "PassExistingRoleToUpdatedGlueJobViaTrigger"],
  }),
  pass({
    id: "ecs-create-service",
    how: "run a container with any role through a service",
    actions: ["ecs:RegisterTaskDefinition", "ecs:CreateService"],
    to: "ecs-tasks",
    ids: [
      "ecs-003",
      "ecs-001",
      "PassExistingRoleToNewECSService",
      "PassExistingRoleToNewECSClusterServiceTask",
    ],
  }),
  pass({
    id: "ecs-run-task",
    how: "run a container with any role",
    actions: ["ecs:RegisterTaskDefinition", "ecs:RunTask"],
    to: "ecs-tasks",
    ids: [
      "ecs-004",
      "ecs-002",
      "PassExistingRoleToNewECSTaskViaRunTask",
      "PassExistingRoleToNewECSClusterRunTask",
    ],
  }),
  pass({
    id: "ecs-start-task",
    how: "run a container with any role on a chosen instance",
    actions: ["ecs:RegisterTaskDefinition", "ecs:StartTask"],
    to: "ecs-tasks",
    ids: ["ecs-005", "PassExistingRoleToNewECSTaskViaStartTask"],
  }),
  pass({
    id: "sagemaker-create-notebook",
    how: "create a notebook with any role and run code in it",
    actions: ["sagemaker:CreateNotebookInstance"],
    to: "sagemaker",
    ids: [
      "sagemaker-001",
      "rhino-27",
      "PassExistingRoleToNewSageMakerNotebookInstance",
      "pmapper-sagemaker-notebook",
    ],
  }),
  pass({
    id: "sagemaker-create-training-job",
    how: "run a training job with any role",
    actions: ["sagemaker:CreateTrainingJob"],
    type: "training-job",
    to: "sagemaker",
    ids: ["sagemaker-002", "PassExistingRoleToNewSageMakerTrainingJob", "pmapper-sagemaker-training"],
  }),
  pass({
    id: "sagemaker-create-processing-job",
    how: "run a processing job with any role",
    actions: ["sagemaker:CreateProcessingJob"],
    to: "sagemaker",
    ids: ["sagemaker-003", "PassExistingRoleToNewSageMakerProcessingJob", "pmapper-sagemaker-processing"],
  }),
  pass({
    id: "apprunner-create-service",
    how: "run a container with any role as a service",
    actions: ["apprunner:CreateService"],
    type: "service",
    to: ["tasks.apprunner", "apprunner"],
    ids: ["apprunner-001", "PassExistingRoleToNewAppRunnerService"],
  }),
  pass({
    id: "bedrock-create-code-interpreter",
    how: "create a code interpreter with any role and run code in it",
    actions: [
      "bedrock-agentcore:CreateCodeInterpreter",
      "bedrock-agentcore:StartCodeInterpreterSession",
      "bedrock-agentcore:InvokeCodeInterpreter",
    ],
    to: ["bedrock-agentcore", "bedrock"],
    ids: ["bedrock-001", "PassExistingRoleToNewBedrockCodeInterpreter"],
  }),
  pass({
    id: "datapipeline-create-pipeline",
    how: "create a pipeline that runs commands with any role",
    actions: ["datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition"],
    to: ["datapipeline", "elasticmapreduce", "ec2"],
    ids: ["rhino-22", "datapipeline-001"],
  }),
  pass({
    id: "datapipeline-create-pipeline-alone",
    how: "create a pipeline with any role, to be defined by something else",
    actions: ["datapipeline:CreatePipeline"],
    to: ["datapipeline", "elasticmapreduce", "ec2"],
    uncertain: "what defines the pipeline",
    ids: ["PassExistingRoleToNewDataPipeline"],
  }),
  pass({
    id: "codestar-create-project",
    how: "create a project with any role",
    actions: ["codestar:CreateProject"],
    to: "codestar",
    uncertain: "whether CodeStar, which AWS closed in 2024, still takes it",
    ids: ["rhino-24"],
  }),
];
