import type { TemplateStatement } from "./templateStatement.ts";

/** SAM's policy templates of other services, as the AWS SAM translator 1.x expands them (its `policy_templates.json`). */
export const serviceTemplates: Readonly<Record<string, readonly TemplateStatement[]>> = {
  AMIDescribePolicy: [{ allow: "ec2: DescribeImages", on: ["*"] }],
  AcmGetCertificatePolicy: [{ allow: "acm: GetCertificate", on: ["${CertificateArn}"] }],
  CloudFormationDescribeStacksPolicy: [
    {
      allow: "cloudformation: DescribeStacks",
      on: ["arn:${AWS::Partition}:cloudformation:${AWS::Region}:${AWS::AccountId}:stack/*"],
    },
  ],
  CloudWatchDashboardPolicy: [
    { allow: "cloudwatch: GetDashboard ListDashboards PutDashboard ListMetrics", on: ["*"] },
  ],
  CloudWatchDescribeAlarmHistoryPolicy: [{ allow: "cloudwatch: DescribeAlarmHistory", on: ["*"] }],
  CloudWatchPutMetricPolicy: [{ allow: "cloudwatch: PutMetricData", on: ["*"] }],
  CodePipelineLambdaExecutionPolicy: [
    { allow: "codepipeline: PutJobSuccessResult PutJobFailureResult", on: ["*"] },
  ],
  CodePipelineReadOnlyPolicy: [
    {
      allow: "codepipeline: ListPipelineExecutions",
      on: ["arn:${AWS::Partition}:codepipeline:${AWS::Region}:${AWS::AccountId}:${PipelineName}"],
    },
  ],
  ComprehendBasicAccessPolicy: [
    {
      allow:
        "comprehend: BatchDetectKeyPhrases DetectDominantLanguage DetectEntities BatchDetectEntities DetectKeyPhrases DetectSentiment BatchDetectDominantLanguage BatchDetectSentiment",
      on: ["*"],
    },
  ],
  CostExplorerReadOnlyPolicy: [
    {
      allow:
        "ce: GetCostAndUsage GetDimensionValues GetReservationCoverage GetReservationPurchaseRecommendation GetReservationUtilization GetTags",
      on: ["*"],
    },
  ],
  EC2CopyImagePolicy: [
    {
      allow: "ec2: CopyImage",
      on: ["arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:image/${ImageId}"],
    },
  ],
  EC2DescribePolicy: [{ allow: "ec2: DescribeRegions DescribeInstances", on: ["*"] }],
  EKSDescribePolicy: [{ allow: "eks: DescribeCluster ListClusters", on: ["*"] }],
  EcsRunTaskPolicy: [
    {
      allow: "ecs: RunTask",
      on: ["arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:task-definition/${TaskDefinition}"],
    },
  ],
  ElasticMapReduceAddJobFlowStepsPolicy: [
    {
      allow: "elasticmapreduce: AddJobFlowSteps",
      on: ["arn:${AWS::Partition}:elasticmapreduce:${AWS::Region}:${AWS::AccountId}:cluster/${ClusterId}"],
    },
  ],
  ElasticMapReduceCancelStepsPolicy: [
    {
      allow: "elasticmapreduce: CancelSteps",
      on: ["arn:${AWS::Partition}:elasticmapreduce:${AWS::Region}:${AWS::AccountId}:cluster/${ClusterId}"],
    },
  ],
  ElasticMapReduceModifyInstanceFleetPolicy: [
    {
      allow: "elasticmapreduce: ModifyInstanceFleet ListInstanceFleets",
      on: ["arn:${AWS::Partition}:elasticmapreduce:${AWS::Region}:${AWS::AccountId}:cluster/${ClusterId}"],
    },
  ],
  ElasticMapReduceModifyInstanceGroupsPolicy: [
    {
      allow: "elasticmapreduce: ModifyInstanceGroups ListInstanceGroups",
      on: ["arn:${AWS::Partition}:elasticmapreduce:${AWS::Region}:${AWS::AccountId}:cluster/${ClusterId}"],
    },
  ],
  ElasticMapReduceSetTerminationProtectionPolicy: [
    {
      allow: "elasticmapreduce: SetTerminationProtection",
      on: ["arn:${AWS::Partition}:elasticmapreduce:${AWS::Region}:${AWS::AccountId}:cluster/${ClusterId}"],
    },
  ],
  ElasticMapReduceTerminateJobFlowsPolicy: [
    {
      allow: "elasticmapreduce: TerminateJobFlows",
      on: ["arn:${AWS::Partition}:elasticmapreduce:${AWS::Region}:${AWS::AccountId}:cluster/${ClusterId}"],
    },
  ],
  EventBridgePutEventsPolicy: [
    {
      allow: "events: PutEvents",
      on: ["arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/${EventBusName}"],
    },
  ],
  FilterLogEventsPolicy: [
    {
      allow: "logs: FilterLogEvents",
      on: [
        "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${LogGroupName}:log-stream:*",
      ],
    },
  ],
  LambdaInvokePolicy: [
    {
      allow: "lambda: InvokeFunction",
      on: ["arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${FunctionName}*"],
    },
  ],
  MobileAnalyticsWriteOnlyAccessPolicy: [{ allow: "mobileanalytics: PutEvents", on: ["*"] }],
  OrganizationsListAccountsPolicy: [{ allow: "organizations: ListAccounts", on: ["*"] }],
  PinpointEndpointAccessPolicy: [
    {
      allow: "mobiletargeting: GetEndpoint UpdateEndpoint UpdateEndpointsBatch",
      on: [
        "arn:${AWS::Partition}:mobiletargeting:${AWS::Region}:${AWS::AccountId}:apps/${PinpointApplicationId}/endpoints/*",
      ],
    },
  ],
  PollyFullAccessPolicy: [
    {
      allow: "polly: GetLexicon DeleteLexicon",
      on: ["arn:${AWS::Partition}:polly:${AWS::Region}:${AWS::AccountId}:lexicon/${LexiconName}"],
    },
    {
      allow: "polly: DescribeVoices ListLexicons PutLexicon SynthesizeSpeech",
      on: ["arn:${AWS::Partition}:polly:${AWS::Region}:${AWS::AccountId}:lexicon/*"],
    },
  ],
  RekognitionDetectOnlyPolicy: [
    { allow: "rekognition: DetectFaces DetectLabels DetectModerationLabels DetectText", on: ["*"] },
  ],
  RekognitionFacesManagementPolicy: [
    {
      allow: "rekognition: IndexFaces DeleteFaces SearchFaces SearchFacesByImage ListFaces",
      on: ["arn:${AWS::Partition}:rekognition:${AWS::Region}:${AWS::AccountId}:collection/${CollectionId}"],
    },
  ],
  RekognitionFacesPolicy: [{ allow: "rekognition: CompareFaces DetectFaces", on: ["*"] }],
  RekognitionLabelsPolicy: [{ allow: "rekognition: DetectLabels DetectModerationLabels", on: ["*"] }],
  RekognitionNoDataAccessPolicy: [
    {
      allow: "rekognition: CompareFaces DetectFaces DetectLabels DetectModerationLabels",
      on: ["arn:${AWS::Partition}:rekognition:${AWS::Region}:${AWS::AccountId}:collection/${CollectionId}"],
    },
  ],
  RekognitionReadPolicy: [
    {
      allow: "rekognition: ListCollections ListFaces SearchFaces SearchFacesByImage",
      on: ["arn:${AWS::Partition}:rekognition:${AWS::Region}:${AWS::AccountId}:collection/${CollectionId}"],
    },
  ],
  RekognitionWriteOnlyAccessPolicy: [
    {
      allow: "rekognition: CreateCollection IndexFaces",
      on: ["arn:${AWS::Partition}:rekognition:${AWS::Region}:${AWS::AccountId}:collection/${CollectionId}"],
    },
  ],
  Route53ChangeResourceRecordSetsPolicy: [
    {
      allow: "route53: ChangeResourceRecordSets",
      on: ["arn:${AWS::Partition}:route53:::hostedzone/${HostedZoneId}"],
    },
  ],
  SESBulkTemplatedCrudPolicy: [
    {
      allow:
        "ses: GetIdentityVerificationAttributes SendEmail SendRawEmail SendTemplatedEmail SendBulkTemplatedEmail VerifyEmailIdentity",
      on: ["arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${IdentityName}"],
    },
  ],
  SESBulkTemplatedCrudPolicy_v2: [
    {
      allow: "ses: SendEmail SendRawEmail SendTemplatedEmail SendBulkTemplatedEmail",
      on: [
        "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${IdentityName}",
        "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:template/${TemplateName}",
      ],
    },
    { allow: "ses: GetIdentityVerificationAttributes VerifyEmailIdentity", on: ["*"] },
  ],
  SESCrudPolicy: [
    {
      allow: "ses: GetIdentityVerificationAttributes SendEmail SendRawEmail VerifyEmailIdentity",
      on: ["arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${IdentityName}"],
    },
  ],
  SESEmailTemplateCrudPolicy: [
    {
      allow: "ses: CreateTemplate GetTemplate ListTemplates UpdateTemplate DeleteTemplate TestRenderTemplate",
      on: ["*"],
    },
  ],
  SESSendBouncePolicy: [
    {
      allow: "ses: SendBounce",
      on: ["arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${IdentityName}"],
    },
  ],
  SageMakerCreateEndpointConfigPolicy: [
    {
      allow: "sagemaker: CreateEndpointConfig",
      on: [
        "arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:endpoint-config/${EndpointConfigName}",
      ],
    },
  ],
  SageMakerCreateEndpointPolicy: [
    {
      allow: "sagemaker: CreateEndpoint",
      on: ["arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:endpoint/${EndpointName}"],
    },
  ],
  ServerlessRepoReadWriteAccessPolicy: [
    {
      allow:
        "serverlessrepo: CreateApplication CreateApplicationVersion UpdateApplication GetApplication ListApplications ListApplicationVersions ListApplicationDependencies",
      on: ["arn:${AWS::Partition}:serverlessrepo:${AWS::Region}:${AWS::AccountId}:applications/*"],
    },
  ],
  StepFunctionsCallbackPolicy: [
    {
      allow: "states: SendTaskFailure SendTaskHeartbeat SendTaskSuccess",
      on: ["arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:${StateMachineName}"],
    },
  ],
  StepFunctionsExecutionPolicy: [
    {
      allow: "states: StartExecution",
      on: ["arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:${StateMachineName}"],
    },
  ],
  StepFunctionsExecutionPolicy_v2: [
    {
      allow: "states: StartExecution StartSyncExecution",
      on: ["arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:${StateMachineName}"],
    },
  ],
  TextractDetectAnalyzePolicy: [
    {
      allow: "textract: DetectDocumentText StartDocumentTextDetection StartDocumentAnalysis AnalyzeDocument",
      on: ["*"],
    },
  ],
  TextractGetResultPolicy: [{ allow: "textract: GetDocumentTextDetection GetDocumentAnalysis", on: ["*"] }],
  TextractPolicy: [{ allow: "textract: *", on: ["*"] }],
  VPCAccessPolicy: [
    {
      allow:
        "ec2: CreateNetworkInterface DeleteNetworkInterface DescribeNetworkInterfaces DetachNetworkInterface",
      on: ["*"],
    },
  ],
};
