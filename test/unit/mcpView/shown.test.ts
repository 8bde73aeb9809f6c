import assert from "node:assert/strict";
import fc from "fast-check";
import { adviceFor } from "../../../src/core/mcp/overview/advice.ts";
import { detailsPage } from "../../../src/core/mcp/overview/detailsPage.ts";
import { overviewCsv, overviewJson } from "../../../src/core/mcp/overview/exportText.ts";
import { mask, maskedDefinition, shownArgument } from "../../../src/core/mcp/overview/maskedDefinition.ts";
import { policyStateOf, type McpOverview } from "../../../src/core/mcp/overview/overview.ts";
import { mcpRights, mcpRoles } from "../../../src/editor/mcpRole.ts";
import { allStatuses } from "../../../src/features/mcpView/verdictLook.ts";
import { githubToken } from "../cli/tokens.ts";
import { overviewOf, source } from "./overview.ts";

const page = (overview: McpOverview): string => {
  const [row] = overview.rows;
  assert.ok(row);
  return detailsPage(row, { statusLabel: "Label", shortPath: (path) => path, policy: "Policy: a" });
};

const user = { kind: "user" } as const;

suite("the page on a server", () => {
  test("says the steps, what Kiro does, what to change, and the definition", () => {
    const server = { command: "npx", args: ["-y", "@example/tickets-mcp@2.3.1"], env: { A: "${HOME_DIR}" } };
    const text = page(overviewOf([source("/home/me/.kiro/settings/mcp.json", user, { tickets: server })]));
    assert.match(text, /^# tickets: Label$/m);
    assert.match(text, /^6\. .*\*\*This decided\.\*\*$/m);
    assert.match(text, /## What Kiro does with it\n\n- /);
    assert.match(text, /Request approval, or use a server that the policy lists/);
    assert.match(text, /"\$\{HOME_DIR\}"/);
  });

  test("nothing of a file becomes a link, an image, HTML or the end of a block", () => {
    const name = "x](command:evil) <img src=x onerror=alert(1)> ![a](https://evil.example/p)\n# Title";
    const server = { command: "npx", args: ["```", "-y", "a`b|c"], env: { "```\n# Env": "v" } };
    const text = page(overviewOf([source("/home/me/.kiro/settings/mcp.json", user, { [name]: server })]));
    assert.doesNotMatch(text, /(?<!\\)\]\(|(?<!\\)<|^# Title|https:\/\/|[^\\]@/m);
    const [, block = ""] = /\n(`{3,})json\n/.exec(text) ?? [];
    assert.equal(text.split(`\n${block}\n`).length, 2, "the block ends once");
  });

  test("a secret that the engine found shows nowhere, whatever place it stands in", () => {
    const token = githubToken();
    const server = {
      command: "npx",
      args: ["-y", "some-mcp@1.0.0", token, `--x=${token}`],
      env: { TOKEN: token },
      url: `https://example.com/${token}/mcp`,
      headers: { Authorization: `Bearer ${token}` },
    };
    const sources = [source("/home/me/.kiro/settings/mcp.json", user, { [`n-${token}`]: server })];
    const overview = overviewOf(sources, undefined, ({ text = "" }) => {
      const at = [...text.matchAll(new RegExp(token, "g"))].map(({ index }) => index);
      return at.map((start) => ({ start, end: start + token.length }));
    });
    const all = [
      page(overview),
      overviewCsv(overview),
      overviewJson(overview),
      JSON.stringify(overview.rows),
    ];
    for (const text of all) assert.ok(!text.includes(token), text.replaceAll(token, "TOKEN").slice(0, 500));
  });
});

suite("masked definitions", () => {
  test("options, packages, paths and references show; what may be a secret does not", () => {
    const shown: readonly (readonly [string, string])[] = [
      ["-y", "-y"],
      ["@example/tickets-mcp@2.3.1", "@example/tickets-mcp@2.3.1"],
      ["awslabs.aws-documentation-mcp-server==1.1.24", "awslabs.aws-documentation-mcp-server==1.1.24"],
      ["/home/me/projects", "/home/me/projects"],
      ["${TOKEN}", "${TOKEN}"],
      ["--mode=readonly", "--mode=readonly"],
      ["--api-key=letmein", `--api-key=${mask}`],
      ["PASSWORD=letmein", `PASSWORD=${mask}`],
      ["https://me:pw@example.com/a?b=c", "https://example.com/a"],
      ["Xk29dkLq0zPm3RtY81aa", mask],
      ["two words", mask],
    ];
    for (const [argument, wanted] of shown) assert.equal(shownArgument(argument), wanted, argument);
    assert.equal(shownArgument("letmein", "--password"), mask);
    assert.equal(shownArgument("${PASSWORD}", "--password"), "${PASSWORD}");
  });

  test("values of variables and headers never show, references do", () => {
    const text = maskedDefinition({
      command: "npx -y x --token abc",
      env: { A: "secret-value", B: "${B}", __proto__x: "v" },
      headers: { Authorization: "Bearer secret-value" },
    });
    assert.doesNotMatch(text, /secret-value|abc/);
    assert.match(text, /"B": "\$\{B\}"/);
  });

  test("any definition is shown as JSON and never throws", () => {
    const texts = fc.string();
    const definition = fc.record(
      {
        command: texts,
        args: fc.array(texts),
        url: texts,
        env: fc.dictionary(texts, texts),
        autoApprove: fc.array(texts),
      },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(definition, (one) => void JSON.parse(maskedDefinition(one))));
  });
});

suite("export of the effective state", () => {
  test("CSV is guarded against formulas and quotes what it must", () => {
    const overview = overviewOf([
      source("/home/me/.kiro/settings/mcp.json", user, {
        "=HYPERLINK(1)": { command: "npx" },
        'a,"b"': { url: "x" },
      }),
    ]);
    const lines = overviewCsv(overview).split("\r\n");
    assert.equal(lines.length, 4);
    assert.ok(lines[1]?.startsWith("'=HYPERLINK(1),"), lines[1]);
    assert.ok(lines[2]?.startsWith('"a,""b""",'), lines[2]);
  });

  test("JSON says when, by which policies, and every definition", () => {
    const overview = overviewOf([
      source("/a/mcp.json", user, { s: { command: "npx", args: ["-y", "a@1.0.0"] } }),
    ]);
    const json = JSON.parse(overviewJson(overview)) as {
      asOf: string;
      policies: { state: string; issuer: string }[];
      servers: { name: string; status: string; effective: boolean }[];
    };
    assert.equal(json.asOf, "2026-11-22T00:00:00.000Z");
    assert.deepEqual(
      json.policies.map(({ state, issuer }) => [state, issuer]),
      [["valid", "example-appsec"]],
    );
    assert.deepEqual(
      json.servers.map(({ name, status }) => [name, status]),
      [["s", "NOT_LISTED"]],
    );
  });
});

suite("verdicts without a valid policy", () => {
  test("the worst of several policies is the state of all", () => {
    const of = (...states: ("valid" | "stale" | "broken")[]) =>
      policyStateOf(
        states.map((state) => ({
          location: "/p",
          kind: "setting" as const,
          notes: [],
          state: state === "valid" ? overviewOf([]).policies[0]!.state : { state, reason: "r" },
        })),
      );
    assert.equal(of(), "missing");
    assert.equal(of("valid"), "valid");
    assert.equal(of("valid", "stale"), "stale");
    assert.equal(of("stale", "broken"), "broken");
  });

  test("no row is allowed", () => {
    const servers = { context7: { command: "npx", args: ["-y", "@upstash/context7-mcp@1.0.31"] } };
    for (const state of ["expired", "untrusted", "stale", "broken"] as const) {
      const { rows } = overviewOf([source("/a/mcp.json", user, servers)], { state, reason: "r" });
      assert.ok(rows.every(({ verdict }) => !verdict.status.startsWith("ALLOWED")));
    }
  });
});

suite("roles", () => {
  test("a developer asks a lead, a lead the security administrator; compliance changes nothing", () => {
    assert.deepEqual(
      mcpRoles.map((role) => mcpRights[role].asks),
      ["lead", "securityAdmin", undefined, undefined],
    );
    const { drafts, fixes, choosesPolicy } = mcpRights.compliance;
    assert.deepEqual([drafts, fixes, choosesPolicy], [false, false, false]);
    assert.deepEqual(
      mcpRoles.filter((role) => mcpRights[role].drafts),
      ["securityAdmin"],
    );
  });

  test("every verdict but the good one says what to change", () => {
    for (const status of allStatuses) {
      assert.equal(adviceFor({ status, flags: [] }).length > 0, status !== "ALLOWED", status);
    }
  });
});
