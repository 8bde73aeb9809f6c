import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveLinks } from "../../../src/adapters/node/hookLinks.ts";
import { protectedKind } from "../../../src/core/kiro/guard/protectedPath.ts";

const context = { cwd: "/ws", home: "/home/u", resolveLinks: () => [] };
const kindOf = (path: string, cwd = "/ws") => protectedKind(path, { ...context, cwd });

suite("paths of protected files", () => {
  test("are known in every spelling", () => {
    const spellings = [
      ".kiro/hooks/a.json",
      "./.kiro//hooks/./a.json",
      "src/../.kiro/hooks/a.json",
      ".KIRO/Hooks/A.JSON",
      ".kiro\\hooks\\a.json",
      "/ws/.kiro/hooks/a.json",
      "~/.kiro/hooks/a.json",
      "$HOME/.kiro/hooks/a.json",
      "${HOME}/.kiro/hooks/a.json",
      "%USERPROFILE%\\.kiro\\hooks\\a.json",
      "file:///ws/.kiro/hooks/a.json",
      "file:///ws/%2ekiro/hooks/a.json",
      "C:\\ws\\.kiro\\hooks\\a.json",
      "\\\\?\\C:\\ws\\.kiro\\hooks\\a.json",
      ".kiro/hooks/a.json::$DATA",
      ".kiro/hooks./a.json",
      ".kiro/hooks /a.json ",
      ".ki\\ro/ho\\oks/a.json",
      ".kiro/h*/a.json",
      ".kiro/{specs,hooks}/a.json",
      ".{x,kiro}/{hooks,x}/a.json",
      ".k?ro/hooks/*.json",
      ".kiro/hooks",
      "x.kiro.hook",
    ];
    for (const path of spellings) assert.equal(kindOf(path), "hooks", path);
    assert.equal(kindOf("../hooks/a.json", "/ws/.kiro/specs"), "hooks");
  });

  test("tell their kinds", () => {
    const kinds = {
      ".kiro/settings/mcp.json": "mcp",
      ".vscode/mcp.json": "mcp",
      ".kiro/steering/a.md": "steering",
      "AGENTS.md": "steering",
      ".kiro/agents/a.json": "agents",
      "~/.kiro/settings/permissions.yaml": "settings",
      ".vscode/settings.json": "editor",
      "/etc/kiro/x": "managed",
      "C:\\ProgramData\\Kiro\\managed-settings.json": "managed",
      "/Library/Application Support/Kiro/x.json": "managed",
      "~/.kiro/picket/guard.json": "picket",
      "sub/picket.json": "picket",
      ".picket-baseline.json": "picket",
    };
    for (const [path, kind] of Object.entries(kinds)) assert.equal(kindOf(path), kind, path);
  });

  test("are not seen in others", () => {
    const others = [
      "src/a.ts",
      ".kiro/specs/a/tasks.md",
      "kiro/hooks/a.json",
      "src/*",
      "*",
      "**/*.ts",
      ".git/hooks/x",
      "mcp.json",
      "docs/agents/a.md",
      "",
      "a".repeat(9000),
      "%zz",
      "src/settings.json",
    ];
    for (const path of others) assert.equal(kindOf(path), undefined, path);
  });

  test("are known behind links, even when the file is not there yet", function () {
    if (process.platform === "win32") this.skip();
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "picket-guard-")));
    try {
      mkdirSync(join(folder, ".kiro", "hooks"), { recursive: true });
      writeFileSync(join(folder, ".kiro", "hooks", "a.json"), "{}");
      symlinkSync(join(folder, ".kiro", "hooks"), join(folder, "docs"));
      symlinkSync(join(".kiro", "hooks", "new.json"), join(folder, "notes.txt"));
      const linked = { cwd: folder, home: "/home/u", resolveLinks };
      for (const path of ["docs/a.json", "docs/new.json", "notes.txt"])
        assert.equal(protectedKind(path, linked), "hooks", path);
      assert.equal(protectedKind("other.txt", linked), undefined);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
