import type { StoreLookup } from "../targetForm.ts";
import { indented, yamlScalar } from "../yamlWriter.ts";

/** A variable that the steps after the inserted ones have. */
export interface Exported {
  /** Name for the action, which takes upper case letters, digits and underscores. */
  readonly variable: string;
  readonly lookup: StoreLookup;
}

/** Who the job is for AWS. */
export interface SignIn {
  readonly role: string;
  readonly region: string;
}

/** Repository variables, when no other job of the workflow signs in to AWS. */
export const defaultSignIn: SignIn = {
  role: "${{ vars.AWS_ROLE_TO_ASSUME }}",
  region: "${{ vars.AWS_REGION }}",
};

/** The name under which a step reads the value: the action adds the field's name to its own. */
export function exportedName({ variable, lookup }: Exported): string {
  if (lookup.jsonKey === undefined || lookup.from !== "secrets-manager") return variable;
  return `${variable}_${lookup.jsonKey.toUpperCase().replace(/[^A-Z0-9_]/g, "_")}`;
}

/** The step that signs in with OpenID Connect, as lines; the first has no dash. */
export function signInStep({ role, region }: SignIn): string[] {
  return [
    "name: Sign in to AWS",
    "uses: aws-actions/configure-aws-credentials@v5",
    "with:",
    `  role-to-assume: ${role}`,
    `  aws-region: ${region}`,
  ];
}

/**
 * The step that puts values into the environment of the steps after it, masked in the log. Secrets Manager has an action
 * of its own (aws-actions/aws-secretsmanager-get-secrets); Parameter Store has none, so the command line is used.
 */
export function readStep(exported: readonly Exported[]): string[] {
  const secrets = exported.filter(({ lookup }) => lookup.from === "secrets-manager");
  if (secrets.length === 0) return parameterStep(exported);
  const fields = secrets.some(({ lookup }) => lookup.jsonKey !== undefined);
  return [
    "name: Read secrets",
    "uses: aws-actions/aws-secretsmanager-get-secrets@v2",
    "with:",
    "  secret-ids: |",
    ...secrets.map(({ variable, lookup }) => `    ${variable}, ${lookup.name}`),
    ...(fields ? ["  parse-json-secrets: true"] : []),
  ];
}

function parameterStep(exported: readonly Exported[]): string[] {
  const lines = exported.flatMap(({ variable, lookup }) => {
    const field = lookup.jsonKey === undefined ? "" : ` | jq -r '.["${lookup.jsonKey}"]'`;
    return [
      `value="$(aws ssm get-parameter --with-decryption --name ${lookup.name} --query Parameter.Value --output text${field})"`,
      'echo "::add-mask::$value"',
      `echo "${variable}=$value" >> "$GITHUB_ENV"`,
    ];
  });
  return ["name: Read secrets", "shell: bash", "run: |", ...indented(lines, "  ")];
}

/** `permissions` of a job that signs in: what the workflow grants it, and the token that AWS asks for. */
export function permissionLines(granted: ReadonlyMap<string, string>): string[] {
  const all = new Map([...granted, ["id-token", "write"]]);
  return [
    "permissions:",
    ...[...all].map(([name, access]) => `  ${yamlScalar(name)}: ${yamlScalar(access)}`),
  ];
}
