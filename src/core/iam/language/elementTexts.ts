/** What the elements of a policy mean, by the name as IAM writes it. */
export const elementTexts: Readonly<Record<string, string>> = {
  Version:
    "Version of the policy language, not of this policy. `2012-10-17` is the current one; without it IAM reads the policy as `2008-10-17`, in which policy variables such as `${aws:username}` are plain text.",
  Id: "A name for the policy. It has no effect; some services ask for one.",
  Statement: "What the policy allows and denies. An explicit Deny in any policy wins over every Allow.",
  Sid: "A name for the statement, unique in the policy. Letters and digits; it has no effect.",
  Effect:
    "Whether the statement allows or denies. What no statement allows is denied; a Deny wins over every Allow.",
  Action:
    "The actions that the statement speaks of, as `service:Action`. Case does not count; `*` and `?` are wildcards.",
  NotAction:
    "Every action but these. With Allow this grants all other actions of all services, new ones too, on the resources named; with Deny it forbids everything that is not listed.",
  Resource: "The resources that the statement speaks of, as ARNs. `*` and `?` are wildcards.",
  NotResource:
    "Every resource but these. With Allow this reaches all other resources, new ones too; it is meant for Deny.",
  Principal: "Who the statement speaks of, in a policy that is attached to a resource or a role.",
  NotPrincipal:
    "Everyone but these. With Allow this grants access to the whole world but them, anonymous callers included. For a Deny, a condition on aws:PrincipalArn is safer.",
  Condition:
    "When the statement applies: every operator and every key in it must match; of the values of one key, one is enough (for operators with Not, none may match).",
};

/** Kinds of principals. */
export const principalTypes: Readonly<Record<string, string>> = {
  AWS: "Accounts, roles, users and role sessions, as ARNs or account ids.",
  Service: "AWS services that act on their own behalf, such as `lambda.amazonaws.com`.",
  Federated:
    "Identity providers: SAML and OIDC providers of the account, or a web identity provider by its host.",
  CanonicalUser: "An account by its canonical user id, as S3 knows it.",
};

/** What an effect means. */
export const effectTexts: Readonly<Record<string, string>> = {
  Allow: "Allows the actions, unless a Deny in this or another policy, a boundary or an SCP forbids them.",
  Deny: "Denies the actions, whatever else allows them.",
};

/** Versions of the policy language. */
export const versionTexts: Readonly<Record<string, string>> = {
  "2012-10-17": "The current version of the policy language.",
  "2008-10-17":
    "The old version of the policy language. Policy variables such as `${aws:username}` are plain text in it.",
};
