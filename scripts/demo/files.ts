import { mcpFiles, workspaceServers } from "./mcp.ts";
import { policyFiles } from "./policies.ts";
import type { DemoSecrets } from "./tokens.ts";

type Files = Readonly<Record<string, string>>;

/** The files of a small order service with secrets in all the usual places, content by `/`-separated path. */
export function demoFiles(secrets: DemoSecrets): Files {
  return {
    ...code(secrets),
    ...infrastructure(secrets),
    ...configuration(secrets),
    ...kiro(secrets),
    ...policyFiles(),
    ...guide(),
  };
}

function code(secrets: DemoSecrets): Files {
  return {
    "package.json": json({
      name: "orders",
      private: true,
      type: "module",
      dependencies: { "@aws-sdk/client-secrets-manager": "^3.0.0", stripe: "^18.0.0" },
    }),
    "src/app.ts": `import Stripe from "stripe";

const stripe = new Stripe("${secrets.stripeKey}");
const githubToken = "${secrets.githubToken}";

export async function refund(charge: string): Promise<void> {
  await stripe.refunds.create({ charge });
}

export async function openIssue(title: string): Promise<void> {
  await fetch("https://api.github.com/repos/example/orders/issues", {
    method: "POST",
    headers: { authorization: \`Bearer \${githubToken}\` },
    body: JSON.stringify({ title }),
  });
}
`,
    "src/handler.py": `"""Writes an order into the database."""

import psycopg

DATABASE_URL = "${secrets.databaseUrl}"


def handler(event, context):
    with psycopg.connect(DATABASE_URL) as connection:
        connection.execute("insert into orders (id) values (%s)", [event["id"]])
    return {"statusCode": 201}
`,
    "requirements.txt": "boto3\npsycopg[binary]\n",
  };
}

function infrastructure(secrets: DemoSecrets): Files {
  return {
    "template.yaml": `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Description: The order service.

Resources:
  OrdersFunction:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: src/handler.handler
      Environment:
        Variables:
          SLACK_TOKEN: ${secrets.slackToken}

  OrdersDatabase:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.t4g.micro
      AllocatedStorage: "20"
      MasterUsername: orders
      MasterUserPassword: ${secrets.databasePassword}
`,
    "infra/main.tf": `provider "aws" {
  region     = "us-east-1"
  access_key = "${secrets.awsKeyId}"
  secret_key = "${secrets.awsSecretKey}"
}

resource "aws_db_instance" "reports" {
  identifier        = "reports"
  engine            = "postgres"
  instance_class    = "db.t4g.micro"
  allocated_storage = 20
  username          = "reports"
  password          = "${secrets.databasePassword}"
}
`,
    "deploy.sh": `#!/usr/bin/env bash
set -euo pipefail

export GITHUB_TOKEN="${secrets.githubToken}"

sam build
sam deploy --stack-name orders --no-confirm-changeset
`,
  };
}

function configuration(secrets: DemoSecrets): Files {
  return {
    ".env": `NODE_ENV=development
AWS_ACCESS_KEY_ID=${secrets.awsKeyId}
AWS_SECRET_ACCESS_KEY=${secrets.awsSecretKey}
SESSION_SECRET=${secrets.sessionSecret}
# Nothing to see here: a placeholder is no secret.
API_KEY=your-api-key-here
`,
    "config.json": json({
      port: 8080,
      database: { host: "db.internal", user: "orders", password: secrets.databasePassword },
      slack: { token: secrets.slackToken },
    }),
  };
}

function kiro(secrets: DemoSecrets): Files {
  const server = {
    command: "npx",
    args: ["-y", "@modelcontextprotocol/server-github"],
    env: { GITHUB_PERSONAL_ACCESS_TOKEN: secrets.githubToken },
  };
  return {
    ...mcpFiles(),
    ".kiro/settings/mcp.json": json({ mcpServers: { github: server, ...workspaceServers } }),
    ".kiro/steering/product.md": `# The order service

Takes orders, charges cards through Stripe and writes to Postgres.

When you call the staging API, send this header:

    Authorization: Bearer ${secrets.jwt}
`,
    ".kiro/steering/publishing.md": `# Publishing

Packages go to npm with the token ${secrets.npmToken}, which never expires.
`,
  };
}

function guide(): Files {
  return {
    "README.md": `# Try Picket

Everything here is made up: the secrets were generated a moment ago, open nothing and are gone when you stop.

1. Open \`src/app.ts\`. Two values are underlined: a Stripe key and a GitHub token, whose checksum is valid.
2. Put the cursor on one of them and press \`Ctrl+.\` (\`Cmd+.\` on a Mac).
3. Choose **Move to Secrets Manager and replace…**. The dialog says what will happen; nothing has happened yet.
4. Confirm. The value is stored at an AWS endpoint on this machine and read back; then the code looks it up. One undo
   brings the literal back.

Then try the same in:

| file | what happens |
|---|---|
| \`src/handler.py\` | the whole connection string becomes a lookup with boto3 |
| \`template.yaml\` | \`{{resolve:secretsmanager:…}}\` |
| \`infra/main.tf\` | the password becomes a data source; the provider's own keys cannot, and Picket says why |
| \`deploy.sh\` | a call of the AWS CLI |
| \`.env\` | an empty value under a comment that names the secret |
| \`config.json\` | \`\${VARIABLE}\`, and a note on who fills it |
| \`.kiro/settings/mcp.json\` | \`\${VARIABLE}\` instead of the token |
| \`.kiro/steering/*.md\` | a placeholder |

Then the IAM policies. Open \`iam/deployer.json\`: each underlined word says what is wrong with it, \`Ctrl+.\` offers what
mends it, the line above a statement lists what it allows. Hold the mouse over an action, an ARN or a condition key, or
type a quote in a list of actions. **Picket: Verify Policy with AWS** asks IAM Access Analyzer.

| file | what is in it |
|---|---|
| \`iam/deployer.json\` | a typing error, \`iam:PassRole\` on everything, a secret's ARN that never matches |
| \`iam/roles.yaml\` | a role that anyone may assume and that may do anything, an open security group |
| \`infra/access.tf\` | a way to become administrator, a broken ARN, an operator that does not exist |

The icon of Picket at the side lists every MCP server that this machine knows, whether the organisation's policy allows
it, and why. In VS Code and Kiro itself choose a policy first: **Picket: Choose the Policy for MCP Servers**.

Below, **Agent Activity** shows what the role \`KiroAgent\` does in AWS, from CloudTrail files of a made-up day whose last
minutes arrive while you look. It goes wrong in the afternoon: look at **Activity Alerts**, select an event to see why it
is risky, press \`Enter\` for its record.

**Picket: Scan Workspace** (\`F1\`) lists all of them under Problems. The status bar shows how many the open
file has, and which AWS account would be used.
`,
  };
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
