/** Families of our rules that an official rule of secretlint stands for, where the names differ. */
const renamed: Readonly<Record<string, readonly string[]>> = {
  "1password": ["onepassword-"],
  basicauth: ["url-"],
  "database-connection-string": ["connection-string-password", "url-password"],
  docker: ["docker-hub-"],
  gcp: ["google-service-account-key"],
  "hashicorp-vault": ["vault-"],
  npm: ["npm-", "npmrc-"],
  privatekey: ["private-key", "pgp-private-key", "putty-private-key"],
};

/** Prefixes of rule ids, without `secrets/`, that a rule of secretlint means in a comment. */
export function familiesOf(name: string): readonly string[] {
  return renamed[name] ?? [`${name}-`];
}
