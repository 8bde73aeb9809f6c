/**
 * What CloudTrail can show of the use of an action. Facts: the AWS CloudTrail user guide, "Logging data events", and
 * the services' own pages on CloudTrail.
 */

/** Permissions that are no API call, or whose calls CloudTrail does not log: they never stand in an event. */
const permissionsOnly: readonly RegExp[] = [
  /^iam:passrole$/,
  /^s3:(?:bypassgovernanceretention|objectowneroverridetobucketowner|replicate(?:object|delete|tags)|getobjectversionforreplication)$/,
  /^(?:ssmmessages|ec2messages|execute-api|rds-db|neptune-db|kafka-cluster|aws-portal):/,
  /^kms:synchronizemultiregionkey$/,
  /^logs:(?:putlogevents|unmask)$/,
  /^iot:(?:connect|publish|subscribe|receive|retainpublish)$|^elasticfilesystem:client/,
  /^vpc-lattice-svcs:|^dsql:dbconnect\w*$|^memorydb:connect$|^elasticache:connect$|^redshift:getclustercredentialswithiam$/,
  /^aoss:apiaccessall$|^es:eshttp\w+$|^appsync:graphql$/,
];

/** Actions whose calls are data events: a trail records them only where somebody asked for them. */
const dataEvents: readonly RegExp[] = [
  /^s3:(?:(?:get|put|delete|restore)object\w*|abortmultipartupload|listmultipartuploadparts|listbucket(?:versions|multipartuploads)?)$/,
  /^dynamodb:(?:(?:batch)?(?:get|put|write|update|delete)item|query|scan|partiql\w+|transact\w+|conditioncheckitem|get(?:records|sharditerator))$/,
  /^lambda:invoke(?:function|async|functionurl)$/,
  /^sqs:(?:sendmessage|receivemessage|deletemessage|changemessagevisibility)(?:batch)?$/,
  /^sns:publish(?:batch)?$/,
  /^kinesis:(?:put|get)records?$|^kinesis:(?:getsharditerator|subscribetoshard)$/,
  /^kinesisvideo:(?:putmedia|getmedia|getclip|getimages|getdashstreamingsessionurl|gethlsstreamingsessionurl)$/,
  /^bedrock:(?:invoke(?:agent|flow|inlineagent|modelwithbidirectionalstream)|retrieve\w*|renderprompt|applyguardrail)$/,
  /^cognito-identity:(?:getid|getcredentialsforidentity|getopenidtoken\w*)$/,
  /^(?:ebs:(?:get|put|list|start|complete)\w*)$/,
  /^states:(?:invokehttpendpoint|startsyncexecution)$|^ssm:(?:opencontrolchannel|opendatachannel)$/,
  /^s3express:createsession$|^s3-outposts:(?:get|put|delete)object\w*$|^s3-object-lambda:(?:get|put|delete)object\w*$/,
  /^s3tables:(?:get|put)tabledata$|^s3vectors:(?:get|put|delete|query|list)vectors$/,
  /^appconfig:(?:getlatestconfiguration|startconfigurationsession|getconfiguration)$/,
  /^cloudwatch:putmetricdata$|^xray:(?:put(?:tracesegments|telemetryrecords|spans\w*)|getsampling\w+)$/,
  /^rds-data:|^cassandra:(?:select|modify)$|^timestream:(?:select|writerecords|cancelquery)$/,
  /^sagemaker:(?:invokeendpoint\w*|putrecord|getrecord|batchgetrecord|deleterecord|batchputmetrics)$/,
  /^codewhisperer:generate\w+$|^q:(?:sendmessage|startconversation)$|^qbusiness:(?:chat\w*|putfeedback|batch\w+document)$/,
  /^verifiedpermissions:(?:batch)?isauthorized\w*$|^servicediscovery:discoverinstances\w*$/,
  /^cloudtrail-data:putauditevents$|^managedblockchain:(?:get|post|invoke|invokerpc\w*)$|^dax:(?:batch)?(?:get|put|write|update|delete|conditioncheck)item$|^dax:(?:query|scan)$/,
  /^medical-imaging:(?:getimage\w*|getpixeldata)$|^neptune-graph:(?:(?:read|write|delete)dataviaquery)$|^swf:\w+task\w*$/,
  /^firehose:putrecord(?:batch)?$|^events:putevents$|^mobiletargeting:sendmessages$|^ses:send(?:raw|bulk|templated)?\w*email$/,
];

/** `never`: no event names it; `data`: only trails with data events show it; `yes`: every trail does. */
export type Visibility = "yes" | "data" | "never";

/** @param action `service:Action` in any case */
export function visibilityOf(action: string): Visibility {
  const name = action.toLowerCase();
  if (permissionsOnly.some((pattern) => pattern.test(name))) return "never";
  return dataEvents.some((pattern) => pattern.test(name)) ? "data" : "yes";
}
