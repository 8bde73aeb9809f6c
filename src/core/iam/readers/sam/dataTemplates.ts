import type { TemplateStatement } from "./templateStatement.ts";

/** SAM's policy templates of stores of data, messages and secrets, as the AWS SAM translator 1.x expands them (its `policy_templates.json`). */
export const dataTemplates: Readonly<Record<string, readonly TemplateStatement[]>> = {
  AWSSecretsManagerGetSecretValuePolicy: [{ allow: "secretsmanager: GetSecretValue", on: ["${SecretArn}"] }],
  AWSSecretsManagerRotationPolicy: [
    {
      allow: "secretsmanager: DescribeSecret GetSecretValue PutSecretValue UpdateSecretVersionStage",
      on: ["arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:*"],
      when: {
        StringEquals: {
          "secretsmanager:resource/AllowRotationLambdaArn": [
            "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${FunctionName}",
          ],
        },
      },
    },
    { allow: "secretsmanager: GetRandomPassword", on: ["*"] },
  ],
  AthenaQueryPolicy: [
    {
      allow:
        "athena: ListWorkGroups GetExecutionEngine GetExecutionEngines GetNamespace GetCatalogs GetNamespaces GetTables GetTable",
      on: ["*"],
    },
    {
      allow:
        "athena: StartQueryExecution GetQueryResults DeleteNamedQuery GetNamedQuery ListQueryExecutions StopQueryExecution GetQueryResultsStream ListNamedQueries CreateNamedQuery GetQueryExecution BatchGetNamedQuery BatchGetQueryExecution GetWorkGroup",
      on: ["arn:${AWS::Partition}:athena:${AWS::Region}:${AWS::AccountId}:workgroup/${WorkGroupName}"],
    },
  ],
  CodeCommitCrudPolicy: [
    {
      allow:
        "codecommit: GitPull GitPush CreateBranch DeleteBranch GetBranch ListBranches MergeBranchesByFastForward MergeBranchesBySquash MergeBranchesByThreeWay UpdateDefaultBranch BatchDescribeMergeConflicts CreateUnreferencedMergeCommit DescribeMergeConflicts GetMergeCommit GetMergeOptions BatchGetPullRequests CreatePullRequest DescribePullRequestEvents GetCommentsForPullRequest GetCommitsFromMergeBase GetMergeConflicts GetPullRequest ListPullRequests MergePullRequestByFastForward MergePullRequestBySquash MergePullRequestByThreeWay PostCommentForPullRequest UpdatePullRequestDescription UpdatePullRequestStatus UpdatePullRequestTitle DeleteFile GetBlob GetFile GetFolder PutFile DeleteCommentContent GetComment GetCommentsForComparedCommit PostCommentForComparedCommit PostCommentReply UpdateComment BatchGetCommits CreateCommit GetCommit GetCommitHistory GetDifferences GetObjectIdentifier GetReferences GetTree GetRepository UpdateRepositoryDescription ListTagsForResource TagResource UntagResource GetRepositoryTriggers PutRepositoryTriggers TestRepositoryTriggers GetBranch GetCommit UploadArchive GetUploadArchiveStatus CancelUploadArchive",
      on: ["arn:${AWS::Partition}:codecommit:${AWS::Region}:${AWS::AccountId}:${RepositoryName}"],
    },
  ],
  CodeCommitReadPolicy: [
    {
      allow:
        "codecommit: GitPull GetBranch ListBranches BatchDescribeMergeConflicts DescribeMergeConflicts GetMergeCommit GetMergeOptions BatchGetPullRequests DescribePullRequestEvents GetCommentsForPullRequest GetCommitsFromMergeBase GetMergeConflicts GetPullRequest ListPullRequests GetBlob GetFile GetFolder GetComment GetCommentsForComparedCommit BatchGetCommits GetCommit GetCommitHistory GetDifferences GetObjectIdentifier GetReferences GetTree GetRepository ListTagsForResource GetRepositoryTriggers TestRepositoryTriggers GetBranch GetCommit GetUploadArchiveStatus",
      on: ["arn:${AWS::Partition}:codecommit:${AWS::Region}:${AWS::AccountId}:${RepositoryName}"],
    },
  ],
  DynamoDBBackupFullAccessPolicy: [
    {
      allow: "dynamodb: CreateBackup DescribeContinuousBackups",
      on: ["arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}"],
    },
    {
      allow: "dynamodb: DeleteBackup DescribeBackup ListBackups",
      on: ["arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/backup/*"],
    },
  ],
  DynamoDBCrudPolicy: [
    {
      allow:
        "dynamodb: GetItem DeleteItem PutItem Scan Query UpdateItem BatchWriteItem BatchGetItem DescribeTable ConditionCheckItem",
      on: [
        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}",
        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/index/*",
      ],
    },
  ],
  DynamoDBReadPolicy: [
    {
      allow: "dynamodb: GetItem Scan Query BatchGetItem DescribeTable",
      on: [
        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}",
        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/index/*",
      ],
    },
  ],
  DynamoDBReconfigurePolicy: [
    {
      allow: "dynamodb: UpdateTable",
      on: ["arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}"],
    },
  ],
  DynamoDBRestoreFromBackupPolicy: [
    {
      allow: "dynamodb: RestoreTableFromBackup",
      on: ["arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/backup/*"],
    },
    {
      allow: "dynamodb: PutItem UpdateItem DeleteItem GetItem Query Scan BatchWriteItem",
      on: ["arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}"],
    },
  ],
  DynamoDBStreamReadPolicy: [
    {
      allow: "dynamodb: DescribeStream GetRecords GetShardIterator",
      on: [
        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/stream/${StreamName}",
      ],
    },
    {
      allow: "dynamodb: ListStreams",
      on: ["arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/stream/*"],
    },
  ],
  DynamoDBWritePolicy: [
    {
      allow: "dynamodb: PutItem UpdateItem BatchWriteItem",
      on: [
        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}",
        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/index/*",
      ],
    },
  ],
  EFSWriteAccessPolicy: [
    {
      allow: "elasticfilesystem: ClientMount ClientWrite",
      on: [
        "arn:${AWS::Partition}:elasticfilesystem:${AWS::Region}:${AWS::AccountId}:file-system/${FileSystem}",
      ],
      when: {
        StringEquals: {
          "elasticfilesystem:AccessPointArn": [
            "arn:${AWS::Partition}:elasticfilesystem:${AWS::Region}:${AWS::AccountId}:access-point/${AccessPoint}",
          ],
        },
      },
    },
  ],
  ElasticsearchHttpPostPolicy: [
    {
      allow: "es: ESHttpPost ESHttpPut",
      on: ["arn:${AWS::Partition}:es:${AWS::Region}:${AWS::AccountId}:domain/${DomainName}/*"],
    },
  ],
  FirehoseCrudPolicy: [
    {
      allow:
        "firehose: CreateDeliveryStream DeleteDeliveryStream DescribeDeliveryStream PutRecord PutRecordBatch UpdateDestination",
      on: [
        "arn:${AWS::Partition}:firehose:${AWS::Region}:${AWS::AccountId}:deliverystream/${DeliveryStreamName}",
      ],
    },
  ],
  FirehoseWritePolicy: [
    {
      allow: "firehose: PutRecord PutRecordBatch",
      on: [
        "arn:${AWS::Partition}:firehose:${AWS::Region}:${AWS::AccountId}:deliverystream/${DeliveryStreamName}",
      ],
    },
  ],
  KMSDecryptPolicy: [
    {
      allow: "kms: Decrypt",
      on: ["arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${KeyId}"],
    },
  ],
  KMSEncryptPolicy: [
    {
      allow: "kms: Encrypt",
      on: ["arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${KeyId}"],
    },
  ],
  KMSEncryptPolicy_v2: [
    {
      allow:
        "kms: Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext",
      on: ["arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${KeyId}"],
    },
  ],
  KinesisCrudPolicy: [
    {
      allow:
        "kinesis: AddTagsToStream CreateStream DecreaseStreamRetentionPeriod DeleteStream DescribeStream DescribeStreamSummary GetShardIterator IncreaseStreamRetentionPeriod ListTagsForStream MergeShards PutRecord PutRecords SplitShard RemoveTagsFromStream",
      on: ["arn:${AWS::Partition}:kinesis:${AWS::Region}:${AWS::AccountId}:stream/${StreamName}"],
    },
  ],
  KinesisStreamReadPolicy: [
    {
      allow: "kinesis: ListStreams DescribeLimits",
      on: ["arn:${AWS::Partition}:kinesis:${AWS::Region}:${AWS::AccountId}:stream/*"],
    },
    {
      allow: "kinesis: DescribeStream DescribeStreamSummary GetRecords GetShardIterator",
      on: ["arn:${AWS::Partition}:kinesis:${AWS::Region}:${AWS::AccountId}:stream/${StreamName}"],
    },
  ],
  S3CrudPolicy: [
    {
      allow:
        "s3: GetObject ListBucket GetBucketLocation GetObjectVersion PutObject PutObjectAcl GetLifecycleConfiguration PutLifecycleConfiguration DeleteObject",
      on: ["arn:${AWS::Partition}:s3:::${BucketName}", "arn:${AWS::Partition}:s3:::${BucketName}/*"],
    },
  ],
  S3FullAccessPolicy: [
    {
      allow:
        "s3: GetObject GetObjectAcl GetObjectVersion PutObject PutObjectAcl DeleteObject DeleteObjectTagging DeleteObjectVersionTagging GetObjectTagging GetObjectVersionTagging PutObjectTagging PutObjectVersionTagging",
      on: ["arn:${AWS::Partition}:s3:::${BucketName}/*"],
    },
    {
      allow: "s3: ListBucket GetBucketLocation GetLifecycleConfiguration PutLifecycleConfiguration",
      on: ["arn:${AWS::Partition}:s3:::${BucketName}"],
    },
  ],
  S3ReadPolicy: [
    {
      allow: "s3: GetObject ListBucket GetBucketLocation GetObjectVersion GetLifecycleConfiguration",
      on: ["arn:${AWS::Partition}:s3:::${BucketName}", "arn:${AWS::Partition}:s3:::${BucketName}/*"],
    },
  ],
  S3WritePolicy: [
    {
      allow: "s3: PutObject PutObjectAcl PutLifecycleConfiguration",
      on: ["arn:${AWS::Partition}:s3:::${BucketName}", "arn:${AWS::Partition}:s3:::${BucketName}/*"],
    },
  ],
  SNSCrudPolicy: [
    {
      allow: "sns: ListSubscriptionsByTopic CreateTopic SetTopicAttributes Subscribe Publish",
      on: ["arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:${TopicName}*"],
    },
  ],
  SNSPublishMessagePolicy: [
    {
      allow: "sns: Publish",
      on: ["arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:${TopicName}"],
    },
  ],
  SQSPollerPolicy: [
    {
      allow:
        "sqs: ChangeMessageVisibility ChangeMessageVisibilityBatch DeleteMessage DeleteMessageBatch GetQueueAttributes ReceiveMessage",
      on: ["arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${QueueName}"],
    },
  ],
  SQSSendMessagePolicy: [
    {
      allow: "sqs: SendMessage*",
      on: ["arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${QueueName}"],
    },
  ],
  SSMParameterReadPolicy: [
    { allow: "ssm: DescribeParameters", on: ["*"] },
    {
      allow: "ssm: GetParameters GetParameter GetParametersByPath",
      on: ["arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/${ParameterName}"],
    },
  ],
  SSMParameterWithSlashPrefixReadPolicy: [
    { allow: "ssm: DescribeParameters", on: ["*"] },
    {
      allow: "ssm: GetParameters GetParameter GetParametersByPath",
      on: ["arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter${ParameterName}"],
    },
  ],
};
