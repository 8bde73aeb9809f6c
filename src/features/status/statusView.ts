import type { Finding } from "../../core/model/finding.ts";
import type { ScanState } from "../../editor/findingStore.ts";

/** What the status bar item is told about the active document. */
export interface StatusInput {
  readonly state: ScanState | "no-document" | "beyond-editor";
  readonly findings: readonly Finding[];
}

/** What the item shows. `label` names an icon of the editor, `alarm` asks for the warning colour. */
export interface StatusView {
  readonly icon: string;
  readonly kind: "clean" | "found" | "scanning" | "off" | "ignored" | "too-large" | "failed" | "idle";
  readonly errors: number;
  readonly warnings: number;
  readonly others: number;
}

const icons: Record<StatusView["kind"], string> = {
  clean: "$(shield)",
  found: "$(shield)",
  scanning: "$(loading~spin)",
  off: "$(circle-slash)",
  ignored: "$(eye-closed)",
  "too-large": "$(circle-slash)",
  failed: "$(error)",
  idle: "$(shield)",
};

/** The item's content for a document. A document with findings keeps showing their number while it is scanned again. */
export function statusView({ state, findings }: StatusInput): StatusView {
  const count = (...wanted: readonly Finding["severity"][]): number =>
    findings.filter(({ severity }) => wanted.includes(severity)).length;
  const kind = kindOf(state, findings.length);
  return {
    icon: icons[kind],
    kind,
    errors: count("error"),
    warnings: count("warning"),
    others: count("info", "hint"),
  };
}

function kindOf(state: StatusInput["state"], findings: number): StatusView["kind"] {
  if (state === "no-document") return "idle";
  if (state === "beyond-editor") return "too-large";
  if (state === "done" || (state === "scanning" && findings > 0)) return findings > 0 ? "found" : "clean";
  return state;
}
