import assert from "node:assert/strict";
import { atLeast } from "../../../src/core/model/severity.ts";
import { scan } from "../../../src/core/secrets/scan.ts";
import { codeForms } from "./forms/code.ts";
import { configForms } from "./forms/config.ts";
import type { Form } from "./forms/form.ts";
import { spokenForms } from "./forms/spoken.ts";
import { chosen, token } from "./support.ts";

const families = { code: codeForms, configuration: configForms, "commands and text": spokenForms };

const generated = token(32);
const password = chosen();

/** What a template, a shell or a reader fills in; it may stand in the middle of a text. */
const slots = [
  "${DB_PASSWORD}",
  "${{ secrets.DB_PASSWORD }}",
  "{{ db_password }}",
  "{password}",
  "#{password}",
  "$DB_PASSWORD",
  "%DB_PASSWORD%",
  "%s",
  "$(get-password)",
  "<password>",
  "<your-password>",
  "<secret: prod/db>",
  "YOUR_PASSWORD_HERE",
  "your-token-here",
  "changeme",
  "********",
  "xxxxxxxxxxxx",
];

/** What looks the secret up; each is a whole value. */
const lookups = [
  "process.env.DB_PASSWORD",
  "os.environ['DB_PASSWORD']",
  "var.db_password",
  "vault:secret/data/db#password",
  "op://Engineering/db/password",
  "{{resolve:secretsmanager:prod/db:SecretString:password}}",
  `arn:aws:secretsmanager:us-east-1:${"1".repeat(12)}:secret:prod/db-AbCdEf`,
];

async function loudIn(text: string, path: string): Promise<string[]> {
  const findings = await scan(text, { path });
  const loud = findings.filter(({ severity }) => atLeast(severity, "warning"));
  return loud.map(({ span }) => text.slice(span.start, span.end));
}

/** Lookups are values of their own: inside a URL, or where npm reads a token as it stands, they mean nothing. */
function referencesOf({ text }: Form): readonly string[] {
  return /:\/\/|_authToken=/.test(text) ? slots : [...slots, ...lookups];
}

for (const [family, forms] of Object.entries(families)) {
  suite(`forms of ${family}`, () => {
    for (const form of forms) {
      const { title, text, path, generatedOnly } = form;
      test(title, async () => {
        for (const value of generatedOnly ? [generated] : [generated, password]) {
          // The one finding covers the value, neither more nor less.
          assert.deepEqual(await loudIn(text.replaceAll("§", value), path), [value]);
        }
        for (const reference of referencesOf(form)) {
          assert.deepEqual(await loudIn(text.replaceAll("§", reference), path), [], reference);
        }
      });
    }
  });
}
