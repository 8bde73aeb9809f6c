import { commands } from "../../../src/core/secrets/contextual/commands.ts";
import { chosen, expectFound, expectQuiet } from "./support.ts";

const pass = chosen();
const only = { detectors: [commands] };

/** `@` stands for the password. */
const lines = [
  "curl -u deploy:@ https://api.corp.io",
  'curl -sSf --user "deploy:@" https://api.corp.io',
  "curl -X POST \\\n  -u 'deploy:@' \\\n  https://api.corp.io",
  "sshpass -p @ ssh root@host.corp.io",
  "sshpass -p '@' scp a b:",
  "mysql -u root -p@ app",
  "mysqldump -h db.corp.io -u root -p'@' app > a.sql",
  "psexec \\\\10.0.0.9 -u Administrator -p @ cmd /c dir",
  "docker login -u deploy -p @ registry.corp.io",
  "redis-cli -h cache.corp.io -a @ ping",
  'ldapsearch -x -D "cn=admin" -w @ -b dc=corp',
  "sqlcmd -S db.corp.io -U sa -P @ -Q 'select 1'",
  "smbclient //host/share -U deploy%@",
  'ConvertTo-SecureString "@" -AsPlainText -Force',
  "ConvertTo-SecureString -String '@' -AsPlainText -Force",
  "CREATE USER app IDENTIFIED BY '@';",
  "ALTER USER app WITH PASSWORD '@';",
  'new NetworkCredential("deploy", "@")',
  'new PasswordAuthentication("deploy", "@".toCharArray())',
  'DriverManager.getConnection(url, "deploy", "@")',
  "requests.get(url, auth=('deploy', '@'))",
  "machine api.corp.io login deploy password @",
  "machine api.corp.io\n  login deploy\n  password @\n",
];

suite("passwords of commands and calls", () => {
  for (const line of lines) {
    test(line.replace("@", "…").split("\n")[0]!.slice(0, 70), () => {
      const text = line.replace(/@(?!host)/, () => pass);
      expectFound(text, pass, { id: "command-password", confidence: "medium" }, only);
    });
  }

  test("slots and lookups are no finding", () => {
    for (const text of [
      'curl -u "${username}:${password}" https://a.b',
      "curl --user neo4j:[PASSWORD] http://a.b",
      'curl --user "username:password" https://a.b',
      "curl -u admin https://a.b",
      "curl https://a.b:8080/path -o file:name",
      "sshpass -p $PASSWORD ssh host",
      "sshpass -e ssh host",
      "mysql -u root -p app",
      "psexec \\\\host -u User -p %PASSWORD% cmd",
      "docker login -u $USER -p $PASS",
      "CREATE USER app IDENTIFIED BY '<password>';",
      "ConvertTo-SecureString $plain -AsPlainText -Force",
      "login {user} password {password}",
      "requests.get(url, auth=(user, password))",
      "jwt.sign({ id: user.id }, process.env.JWT_SECRET, { expiresIn: '1h' })",
      "jwt.sign({ id: 'a' }, key, { algorithm: 'RS256' })",
      "jwt.encode(payload, private_key, algorithm='RS256')",
      'jwt.sign(payload, "your-secret-key")',
      "request.basic_auth(user, Some(&password))",
    ]) {
      expectQuiet(text, only);
    }
  });
});
