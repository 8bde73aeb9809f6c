/** What is wrong with a name, for a person; undefined when AWS takes it. */
export type NameCheck = (text: string) => string | undefined;

/** IAM: 1 to 64 letters, digits and `_+=,.@-`. Source: IAM quotas, "IAM name requirements". */
export const roleNameProblem: NameCheck = (text) =>
  /^[\w+=,.@-]{1,64}$/.test(text)
    ? undefined
    : "a role's name has 1 to 64 letters, digits and _ + = , . @ -, without the path or the ARN around it";

const bucketPrefixes = ["xn--", "sthree-", "amzn-s3-demo-"];
const bucketSuffixes = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

/** Source: "General purpose bucket naming rules" of the Amazon S3 user guide. */
export const bucketNameProblem: NameCheck = (text) => {
  if (/^(?:arn:|s3:\/\/)/.test(text)) return "give the bucket's name alone, without arn:aws:s3::: or s3://";
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(text))
    return "a bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens, and begins and ends with a letter or digit";
  if (text.includes("..")) return "a bucket's name has no two dots side by side";
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return "a bucket's name is not in the form of an IP address";
  const prefix = bucketPrefixes.find((one) => text.startsWith(one));
  if (prefix !== undefined) return `a bucket's name does not begin with ${prefix}`;
  const suffix = bucketSuffixes.find((one) => text.endsWith(one));
  return suffix === undefined ? undefined : `a bucket's name does not end with ${suffix}`;
};

/** An object's key as it stands in an ARN, where `*` and `?` are wildcards. */
export const objectKeyProblem: NameCheck = (text) => {
  if (text === "" || new TextEncoder().encode(text).length > 1024)
    return "an object's key has 1 to 1,024 bytes";
  if (text.startsWith("/")) return "an object's key does not begin with a slash, or there are two in its ARN";
  if (/[*?]|\$\{/.test(text))
    return "in a policy *, ? and ${ in an object's key would reach other objects too";
  return /[\p{Cc}\p{Cf}{}]/u.test(text)
    ? "an object's key has no control characters or braces here"
    : undefined;
};

/** Secrets Manager: 1 to 512 letters, digits and `/_+=.@-`. Source: CreateSecret. */
export const secretNameProblem: NameCheck = (text) => {
  if (text.startsWith("arn:")) return "give the secret's name alone, not its ARN";
  return /^[A-Za-z0-9/_+=.@-]{1,512}$/.test(text)
    ? undefined
    : "a secret's name has 1 to 512 letters, digits and / _ + = . @ -";
};

export const accountProblem: NameCheck = (text) =>
  /^\d{12}$/.test(text) ? undefined : "an account id has 12 digits";

export const regionProblem: NameCheck = (text) =>
  /^[a-z]{2,}(?:-[a-z]+)+-\d{1,2}$/.test(text) ? undefined : "this is no Region's code, such as eu-west-1";

/** Tags of AWS: a key of 1 to 128 characters that does not begin with `aws:`. */
export const tagKeyProblem: NameCheck = (text) => {
  if (/^aws:/i.test(text)) return "keys that begin with aws: belong to AWS";
  return /^[A-Za-z0-9_.:/=+@-]{1,128}$/.test(text)
    ? undefined
    : "a tag's key has 1 to 128 letters, digits and _ . : / = + - @ (spaces do not work in condition keys)";
};

export const tagValueProblem: NameCheck = (text) =>
  /^[A-Za-z0-9_.:/=+@ -]{1,256}$/.test(text)
    ? undefined
    : "a tag's value has 1 to 256 letters, digits, spaces and _ . : / = + - @";

/** Lambda: letters, digits, hyphens and underscores, 64 at most, of which some are left for the rest of the name. */
export const functionPrefixProblem: NameCheck = (text) =>
  /^[A-Za-z0-9_-]{1,40}$/.test(text)
    ? undefined
    : "names of functions begin with 1 to 40 letters, digits, hyphens and underscores here";

/** An IAM role or user, or a whole account. */
export const principalProblem: NameCheck = (text) =>
  /^arn:aws(?:-[a-z]+)*:iam::\d{12}:(?:root|(?:role|user)\/[\w+=,.@/-]{1,512})$/.test(text)
    ? undefined
    : "this is no ARN of a role or user, such as arn:aws:iam::<account>:role/<name>";

export const emailProblem: NameCheck = (text) =>
  /^[^\s@"'<>]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$/.test(text)
    ? undefined
    : "this is no address for mail, such as security@example.com";

/** Prefixes of what a stack names: buckets allow the least. */
export const prefixProblem: NameCheck = (text) =>
  /^[a-z][a-z0-9-]{1,19}$/.test(text) && !text.endsWith("-")
    ? undefined
    : "a prefix has 2 to 20 lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen";

export const logGroupProblem: NameCheck = (text) =>
  /^[\w./#-]{1,512}$/.test(text)
    ? undefined
    : "a log group's name has 1 to 512 letters, digits and _ - / . #";

export const directoryProblem: NameCheck = (text) =>
  /^(?:d|wsd)-[0-9a-z]{8,63}$/.test(text) ? undefined : "this is no id of a directory, such as d-90670a1b2c";
