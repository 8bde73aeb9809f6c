import { connectionStrings } from "../../../src/core/secrets/contextual/connectionStrings.ts";
import { pgpass } from "../../../src/core/secrets/contextual/pgpass.ts";
import { chosen, expectFound, expectQuiet, made } from "./support.ts";

const pass = chosen();
const only = { detectors: [connectionStrings] };
const loud = { id: "connection-string-password", confidence: "medium" } as const;

const strings = [
  "Server=db.corp.io;Database=app;User Id=app;Password=@;",
  "Data Source=db.corp.io;Initial Catalog=app;User ID=app;Password=@",
  "Server=tcp:db.corp.io,1433;Uid=app;Pwd=@;Encrypt=yes;",
  "Driver={ODBC Driver 18};Server=db.corp.io;UID=app;PWD=@",
  "Host=db.corp.io;Port=5432;Username=app;Password=@;Database=app",
  "jdbc:sqlserver://db.corp.io:1433;databaseName=app;user=app;password=@;",
  "jdbc:mysql://db.corp.io/app?user=app&password=@&useSSL=true",
  "Provider=SQLOLEDB;Data Source=db.corp.io;User ID=app;Password=@;",
];

suite("connection strings", () => {
  for (const text of strings) {
    test(text.replace("@", "…"), () => {
      for (const around of [text, `var cs = "${text}";`, `<add name="db" connectionString="${text}" />`]) {
        expectFound(around.replace("@", pass), pass, loud, only);
      }
    });
  }

  test("keys of storage accounts", () => {
    const key = `${made("base64", 86)}==`;
    const text = `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${key};EndpointSuffix=core.windows.net`;
    expectFound(text, key, loud, only);
  });

  test("a plain word is a warning, for this machine it is information", () => {
    expectFound("Server=db.corp.io;User Id=app;Password=whale;", "whale", loud, only);
    expectFound("Server=localhost;User Id=app;Password=whale;", "whale", { confidence: "low" }, only);
  });

  test("slots and other assignments are no finding", () => {
    for (const text of [
      "Server=db;User Id=app;Password={0};",
      "Server=db;User Id=app;Password=${PASSWORD};",
      "Server=db;User Id=app;Password=<password>;",
      "Server=db;User Id=app;Password=;Database=x",
      "password=hunter22",
      "Trusted_Connection=True;Server=db;",
    ]) {
      expectQuiet(text, only);
    }
    expectQuiet("dial(server=host, user=user, password=password).open()", { ...only, path: "a.py" });
  });
});

suite("PostgreSQL password files", () => {
  const file = { detectors: [pgpass], path: "home/me/.pgpass" };

  test("the last field is the value", () => {
    for (const end of ["\n", "\r\n", ""]) {
      expectFound(`# comment\ndb.corp.io:5432:app:me:${pass}${end}`, pass, loud, file);
    }
    expectFound(`*:*:*:me:a\\:${pass}`, `a\\:${pass}`, loud, file);
  });

  test("other files, comments and placeholders are no finding", () => {
    expectQuiet(`a:b:c:d:${pass}`, { ...file, path: "etc/passwd" });
    expectQuiet(`# db:5432:app:me:${pass}\ndb:5432:app:me:<password>\nshort:line\n`, file);
  });
});
