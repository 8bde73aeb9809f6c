import type { StoreError } from "../../../../core/fixes/storeError.ts";
import type { TrailBatch, TrailNotice } from "../../../../core/ports.ts";
import { batchOf, noticeOf, type TroubleTexts } from "../trouble.ts";
import type { LiveTailEnd } from "./liveTailSession.ts";
import type { LogGroup } from "./logGroup.ts";

/** Reasons of gaps. Those of one reason that touch become one, so there are few. */
export const gapReasons = {
  interrupted: "Live Tail was interrupted",
  sampled: "Live Tail left events out: there were more than 500 in a second",
  overflow: "more events came than could be taken",
};

const brokenOff: TroubleTexts = {
  unknown: "Live Tail broke off.",
  network: "The connection of Live Tail was lost.",
};

/** What the end of a session means; `failed`: no other one would be better. */
export function endNotice(end: Exclude<LiveTailEnd, { why: "closed" }>, texts: TroubleTexts): TrailNotice {
  if (end.why === "timeout")
    return {
      kind: "reconnecting",
      message: "A Live Tail session lasts three hours. Picket opens the next one by itself.",
    };
  if (end.why === "stalled")
    return { kind: "stalled", message: "Live Tail has gone silent. Picket connects again by itself." };
  return noticeOf(end.error, "logs:StartLiveTail", { ...brokenOff, ...texts });
}

/** That the group is polled since Live Tail cannot be had: now as a notice, and for good among what could not be read. */
export function pollingInstead({ name }: LogGroup, refused: StoreError, texts: TroubleTexts): TrailBatch {
  const why = `Live Tail cannot be used: ${texts[refused.code] ?? refused.message}`;
  const message = `${why} Until the source is chosen again, Picket polls the log group (logs:FilterLogEvents).`;
  return batchOf({
    notice: { kind: "reconnecting", message },
    skipped: [{ path: `Live Tail of ${name}`, reason: message, lasting: true }],
  });
}
