import type { TableGroup } from "./entry.ts";

/** Data that moves, work that starts, and what costs money, in services beside the usual ones. */
export const outflowTable: readonly TableGroup[] = [
  {
    service: "ecr-public",
    names: "CreateRepository",
    severity: "high",
    category: "exfiltration",
    technique: "T1567",
    reason: "A repository that everyone can read was made.",
    source: "MITRE T1567",
  },
  {
    service: [
      "datasync",
      "dms",
      "appflow",
      "firehose",
      "transfer",
      "storagegateway",
      "snowball",
      "s3",
      "glacier",
    ],
    names:
      "CreateTask StartTaskExecution CreateLocationS3 CreateLocationNfs CreateLocationObjectStorage CreateReplicationTask StartReplicationTask CreateEndpoint ModifyEndpoint CreateFlow StartFlow UpdateFlow CreateDeliveryStream UpdateDestination StartFileTransfer CreateNFSFileShare CreateSMBFileShare CreateJob InitiateJob PutBucketInventoryConfiguration PutMultiRegionAccessPointPolicy DeleteAccessPointPolicy",
    severity: "medium",
    category: "exfiltration",
    technique: "T1537",
    reason: "Data is, or will be, moved elsewhere.",
    source: "MITRE T1537",
  },
  {
    service: ["rds", "dynamodb", "redshift"],
    names:
      "DownloadDBLogFilePortion DownloadCompleteDBLogFile CreateDBSnapshot CreateDBClusterSnapshot DescribeDBSnapshots DescribeDBClusterSnapshots CreateClusterSnapshot Scan",
    severity: "low",
    category: "recon",
    technique: "T1530",
    reason: "Copies or logs of a database were made or looked at.",
    source: "Panther, Elastic",
  },
  {
    service: "ram",
    names:
      "CreateResourceShare AssociateResourceShare UpdateResourceShare AcceptResourceShareInvitation EnableSharingWithAwsOrganization",
    severity: "medium",
    category: "exfiltration",
    technique: "T1537",
    reason: "Resources are shared, or taken from, other accounts.",
    source: "MITRE T1537",
  },
  {
    service: ["sns", "ses", "sms-voice"],
    names: "Subscribe SendEmail SendRawEmail SendBulkEmail SendTextMessage",
    severity: "low",
    category: "exfiltration",
    technique: "T1567",
    reason: "Messages go, or will go, outside.",
    source: "Elastic; MITRE T1496.003",
  },
  {
    service: ["elasticache", "elasticloadbalancing", "ec2", "lightsail", "es"],
    names:
      "CreateCacheSecurityGroup AuthorizeCacheSecurityGroupIngress RevokeCacheSecurityGroupIngress DeleteCacheSecurityGroup ApplySecurityGroupsToLoadBalancer SetSecurityGroups ModifySubnetAttribute CreateVpcEndpoint OpenInstancePublicPorts PutInstancePublicPorts AuthorizeVpcEndpointAccess CreateNatGateway CreateTransitGateway ModifyInstanceMetadataDefaults ModifyInstanceMetadataOptions ModifyVpcBlockPublicAccessOptions",
    severity: "medium",
    category: "defense-evasion",
    technique: "T1562.007",
    reason: "The network's ways in and out were changed.",
    source: "Sigma, Elastic; CIS 4.10",
  },
  {
    service: [
      "elasticmapreduce",
      "glue",
      "states",
      "scheduler",
      "lightsail",
      "gamelift",
      "apprunner",
      "pipes",
    ],
    names:
      "RunJobFlow AddJobFlowSteps PutBlockPublicAccessConfiguration CreateJob UpdateJob CreateSession CreateStateMachine UpdateStateMachine CreateSchedule UpdateSchedule CreateInstances CreateFleet CreateService CreatePipe UpdatePipe DeleteDevEndpoint",
    severity: "medium",
    category: "execution",
    technique: "T1648",
    reason: "A service was told to run something, now or by itself from now on.",
    source: "MITRE T1648, T1053; Sigma",
  },
  {
    service: ["ec2", "autoscaling", "ssm"],
    names:
      "ImportImage ImportSnapshot ImportVolume CreateReplaceRootVolumeTask CreateLaunchConfiguration UpdateAutoScalingGroup CreateMaintenanceWindow CreateAutoScalingGroup",
    severity: "medium",
    category: "execution",
    technique: "T1578.002",
    reason: "What machines start from, or how many start, was changed.",
    source: "MITRE T1578",
  },
  {
    service: ["cloudfront", "cloudformation", "servicediscovery"],
    names:
      "UpdateDistribution CreateDistribution UpdateFunction PublishFunction AssociateAlias CreateStackSet UpdateStackSet SetStackPolicy UpdateTerminationProtection RegisterType ActivateType",
    severity: "medium",
    category: "execution",
    technique: "T1648",
    reason: "What is delivered to users, or made by templates, was changed.",
    source: "MITRE T1648, T1584",
  },
  {
    service: "bedrock-agentcore",
    names:
      "CreateAgentRuntime UpdateAgentRuntime CreateCodeInterpreter CreateBrowser CreateGateway UpdateGateway CreateGatewayTarget UpdateGatewayTarget CreateApiKeyCredentialProvider UpdateApiKeyCredentialProvider CreateOauth2CredentialProvider UpdateOauth2CredentialProvider",
    severity: "medium",
    category: "persistence",
    technique: "T1505",
    reason: "What agents run, reach or sign in with was changed.",
    source: "MITRE T1505",
  },
  {
    service: ["ssm", "secretsmanager", "ecs"],
    names:
      "DescribeInstanceInformation DescribeInstancePatches DescribeParameters GetInventory GetInventorySchema ListCommands ListInventoryEntries ListSecrets DescribeTaskDefinition",
    severity: "low",
    category: "recon",
    technique: "T1580",
    reason: "Machines, secrets or settings were listed.",
    source: "Stratus, Elastic",
  },
];
