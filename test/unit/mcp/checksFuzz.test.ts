import assert from "node:assert/strict";
import fc from "fast-check";
import { applyEdits } from "../../../src/core/model/edit.ts";
import { hoverMcp } from "../../../src/core/mcp/language/hoverServer.ts";
import { requestApproval } from "../../../src/core/mcp/language/requestApproval.ts";
import { scanMcp } from "../../../src/core/mcp/engine.ts";
import { planMcpFixes } from "../../../src/core/mcp/fixes/planMcpFixes.ts";
import { policy } from "./support/fixing.ts";
import { contextOf, now } from "./support/scanning.ts";

/** Stands for a value of a variable or header wherever one may stand; it must never be seen again. */
const hiddenValue = "value-of-a-variable";

const word = fc.constantFrom(
  "npx",
  "-y",
  "@example/docs-mcp",
  "@example/docs-mcp@2.1.0",
  "--package=@example/docs-mcp",
  "uvx",
  "--from",
  "example.weather",
  "sh",
  "-c",
  "uvx example.weather; ls",
  "docker",
  "run",
  "-v",
  "/:/x",
  "--privileged",
  "/",
  "~",
  "registry.example.com/mcp/database",
  "${V}",
  "${env:V}",
  "\u200b",
  "",
  "npx -y x",
  "C:\\x.exe",
  "é😀",
);
const name = fc.constantFrom("docs", "d0cs", "weather", "standards", "__proto__", "", "a\nb", "x");
const variables = fc.dictionary(
  fc.constantFrom("NODE_OPTIONS", "LEVEL", "__proto__", "HTTPS_PROXY", "A.B"),
  fc.constantFrom(hiddenValue, "${V}", "${env:V}"),
);
const definition = fc.record(
  {
    command: word,
    args: fc.array(word, { maxLength: 6 }),
    env: variables,
    headers: variables,
    url: fc.constantFrom("http://a.example.com", "https://mcp.example.com/standards/mcp", "ftp://x", "${U}"),
    type: fc.constantFrom("registry", "http"),
    autoApprove: fc.array(fc.constantFrom("*", "read", "delete_all", "search"), { maxLength: 4 }),
    disabled: fc.boolean(),
    other: fc.jsonValue({ maxDepth: 2 }),
  },
  { requiredKeys: [] },
);
const file = fc.array(fc.tuple(name, definition), { maxLength: 4 }).chain((servers) =>
  fc.constantFrom("", "  ", "\t").map((indent) => {
    const members = servers.map(
      ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value, undefined, indent)}`,
    );
    return `{"mcpServers": {${members.join(", // next\n")}}}`;
  }),
);

suite("MCP findings and fixes of any file", () => {
  const contexts = [
    contextOf({ approvedEnv: [] }),
    contextOf({ policy, approvedEnv: [] }),
    contextOf({ policy, registryMode: true, path: ".vscode/mcp.json" }),
  ];

  test("spans lie in the text, values stay hidden, fixes leave a file that reads as well", () => {
    fc.assert(
      fc.property(file, fc.constantFrom(...contexts), (text, context) => {
        const result = scanMcp(text, context);
        for (const { span } of result.findings)
          assert.ok(span.start >= 0 && span.end > span.start && span.end <= text.length);
        const fixes = planMcpFixes({ text, result, context, version: "1.2.3" });
        for (const { edits, id, span, server } of fixes) {
          const after = scanMcp(applyEdits(text, edits), context);
          assert.ok(after.file.error === undefined || result.file.error !== undefined, id);
          assert.ok(result.findings.length > 0 && span.end <= text.length);
          if (id !== "use-listed") continue;
          const at = result.verdicts.findIndex((one) => one.server.name === server && !one.server.overridden);
          const status = after.verdicts[at]?.verdict.status;
          const blocked = context.registryMode === true || result.file.error !== undefined;
          assert.ok(
            blocked || (status !== undefined && status.startsWith("ALLOWED")),
            `${status} ${applyEdits(text, edits)}`,
          );
        }
        const hovers = result.verdicts.map(
          ({ server }) => hoverMcp(result, server.nameSpan.start, context)?.markdown,
        );
        const requests = result.verdicts.map((entry) =>
          requestApproval(entry, { role: "developer", to: "the lead", now }),
        );
        const said = JSON.stringify([
          result.findings,
          fixes.map(({ title, notes }) => [title, notes]),
          hovers,
          requests,
        ]);
        assert.ok(!said.includes(hiddenValue), said);
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  test("never throws on a text that is cut or changed anywhere", () => {
    fc.assert(
      fc.property(file, fc.nat(), fc.string({ maxLength: 3 }), (text, place, typed) => {
        const at = place % (text.length + 1);
        for (const changed of [text.slice(0, at), text.slice(0, at) + typed + text.slice(at)]) {
          const context = contextOf({ policy, approvedEnv: [] });
          const result = scanMcp(changed, context);
          const fixes = planMcpFixes({ text: changed, result, context });
          for (const { edits } of fixes) applyEdits(changed, edits);
        }
      }),
      { numRuns: 40, seed: 11 },
    );
  });
});
