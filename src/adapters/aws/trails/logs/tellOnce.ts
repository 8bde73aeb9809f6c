import type { TrailBatch, TrailNotice } from "../../../../core/ports.ts";

/** Leaves out notices that say again what the one before said, and batches that hold nothing else. */
export async function* tellOnce(batches: AsyncIterable<TrailBatch>): AsyncGenerator<TrailBatch> {
  let told: TrailNotice = { kind: "ok", message: "" };
  for await (const batch of batches) {
    const { notice, ...rest } = batch;
    if (notice === undefined || !isSame(notice, told)) yield batch;
    else if (holdsMore(rest)) yield rest;
    told = notice ?? told;
  }
}

function isSame(a: TrailNotice, b: TrailNotice): boolean {
  return a.kind === b.kind && a.message === b.message;
}

function holdsMore(batch: TrailBatch): boolean {
  const lists = [batch.records, batch.gaps, batch.skipped, batch.filled ?? []];
  return lists.some(({ length }) => length > 0) || batch.cursor !== undefined || batch.progress !== undefined;
}
