import type { StoreLookup } from "../targetForm.ts";

/** The library that a lookup comes from, and what is taken from it. */
export interface Library {
  readonly module: string;
  /** Package to install. */
  readonly dependency: string;
  /** Exported names used, in alphabetical order. */
  readonly names: readonly string[];
  /** Class of the client that is made once per module, if there is one. */
  readonly client?: string;
  /** Names wished for the client's constant, best first. */
  readonly clientNames: readonly [string, ...string[]];
}

/** AWS SDK v3, or Powertools for AWS Lambda where the project has it. */
export function libraryFor(from: StoreLookup["from"], dependencies: readonly string[] | undefined): Library {
  if (dependencies?.includes("@aws-lambda-powertools/parameters")) {
    const secrets = from === "secrets-manager";
    return {
      module: `@aws-lambda-powertools/parameters/${secrets ? "secrets" : "ssm"}`,
      dependency: "@aws-lambda-powertools/parameters",
      names: [secrets ? "getSecret" : "getParameter"],
      clientNames: ["client"],
    };
  }
  return from === "secrets-manager"
    ? {
        module: "@aws-sdk/client-secrets-manager",
        dependency: "@aws-sdk/client-secrets-manager",
        names: ["GetSecretValueCommand", "SecretsManagerClient"],
        client: "SecretsManagerClient",
        clientNames: ["client", "secretsClient", "secretsManagerClient"],
      }
    : {
        module: "@aws-sdk/client-ssm",
        dependency: "@aws-sdk/client-ssm",
        names: ["GetParameterCommand", "SSMClient"],
        client: "SSMClient",
        clientNames: ["client", "ssmClient", "parameterStoreClient"],
      };
}

/** A lookup as code: a promise, and how the string is taken from what it resolves to. */
export interface LookupCode {
  readonly promise: string;
  readonly pick: (resolved: string) => string;
}

/** How names of the library are called in this file. */
export interface LocalNames {
  readonly local: (exported: string) => string;
  readonly client: string;
  readonly quoted: (value: string) => string;
  readonly typescript: boolean;
}

/**
 * The code of one lookup. TypeScript gets `!`, since the SDK's types allow a missing string (binary secrets have none)
 * and the literal that was here before was a `string`.
 */
export function lookupCode(lookup: StoreLookup, library: Library, names: LocalNames): LookupCode {
  const bang = names.typescript ? "!" : "";
  const name = names.quoted(lookup.name);
  const base = ((): LookupCode => {
    if (library.client === undefined) {
      const secrets = lookup.from === "secrets-manager";
      const type = names.typescript && secrets ? "<string>" : "";
      const options = secrets ? "" : ", { decrypt: true }";
      return {
        promise: `${names.local(library.names[0]!)}${type}(${name}${options})`,
        pick: (it) => it + bang,
      };
    }
    if (lookup.from === "secrets-manager") {
      const command = `new ${names.local("GetSecretValueCommand")}({ SecretId: ${name} })`;
      return { promise: `${names.client}.send(${command})`, pick: (it) => `${it}.SecretString${bang}` };
    }
    const command = `new ${names.local("GetParameterCommand")}({ Name: ${name}, WithDecryption: true })`;
    return {
      promise: `${names.client}.send(${command})`,
      pick: (it) => `${it}.Parameter${bang}.Value${bang}`,
    };
  })();
  const key = lookup.jsonKey;
  if (key === undefined) return base;
  const access = /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${names.quoted(key)}]`;
  return { promise: base.promise, pick: (it) => `JSON.parse(${base.pick(it)})${access}` };
}

/** The lookup as an expression with `await`; parentheses around it only where the place asks for them. */
export function awaited(code: LookupCode, bare: boolean): string {
  const whole = `(await ${code.promise})`;
  const picked = code.pick(whole);
  return picked === whole && bare ? `await ${code.promise}` : picked;
}

/** A string literal of the given quote. */
export function quotedWith(quote: '"' | "'"): (value: string) => string {
  return (value) => {
    const json = JSON.stringify(value);
    return quote === '"' ? json : `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  };
}
