/**
 * What CloudTrail can show of the use of an action. Facts: the AWS CloudTrail user guide, "Logging data events", and
 * the services' own pages on CloudTrail.
 */

/** Permissions that are no API call: they are checked inside other calls and never stand in an event. */
const permissionsOnly: readonly RegExp[] = [
  /^iam:passrole$/,
  /^cloudwatch:(?:putmetricdata)$/,
  /^s3:(?:bypassgovernanceretention|objectowneroverridetobucketowner|replicate(?:object|delete|tags)|getobjectversionforreplication)$/,
  /^ssmmessages:|^ec2messages:/,
  /^kms:(?:synchronizemultiregionkey)$/,
  /^xray:(?:puttracesegments|puttelemetryrecords)$/,
  /^aws-portal:|^logs:(?:putlogevents)$/,
  /^execute-api:|^rds-db:|^iot:(?:connect|publish|subscribe|receive)$|^neptune-db:|^elasticfilesystem:client/,
  /^codewhisperer:generaterecommendations$|^sagemaker:invokeendpoint/,
];

/** Actions whose calls are data events: a trail records them only where somebody asked for them. */
const dataEvents: readonly RegExp[] = [
  /^s3:(?:(?:get|put|delete|restore)object\w*|abortmultipartupload|listmultipartuploadparts)$/,
  /^dynamodb:(?:(?:batch)?(?:get|put|write|update|delete)item|query|scan|partiql\w+|transact\w+|conditioncheckitem|get(?:records|sharditerator))$/,
  /^lambda:invoke(?:function|async|functionurl)$/,
  /^sqs:(?:sendmessage|receivemessage|deletemessage|changemessagevisibility)(?:batch)?$/,
  /^sns:publish(?:batch)?$/,
  /^kinesis:(?:put|get)records?$|^kinesis:(?:getsharditerator|subscribetoshard)$/,
  /^bedrock:(?:invoke(?:agent|flow|inlineagent|modelwithbidirectionalstream)|retrieve\w*|renderprompt|applyguardrail)$/,
  /^cognito-identity:(?:getid|getcredentialsforidentity|getopenidtoken\w*)$/,
  /^(?:ebs:(?:get|put|list|start|complete)\w*)$/,
  /^states:(?:invokehttpendpoint)$|^ssm:(?:opencontrolchannel|opendatachannel)$/,
  /^s3express:createsession$|^s3-outposts:(?:get|put|delete)object\w*$/,
  /^secretsmanager:batchgetsecretvalue$/,
];

/** `never`: no event names it; `data`: only trails with data events show it; `yes`: every trail does. */
export type Visibility = "yes" | "data" | "never";

/** @param action `service:Action` in any case */
export function visibilityOf(action: string): Visibility {
  const name = action.toLowerCase();
  if (permissionsOnly.some((pattern) => pattern.test(name))) return "never";
  return dataEvents.some((pattern) => pattern.test(name)) ? "data" : "yes";
}
