import { known, unknown, type Fact } from "../../../../../core/posture/fact.ts";
import type { CommandRunner } from "../../../../../core/posture/ports.ts";
import { commandFailure } from "../command/commandFailure.ts";

/** A registry value; a number for REG_DWORD and REG_QWORD. */
export type RegistryValue = string | number;

const line = /^ {4}(.+?) {4}(REG_[A-Z_]+)(?: {4}(.*))?$/;

/** The values of `reg.exe query` by their names, of all keys it printed. Types and layout are the same in every language. */
export function readRegistryValues(output: string): ReadonlyMap<string, RegistryValue> {
  const values = new Map<string, RegistryValue>();
  for (const text of output.split(/\r?\n/)) {
    const [, name, type, data = ""] = line.exec(text) ?? [];
    if (name === undefined) continue;
    const isNumber = (type === "REG_DWORD" || type === "REG_QWORD") && /^0x[0-9a-f]{1,16}$/i.test(data);
    values.set(name, isNumber ? Number(data) : data);
  }
  return values;
}

/** Reads the registry with `reg.exe`. */
export class Registry {
  readonly #runner: CommandRunner;
  readonly #program: string;
  readonly #signal: AbortSignal;

  constructor(runner: CommandRunner, program: string, signal: AbortSignal) {
    this.#runner = runner;
    this.#program = program;
    this.#signal = signal;
  }

  /**
   * One value; known and undefined when the key or the value is not there.
   * @param key such as `HKLM\SOFTWARE\…`
   */
  async value(key: string, name: string): Promise<Fact<RegistryValue | undefined>> {
    const values = await this.#query([key, "/v", name]);
    if (values.state !== "known") return values;
    const wanted = name.toLowerCase();
    const found = [...values.value].find(([one]) => one.toLowerCase() === wanted);
    return known(found?.[1]);
  }

  /** All values of a key and of those below it; empty when it is not there. */
  async below(key: string): Promise<Fact<ReadonlyMap<string, RegistryValue>>> {
    return await this.#query([key, "/s"]);
  }

  async #query(args: readonly string[]): Promise<Fact<ReadonlyMap<string, RegistryValue>>> {
    // The 64-bit view, whatever this process is.
    const result = await this.#runner.run(this.#program, ["query", ...args, "/reg:64"], this.#signal);
    // Code 1 is said of what is not there and of what may not be read, in the language of the system. Its policy keys
    // can be read by everybody.
    const failure = commandFailure(this.#program, result, [0, 1]);
    if (failure !== undefined) return unknown(failure);
    return known(readRegistryValues(result.code === 0 ? result.stdout : ""));
  }
}
