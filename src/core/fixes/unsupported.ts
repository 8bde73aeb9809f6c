import type { FileFacts } from "./targetForm.ts";

/** Why no lookup can be written into a kind of file, and what to do instead. The first that fits by path is told. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [
    /(?:^|\/)(?:Dockerfile|Containerfile)[^/]*$|\.dockerfile$/i,
    "an image keeps what its build file holds: pass it as a build secret (RUN --mount=type=secret), or when the container starts",
  ],
  [
    /(?:^|\/)\.pypirc$/,
    "twine expands nothing in it: remove the password, and set TWINE_PASSWORD, or publish with a trusted publisher",
  ],
  [
    /(?:^|\/)[._]netrc$/,
    "programs expand nothing in it: keep it in your home folder, readable by you alone, not in the project",
  ],
  [
    /(?:^|\/)(?:pip\.conf|pip\.ini)$/i,
    "pip expands nothing in it: take the credentials out of the URL, and set PIP_INDEX_URL, or use keyring",
  ],
  [
    /(?:^|\/)\.git(?:-credentials|config)$|(?:^|\/)\.git\/config$/,
    "git expands nothing in it: use a credential helper",
  ],
  [
    /(?:^|\/)\.aws\/(?:credentials|config)$/,
    "it is the AWS command line's own file: sign in with aws sso login or assume a role, and delete the key",
  ],
  [
    /(?:^|\/)\.?pgpass(?:\.conf)?$|(?:^|\/)\.?my\.cnf$/,
    "the client expands nothing in it: keep it in your home folder, not in the project",
  ],
  [
    /(?:^|\/)(?:credentials|config)\.toml$/i,
    "its reader takes secrets from the environment: for Cargo set CARGO_REGISTRIES_…_TOKEN, and remove the value here",
  ],
  [
    /(?:^|\/)wrangler\.toml$/i,
    "its variables are plain text: remove the value here, and store it with wrangler secret put",
  ],
  [
    /(?:^|\/)secrets\.toml$/i,
    "the file is for secrets and has no lookups: keep it out of the repository, and read the store in the code",
  ],
  [
    /(?:^|\/)(?:web|app)\.(?:[\w-]+\.)?config$/i,
    "a .config file has no lookups: leave the setting blank, and fill it with a configuration builder (Microsoft.Configuration.ConfigurationBuilders.Environment)",
  ],
  [
    /\.properties$/i,
    "Java's properties expand nothing: read the value in the code, from the environment or the store",
  ],
  [
    /\.sql$/i,
    "SQL has no lookups: let the program that runs the statement pass the value in as a parameter or a variable of its client",
  ],
  [
    /\.(?:ps1|psm1|psd1)$/i,
    "write (Get-SECSecretValue -SecretId NAME).SecretString in its place by hand, or $env:NAME: Picket does not rewrite PowerShell yet",
  ],
  [
    /\.(?:ini|cfg|conf|cnf|toml)$/i,
    "the file has no lookups, and its reader is not known to expand variables: read the value in the code, from the environment or the store",
  ],
  [
    /\.(?:xml|plist|config)$/i,
    "XML has no lookups, and the program that reads it is not known to expand variables: read the value in the code, from the environment or the store",
  ],
];

/** What to tell the user about a file that no form accepts. */
export function unsupportedReason({ path, languageId }: FileFacts): string {
  const known = reasons.find(([pattern]) => pattern.test(path))?.[1];
  if (known !== undefined) return known;
  if (languageId === "dockerfile") return reasons[0]![1];
  const extension = /\.([A-Za-z0-9]{1,12})$/.exec(path)?.[1];
  const kind = languageId ?? extension;
  return kind === undefined
    ? "the kind of this file is not known, so no lookup can be written into it"
    : `there is no lookup for ${kind} files yet: move the value by hand, or ignore it`;
}
