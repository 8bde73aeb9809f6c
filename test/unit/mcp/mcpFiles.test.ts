import assert from "node:assert/strict";
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readMcpSource, readMcpSources } from "../../../src/adapters/node/mcpFiles.ts";
import { linkState } from "../../../src/core/mcp/scopes/centralLink.ts";
import { effectiveServers } from "../../../src/core/mcp/scopes/effectiveServers.ts";
import { locations, type Places } from "../../../src/core/mcp/scopes/locations.ts";
import { scopeName } from "../../../src/core/mcp/scopes/scope.ts";
import type { McpSource } from "../../../src/core/mcp/scopes/source.ts";

const config = (...names: readonly string[]): string =>
  JSON.stringify({ mcpServers: Object.fromEntries(names.map((name) => [name, { command: "x" }])) });

suite("MCP files on a disk", () => {
  let root = "";
  setup(() => (root = realpathSync(mkdtempSync(join(tmpdir(), "picket-mcp-")))));
  teardown(() => rmSync(root, { recursive: true, force: true }));

  const write = (name: string, text: string | Uint8Array): string => {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  const places = (more: Partial<Places> = {}): Places => ({
    platform: process.platform === "win32" ? "win32" : "linux",
    home: join(root, "home"),
    managedDir: join(root, "managed"),
    workspaceFolders: [join(root, "w1"), join(root, "w2")],
    ...more,
  });
  const sources = async (more?: Partial<Places>): Promise<readonly McpSource[]> =>
    readMcpSources(locations(places(more)));
  const one = async (path: string): Promise<McpSource | undefined> =>
    readMcpSource(path, { kind: "user" }, "kiro");

  test("every scope's file is read, in the order of the places", async () => {
    write("managed/mcp.json", config("c"));
    write("home/.kiro/settings/mcp.json", config("u"));
    write("home/.kiro/powers/installed/maps/mcp.json", config("geo"));
    write("home/.kiro/powers/installed/maps/POWER.md", "---\nname: world-maps\n---\n# Maps\n");
    write("home/.kiro/powers/installed/plain/mcp.json", config("p"));
    write("home/.kiro/agents/review.json", config("a"));
    write("home/.kiro/agents/notes.txt", "no agent");
    write("w1/.kiro/settings/mcp.json", config("one"));
    write("w1/.kiro/agents/team/plan.md", "---\nmcpServers:\n  m:\n    command: x\n---\n");
    write("w2/.kiro/settings/mcp.json", config("two"));
    write("w2/.vscode/mcp.json", '{"servers":{"v":{"command":"x"}}}');
    const read = await sources();
    assert.deepEqual(
      effectiveServers(read).map(({ scope, name, effective }) => `${scopeName(scope)} ${name} ${effective}`),
      [
        "central c false",
        "user u true",
        "power power-world-maps-geo true",
        "power power-plain-p true",
        "agent a true",
        "workspace1 one true",
        "agent m true",
        "workspace2 two true",
        "vscode v false",
      ],
    );
    assert.deepEqual(
      read.filter(({ scope }) => scope.kind === "agent").map(({ scope }) => [scope.name, scope.folder]),
      [
        ["review", undefined],
        ["plan", 0],
      ],
    );
  });

  test("what is in a folder that is not trusted says so", async () => {
    write("home/.kiro/settings/mcp.json", config("u"));
    write("w1/.kiro/settings/mcp.json", config("one"));
    write("w1/.kiro/agents/a.json", config("a"));
    const read = await sources({ workspaceTrusted: false });
    assert.deepEqual(
      read.map(({ untrusted }) => untrusted),
      [undefined, true, true],
    );
  });

  test("nothing is read where nothing is", async () => assert.deepEqual(await sources(), []));

  test("a byte order mark and UTF-16 are decoded", async () => {
    for (const text of [`\ufeff${config("a")}`, Buffer.from(`\ufeff${config("a")}`, "utf16le")]) {
      const read = await one(write("mcp.json", text));
      assert.deepEqual(
        read?.file?.servers.map(({ name }) => name),
        ["a"],
      );
      assert.ok(read?.text?.startsWith("{"));
    }
  });

  test("a link to the central file is told from a file of its own", async () => {
    const central = write("managed/mcp.json", config("a"));
    const user = write("home/.kiro/settings/mcp.json", config("a"));
    assert.equal(linkState(await sources()), "own-file");
    rmSync(user);
    symlinkSync(central, user);
    const read = await sources();
    assert.equal(linkState(read), "linked");
    assert.deepEqual(
      read.map(({ linkTarget }) => linkTarget),
      [undefined, central],
    );
    assert.deepEqual(
      effectiveServers(read).map(({ path, effective }) => [path, effective]),
      [[central, true]],
    );
    rmSync(user);
    linkSync(central, user);
    assert.equal(linkState(await sources()), "linked");
    rmSync(user);
    symlinkSync(write("other.json", config("a")), user);
    assert.equal(linkState(await sources()), "elsewhere");
  });

  /** What stands at the path, and why it cannot be read. */
  const unreadable: readonly (readonly [string, (path: string) => void, string])[] = [
    ["a folder", (path) => mkdirSync(path, { recursive: true }), "it is no file"],
    ["a link to itself", (path) => symlinkSync(path, path), "its links lead in a circle"],
    [
      "links in a circle",
      (path) => {
        symlinkSync(`${path}2`, path);
        symlinkSync(path, `${path}2`);
      },
      "its links lead in a circle",
    ],
    [
      "a link that leads nowhere",
      (path) => symlinkSync(join(root, "nowhere"), path),
      "its link leads nowhere",
    ],
    ["a link to a folder", (path) => symlinkSync(root, path), "it is no file"],
    ["a device behind a link", (path) => symlinkSync("/dev/zero", path), "it is no file"],
    [
      "more than 5 MB",
      (path) => {
        writeFileSync(path, "{}");
        truncateSync(path, 5_000_001);
      },
      "it is larger than 5 MB",
    ],
    [
      "a picture",
      (path) => writeFileSync(path, Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3)),
      "it is no text",
    ],
  ];
  for (const [title, make, error] of unreadable) {
    test(`${title}: ${error}`, async () => {
      const path = join(root, "mcp.json");
      make(path);
      const read = await one(path);
      assert.equal(read?.error, error);
      assert.equal(read?.file, undefined);
    });
  }

  test("a file that is there and not a configuration is read with its own error", async () => {
    for (const text of ["", "{", "[]"]) {
      const read = await one(write("mcp.json", text));
      assert.equal(read?.error, undefined);
      assert.ok(read?.file?.error);
    }
  });

  test("a file in place of a folder is said, a path below a file is nothing", async () => {
    write("home/.kiro/agents", "no folder");
    write("w1/.kiro", "no folder");
    const read = await sources();
    assert.ok(
      read.some(
        ({ path, error }) => path === join(root, "home", ".kiro", "agents") && error === "it is no folder",
      ),
    );
    assert.equal(await one(join(root, "w1", ".kiro", "settings", "mcp.json")), undefined);
  });

  test("agents' folders are searched to a depth, links to folders are not followed", async () => {
    write("home/.kiro/agents/a/b/c/deep.json", config("deep"));
    write("home/.kiro/agents/a/b/c/d/deeper.json", config("deeper"));
    symlinkSync(join(root, "home"), join(root, "home", ".kiro", "agents", "loop"));
    const read = await sources();
    assert.deepEqual(
      read.flatMap(({ file }) => file?.servers.map(({ name }) => name) ?? []),
      ["deep"],
    );
  });

  test("more agents than anyone keeps are cut, and said so", async () => {
    for (let index = 0; index < 505; index++) write(`home/.kiro/agents/a${index}.json`, "{}");
    const read = await sources();
    assert.equal(read.filter(({ file }) => file).length, 500);
    assert.match(read.find(({ error }) => error !== undefined)?.error ?? "", /more than 500 files/);
  });

  test("a signal that is aborted ends it with its reason", async () => {
    const reason = new Error("enough");
    await assert.rejects(readMcpSources(locations(places()), AbortSignal.abort(reason)), reason);
  });
});
