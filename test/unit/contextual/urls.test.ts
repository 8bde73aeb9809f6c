import assert from "node:assert/strict";
import { urls } from "../../../src/core/secrets/contextual/urls.ts";
import { chosen, detectIn, expectFound, expectQuiet, made, token } from "./support.ts";

const pass = token(14);
const only = { detectors: [urls] };

/** `@@` stands for the password. */
const schemes = [
  "https://deploy:@@@git.example-corp.io/app.git",
  "http://admin:@@@10.0.0.7:8080/",
  "git://ci:@@@git.corp.io/app",
  "ftp://backup:@@@files.corp.io",
  "sftp://backup:@@@files.corp.io/in",
  "postgres://app:@@@db.corp.io:5432/app",
  "postgresql+asyncpg://app:@@@db.corp.io/app",
  "mysql://app:@@@db.corp.io:3306/app",
  "mongodb://app:@@@db.corp.io:27017/app",
  "mongodb+srv://app:@@@cluster0.corp.io/app?retryWrites=true",
  "redis://:@@@cache.corp.io:6379/0",
  "rediss://default:@@@cache.corp.io:6379/0",
  "amqp://app:@@@mq.corp.io:5672/vhost",
  "amqps://app:@@@mq.corp.io/vhost",
  "mssql://sa:@@@sql.corp.io/app",
  "jdbc:mysql://app:@@@db.corp.io/app",
  "smtp://mailer:@@@mail.corp.io:587",
  "ldap://cn=admin:@@@ldap.corp.io",
];

suite("credentials in URLs", () => {
  for (const scheme of schemes) {
    const text = scheme.replace("@@@", `${pass}@`);
    test(scheme.slice(0, scheme.indexOf(":@@@")), () => {
      for (const around of [
        text,
        `url = "${text}"`,
        `(${text})`,
        `DATABASE_URL=${text}\n`,
        `<a>${text}</a>`,
      ]) {
        expectFound(around, pass, { id: "url-password", confidence: "medium" }, only);
      }
    });
  }

  test("says which scheme it is", () => {
    const [found] = detectIn(`x = "postgres://app:${pass}@db.corp.io/app"`, only);
    assert.equal(found?.data?.["scheme"], "postgres");
  });

  test("reads a password that holds signs, up to the last @ before the host", () => {
    expectFound("mysql://app:m42p!o@2wd@db.corp.io:5434/x", "m42p!o@2wd", { confidence: "medium" }, only);
    expectFound("https://app:p%40ss9word@db.corp.io/x", "p%40ss9word", { confidence: "medium" }, only);
    expectFound("amqp://app:a/b#c9!x@mq.corp.io:5672/v", "a/b#c9!x", { confidence: "medium" }, only);
  });

  test("Oracle's thin driver", () => {
    const text = `jdbc:oracle:thin:app/${pass}@//db.corp.io:1521/x`;
    expectFound(text, pass, { id: "url-password", confidence: "medium" }, only);
    expectQuiet("jdbc:oracle:thin:${user}/${password}@db.corp.io:1521:x", only);
  });

  test("Go's driver for MySQL", () => {
    for (const tail of ["tcp(db.corp.io:3306)/shop?parseTime=true", "unix(/run/mysqld.sock)/shop"]) {
      expectFound(`dsn := "app:${pass}@${tail}"`, pass, { id: "url-password", confidence: "medium" }, only);
    }
    expectFound(`mysql://app:${pass}@tcp(db.corp.io:3306)/shop`, pass, { confidence: "medium" }, only);
    expectQuiet('fmt.Sprintf("%s:%s@tcp(%s:%d)/%s", user, password, host, port, name)', only);
    expectQuiet("`${user}:${password}@tcp(${host})/shop`", only);
    expectQuiet('"app@tcp(db.corp.io:3306)/shop"', only);
    expectQuiet('"user:password@tcp(localhost:5555)/dbname"', only);
  });

  test("a weak password for this machine is information", () => {
    for (const host of ["localhost", "127.0.0.1:5432", "db"]) {
      expectFound(`postgres://app:secret@${host}/app`, "secret", { confidence: "low" }, only);
    }
    expectFound("amqp://guest:guest@mq.corp.io/", "guest", { confidence: "low" }, only);
  });

  test("a weak password elsewhere is a warning", () => {
    expectFound("ftp://user:secret@ftp.corp.io", "secret", { confidence: "medium" }, only);
  });

  test("a generated user part is a token", () => {
    const value = token(36);
    for (const text of [`https://${value}@git.corp.io/a.git`, `https://${value}:@git.corp.io/a.git`]) {
      expectFound(text, value, { id: "url-token", confidence: "medium" }, only);
    }
    const dsn = made("hex", 32);
    expectFound(`https://${dsn}@o1.ingest.sentry.io/2`, dsn, { confidence: "low" }, only);
  });

  test("placeholders, references and other text are no finding", () => {
    for (const text of [
      "https://user:pass@example.com",
      "https://username:password@proxy.example.com:8080",
      "postgres://user:password@localhost:5432/db",
      "postgres://${DB_USER}:${DB_PASS}@${DB_HOST}:5432/app",
      "`postgres://${user}:${password}@${host}/db`",
      "mongodb://$MONGO_USER:$MONGO_PASS@mongo:27017",
      "mongodb://{{ .Values.user }}:{{ .Values.password }}@mongo/app",
      "https://${GITHUB_TOKEN}@github.com/org/repo.git",
      "https://<user>:<password>@host/",
      "redis://localhost:6379/0",
      "http://localhost:5000/<%= @variable %>",
      '"https://url:8000";@something else',
      "https://url:8000/ @something else",
      "https://cdn.corp.io/npm/package@1.2.3/dist/a.js",
      "https://medium.com/@someone/title",
      "see http://a.b/c:d@e",
      "git+ssh://git@github.com/org/repo.git",
      `https://example.com/?mail=a:${chosen()}@b.c`,
      "ftp://anonymous:anonymous@ftp.corp.io",
    ]) {
      expectQuiet(text, only);
    }
  });

  test("a test's URL is information", () => {
    const options = { ...only, path: "test/db.test.ts" };
    expectFound(`postgres://app:${pass}@db.corp.io/app`, pass, { confidence: "low" }, options);
  });
});
