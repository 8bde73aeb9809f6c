import { readFileSync } from "node:fs";
import { join } from "node:path";
import assert from "node:assert/strict";
import type { Fact } from "../../../src/core/posture/fact.ts";
import type { OperatingSystem } from "../../../src/core/posture/facts.ts";
import type { CommandResult, CommandRunner } from "../../../src/core/posture/ports.ts";
import { decodeOutput } from "../../../src/adapters/node/posture/collect/command/decodeOutput.ts";
import { programName } from "../../../src/adapters/node/posture/collect/command/runCommand.ts";
import {
  systemPrograms,
  type SystemContext,
} from "../../../src/adapters/node/posture/collect/systemContext.ts";

/** The bytes that a program wrote. */
function recorded(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, "..", "..", "fixtures", "posture", name));
}

/** What a program wrote, decoded as the runner does. */
export function output(name: string): string {
  return decodeOutput(recorded(name));
}

/** A program that ended well. */
export function done(stdout: string, code = 0): CommandResult {
  return { outcome: "done", code, stdout, stderr: "" };
}

/** A system on which programs answer as given: the first whose name and arguments begin so. Others are missing. */
export function playedSystem(
  os: OperatingSystem,
  answers: Readonly<Record<string, CommandResult>>,
): SystemContext & { readonly asked: string[] } {
  const asked: string[] = [];
  const runner: CommandRunner = {
    os,
    run: async (program, args) => {
      const line = [programName(program), ...args].join(" ");
      asked.push(line);
      const found = Object.keys(answers).find((start) => line.startsWith(start));
      return answers[found ?? ""] ?? { outcome: "missing", stdout: "", stderr: "" };
    },
  };
  return {
    runner,
    programs: systemPrograms("C:\\Windows\\System32"),
    signal: new AbortController().signal,
    asked,
  };
}

/** The value of a fact that must be known. */
export function valueOf<T>(fact: Fact<T>): T {
  assert.ok(fact.state === "known", JSON.stringify(fact));
  return fact.value;
}

/** Why a fact is unknown. */
export function reasonOf(fact: Fact<unknown>): string {
  assert.ok(fact.state === "unknown", JSON.stringify(fact));
  return fact.reason;
}
