import assert from "node:assert/strict";
import { collectAdmin } from "../../../src/adapters/node/posture/collect/collectAdmin.ts";
import { collectPolicyValues } from "../../../src/adapters/node/posture/collect/collectPolicyValues.ts";
import { collectServices } from "../../../src/adapters/node/posture/collect/services/collectServices.ts";
import {
  accessListScript,
  readAccessLists,
} from "../../../src/adapters/node/posture/collect/windows/accessLists.ts";
import { readRegistryValues } from "../../../src/adapters/node/posture/collect/windows/registry.ts";
import { readSddl } from "../../../src/adapters/node/posture/collect/windows/sddl.ts";
import { systemFolderOf } from "../../../src/adapters/node/posture/collect/windows/systemFolder.ts";
import {
  windowsProtection,
  type PlaceKind,
} from "../../../src/adapters/node/posture/collect/windows/windowsProtection.ts";
import { done, output, playedSystem, reasonOf, valueOf } from "./collectFixture.ts";

const person = "S-1-5-21-1004336348-1177238915-682003330-1001";
/** As an administrator's own folder below ProgramData has it, and with what a person adds. */
const managed = "O:BAG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)";

function writable(sddl: string, kind: PlaceKind, sids: readonly string[] = [person]): boolean {
  const descriptor = readSddl(sddl);
  assert.ok(descriptor, sddl);
  return windowsProtection({ path: "C:\\x", kind, descriptor, isLink: false }, sids).writableByUser;
}

suite("access lists of Windows", () => {
  test("reads owner, entries, flags and rights", () => {
    assert.deepEqual(readSddl(managed), {
      owner: "S-1-5-32-544",
      entries: [
        { effect: "allow", inheritOnly: false, mask: 0x1f01ff, sid: "S-1-5-18" },
        { effect: "allow", inheritOnly: false, mask: 0x1f01ff, sid: "S-1-5-32-544" },
        { effect: "allow", inheritOnly: false, mask: 0x1200a9, sid: "S-1-5-32-545" },
      ],
    });
    assert.equal(readSddl("O:S-1-5-18D:NO_ACCESS_CONTROL")?.entries, "everybody");
    assert.equal(readSddl("O:SYG:SY")?.entries, "everybody");
    assert.deepEqual(readSddl("O:SYD:")?.entries, []);
    assert.equal(readSddl("O:SYD:(A;;QQ;;;BU)"), undefined);
    assert.equal(readSddl("no descriptor"), undefined);
    const audited = readSddl(`${managed}S:AI(AU;SAFA;FA;;;WD)`);
    assert.ok(Array.isArray(audited?.entries) && audited.entries.length === 3);
    const conditional = readSddl(
      `O:SYD:(XA;;FX;;;WD;(@User.Title=="PM" && (Member_of {SID(BA)})))(A;;FA;;;SY)`,
    );
    assert.ok(Array.isArray(conditional?.entries) && conditional.entries.length === 2);
  });

  test("who may change a file", () => {
    const cases: readonly (readonly [string, boolean])[] = [
      [managed, false],
      [`${managed}(A;;0x2;;;AU)`, true],
      [`${managed}(A;;SD;;;WD)`, true],
      [`${managed}(A;;WD;;;${person})`, true],
      [`${managed}(A;;GW;;;IU)`, true],
      [`${managed}(A;;0x40000000;;;BU)`, true],
      [`${managed}(A;OICIIO;FA;;;BU)`, false],
      ["O:BAD:(D;;FW;;;BU)(A;;FW;;;BU)", false],
      ["O:BAD:(A;;FW;;;BU)(D;;FW;;;BU)", true],
      [`O:${person}D:(A;;FA;;;SY)`, true],
      ["O:BAD:NO_ACCESS_CONTROL", true],
      [`${managed}(A;;FA;;;S-1-5-21-1-2-3-999)`, false],
    ];
    for (const [sddl, expected] of cases) assert.equal(writable(sddl, "file"), expected, sddl);
    assert.equal(writable(`${managed}(A;;FA;;;S-1-5-21-1-2-3-999)`, "file", ["S-1-5-21-1-2-3-999"]), true);
    // Rights through the administrators' group are PK-019's matter.
    assert.equal(writable(managed, "file", [person, "S-1-5-32-544"]), false);
  });

  test("the usual list of ProgramData is harmless above a folder, and harmful where the folder is missing", () => {
    const programData =
      "O:SYG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICIIO;GA;;;CO)(A;OICI;0x1200a9;;;BU)(A;CI;DCLCRPCR;;;BU)";
    assert.equal(writable(programData, "ancestor"), false);
    assert.equal(writable(programData, "parent"), true);
    assert.equal(writable("O:SYD:(A;;DT;;;BU)", "ancestor"), true);
    assert.equal(writable("O:SYD:(A;;SD;;;BU)", "root"), false);
  });

  test("the script quotes what paths hold, and its answers are read by their places", () => {
    const script = accessListScript(["C:\\it's", "C:\\a’; Remove-Item x"]);
    assert.ok(script.includes("'C:\\it''s','C:\\a’’; Remove-Item x'"));
    const lists = readAccessLists(`0|32|${managed}\r\n1|!\r\n2|1040|O:BAD:\r\n`);
    assert.deepEqual(
      [...lists].map(([place, { isReparsePoint }]) => [place, isReparsePoint]),
      [
        [0, false],
        [2, true],
      ],
    );
  });
});

