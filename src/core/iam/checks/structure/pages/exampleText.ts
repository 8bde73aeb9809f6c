/** A policy of one statement as a JSON text, from the statement's members as they shall be shown. */
export function oneStatement(...members: readonly string[]): string {
  return manyStatements(members);
}

/** A policy of several statements as a JSON text. */
export function manyStatements(...statements: readonly (readonly string[])[]): string {
  const texts = statements.map((members) => `    {\n      ${members.join(",\n      ")}\n    }`);
  return `{\n  "Version": "2012-10-17",\n  "Statement": [\n${texts.join(",\n")}\n  ]\n}`;
}

const elements = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements";

/** AWS's page about one element of policies: `principal`, `sid`. */
export function elementLink(name: string): string {
  return `${elements}_${name}.html`;
}
