import type { RuleAbout } from "../detector.ts";

const owasp = "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html";

/** Pages of the rules that judge a value by what stands around it. Not bundled: the pages are generated from them. */
export const contextualAbout: readonly RuleAbout[] = [
  {
    id: "url-password",
    what: "The account named before the `@` of the URL, at the host behind it: a repository, a database, a queue, a proxy.",
    how: "A user and a password before the host (RFC 3986, section 3.2.1), in any scheme. Only the password is underlined. Documented example hosts with placeholder passwords are no finding; a weak password for this machine is information.",
    rotate:
      "Change the account's password at that host, and look in its log for logins since the file was shared.",
    links: ["https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1", owasp],
  },
  {
    id: "url-token",
    what: "What the service behind the URL lets the holder of the token do. URLs end up in logs and browser histories, so a token in one spreads further than in a header.",
    how: "A generated value where the user name of a URL stands, or in a query parameter with the name of a credential (`access_token`, `api_key`, `sig` and their kin); also a webhook's whole address when its path holds a generated key.",
    rotate: "Revoke the token at the service and send the new one in a header.",
    links: ["https://www.rfc-editor.org/rfc/rfc6750#section-2.3", owasp],
  },
  {
    id: "connection-string-password",
    what: "The database, queue or storage account that the connection string points at.",
    how: "The password field of an ADO.NET, JDBC or ODBC string (`Password=`, `Pwd=`) beside fields that such strings have (`Server=`, `Data Source=`, `User Id=`). Only the password is underlined.",
    rotate:
      "Change the account's password at the server; prefer a login by identity (IAM database authentication) where there is one.",
    links: ["https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html", owasp],
  },
  {
    id: "authorization-header",
    what: "Whatever the service grants to the sender of this header.",
    how: "The value of `Authorization` (`Bearer`, `Token`, `Basic` and others) or of a header that carries a key (`X-Api-Key`, `Private-Token`), in code, in HTTP files and in `curl` commands.",
    rotate: "Revoke the token or key at the service that issued it.",
    links: ["https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2", owasp],
  },
  {
    id: "basic-credentials",
    what: "The account of the user whose name and password are encoded. Base64 hides nothing.",
    how: "Base64 after `Basic` that decodes to a name, a colon and a password (RFC 7617).",
    rotate: "Change the account's password.",
    links: ["https://www.rfc-editor.org/rfc/rfc7617"],
  },
  {
    id: "command-password",
    what: "The account that the command or call signs in with. A password on a command line can also be read in the process list and in the shell's history.",
    how: "An option or argument known to take a password (`--password`, `mysql -p`, `curl -u`, `sshpass -p`, `IDENTIFIED BY` in SQL, `setPassword(…)`), or a password piped into a command that reads one (`sudo -S`, `--password-stdin`), with a literal value.",
    rotate: "Change the password, and clear it from the shell's history.",
    links: [owasp],
  },
  {
    id: "kubernetes-secret",
    what: "What the workload that mounts the Secret can open. The values are only encoded, not encrypted.",
    how: "`data` (Base64) or `stringData` of a manifest of kind `Secret`. Names of keys, as an ExternalSecret lists them, are no finding.",
    rotate:
      "Change the value at its source, and let an operator such as External Secrets fill the Secret from a store.",
    links: [
      "https://kubernetes.io/docs/concepts/configuration/secret/",
      "https://external-secrets.io/latest/",
    ],
  },
  {
    id: "generic-password",
    what: "The account that the password belongs to.",
    how: "A literal assigned to a name that means a password, in code, configuration, XML, SQL, tables or prose. Lookups, placeholders, types, file paths and identifiers are no finding. A plain word, or a value in a test, is information.",
    rotate: "Change the password wherever it is used.",
    links: [owasp],
  },
  {
    id: "generic-token",
    what: "What the issuer of the token grants to its holder.",
    how: "A literal assigned to a name that means a token or a credential, whose letters look generated. Hashes, identifiers, paths and lookups are no finding.",
    rotate: "Revoke the token at its issuer and make a new one with fewer rights.",
    links: [owasp],
  },
  {
    id: "generic-secret",
    what: "Whatever is signed, encrypted or opened with it: sessions, webhooks, OAuth clients.",
    how: "A literal assigned to a name that means a secret or a signing or encryption key, whose letters look generated.",
    rotate:
      "Make a new secret at the party that shares it; keep the old one valid only while clients change over.",
    links: [owasp],
  },
  {
    id: "generic-api-key",
    what: "The API that the key is for, on the account that pays for it.",
    how: "A literal assigned to a name that means an API or access key, whose letters look generated. Public keys, identifiers and hashes are no finding.",
    rotate: "Revoke the key in the service's console; restrict the new one by origin, address or scope.",
    links: [owasp],
  },
  {
    id: "service-credential",
    what: "An account of the service whose name stands beside the value.",
    how: "The name of a service together with a word for a credential, and a generated value in the form that the service's credentials have.",
    rotate: "Revoke it in the service's console and make a new one with fewer rights.",
    links: [owasp],
  },
  {
    id: "issued-token",
    what: "What the issuer of the token grants to its holder.",
    how: "Many issuers mark their tokens with a short prefix and an underscore or hyphen; others join generated parts with dots, or tie a generated part to the number of an account. A value of such a shape is a token even when its issuer is unknown to Picket; so is a generated value that is all a file holds.",
    rotate: "The prefix, or what uses the token, names the issuer: revoke it there.",
    links: [owasp],
  },
];
