import type { EscalationMethod } from "./method.ts";

/**
 * Methods that take over something that has a role already. Facts after pathfinding.cloud, Rhino Security Labs,
 * cloudsplaining and PMapper.
 */
export const existingMethods: readonly EscalationMethod[] = [
  {
    id: "lambda-update-function-code",
    how: "put its own code into functions and act with their roles",
    actions: ["lambda:UpdateFunctionCode"],
    ids: ["lambda-003", "rhino-18", "EditExistingLambdaFunctionWithRole", "pmapper-lambda-edit-code"],
  },
  {
    id: "lambda-update-function-code-invoke",
    how: "put its own code into functions, call them, and act with their roles",
    actions: ["lambda:UpdateFunctionCode", "lambda:InvokeFunction"],
    ids: ["lambda-004", "UpdateAndInvokeLambdaFunction"],
  },
  {
    id: "lambda-update-function-code-permission",
    how: "put its own code into functions, let others call them, and act with their roles",
    actions: ["lambda:UpdateFunctionCode", "lambda:AddPermission"],
    ids: ["lambda-005", "UpdateLambdaFunctionAndAddPermission"],
  },
  {
    id: "lambda-update-function-configuration",
    how: "add a layer with its own code to functions and act with their roles",
    actions: ["lambda:UpdateFunctionConfiguration"],
    ids: ["rhino-26"],
  },
  {
    id: "ssm-send-command",
    how: "run commands on managed instances and act with their roles",
    actions: ["ssm:SendCommand"],
    type: "instance",
    resource: "arn:aws:ssm:us-east-1::document/AWS-RunShellScript",
    ids: ["ssm-002", "pmapper-ssm-sendcommand"],
  },
  {
    id: "ssm-start-session",
    how: "open a shell on managed instances and act with their roles",
    actions: ["ssm:StartSession"],
    type: "instance",
    ids: ["ssm-001", "pmapper-ssm-startsession"],
  },
  {
    id: "ec2-instance-connect",
    how: "log in to instances with its own SSH key and act with their roles",
    actions: ["ec2-instance-connect:SendSSHPublicKey", "ec2:DescribeInstances"],
    type: "instance",
    ids: ["ec2instanceconnect-003", "EC2InstanceConnectSendSSHPublicKey"],
  },
  {
    id: "ec2-modify-user-data",
    how: "restart instances with its own start-up script and act with their roles",
    actions: ["ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances"],
    type: "instance",
    ids: ["ec2-002", "ModifyEC2InstanceUserDataThenRestart"],
  },
  {
    id: "ec2-launch-template-version",
    how: "change what launch templates start and act with the roles of the instances",
    actions: ["ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate"],
    type: "launch-template",
    ids: ["ec2-004", "ModifyExistingEC2LaunchTemplate"],
  },
  {
    id: "ecs-execute-command",
    how: "open a shell in running containers and act with their roles",
    actions: ["ecs:ExecuteCommand", "ecs:DescribeTasks"],
    type: "task",
    ids: ["ecs-006", "ECSExecuteCommandOnRunningTask"],
  },
  {
    id: "cloudformation-change-set",
    how: "change stacks and act with the roles that they have",
    actions: ["cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"],
    type: "stack",
    ids: ["cloudformation-005", "ExecuteCloudFormationChangeSet", "pmapper-cfn-changeset"],
  },
  {
    id: "cloudformation-update-stack",
    how: "change stacks and act with the roles that they have",
    actions: ["cloudformation:UpdateStack"],
    type: "stack",
    ids: ["cloudformation-002", "pmapper-cfn-update-existing"],
  },
  {
    id: "codebuild-start-build",
    how: "run its own commands in build projects and act with their roles",
    actions: ["codebuild:StartBuild"],
    ids: ["codebuild-002", "pmapper-codebuild-existing"],
  },
  {
    id: "codebuild-start-build-batch",
    how: "run its own commands in batches of build projects and act with their roles",
    actions: ["codebuild:StartBuildBatch"],
    ids: ["codebuild-003"],
  },
  {
    id: "glue-update-dev-endpoint",
    how: "put its own SSH key on Glue development endpoints and act with their roles",
    actions: ["glue:UpdateDevEndpoint"],
    ids: ["glue-002", "rhino-20", "UpdateExistingGlueDevEndpoint"],
  },
  {
    id: "sagemaker-presigned-notebook-url",
    how: "open notebooks of others and act with their roles",
    actions: ["sagemaker:CreatePresignedNotebookInstanceUrl"],
    ids: ["sagemaker-004", "rhino-28", "CreatePresignedSageMakerNotebookUrl"],
  },
  {
    id: "sagemaker-notebook-lifecycle",
    how: "restart notebooks with its own start-up script and act with their roles",
    actions: [
      "sagemaker:UpdateNotebookInstance",
      "sagemaker:CreateNotebookInstanceLifecycleConfig",
      "sagemaker:StopNotebookInstance",
      "sagemaker:StartNotebookInstance",
    ],
    ids: ["sagemaker-005", "UpdateSageMakerNotebookLifecycleConfig"],
  },
  {
    id: "bedrock-code-interpreter-session",
    how: "run code in code interpreters and act with their roles",
    actions: ["bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter"],
    ids: ["bedrock-002", "AccessExistingBedrockCodeInterpreterSession"],
  },
  {
    id: "apprunner-update-service",
    how: "run its own image in services and act with their roles",
    actions: ["apprunner:UpdateService"],
    type: "service",
    ids: ["apprunner-002"],
  },
  {
    id: "codestar-create-from-template",
    how: "create a project from its own template and act with CodeStar's role",
    actions: ["codestar:CreateProjectFromTemplate"],
    ids: ["rhino-23"],
  },
  {
    id: "codestar-associate-team-member",
    how: "create a project and become its owner",
    actions: ["codestar:AssociateTeamMember", "codestar:CreateProject"],
    ids: ["rhino-25"],
  },
].map((method): EscalationMethod => ({ ...method, kind: "existing" }));
