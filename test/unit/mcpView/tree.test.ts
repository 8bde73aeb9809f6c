import assert from "node:assert/strict";
import { problemsOf } from "../../../src/core/mcp/overview/overview.ts";
import { shortenPath } from "../../../src/features/mcpView/shortPath.ts";
import {
  identityText,
  shownName,
  struck,
  treeOf,
  type TreeNode,
} from "../../../src/features/mcpView/tree.ts";
import { allStatuses, verdictLooks } from "../../../src/features/mcpView/verdictLook.ts";
import { overviewOf, source } from "./overview.ts";

const context7 = { command: "npx", args: ["-y", "@upstash/context7-mcp@1.0.31"] };
const tickets = { command: "npx", args: ["-y", "@example/tickets-mcp@2.3.1"] };
const files = { command: "npx", args: ["-y", "@modelcontextprotocol/server-filesystem@1.0.0", "/"] };

const user = source("/home/me/.kiro/settings/mcp.json", { kind: "user" }, { context7, tickets });
const workspace = source(
  "/work/orders/.kiro/settings/mcp.json",
  { kind: "workspace", folder: 0 },
  { context7, files },
);
const broken = source(
  "/work/orders/.cursor/mcp.json",
  { kind: "cursor", folder: 0 },
  {},
  {
    error: "it cannot be read",
  },
);

/** The tree as text: a line for each node, servers indented. */
function drawn(nodes: readonly TreeNode[]): readonly string[] {
  return nodes.flatMap((node) => {
    if (node.kind === "server") return [`  ${node.row.name} ${node.row.verdict.status}`];
    const label = node.kind === "file" ? node.file.scope.label : node.status;
    return [label, ...drawn(node.children)];
  });
}

suite("tree of MCP servers", () => {
  const overview = overviewOf([user, workspace, broken]);

  test("by scope: files in their order, the ones that cannot be read among them", () => {
    assert.deepEqual(drawn(treeOf(overview, { grouping: "scope", filter: "" })), [
      "User",
      "  context7 ALLOWED",
      "  tickets NOT_LISTED",
      "Workspace orders",
      "  context7 ALLOWED",
      "  files DENIED",
      "Cursor (orders)",
    ]);
  });

  test("by verdict: the worst first, what is replaced last", () => {
    const nodes = treeOf(overview, { grouping: "verdict", filter: "" });
    assert.deepEqual(drawn(nodes), [
      "DENIED",
      "  files DENIED",
      "NOT_LISTED",
      "  tickets NOT_LISTED",
      "ALLOWED",
      "  context7 ALLOWED",
      "  context7 ALLOWED",
    ]);
    const allowed = nodes.at(-1);
    assert.ok(allowed?.kind === "verdict");
    assert.deepEqual(
      allowed.children.map(({ row }) => row.shadowedBy),
      [undefined, workspace.path],
    );
  });

  test("a filter keeps what holds all of its words, in names, packages, verdicts, scopes and paths", () => {
    const names = (filter: string): readonly string[] =>
      treeOf(overview, { grouping: "verdict", filter }).flatMap((node) =>
        node.kind === "server" ? [] : node.children.map(({ row }) => row.name),
      );
    assert.deepEqual(names("FILESYSTEM denied"), ["files"]);
    assert.deepEqual(names("user"), ["tickets", "context7"]);
    assert.deepEqual(names("not listed"), ["tickets"]);
    assert.deepEqual(names("shadowed"), ["context7"]);
    assert.deepEqual(names("nothing has this"), []);
    assert.deepEqual(drawn(treeOf(overview, { grouping: "scope", filter: "cursor" })), ["Cursor (orders)"]);
  });

  test("what is replaced is no problem, what is denied or not listed is", () => {
    assert.deepEqual(
      problemsOf(overview).map(({ name }) => name),
      ["tickets", "files"],
    );
  });

  test("what Kiro drops and what another program takes are problems too", () => {
    const dropped = source(
      "/home/me/.kiro/settings/mcp.json",
      { kind: "user" },
      { a: { url: "http://a.example" } },
    );
    const neighbour = source("/work/orders/.vscode/mcp.json", { kind: "vscode", folder: 0 }, { tickets });
    const both = problemsOf(overviewOf([dropped, neighbour]));
    assert.deepEqual(
      both.map(({ name, verdict, effective }) => [name, verdict.status, effective]),
      [
        ["a", "INVALID", false],
        ["tickets", "NOT_LISTED", false],
      ],
    );
  });

  test("every row has an id of its own, the same at the next reading", () => {
    const ids = (): readonly string[] => overviewOf([user, workspace, broken]).rows.map(({ id }) => id);
    assert.equal(new Set(ids()).size, 4);
    assert.deepEqual(ids(), ids());
  });

  test("ten thousand servers make ten thousand rows", function () {
    this.timeout(20_000);
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`s${index}`, tickets]));
    const [node] = treeOf(overviewOf([source("/a/mcp.json", { kind: "user" }, many)]), {
      grouping: "scope",
      filter: "",
    });
    assert.equal(node?.kind === "file" ? node.children.length : 0, 10_000);
  });

  test("names from files show no hidden character and end", () => {
    assert.equal(shownName("a\u202Eb"), "a\\u{202e}b");
    assert.ok(shownName("x".repeat(100_000)).length < 100);
    assert.equal(shownName(""), '""');
    assert.equal(struck("ab"), "a\u0336b\u0336");
  });

  test("an identity in a word or two", () => {
    const texts = overview.rows.map(identityText);
    assert.deepEqual(texts.slice(0, 2), [
      "npm @upstash/context7-mcp@1.0.31",
      "npm @example/tickets-mcp@2.3.1",
    ]);
  });

  test("no two verdicts have the same icon, so that none is told by colour alone", () => {
    const icons = allStatuses.map((status) => verdictLooks[status].icon);
    assert.equal(new Set(icons).size, icons.length);
    assert.equal(allStatuses.length, 11);
  });
});

suite("short paths", () => {
  const known = { home: "/home/me", folders: [{ name: "orders", path: "/home/me/orders" }] };

  test("below a folder of the workspace, below the home, elsewhere", () => {
    assert.equal(shortenPath("/home/me/orders/.mcp.json", known), "orders/.mcp.json");
    assert.equal(shortenPath("/home/me/.kiro/settings/mcp.json", known), "~/.kiro/settings/mcp.json");
    assert.equal(shortenPath("/home/meander/a", known), "/home/meander/a");
    assert.equal(shortenPath("/etc/kiro/mcp.json", known), "/etc/kiro/mcp.json");
  });

  test("Windows paths", () => {
    const windows = { home: "C:\\Users\\me", folders: [] };
    assert.equal(shortenPath("C:\\Users\\me\\.kiro\\mcp.json", windows), "~\\.kiro\\mcp.json");
    assert.equal(shortenPath("\\\\server\\share\\mcp.json", windows), "\\\\server\\share\\mcp.json");
  });
});