suite("programs of Windows", () => {
  test("the system's folder comes from loaded libraries, not from the environment", () => {
    assert.equal(
      systemFolderOf(["D:\\kiro\\node.exe", "D:\\WINNT\\System32\\ntdll.dll"]),
      "D:\\WINNT\\System32",
    );
    assert.equal(systemFolderOf(["C:\\Users\\dev\\x\\System32\\ntdll.dll"]), "C:\\Windows\\System32");
    assert.equal(systemFolderOf([]), "C:\\Windows\\System32");
  });

  test("an administrator is one in every language, also when the group only denies", async () => {
    const answers = {
      "whoami.exe /groups": done(output("whoami-groups-de.txt")),
      "whoami.exe /user": done(output("whoami-user.txt")),
      "whoami.exe /priv": done(output("whoami-priv.txt")),
    };
    assert.deepEqual(valueOf(await collectAdmin(playedSystem("win32", answers))).through, ["S-1-5-32-544"]);
    const plain = { ...answers, "whoami.exe /groups": done(output("whoami-groups-en.txt")) };
    assert.deepEqual(valueOf(await collectAdmin(playedSystem("win32", plain))).through, []);
    const debug = done('"SeDebugPrivilege","Programme debuggen","Deaktiviert"\r\n');
    assert.deepEqual(
      valueOf(await collectAdmin(playedSystem("win32", { ...plain, "whoami.exe /priv": debug }))).through,
      ["SeDebugPrivilege"],
    );
    const { "whoami.exe /priv": _, ...unread } = plain;
    assert.match(reasonOf(await collectAdmin(playedSystem("win32", unread))), /privileges are not known/);
    assert.match(
      reasonOf(await collectAdmin(playedSystem("win32", {}))),
      /whoami.exe is not on this machine/,
    );
    const strange = { ...plain, "whoami.exe /groups": done("nothing of use") };
    assert.match(reasonOf(await collectAdmin(playedSystem("win32", strange))), /cannot be read/);
  });

  test("services by number; one that does not exist is known", async () => {
    const system = playedSystem("win32", {
      "sc.exe query Runs": done(output("sc-query-en.txt")),
      "sc.exe qc Runs": done(output("sc-qc-en.txt")),
      "sc.exe query Halt": done(output("sc-query-de.txt")),
      "sc.exe query Gone": done("[SC] EnumQueryServicesStatus:OpenService FEHLER 1060:", 1060),
      "sc.exe query Odd": done("what is this"),
      "sc.exe query Shut": { outcome: "timeout", stdout: "", stderr: "" },
    });
    const fact = await collectServices(system, ["Runs", "Halt", "Gone", "Odd", "Shut", "-x"]);
    assert.deepEqual(valueOf(fact), [
      { name: "Runs", isInstalled: true, isRunning: true, startsItself: true },
      { name: "Halt", isInstalled: true, isRunning: false },
      { name: "Gone", isInstalled: false, isRunning: false },
    ]);
    assert.ok(fact.state === "known");
    assert.deepEqual(fact.evidence, [
      "Odd: sc.exe wrote what cannot be read",
      "Shut: sc.exe did not answer in time",
      "-x: it is no name of a service",
    ]);
    assert.match(reasonOf(await collectServices(system, ["Shut"])), /no service could be asked about/);
  });

  test("values of the registry", async () => {
    assert.deepEqual(
      [...readRegistryValues(output("reg-program-data.txt"))],
      [
        ["ProgramData", "%SystemDrive%\\ProgramData"],
        ["Two    Words", "a    b"],
      ],
    );
    const system = playedSystem("win32", {
      "reg.exe query HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\RemovableStorageDevices": done(
        output("reg-deny-all.txt"),
      ),
      "reg.exe query HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\Installer": done("FEHLER", 1),
      "reg.exe query HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\SrpV2": done(
        "    EnforcementMode    REG_DWORD    0x1\r\n",
      ),
      "reg.exe query HKLM\\SYSTEM": done("    Start    REG_DWORD    0x2\r\n"),
    });
    const values = valueOf(await collectPolicyValues(system));
    assert.deepEqual(values, [
      { name: "RemovableStorageDevices\\Deny_All", value: 1 },
      { name: "Installer\\DisableUserInstalls" },
      { name: "AppLocker\\Exe", value: "enforced" },
    ]);
    assert.ok(
      system.asked.filter((line) => line.startsWith("reg")).every((line) => line.endsWith("/reg:64")),
    );
    const control = playedSystem("win32", {
      "reg.exe query": done("", 1),
      "powershell.exe -NoLogo": done("1\r\n"),
    });
    assert.deepEqual(valueOf(await collectPolicyValues(control)).slice(2), [
      { name: "WDAC", value: "audit only" },
      { name: "AppLocker\\Exe" },
    ]);
    const silent = playedSystem("win32", { "reg.exe query": done("", 1) });
    assert.equal(valueOf(await collectPolicyValues(silent)).length, 2);
    assert.equal((await collectPolicyValues(playedSystem("linux", {}))).state, "not-applicable");
  });
});
