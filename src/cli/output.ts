import type { Io } from "./io.ts";

/** Characters gathered before they are written: a write per finding would cost more than the finding. */
const block = 65_536;

/** Writes chunks in order, each block once the one before is taken. */
export async function writeAll(io: Pick<Io, "stdout">, chunks: Iterable<string>): Promise<void> {
  let buffer = "";
  for (const chunk of chunks) {
    buffer += chunk;
    if (buffer.length < block) continue;
    await io.stdout(buffer);
    buffer = "";
  }
  if (buffer !== "") await io.stdout(buffer);
}
