import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { collectAdmin } from "../../../src/adapters/node/posture/collect/collectAdmin.ts";
import { createCommandRunner } from "../../../src/adapters/node/posture/collect/command/runCommand.ts";
import {
  collectProtection,
  foldersOf,
} from "../../../src/adapters/node/posture/collect/files/collectProtection.ts";
import {
  getfaclWrites,
  hasAccessList,
  macListWrites,
} from "../../../src/adapters/node/posture/collect/posix/accessLists.ts";
import { readSudo } from "../../../src/adapters/node/posture/collect/posix/posixAdmin.ts";
import {
  posixProtection,
  type PosixPlace,
} from "../../../src/adapters/node/posture/collect/posix/posixProtection.ts";
import { collectServices } from "../../../src/adapters/node/posture/collect/services/collectServices.ts";
import { systemPrograms, thisSystem } from "../../../src/adapters/node/posture/collect/systemContext.ts";
import { done, output, playedSystem, reasonOf, valueOf } from "./collectFixture.ts";

suite("access on macOS and Linux", () => {
  test("lists beside the mode", () => {
    assert.equal(getfaclWrites(output("getfacl-writes.txt")), true);
    assert.equal(getfaclWrites(output("getfacl-masked.txt")), false);
    assert.equal(getfaclWrites("user::rw-\ndefault:user:1001:rwx\nuser:0:rw-\n"), false);
    assert.equal(macListWrites(output("ls-acl-writes.txt")), true);
    assert.equal(macListWrites(output("ls-acl-reads.txt")), false);
    assert.deepEqual(["-rw-r--r-- 1", "-rw-rw-r--+ 1", "-rw-r--r--. 1", "nothing"].map(hasAccessList), [
      false,
      true,
      false,
      undefined,
    ]);
  });

  test("root owns, nobody else writes", () => {
    const place: PosixPlace = {
      path: "/etc/kiro",
      kind: "folder",
      uid: 0,
      ownerName: "root",
      mode: 0o755,
      isLink: false,
      aclWrites: false,
    };
    const writes = (change: Partial<PosixPlace>) => posixProtection({ ...place, ...change }).writableByUser;
    assert.deepEqual(posixProtection(place), {
      path: "/etc/kiro",
      owner: "0:root",
      ownedByAdmin: true,
      writableByUser: false,
      isLink: false,
    });
    assert.equal(writes({ mode: 0o775 }), true);
    assert.equal(writes({ mode: 0o757 }), true);
    assert.equal(writes({ uid: 1000 }), true);
    assert.equal(writes({ aclWrites: true }), true);
    assert.equal(writes({ opened: true }), true);
    assert.equal(writes({ mode: 0o1777, nextIsRoots: true }), false);
    assert.equal(writes({ mode: 0o1777, nextIsRoots: false }), true);
    assert.equal(writes({ mode: 0o1777, nextIsRoots: true, kind: "file" }), true);
  });

  test("folders of a path, up to the root", () => {
    assert.deepEqual(foldersOf("/etc/kiro/mcp.json", false), ["/etc/kiro", "/etc", "/"]);
    assert.deepEqual(foldersOf("C:\\ProgramData\\Kiro\\mcp.json", true), [
      "C:\\ProgramData\\Kiro",
      "C:\\ProgramData",
      "C:\\",
    ]);
  });
});

suite("administrators and services of macOS and Linux", () => {
  test("groups, root and sudo", async () => {
    const linux = { "id -u": done("1000\n"), "id -Gn": done("dev docker\n"), "sudo -n -l": done("", 1) };
    assert.deepEqual(valueOf(await collectAdmin(playedSystem("linux", linux))).through, ["docker"]);
    assert.deepEqual(
      valueOf(
        await collectAdmin(
          playedSystem("linux", {
            ...linux,
            "id -Gn": done("dev"),
            "sudo -n -l": done(output("sudo-all.txt")),
          }),
        ),
      ).through,
      ["sudo without a password"],
    );
    assert.equal(readSudo(output("sudo-some.txt")), false);
    const mac = { "id -u": done("501\n"), "id -Gn": done("staff everyone admin _lpadmin") };
    assert.deepEqual(valueOf(await collectAdmin(playedSystem("darwin", mac))).through, ["admin"]);
    assert.match(
      reasonOf(await collectAdmin(playedSystem("linux", { ...linux, "id -u": done("?") }))),
      /cannot be read/,
    );
  });

  test("launchd, system extensions, systemd", async () => {
    const mac = playedSystem("darwin", {
      "launchctl print system/com.example.dlp": done(output("launchctl-print.txt")),
      "launchctl print": done("Could not find service", 113),
      "systemextensionsctl list": done(output("systemextensionsctl-list.txt")),
    });
    assert.deepEqual(
      valueOf(await collectServices(mac, ["com.example.dlp", "com.example.edr", "com.example.old"])),
      [
        { name: "com.example.dlp", isInstalled: true, isRunning: true, startsItself: true },
        { name: "com.example.edr", isInstalled: true, isRunning: true },
        { name: "com.example.old", isInstalled: false, isRunning: false },
      ],
    );
    const show = "systemctl show --no-pager --property=LoadState,ActiveState,UnitFileState --";
    const linux = playedSystem("linux", {
      [`${show} falcon`]: done(output("systemctl-active.txt")),
      [`${show} gone`]: done(output("systemctl-missing.txt")),
      [`${show} bus`]: done("", 1),
    });
    const fact = await collectServices(linux, ["falcon", "gone", "bus"]);
    assert.deepEqual(valueOf(fact), [
      { name: "falcon", isInstalled: true, isRunning: true, startsItself: true },
      { name: "gone", isInstalled: false, isRunning: false },
    ]);
  });
});

const define = thisSystem() === "linux" ? suite : suite.skip;
define("on this machine", () => {
  let folder: string;
  setup(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), "picket-protect-")))));
  teardown(() => rmSync(folder, { recursive: true, force: true }));
  const system = {
    runner: createCommandRunner("linux"),
    programs: systemPrograms(""),
    signal: new AbortController().signal,
  };

  test("id tells who this is", async () => {
    const { through } = valueOf(await collectAdmin(system));
    assert.equal(through.includes("uid 0"), process.getuid?.() === 0);
  });

  test("a file in a writable folder, behind a link, and one that is missing", async () => {
    const path = join(folder, "kiro", "mcp.json");
    mkdirSync(join(folder, "kiro"));
    writeFileSync(path, "{}");
    chmodSync(join(folder, "kiro"), 0o777);
    const open = await collectProtection(system, path);
    // Whoever runs this test owns the file.
    assert.equal(valueOf(open.file).writableByUser, true);
    const [own, ...above] = valueOf(open.ancestors);
    assert.equal(own?.writableByUser, true);
    assert.equal(above.at(-1)?.path, "/");
    assert.equal(above.at(-1)?.ownedByAdmin, true);
    symlinkSync(join(folder, "kiro"), join(folder, "link"));
    const linked = valueOf((await collectProtection(system, join(folder, "link", "mcp.json"))).ancestors);
    assert.deepEqual(
      linked.slice(0, 2).map((one) => one.isLink),
      [true, false],
    );
    const missing = await collectProtection(system, join(folder, "none", "mcp.json"));
    assert.match(reasonOf(missing.file), /there is no file/);
    assert.equal(valueOf(missing.ancestors)[0]?.path, folder);
  });
});
