import type { TableGroup } from "./entry.ts";

/** What is lost, or stops, in services beside the stores of `dataTable`. */
export const lossTable: readonly TableGroup[] = [
  {
    service: [
      "memorydb",
      "memory-db",
      "dax",
      "kafka",
      "mq",
      "fsx",
      "timestream",
      "aoss",
      "s3tables",
      "s3vectors",
    ],
    names:
      "DeleteCluster DeleteBroker DeleteFileSystem DeleteVolume DeleteBackup DeleteSnapshot DeleteDatabase DeleteTable DeleteCollection DeleteTableBucket DeleteVectorBucket DeleteIndex",
    severity: "high",
    category: "destructive",
    technique: "T1485",
    reason: "Data, or what holds it, was deleted.",
    source: "MITRE T1485; the guide's critical deletions",
  },
  {
    service: ["glue", "athena", "cognito-idp", "sdb", "codecommit", "ecr-public", "firehose"],
    names:
      "DeleteDatabase DeleteTable BatchDeleteTable DeleteDataCatalog DeleteUserPool DeleteDomain DeleteRepository DeleteDeliveryStream",
    severity: "high",
    category: "destructive",
    technique: "T1485",
    reason: "A catalogue, a directory, a repository or a stream was deleted.",
    source: "MITRE T1485; Datadog",
  },
  {
    service: [
      "autoscaling",
      "elasticbeanstalk",
      "elasticmapreduce",
      "elasticloadbalancing",
      "cloudfront",
      "workspaces",
      "lightsail",
      "apigateway",
      "cloudformation",
    ],
    names:
      "DeleteAutoScalingGroup TerminateEnvironment DeleteApplication TerminateJobFlows DeleteLoadBalancer DeleteDistribution TerminateWorkspaces DeleteInstance DeleteRelationalDatabase DeleteRestApi DeleteApi DeleteStackSet DeleteStackInstances",
    severity: "high",
    category: "destructive",
    technique: "T1489",
    reason: "What serves an application was taken away.",
    source: "MITRE T1489; the guide's critical deletions",
  },
  {
    service: ["ecs", "eks", "autoscaling", "elasticmapreduce", "sagemaker", "lightsail", "codebuild"],
    names:
      "StopTask DeleteNodegroup DeleteFargateProfile SetDesiredCapacity SuspendProcesses SetTerminationProtection StopNotebookInstance DeleteNotebookInstance DeleteEndpoint StopInstance DeleteProject",
    severity: "medium",
    category: "destructive",
    technique: "T1489",
    reason: "Something that runs was stopped or made smaller.",
    source: "MITRE T1489",
  },
  {
    service: "kms",
    names: "DisconnectCustomKeyStore DeleteCustomKeyStore UpdateCustomKeyStore",
    severity: "high",
    category: "destructive",
    technique: "T1486",
    reason: "The store of keys was cut off or changed: what its keys encrypt may be out of reach.",
    source: "MITRE T1486",
  },
  {
    service: "ec2",
    names: "UnlockSnapshot DisableImageDeregistrationProtection DeleteFleets",
    severity: "high",
    category: "destructive",
    technique: "T1490",
    reason: "Copies lost their protection, or machines were ended.",
    source: "MITRE T1490",
  },
  {
    service: ["ec2", "elasticfilesystem", "dlm", "redshift"],
    names:
      "ReleaseAddress DisassociateAddress DeleteNatGateway DeleteTransitGateway DeleteMountTarget DeleteLifecyclePolicy DisableSnapshotCopy",
    severity: "medium",
    category: "destructive",
    technique: "T1489",
    reason: "A part of the network or the care for copies was taken away.",
    source: "Sigma; MITRE T1490",
  },
  {
    service: ["ec2", "savingsplans", "rds", "es", "elasticache", "redshift", "dynamodb", "route53domains"],
    names:
      "PurchaseReservedInstancesOffering PurchaseHostReservation PurchaseCapacityBlock CreateSavingsPlan PurchaseReservedDBInstancesOffering PurchaseReservedElasticsearchInstanceOffering PurchaseReservedInstanceOffering PurchaseReservedCacheNodesOffering PurchaseReservedNodeOffering PurchaseReservedCapacityOfferings RegisterDomain",
    severity: "high",
    category: "execution",
    technique: "T1496",
    reason: "Something was bought that is paid for long.",
    source: "MITRE T1496; an agent never decides that",
  },
];
