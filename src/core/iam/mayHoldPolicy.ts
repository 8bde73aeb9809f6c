/** What every text that the engine has something to say about holds somewhere. */
const marks =
  /[Ss]tatement|AWS::(?:IAM|EC2::(?:SecurityGroup|NetworkAcl)|WorkSpaces|SSO|Lambda::Permission)|aws_(?:iam|security_group|vpc_security_group|network_acl|default_(?:security_group|network_acl)|workspaces|ssoadmin|lambda_permission)|(?:attach|put)[-_](?:role|user|group|key)[-_]policy|Attach(?:Role|User|Group)Policy|addManagedPolicy|authorize-security-group|(?:create|replace)-network-acl-entry|create-workspaces|lambda add-permission|permissions-boundary|fromAwsManagedPolicyName|from_aws_managed_policy_name/;

/** What only such a text holds beside a word as common as "statement". */
const kinds =
  /Effect|effect|Action|actions|PolicyStatement|AWS::|aws_|aws |iam|Serverless|serverless|ManagedPolicy/;

/**
 * Whether a text may hold a policy or a resource that is checked: a look at a few words, so that the engine and its
 * parsers are loaded only for texts that need them.
 */
export function mayHoldPolicy(text: string): boolean {
  return marks.test(text) && kinds.test(text);
}
