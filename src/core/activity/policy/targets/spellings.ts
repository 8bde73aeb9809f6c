/**
 * What the resource part of an ARN is for a value of a request, where it is not the value itself: by service and variable
 * of the template, lower case. Several texts are ways that it may be written; IAM sees one of them. `undefined`: the value
 * is none of this type.
 */
export type Spelling = (value: string) => readonly string[] | undefined;

const withPath: Spelling = (name) => (/^[\w+=,.@-]+$/.test(name) ? [name, `*/${name}`] : undefined);

/** The random letters behind a secret's name are not in the request. */
const secret: Spelling = (name) => (name.startsWith("arn:") ? undefined : [`${name}-??????`, name]);

/** `name`, `name:alias`, `111122223333:function:name:alias`. */
const lambdaFunction: Spelling = (value) => {
  const [, name] = /^(?:\d{12}:)?(?:function:)?([\w-]+(?::[\w$-]+)?)$/.exec(value) ?? [];
  return name === undefined ? undefined : [name];
};

const lastPart: Spelling = (value) => {
  const name = value.slice(value.lastIndexOf("/") + 1);
  return name === "" ? undefined : [name];
};

const key: Spelling = (value) => (value.startsWith("alias/") ? undefined : [value]);

/** IAM sees the group with what is in it behind a colon. */
const logGroup: Spelling = (value) => [value.replace(/:\*$/, "")];

const withoutSlash: Spelling = (value) => [value.replace(/^\//, "")];

const instance: Spelling = (value) => (/^i-\w+$/.test(value) ? [value] : undefined);

/** Machines outside EC2 that Systems Manager manages. */
const managedInstance: Spelling = (value) => (/^mi-\w+$/.test(value) ? [value] : undefined);

/** By service and variable of the ARN's template, lower case. */
export const spellings: Readonly<Record<string, Readonly<Record<string, Spelling>>>> = {
  ec2: { instanceid: instance },
  ecs: { clustername: lastPart, servicename: lastPart, taskid: lastPart },
  iam: {
    rolenamewithpath: withPath,
    usernamewithpath: withPath,
    groupnamewithpath: withPath,
    policynamewithpath: withPath,
    instanceprofilenamewithpath: withPath,
    mfatokenidwithpath: withPath,
  },
  kms: { keyid: key, alias: (value) => (value.startsWith("alias/") ? [value.slice(6)] : undefined) },
  lambda: { functionname: lambdaFunction },
  logs: { loggroupname: logGroup },
  route53: { id: lastPart },
  secretsmanager: { secretid: secret },
  sqs: { queuename: lastPart },
  ssm: { instanceid: managedInstance, parameternamewithoutleadingslash: withoutSlash },
};
