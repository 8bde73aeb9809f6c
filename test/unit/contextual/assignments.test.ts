import { chosen, expectFound, expectQuiet, made, token } from "./support.ts";

const key = token(32);
const pass = chosen();

/** A name, a way to write it with a value, and perhaps a path. `@` stands for the value. */
type Syntax = readonly [title: string, text: string, path?: string];

const anyValue: readonly Syntax[] = [
  ["JavaScript const", 'const apiToken = "@";', "a.js"],
  ["JavaScript property", "  apiToken: '@',", "a.ts"],
  ["quoted property", '{ "api-token": "@" }', "a.js"],
  ["template literal", "const apiToken = `@`;", "a.ts"],
  ["bracket access", 'config["apiToken"] = "@";', "a.js"],
  ["TypeScript annotation", 'const apiToken: string = "@";', "a.ts"],
  ["Python assignment", 'API_TOKEN = "@"', "a.py"],
  ["Python bytes", 'API_TOKEN = b"@"', "a.py"],
  ["Python triple quotes", 'API_TOKEN = """@"""', "a.py"],
  ["Python keyword argument", 'connect(api_token="@", timeout=3)', "a.py"],
  ["Python dictionary", "settings = {'api_token': '@'}", "a.py"],
  ["Python comparison", 'if api_token == "@":', "a.py"],
  ["Java field", 'private static final String API_TOKEN = "@";', "A.java"],
  ["Java system property", 'System.setProperty("API_TOKEN", "@");', "A.java"],
  ["Java setter", 'client.setApiToken("@");', "A.java"],
  ["Kotlin", 'val apiToken: String = "@"', "a.kt"],
  ["Go declaration", 'apiToken := "@"', "a.go"],
  ["Go var", 'var apiToken string = "@"', "a.go"],
  ["Go raw string", "apiToken := `@`", "a.go"],
  ["C#", 'string apiToken = "@";', "a.cs"],
  ["C macro", '#define API_TOKEN "@"', "a.h"],
  ["Rust", 'let api_token: &str = "@";', "a.rs"],
  ["Ruby hash", '  "api_token" => "@"', "a.rb"],
  ["PHP", '$apiToken = "@";', "a.php"],
  ["PHP append", '$apiToken .= "@";', "a.php"],
  ["PHP define", "define('API_TOKEN', '@');", "a.php"],
  ["R", 'api_token <- "@"', "a.r"],
  ["wrapped in a call", 'apiToken = SecretStr("@")', "a.py"],
  ["fallback of a lookup", 'const apiToken = process.env.API_TOKEN || "@";', "a.js"],
  ["default of a lookup", 'token = os.getenv("API_TOKEN", "@")', "a.py"],
  ["environment file", "API_TOKEN=@", ".env"],
  ["environment file, quoted", 'API_TOKEN="@"', ".env"],
  ["shell export", "export API_TOKEN=@", "a.sh"],
  ["shell export, quoted", "export API_TOKEN='@'", "a.sh"],
  ["Dockerfile ENV", "ENV API_TOKEN=@", "Dockerfile"],
  ["Dockerfile ENV with a blank", "ENV API_TOKEN @", "Dockerfile"],
  ["Dockerfile ARG", "ARG API_TOKEN=@", "Dockerfile"],
  ["Makefile", "API_TOKEN ?= @", "Makefile"],
  ["BNF assignment", 'API_TOKEN ::= "@"', ""],
  ["command flag with =", "tool --api-token=@ run", "a.sh"],
  ["command flag with a blank", "tool --api-token @ run", "a.sh"],
  ["YAML", "api_token: @", "a.yaml"],
  ["YAML, quoted", 'api_token: "@"', "a.yml"],
  ["YAML name and value", '- name: API_TOKEN\n  value: "@"', "a.yaml"],
  ["JSON", '{\n  "apiToken": "@"\n}', "a.json"],
  ["JSON inside JSON", '{"body": "{\\"apiToken\\": \\"@\\"}"}', "a.json"],
  ["JSON name and value", '{"Name": "API_TOKEN", "Value": "@"}', "a.json"],
  ["environment file inside JSON", '{"config": "API_TOKEN=@\\nOTHER=1"}', "a.json"],
  ["TOML", 'api_token = "@"', "a.toml"],
  ["INI", "api_token = @", "a.ini"],
  ["properties", "service.api-token=@", "a.properties"],
  ["npmrc", "//registry.example.org/:_authToken=@", ".npmrc"],
  ["HCL", 'api_token = "@"', "a.tf"],
  ["XML element", "<apiToken>@</apiToken>", "a.xml"],
  ["XML element on lines of its own", "<apiToken>\n    @\n</apiToken>", "a.xml"],
  ["XML attribute", '<service apiToken="@" />', "a.xml"],
  ["XML key and value", '<add key="ApiToken" value="@" />', "a.config"],
  ["XML name and value elements", "<name>api.token</name>\n<value>@</value>", "a.xml"],
  ["plist", "<key>ApiToken</key>\n<string>@</string>", "a.plist"],
  ["URL parameter", "https://example.net/a?access_token=@&b=1", "a.md"],
  ["log line", "2026-01-31 INFO api_token=@ accepted", "a.log"],
  ["prose", "the access token is @ until Friday", "a.md"],
  ["words as a name", "Secret Access Key: @", "a.md"],
  ["a name that runs into its value", "acmeTOKEN-@", ""],
];

