import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** Random ids of the system, where it keeps one in a file. */
const idFiles = ["/etc/machine-id", "/var/lib/dbus/machine-id"];

/**
 * A pseudonym of this machine: 16 digits of a hash of the system's random id, or of its name where there is none. It tells
 * machines apart and names none; of a name it can be guessed by whoever has a list of names.
 */
export function hostPseudonym(): string {
  const id = idFiles.map(readId).find((one) => one !== undefined) ?? `name ${hostname()}`;
  return createHash("sha256").update(`picket-posture-host\n${id}`, "utf8").digest("hex").slice(0, 16);
}

function readId(path: string): string | undefined {
  try {
    const text = readFileSync(path, "utf8").trim();
    return /^[0-9a-f]{32}$/.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}
