import type { TableName } from "./sql.ts";
import type { TrailLocation } from "./trailLocation.ts";

/** The partition keys of a table that Picket makes. */
const partitionKeys = { account: "account", region: "region", day: "day" } as const;

const identity = `struct<
    type: string, principalid: string, arn: string, accountid: string, invokedby: string, accesskeyid: string,
    username: string,
    sessioncontext: struct<
      attributes: struct<mfaauthenticated: string, creationdate: string>,
      sessionissuer: struct<type: string, principalid: string, arn: string, accountid: string, username: string>,
      sourceidentity: string>>`;

const columns: readonly (readonly [name: string, type: string])[] = [
  ["eventversion", "string"],
  ["useridentity", identity],
  ["eventtime", "string"],
  ["eventsource", "string"],
  ["eventname", "string"],
  ["awsregion", "string"],
  ["sourceipaddress", "string"],
  ["useragent", "string"],
  ["errorcode", "string"],
  ["errormessage", "string"],
  ["requestparameters", "string"],
  ["responseelements", "string"],
  ["additionaleventdata", "string"],
  ["requestid", "string"],
  ["eventid", "string"],
  ["readonly", "string"],
  ["resources", "array<struct<arn: string, accountid: string, type: string>>"],
  ["eventtype", "string"],
  ["recipientaccountid", "string"],
  ["serviceeventdetails", "string"],
  ["sharedeventid", "string"],
  ["vpcendpointid", "string"],
  ["eventcategory", "string"],
];

/**
 * `CREATE EXTERNAL TABLE` over what a trail delivers, with partitions that Athena works out by itself: days are projected,
 * accounts and Regions come from the query (`injected`), so that new ones need no change. The rest is as in the Athena User
 * Guide, "Create the table for CloudTrail logs in Athena using partition projection", with the source identity beside it.
 * @param from UTC day of the first partition, in ms since epoch
 */
export function createTable(name: TableName, { root }: TrailLocation, from: number): string {
  const { account, region, day } = partitionKeys;
  const properties: Readonly<Record<string, string>> = {
    "projection.enabled": "true",
    [`projection.${account}.type`]: "injected",
    [`projection.${region}.type`]: "injected",
    [`projection.${day}.type`]: "date",
    [`projection.${day}.format`]: "yyyy/MM/dd",
    [`projection.${day}.interval`]: "1",
    [`projection.${day}.interval.unit`]: "DAYS",
    [`projection.${day}.range`]: `${dayOf(from)},NOW`,
    "storage.location.template": `${root}\${${account}}/CloudTrail/\${${region}}/\${${day}}`,
  };
  return `CREATE EXTERNAL TABLE IF NOT EXISTS \`${name.database}\`.\`${name.table}\` (
  ${columns.map(([column, type]) => `\`${column}\` ${type}`).join(",\n  ")}
)
PARTITIONED BY (\`${account}\` string, \`${region}\` string, \`${day}\` string)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION '${root}'
TBLPROPERTIES (
  ${Object.entries(properties)
    .map(([key, value]) => `'${key}'='${value}'`)
    .join(",\n  ")}
)`;
}

/** The UTC day as folders of delivered files write it. @param ms since epoch */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10).replaceAll("-", "/");
}