suite("values under a name that says secret", () => {
  for (const [title, text, path] of anyValue) {
    test(title, () => {
      expectFound(text.replaceAll("@", key), key, { confidence: "medium" }, { path: path ?? "" });
    });
  }
});

const passwords: readonly Syntax[] = [
  ["quoted in code", 'const password = "@";', "a.js"],
  ["property", "password: '@',", "a.ts"],
  ["keyword argument", 'connect(user="me", password="@")', "a.py"],
  ["YAML", "password: @", "a.yaml"],
  ["environment file", "DB_PASSWORD=@", ".env"],
  ["Spring properties", "spring.datasource.password=@", "application.properties"],
  ["XML element", "<password>@</password>", "a.xml"],
  ["setter", 'source.setPassword("@");', "A.java"],
  ["flag", "tool --password=@", "a.sh"],
  ["JSON", '"password": "@"', "a.json"],
  ["Terraform", 'master_password = "@"', "a.tf"],
];

suite("passwords that a person chose", () => {
  for (const [title, text, path] of passwords) {
    test(title, () => {
      const expected = { id: "generic-password", confidence: "medium" } as const;
      expectFound(text.replaceAll("@", pass), pass, expected, { path: path ?? "" });
    });
  }

  test("a word in a configuration is a warning, a word in code is information", () => {
    expectFound("DB_PASSWORD=whitehorse", "whitehorse", { confidence: "medium" }, { path: ".env" });
    expectFound('password = "whitehorse"', "whitehorse", { confidence: "low" }, { path: "a.py" });
  });

  test("what every developer's server is given is information", () => {
    expectFound("POSTGRES_PASSWORD: postgres", "postgres", { confidence: "low" }, { path: "compose.yaml" });
  });

  test("a test's value is information", () => {
    const path = "test/login.test.js";
    expectFound(`password: "${pass}"`, pass, { confidence: "low" }, { path });
    expectFound(`apiToken: "${key}"`, key, { confidence: "low" }, { path });
  });
});

suite("kinds of generated values", () => {
  test("hexadecimal digits, base64, groups and UUIDs", () => {
    const uuid = [8, 4, 4, 4, 12].map((size) => made("hex", size)).join("-");
    const groups = [6, 6, 6, 6].map((size) => made("upper", size)).join("-");
    for (const value of [made("hex", 32), `${made("base64", 43)}=`, uuid, groups]) {
      expectFound(`client_secret = "${value}"`, value, { confidence: "medium" }, { path: "a.py" });
    }
  });

  test("a filler run lowers confidence", () => {
    const value = `${token(12)}1234567890${token(6)}`;
    expectFound(`api_key = "${value}"`, value, { confidence: "low" }, { path: "a.py" });
  });

  test("a name that says little needs a service beside it, or a long value", () => {
    const uuid = [8, 4, 4, 4, 12].map((size) => made("hex", size)).join("-");
    expectFound(`datadog_key = "${uuid}"`, uuid, { confidence: "medium" }, { path: "a.py" });
    expectQuiet(`key = "${uuid}"`, { path: "a.py" });
    expectQuiet(`key = "${key}"`, { path: "a.py" });
  });
});

suite("spans end where the value ends", () => {
  const cases: readonly Syntax[] = [
    ["comma", "token: @, next: 1", "a.yaml"],
    ["semicolon", "token=@; next", "a.conf"],
    ["closing bracket", "call(token=@)", ""],
    ["end of sentence", "The token is @.", "a.md"],
    ["ampersand", "https://a.example.net/?token=@&x=1", "a.md"],
    ["escaped line break", '"TOKEN=@\\nB=1"', "a.json"],
    ["CRLF", "TOKEN=@\r\nB=1\r\n", ".env"],
    ["closing tag", "<token>@</token>", "a.xml"],
  ];
  for (const [title, text, path] of cases) {
    test(title, () => {
      expectFound(text.replaceAll("@", key), key, {}, { path: path ?? "" });
    });
  }
});
