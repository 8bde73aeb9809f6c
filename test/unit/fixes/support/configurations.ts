/** What files full of secrets are made of: one line for each token and its name, and values for longer texts. */
export interface Ingredients {
  readonly each: (write: (token: string, name: string) => string) => string;
  readonly password: string;
  readonly dsn: string;
  /** A private key with that line break. */
  readonly pem: (eol: string) => string;
}

/** Configuration files full of secrets, by path. */
export function configurations({ each, password, dsn, pem }: Ingredients): Record<string, string> {
  const variable = (name: string): string => `API_TOKEN_${name.toUpperCase()}`;
  const variables = (indent: string): string =>
    each((token, name) => `${indent}${variable(name)}: '${token}'\n`) +
    `${indent}DB_PASSWORD: ${password}\n${indent}DATABASE_URL: ${dsn}\n`;
  const entries: object[] = [];
  each((token, name) => {
    entries.push({ name: variable(name), value: token });
    return "";
  });
  return {
    "k8s/secret.yaml":
      "apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\nstringData:\n" +
      variables("  ") +
      `  PEM: |\n    ${pem("\n    ")}\n`,
    "k8s/deployment.yaml":
      "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app\nspec:\n  template:\n    spec:\n      containers:\n        - name: app\n          env:\n" +
      each((token, name) => `            - name: ${variable(name)}\n              value: "${token}"\n`) +
      `            - name: DB_PASSWORD\n              value: ${password}\n            - name: AUTHORIZATION\n              value: Bearer ${password}\n`,
    ".github/workflows/ci.yml":
      "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ./build.sh\n        env:\n" +
      variables("          "),
    "deploy/task-definition.json": `${JSON.stringify(
      {
        executionRoleArn: "arn:aws:iam::111122223333:role/execution",
        containerDefinitions: [
          {
            environment: [...entries, { name: "DB_PASSWORD", value: password }, { name: "URL", value: dsn }],
            logConfiguration: { options: { "awslogs-region": "eu-west-1" } },
          },
        ],
      },
      null,
      2,
    )}\n`,
    "src/main/resources/application.properties":
      each((token, name) => `app.api-token-${name}=${token}\n`) +
      `spring.datasource.password=${password}\nspring.datasource.url=${dsn}\n`,
    "src/main/resources/application.yml":
      `app:\n${each((token, name) => `  api-token-${name}: "${token}"\n`)}` +
      `spring:\n  datasource:\n    password: ${password}\n    url: ${dsn}\n`,
    "docker-compose.yml": `services:\n  app:\n    environment:\n${variables("      ")}`,
    "serverless.yml": `provider:\n  name: aws\n  environment:\n${variables("    ")}`,
    "group_vars/all.yml":
      each((token, name) => `api_token_${name}: "${token}"\n`) +
      `db_password: "${password}"\nurl: "${dsn}"\n`,
    "php.ini": each((token, name) => `api_token_${name} = "${token}"\n`) + `db_password = "${password}"\n`,
    "conf/settings.xml": `<settings xmlns="http://maven.apache.org/SETTINGS/1.0.0">\n${each(
      (token, name) =>
        `  <apiToken${name}>${token.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</apiToken${name}>\n`,
    )}  <password>${password}</password>\n</settings>\n`,
    Makefile:
      each((token, name) => `${variable(name)} = ${token.replaceAll("$", "$$$$")}\n`) +
      `DB_PASSWORD := ${password}\ndeploy:\n\tpsql "${dsn}"\n`,
    "lib/stack.ts":
      'import { Stack } from "aws-cdk-lib";\nexport const stack = new Stack();\n' +
      each((token, name) => `export const apiToken_${name} = "${token}";\n`) +
      `export const auth = { password: "${password}", url: "${dsn}" };\n`,
    "stacks/app.py":
      "import aws_cdk as cdk\n\n" +
      each((token, name) => `api_token_${name} = "${token}"\n`) +
      `auth = {"password": "${password}", "url": "${dsn}"}\n`,
  };
}
