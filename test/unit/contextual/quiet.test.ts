import { chosen, expectQuiet, made, token } from "./support.ts";

const uuid = [8, 4, 4, 4, 12].map((size) => made("hex", size)).join("-");

/** Text that holds no secret, by why. */
const texts: Readonly<Record<string, readonly string[]>> = {
  "lookups in code": [
    "const password = process.env.DB_PASSWORD;",
    "password: process.env.PASSWORD ?? ''",
    "password = os.environ['DB_PASSWORD']",
    "password = getpass.getpass('Password: ')",
    'String password = System.getenv("DB_PASSWORD");',
    'password := os.Getenv("DB_PASSWORD")',
    'var password = Environment.GetEnvironmentVariable("DB_PASSWORD");',
    "password = ENV.fetch('DB_PASSWORD')",
    "$password = getenv('DB_PASSWORD');",
    'let password = std::env::var("DB_PASSWORD")?;',
    "const token = req.headers.authorization.split(' ')[1];",
    "const token = jwt.sign({ id }, process.env.JWT_SECRET, { expiresIn: '1h' });",
    "apiKey: config.get('apiKey'),",
    "secret_key = settings.SECRET_KEY",
    "secret = client.get_secret_value(SecretId='prod/app/api-key')['SecretString']",
    'const secret = await getSecret("prod/app/api-key");',
    "new GetSecretValueCommand({ SecretId: 'prod/db/password' })",
  ],
  "references in configuration": [
    "password: ${DB_PASSWORD}",
    "password: ${{ secrets.DB_PASSWORD }}",
    "password: '{{resolve:secretsmanager:prod/db:SecretString:password}}'",
    "MasterUserPassword: !Sub '{{resolve:secretsmanager:${DbSecret}::password}}'",
    "MasterUserPassword: !Ref DbPassword",
    "api_key = var.api_key",
    "password = data.aws_secretsmanager_secret_version.db.secret_string",
    "API_KEY=op://Engineering/stripe/credential",
    "token: ${ssm:/prod/app/token}",
    '"env": { "GITHUB_TOKEN": "${env:GITHUB_TOKEN}" }',
    "valueFrom: arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-AbCdEf:password::",
    "spring.config.import=aws-secretsmanager:/secret/prod",
    "password: vault('secret/data/db#password')",
    'PASSWORD="$(cat /run/secrets/db_password)"',
    "MYSQL_ROOT_PASSWORD_FILE: /run/secrets/db_root",
    "secretName: db-credentials",
    "secretKeyRef: { name: db, key: password }",
    "password: ENC[AES256_GCM,data:Zm9vYmFyYmF6,iv:abc,tag:def,type:str]",
    "  data:\n    - secretKey: password\n      remoteRef:\n        key: prod/db\n        property: password",
  ],
  placeholders: [
    "password: changeme",
    'password = "your_password_here"',
    "API_KEY=<your-api-key>",
    "OPENAI_API_KEY=sk-...",
    'token = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"',
    "password=********",
    'secret: ""',
    "password: null",
    "PASSWORD=",
    "SECRET_KEY=insert-secret-here",
  ],
  "hashes and identifiers": [
    `"integrity": "sha512-${made("base64", 86)}=="`,
    `commit ${made("hex", 40)}`,
    `uses: actions/checkout@${made("hex", 40)} # v4`,
    `FROM node:22@sha256:${made("hex", 64)}`,
    `sha256: ${made("hex", 64)}`,
    `checksum = "${made("hex", 64)}"`,
    `etag: "${made("hex", 32)}"`,
    `id: "${uuid}"`,
    `requestId=${uuid}`,
    `<UserSecretsId>${uuid}</UserSecretsId>`,
    `cache_key: v1-deps-${made("hex", 40)}`,
    `"publicKey": "${made("base64", 43)}="`,
    `ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ${made("base64", 200)} me@host`,
    `primaryKey=${token(30)}`,
    `password_hash: ${made("hex", 64)}`,
    `package/file.py,sha256=${made("base64url", 43)},120`,
    `src="data:image/png;base64,iVBORw0KGgo${made("base64", 400)}"`,
  ],
  "words about secrets": [
    '"Password:", next: "Remember me"',
    "the password is incorrect",
    "password: String",
    "password: string;",
    "def check(password: str) -> bool:",
    'passwordLabel: "Password:",',
    "password?: string | undefined",
    'type="password" name="password"',
    "this.addPassword = '#add-password';",
    "passwd:         files systemd",
    "token = token.next()",
    "const token = tokens[index];",
    'throw new Error("password must not be empty");',
    "SIGN_TOKEN = 'sign-token'",
    '["password", "username", "email"]',
    "for (const key of Object.keys(map)) {}",
    "author = 'M. Muster 99!'",
    'max_tokens: 4096, nextToken: "' + token(40) + '"',
    '"AWS::KMS::Key": "' + made("hex", 16) + '"',
    "--password PASSWORD   the password",
    "--token string   the token to use",
  ],
};

suite("text that holds no secret", () => {
  for (const [title, samples] of Object.entries(texts)) {
    test(title, () => {
      for (const text of samples) expectQuiet(text);
      for (const text of samples) expectQuiet(`first line\n${text}\nlast line\n`);
    });
  }

  test("translations of the word password", () => {
    expectQuiet(`{"password": "${chosen().toLowerCase()}"}`, { path: "locales/de.json" });
    expectQuiet("password: Passwort", { path: "config/de.yaml" });
  });

  test("expressions in code", () => {
    for (const text of [
      "token = makeToken2Of3(a1b2)",
      "key: mlkem.MLKEM768PublicKey,",
      "secret = pki.fromAsn1(bagAsn1)",
    ]) {
      expectQuiet(text, { path: "a.py" });
    }
  });
});
