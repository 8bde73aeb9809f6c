import assert from "node:assert/strict";
import { atLeast } from "../../../src/core/model/severity.ts";
import { scan } from "../../../src/core/secrets/scan.ts";

/** What a lookup, a reference, a declaration or a sentence looks like, with words that could be passwords in it. */
const texts: readonly (readonly [text: string, path: string])[] = [
  [
    'String p = client.getSecretValue(GetSecretValueRequest.builder().secretId("prod/db-Password1").build()).secretString();',
    "A.java",
  ],
  [
    'return client.getSecretValue(GetSecretValueRequest { secretId = "prod/db-Password1" }).secretString',
    "a.kt",
  ],
  [
    'out, err := svc.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: aws.String("prod/db-Password1")})',
    "a.go",
  ],
  ["password := *out.SecretString", "a.go"],
  [
    'var p = (await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "prod/db-Password1" })).SecretString;',
    "a.cs",
  ],
  [
    "password = Aws::SecretsManager::Client.new.get_secret_value(secret_id: 'prod/db-Password1').secret_string",
    "a.rb",
  ],
  ["$password = $client->getSecretValue(['SecretId' => 'prod/db-Password1'])['SecretString'];", "a.php"],
  [
    'let password = client.get_secret_value().secret_id("prod/db-Password1").send().await?.secret_string().unwrap();',
    "a.rs",
  ],
  [
    'PASSWORD="$(aws secretsmanager get-secret-value --secret-id prod/db-Password1 --query SecretString --output text)"',
    "a.sh",
  ],
  [
    "export TOKEN=$(aws ssm get-parameter --name /prod/api-token1 --with-decryption --query Parameter.Value --output text)",
    "a.sh",
  ],
  [
    'const password = (await client.send(new GetSecretValueCommand({ SecretId: "prod/db-Password1" }))).SecretString;',
    "a.ts",
  ],
  ["const password = await getSecret('prod/db-Password1');", "a.ts"],
  ['const token = await getParameter("/prod/Api-token1", { decrypt: true });', "a.ts"],
  ['password = parameters.get_secret("prod/db-Password1")', "a.py"],
  [
    'password = boto3.client("secretsmanager").get_secret_value(SecretId="prod/db-Password1")["SecretString"]',
    "a.py",
  ],
  [
    'password = ssm.get_parameter(Name="/prod/db/Password1", WithDecryption=True)["Parameter"]["Value"]',
    "a.py",
  ],
  ["SecretValue.secretsManager('prod/db-Password1', { jsonField: 'password' })", "a.ts"],
  ["password: ecs.Secret.fromSecretsManager(dbSecret, 'password')", "a.ts"],
  ['const secret = secretsmanager.Secret.fromSecretNameV2(this, "DbSecret1", "prod/db-Password1");', "a.ts"],
  [
    "apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nspec:\n  data:\n    - secretKey: DB_PASSWORD\n      remoteRef:\n        key: prod/db-Password1\n        property: password2\n",
    "a.yaml",
  ],
  [
    "spec:\n  secretStoreRef:\n    name: aws-secrets-1\n  target:\n    name: db-credentials-v2\n  dataFrom:\n    - extract:\n        key: prod/app/Secrets2024\n",
    "a.yaml",
  ],
  [
    "env:\n  - name: DB_PASSWORD\n    valueFrom:\n      secretKeyRef:\n        name: db-credentials-v2\n        key: db-Password1\n",
    "a.yaml",
  ],
  [
    '"secrets":[{"name":"DB_PASSWORD","valueFrom":"arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf:password::"}]',
    "a.json",
  ],
  ["password: ${ssm:/aws/reference/secretsmanager/prod/db-Password1}", "serverless.yml"],
  ["password: ${ssm:/prod/db/Password1~true}", "serverless.yml"],
  ["password: ${aws:ssm:/prod/db/Password1}", "serverless.yml"],
  ['MasterUserPassword: "{{resolve:ssm-secure:/prod/db/Password1:1}}"', "a.yaml"],
  [
    'data "aws_secretsmanager_secret_version" "db" {\n  secret_id = "prod/db-Password1"\n}\npassword = data.aws_secretsmanager_secret_version.db.secret_string',
    "a.tf",
  ],
  [
    "password_wo = ephemeral.aws_secretsmanager_secret_version.db.secret_string\npassword_wo_version = 1",
    "a.tf",
  ],
  ['password = jsondecode(data.aws_secretsmanager_secret_version.db.secret_string)["password"]', "a.tf"],
  [
    "        with:\n          secret-ids: |\n            DB_PASSWORD, prod/db-Password1\n          parse-json-secrets: true",
    ".github/workflows/a.yml",
  ],
  ["password: ${{ secrets.DB_PASSWORD }}", ".github/workflows/a.yml"],
  ["DB_PASSWORD= # secret: prod/db-Password1", ".env"],
  ["# DB_PASSWORD is the secret prod/db-Password1 in Secrets Manager\nDB_PASSWORD=", ".env"],
  [
    "spring.config.import=aws-secretsmanager:prod/db-Password1\nspring.datasource.password=${password}",
    "application.properties",
  ],
  ['"env": { "API_TOKEN": "${API_TOKEN}" }', "mcp.json"],
  [
    "services:\n  db:\n    secrets:\n      - db_password2\n    environment:\n      POSTGRES_PASSWORD_FILE: /run/secrets/db_Password2\nsecrets:\n  db_password2:\n    file: ./db_Password2.txt\n",
    "compose.yaml",
  ],
  ["secrets:\n  db_password:\n    external: true\n    name: prod_db_Password1\n", "compose.yaml"],
  ["imagePullSecrets:\n  - name: regcred-2024A\n", "a.yaml"],
  ["existingSecret: my-Release-db-2\nexistingSecretPasswordKey: db-Password2\n", "values.yaml"],
  [
    'auth:\n  existingSecret: "shop-db-Auth1"\n  secretKeys:\n    adminPasswordKey: postgres-Password1\n',
    "values.yaml",
  ],
  ["vars:\n  password: \"{{ lookup('amazon.aws.aws_secret', 'prod/db-Password1') }}\"", "a.yml"],
  [
    "db_password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  66386439653236336462626566653063336164663966303231363934653561363964363833313662\n",
    "a.yml",
  ],
  ['password: "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/Db1/)"', "a.json"],
  ["SecretKeyRef: Db-Password1", "a.yaml"],
  ['private static final String SECRET_NAME = "prod/db-Password1";', "A.java"],
  ['SECRET_ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf"', "a.py"],
  ['const SECRET_ID = "prod/db-Password1";', "a.ts"],
  ['val passwordField = "Password1";', "a.kt"],
  ['String password = secrets.get("prod/db-Password1");', "A.java"],
  ['String password = System.getProperty("db.Password1");', "A.java"],
  ['val password = System.getenv("DB_PASSWORD1") ?: error("DB_PASSWORD1 is not set")', "a.kt"],
  ['password := viper.GetString("db.Password1")', "a.go"],
  ['password := mustSecret(ctx, "prod/db-Password1")', "a.go"],
  ['var password = Configuration["Db:Password1"];', "a.cs"],
  ['var password = builder.Configuration.GetValue<string>("Db:Password1");', "a.cs"],
  ["password = Rails.application.credentials.dig(:db, :Password1)", "a.rb"],
  ["'password' => env('DB_PASSWORD1'),", "a.php"],
  ["$password = $_ENV['DB_PASSWORD1'] ?? null;", "a.php"],
  ['let password = env::var("DB_PASSWORD1").expect("DB_PASSWORD1 must be set");', "a.rs"],
  ['password = System.fetch_env!("DB_PASSWORD1")', "a.exs"],
  ['password: process.env["DB_PASSWORD1"]!,', "a.ts"],
  ["const { password = defaultPassword1 } = options;", "a.ts"],
  ['password = keyring.get_password("db-Service1", "App1")', "a.py"],
  ['password = st.secrets["db"]["Password1"]', "a.py"],
  ['password = Variable.get("Db-Password1")', "a.py"],
  ['password = dbutils.secrets.get(scope="Prod1", key="Db-Password1")', "a.py"],
  ['$password = Get-Secret -Name "Prod-Db1" -AsPlainText', "a.ps1"],
  ['$password = Read-Host "Password1" -AsSecureString', "a.ps1"],
  ['read -s -p "Password1: " PASSWORD', "a.sh"],
  ["password=$1", "a.sh"],
  ['PASSWORD="${1:?missing Password1}"', "a.sh"],
  ['PASSWORD="$(openssl rand -base64 32)"', "a.sh"],
  ["PASSWORD=`pwgen 32 1`", "a.sh"],
  ["PASSWORD=$(cat /run/secrets/Db_Password1)", "a.sh"],
  ["Authorization: Bearer ${TOKEN1}", "a.http"],
  ["Authorization: Bearer {{token1}}", "a.http"],
  ['curl -H "Authorization: Bearer $(cat ~/.token1)" https://a.acme.net', "a.sh"],
  ['curl -u "$USER1:$PASS1" https://a.acme.net', "a.sh"],
  ['mysql -u root -p"$MYSQL_PASSWORD1" shop', "a.sh"],
  ["mysql -u root -p shop1 < Dump1.sql", "a.sh"],
  ["docker login -u AWS --password-stdin 111122223333.dkr.ecr.us-east-1.amazonaws.com", "a.sh"],
  ['echo "$TOKEN1" | docker login -u app --password-stdin', "a.sh"],
  ["docker run -p 8080:80 nginx:1.25", "a.sh"],
  ["az login --identity -u 81770614-0377-4c62-a080-51898e01ed29", "a.sh"],
  ["mongosh --port 27017 -p", "a.sh"],
  ["7z a -pPROMPT a.7z", "a.sh"],
  ["zip -r Archive1.zip dir1", "a.sh"],
  ["ALTER USER app WITH PASSWORD :'new_Password1';", "a.sql"],
  ["INSERT INTO users (name, password) VALUES ($1, $2)", "a.sql"],
  ["password varchar(255) NOT NULL", "a.sql"],
  ['"password": { "type": "string", "minLength": 8 }', "a.json"],
  ['"tokenType": "Bearer1"', "a.json"],
  ["type Secret struct { Name1 string }", "a.go"],
  ['<input type="password" name="password" id="Password1">', "a.html"],
  ['<label for="password">Password1!</label>', "a.html"],
  ["| Password | The password of the account1 |", "a.md"],
  ["| token | string | The API token2 |", "a.md"],
  ["The password is stored in Secrets Manager as prod/db-Password1.", "a.md"],
  ["Use token authentication1 to sign in.", "a.md"],
  ["password: at least 8 characters, 1 digit and 1 sign!", "a.md"],
  ["Login with admin / admin on first start.", "a.md"],
  ["Login at https://acme.net/Login2 with SSO.", "a.md"],
  ["credentials: read/write1", "a.md"],
  ["--password PASSWORD1   the password", "a.txt"],
  ["keyof typeof Tokens1", "a.ts"],
  ['accessor.key = "Shift+Ctrl+K1"', "a.ts"],
  ['password: "Min 8 chars!"', "a.ts"],
  ["jwt: eyJhbGciOi...", "a.md"],
  ['<Version1 Secret="$(Secret1)" />', "a.xml"],
  ['secretName = "db-credentials-V2"', "a.tf"],
  ['kms_key_id = "81770614-0377-4c62-a080-51898e01ed29"', "a.tf"],
  ['key = "terraform/State1.tfstate"', "a.tf"],
  ['--header "X-Api-Key: $API_KEY1"', "a.sh"],
  ["pass_filenames: false1", "a.yaml"],
  ['"pass1": "ok2!"', "a.json"],
];

suite("text that names a secret and holds none", () => {
  for (const [text, path] of texts) {
    test(`${path}: ${text.slice(0, 60).replaceAll("\n", " ")}`, async () => {
      const findings = await scan(text, { path });
      const loud = findings.filter(({ severity }) => atLeast(severity, "warning"));
      assert.deepEqual(
        loud.map(({ ruleId, span }) => `${ruleId} ${text.slice(span.start, span.end)}`),
        [],
      );
    });
  }
});
