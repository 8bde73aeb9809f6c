import type { FixNote } from "./plan.ts";
import type { Lookup, StoreLookup } from "./targetForm.ts";

/** The value was readable by everyone with the file and its history. */
export function rotateNote(): FixNote {
  return {
    code: "rotate",
    message:
      "The value was in a file, so treat it as known to others: rotate it, then store the new one under the same name.",
  };
}

/** What whoever runs the result must be allowed to do. */
export function iamNote(lookups: readonly StoreLookup[]): FixNote | undefined {
  const first = lookups[0];
  if (!first) return undefined;
  const action = first.from === "secrets-manager" ? "secretsmanager:GetSecretValue" : "ssm:GetParameter";
  const resources = lookups.map((lookup) => arnPattern(lookup)).join(", ");
  return {
    code: "iam",
    message: `Whoever runs this needs ${action} on ${resources}, and kms:Decrypt when the key is your own.`,
  };
}

function arnPattern(lookup: StoreLookup): string {
  if (lookup.name.startsWith("arn:")) return lookup.name;
  return lookup.from === "secrets-manager"
    ? `arn:aws:secretsmanager:*:*:secret:${lookup.name}-??????`
    : `arn:aws:ssm:*:*:parameter/${lookup.name.replace(/^\//, "")}`;
}

/** Which variables must be set before the result runs, and where the values are. */
export function envNote(names: readonly string[]): FixNote {
  return {
    code: "env",
    message: `Set ${names.join(", ")} in the environment before running this; the value is no longer in the file.`,
  };
}

/** A library that the result imports and the manifest does not name. */
export function dependencyNote(library: string, command: string): FixNote {
  return {
    code: "dependency",
    message: `The code now needs ${library}, which the manifest does not name: ${command}.`,
  };
}

/** The value's text around it stays in the file. */
export function partNote(): FixNote {
  return {
    code: "part",
    message: "Only the secret part of a longer text was replaced; the text around it stays as it was.",
  };
}

/** What a string with a dynamic reference shows, and to whom. */
export function resolvedNote(): FixNote {
  return {
    code: "visible",
    message:
      "CloudFormation resolves the reference while deploying, so the service shows the value to those who may read its configuration; a construct that takes a SecretValue or a secret does not.",
  };
}

/** Which role of ECS reads the values of a container. */
export function executionNote(): FixNote {
  return {
    code: "role",
    message:
      "The agent reads the values when a task starts, so it is the execution role (executionRoleArn) that must be allowed to; running tasks keep the old ones.",
  };
}

/** `Secrets Manager` or `Parameter Store`. */
export function storeTitle(from: StoreLookup["from"]): string {
  return from === "secrets-manager" ? "Secrets Manager" : "Parameter Store";
}

/** What a mention of the value becomes in a comment or in prose. Never code. */
export function placeholderOf(lookup: Lookup): string {
  return lookup.from === "env" ? `<env: ${lookup.name}>` : `<secret: ${lookup.name}>`;
}
