import assert from "node:assert/strict";
import * as vscode from "vscode";
import { randomFrom } from "../../src/core/secrets/detectors/generate.ts";
import {
  closeAll,
  open,
  picketDiagnostics,
  remove,
  untilUnderlined,
  withSetting,
  writeFile,
} from "./diagnosticsSupport.ts";

const digits = randomFrom("custom rules in the editor")("digits", 9);
const badge = `badge-${digits}`;
const rule = { id: "badge", title: "Badge", pattern: "badge-[0-9]{9}", description: "Ask the front desk" };

suite("custom rules in the editor", () => {
  teardown(async () => {
    await closeAll();
    await remove("picket.json");
    await remove("badges");
  });

  test("of the settings underline what they find, with their message and their page", async () => {
    const document = await open(await writeFile("badges/a.txt", `${"words\n".repeat(3_000)}see ${badge}\n`));
    await untilUnderlined(document, []);
    await withSetting(
      "secrets.customRules",
      [rule, { id: "broken", title: "Broken", pattern: "(" }],
      async () => {
        await untilUnderlined(document, [badge]);
        const [diagnostic] = picketDiagnostics(document.uri);
        assert.match(diagnostic?.message ?? "", /^Badge in plain text: Ask the front desk\./);
        assert.equal(diagnostic?.severity, vscode.DiagnosticSeverity.Error);
        assert.match(JSON.stringify(diagnostic?.code), /secrets\/badge/);
      },
    );
    await untilUnderlined(document, []);
  });

  test("of a trusted folder's picket.json come and go with the file, also in large texts", async () => {
    const small = await open(await writeFile("badges/b.txt", `see ${badge}\n`));
    await untilUnderlined(small, []);
    await writeFile("picket.json", `{"rules": [${JSON.stringify(rule)}], /* a note */}`);
    await untilUnderlined(small, [badge]);
    const large = await open(await writeFile("badges/c.txt", `${"words\n".repeat(40_000)}${badge}\n`));
    await untilUnderlined(large, [badge]);
    await remove("picket.json");
    await untilUnderlined(small, []);
  });
});
