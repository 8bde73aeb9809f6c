import type { FromPanel, ToPanel } from "../../protocol/activity.ts";
import { isPanelFilter, readToPanel } from "../../protocol/guards.ts";
import { isBoolean, isCount, isShape, optional } from "../../protocol/shape.ts";
import type { KeptState } from "./model.ts";

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const isKept = isShape<KeptState>({
  filter: isPanelFilter,
  follow: isBoolean,
  selected: optional(isCount),
  epoch: optional(isCount),
});

/** The editor's side of the page. */
export interface Host {
  post(message: FromPanel): void;
  /** What was kept when the page was there the last time. */
  kept(): KeptState | undefined;
  keep(state: KeptState): void;
  /** Calls back with every message that is one. */
  listen(take: (message: ToPanel) => void): void;
}

/** Connects to the editor; possible once in the life of a page. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    kept() {
      const state = api.getState();
      return isKept(state) ? state : undefined;
    },
    keep: (state) => api.setState(state),
    listen(take) {
      window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
        const message = readToPanel(data);
        if (message) take(message);
      });
    },
  };
}
