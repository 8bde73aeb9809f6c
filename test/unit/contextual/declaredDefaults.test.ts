import { declaredDefaults } from "../../../src/core/secrets/contextual/declaredDefaults.ts";
import { chosen, expectFound, expectQuiet, token } from "./support.ts";

const password = chosen();
const only = { detectors: [declaredDefaults] };
const loud = { id: "generic-password", confidence: "medium" } as const;

suite("defaults of declared names", () => {
  test("a CloudFormation parameter, in YAML and JSON", () => {
    const yaml = (value: string) =>
      `Parameters:\n  DbPassword:\n    Type: String\n    NoEcho: true\n    Default: ${value}\n`;
    expectFound(yaml(password), password, loud, { ...only, path: "template.yaml" });
    expectFound(yaml(`'${password}'`), password, loud, { ...only, path: "template.yaml" });
    const json = `{\n  "DbPassword": {\n    "Type": "String",\n    "Default": "${password}"\n  }\n}`;
    expectFound(json, password, loud, { ...only, path: "template.json" });
  });

  test("a Terraform variable", () => {
    const text = `variable "db_password" {\n  type      = string\n  sensitive = true\n  default   = "${password}"\n}\n`;
    expectFound(text, password, loud, { ...only, path: "variables.tf" });
    expectFound(text.replaceAll("\n", "\r\n"), password, loud, { ...only, path: "variables.tf" });
    expectFound(`variable "db_password" { default = "${password}" }`, password, loud, only);
    const key = token();
    const other = `variable "api_token" {\n  default = "${key}"\n}\n`;
    expectFound(other, key, { id: "generic-token", confidence: "medium" }, { ...only, path: "variables.tf" });
  });

  test("other names, lookups, placeholders and empty defaults are no finding", () => {
    for (const text of [
      `variable "region" {\n  default = "${password}"\n}\n`,
      `variable "db_password" {\n}\nvariable "name" {\n  default = "${password}"\n}\n`,
      `variable "db_password" {\n  type = string\n}\ndefault = "${password}"\n`,
      'variable "db_password" {\n  default = ""\n}\n',
      'variable "db_password" {\n  default = "changeme"\n}\n',
      "Parameters:\n  DbPassword:\n    Type: String\n    Default: '{{resolve:secretsmanager:db}}'\n",
      `Parameters:\n  DbPassword:\n    Type: String\n  Name:\n    Default: ${password}\n`,
      `switch (password) {\n  default:\n    return "${password}";\n}\n`,
    ]) {
      expectQuiet(text, only);
    }
  });
});
