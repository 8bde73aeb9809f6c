/** Names of variables, parameters and headers whose value is a secret. */
const secretName =
  /(?:^|[_.-])(?:(?:api|access|auth|private|secret|account|subscription|encryption|signing)[_-]?keys?|tokens?|secrets?|passwords?|passwd|passphrase|pwd|pat|credentials?|authorization|apikeys?|clientsecret|accesstoken)(?:$|[_.-])/i;
const publicName =
  /(?:^|_)(?:key_?id|token_?(?:url|uri|endpoint|file|path|count|limit|type)|secret_?(?:name|arn|id)|max_?tokens?)$/i;

export function isSecretName(name: string): boolean {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2");
  return secretName.test(words) && !publicName.test(words);
}
