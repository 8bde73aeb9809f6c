import assert from "node:assert/strict";
import { locations, type Places } from "../../../src/core/mcp/scopes/locations.ts";
import { joinPath, pathKey, type PathPlatform } from "../../../src/core/mcp/scopes/paths.ts";
import { scopeName } from "../../../src/core/mcp/scopes/scope.ts";

const list = (places: Places): readonly string[] =>
  locations(places).map(
    ({ scope, path, shape, untrusted }) =>
      `${scopeName(scope)} ${path}${shape === "file" ? "" : ` (${shape})`}${untrusted === true ? " untrusted" : ""}`,
  );

suite("MCP scopes: where files are", () => {
  test("Windows, with a drive and a share", () => {
    const home = "C:\\Users\\ann";
    assert.deepEqual(
      list({
        platform: "win32",
        home,
        programData: "D:\\Data\\",
        workspaceFolders: ["\\\\host\\share\\repo", "C:/src"],
      }),
      [
        "managed D:\\Data\\Kiro\\managed-mcp.json",
        "managed C:\\Program Files\\ClaudeCode\\managed-mcp.json",
        "central D:\\Data\\Kiro\\mcp.json",
        "user C:\\Users\\ann\\.kiro\\settings\\mcp.json",
        "power C:\\Users\\ann\\.kiro\\powers (powers)",
        "agent C:\\Users\\ann\\.kiro\\agents (agents)",
        "workspace1 \\\\host\\share\\repo\\.kiro\\settings\\mcp.json",
        "agent \\\\host\\share\\repo\\.kiro\\agents (agents)",
        "workspace2 C:/src\\.kiro\\settings\\mcp.json",
        "agent C:/src\\.kiro\\agents (agents)",
        "vscode C:\\Users\\ann\\AppData\\Roaming\\Code\\User\\mcp.json",
        "vscode C:\\Users\\ann\\AppData\\Roaming\\Code\\User\\settings.json",
        "cursor C:\\Users\\ann\\.cursor\\mcp.json",
        "claude-code C:\\Users\\ann\\.claude.json",
        "claude-desktop C:\\Users\\ann\\AppData\\Roaming\\Claude\\claude_desktop_config.json",
        "amazonq C:\\Users\\ann\\.aws\\amazonq\\mcp.json",
        ...["\\\\host\\share\\repo", "C:/src"].flatMap((root) => [
          `vscode ${root}\\.vscode\\mcp.json`,
          `vscode ${root}\\.vscode\\settings.json`,
          `cursor ${root}\\.cursor\\mcp.json`,
          `claude-code ${root}\\.mcp.json`,
          `amazonq ${root}\\.amazonq\\mcp.json`,
        ]),
      ],
    );
  });

  /** Platform, the organisation's files, and a neighbour's file of the user. */
  const systems: readonly (readonly [PathPlatform, string, string])[] = [
    ["darwin", "/Library/Application Support", "/home/ann/Library/Application Support/Claude"],
    ["linux", "/etc", "/home/ann/.config/Claude"],
  ];
  for (const [platform, folder, claude] of systems) {
    test(platform, () => {
      const found = list({ platform, home: "/home/ann/" });
      assert.deepEqual(found.slice(0, 4), [
        `managed ${folder}/${platform === "linux" ? "kiro" : "Kiro"}/managed-mcp.json`,
        `managed ${folder}/${platform === "linux" ? "claude-code" : "ClaudeCode"}/managed-mcp.json`,
        `central ${folder}/${platform === "linux" ? "kiro" : "Kiro"}/mcp.json`,
        "user /home/ann/.kiro/settings/mcp.json",
      ]);
      assert.ok(found.includes(`claude-desktop ${claude}/claude_desktop_config.json`));
    });
  }

  test("a folder that is named takes the place of the organisation's ones, and a data folder of the usual one", () => {
    const found = list({ platform: "linux", home: "/h", managedDir: "/m", appData: "/x" });
    assert.deepEqual(found.slice(0, 2), ["managed /m/managed-mcp.json", "central /m/mcp.json"]);
    assert.ok(!found.some((line) => line.includes("/etc/") || line.includes(".config")));
    assert.ok(found.includes("vscode /x/Code/User/mcp.json"));
  });

  test("without a home nothing of the user's is looked at", () => {
    assert.deepEqual(list({ platform: "linux", managedDir: "/m" }), [
      "managed /m/managed-mcp.json",
      "central /m/mcp.json",
    ]);
  });

  test("what is in a folder that is not trusted is marked", () => {
    const found = list({ platform: "linux", home: "/h", workspaceFolders: ["/w"], workspaceTrusted: false });
    const marked = found.filter((line) => line.endsWith("untrusted"));
    assert.equal(marked.length, 7);
    assert.ok(marked.every((line) => line.includes(" /w/")));
  });

  test("a path that two scopes share comes once", () => {
    const found = list({
      platform: "win32",
      home: "C:\\Users\\Ann",
      workspaceFolders: ["c:/users/ann/", "C:\\w", "C:\\w"],
    });
    const settings = found.filter((line) => line.includes("settings\\mcp.json"));
    assert.deepEqual(settings, [
      "user C:\\Users\\Ann\\.kiro\\settings\\mcp.json",
      "workspace2 C:\\w\\.kiro\\settings\\mcp.json",
    ]);
  });
});

suite("MCP scopes: paths of any system", () => {
  /** Platform, two spellings, and whether they are one path. */
  const spellings: readonly (readonly [PathPlatform, string, string, boolean])[] = [
    ["win32", "C:\\ProgramData\\Kiro\\mcp.json", "c:/programdata/kiro//MCP.json", true],
    ["win32", "\\\\?\\C:\\a", "C:\\a\\", true],
    ["win32", "\\\\?\\UNC\\host\\share\\a", "\\\\HOST\\share\\a", true],
    ["win32", "\\\\host\\share", "\\host\\share", false],
    ["win32", "C:\\a", "D:\\a", false],
    ["linux", "/etc/kiro/mcp.json", "/etc//kiro/mcp.json", true],
    ["linux", "/etc/kiro", "/etc/kiro/", true],
    ["linux", "/etc/kiro", "/etc/Kiro", false],
    ["linux", "/a\\b", "/a/b", false],
    ["darwin", "/Users/Ann", "/users/ann", true],
    ["darwin", "/e\u0301", "/\u00e9", true],
  ];
  for (const [platform, one, other, same] of spellings) {
    test(`${platform}: ${one} and ${other} are ${same ? "one path" : "two"}`, () =>
      assert.equal(pathKey(one, platform) === pathKey(other, platform), same));
  }

  test("names are joined as the platform writes them", () => {
    assert.equal(joinPath("win32", "\\\\host\\share\\", "a", "b"), "\\\\host\\share\\a\\b");
    assert.equal(joinPath("linux", "/", "a"), "/a");
    assert.equal(joinPath("darwin", "/a\\", "b"), "/a\\/b");
  });
});
