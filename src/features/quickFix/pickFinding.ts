import { mapLines } from "../../core/model/lines.ts";
import type { Finding } from "../../core/model/finding.ts";
import { isFixArgument, touching, type FixArgument } from "./actions.ts";
import type { FlowUi } from "./flowUi.ts";

/** What a command was started on. */
export interface Invocation {
  /** The argument of a quick fix; the palette and menus give something else or nothing. */
  readonly argument: unknown;
  readonly text: string;
  readonly findings: readonly Finding[];
  /** The cursor or selection in `text`. */
  readonly selection: { readonly start: number; readonly end: number };
  /** Name of the document, for a person. */
  readonly file: string;
}

/** The finding a command is meant for: the quick fix's own, the one at the cursor, or the one the person chooses. */
export async function pickFinding(ui: FlowUi, invocation: Invocation): Promise<Finding | undefined> {
  const { argument, findings, selection, file } = invocation;
  if (findings.length === 0) {
    await ui.inform("info", ui.l10n.t("Picket finds no secret in {0}.", file));
    return undefined;
  }
  if (isFixArgument(argument)) {
    const meant = matching(findings, argument);
    if (!meant) await ui.inform("info", ui.l10n.t("The text changed, and that finding is no longer there."));
    return meant;
  }
  const here = touching(findings, selection);
  if (here.length === 1) return here[0];
  return choose(ui, invocation, here.length > 1 ? here : findings);
}

/** Spans of an argument are of the version that the menu was made for; the same rule at a touching place will do. */
function matching(findings: readonly Finding[], { ruleId, span }: FixArgument): Finding | undefined {
  const same = findings.filter((finding) => finding.ruleId === ruleId);
  const exact = same.find((finding) => finding.span.start === span.start && finding.span.end === span.end);
  return exact ?? touching(same, span)[0];
}

async function choose(
  ui: FlowUi,
  { text }: Invocation,
  among: readonly Finding[],
): Promise<Finding | undefined> {
  if (among.length === 1) return among[0];
  const lines = mapLines(text);
  return ui.pick({
    title: ui.l10n.t("Which secret?"),
    placeholder: ui.l10n.t("Choose one of {0}", among.length),
    choices: among.map((finding) => ({
      label: ui.l10n.t("Line {0}", lines.at(finding.span.start).line + 1),
      description: finding.ruleId.slice(finding.ruleId.indexOf("/") + 1),
      detail: finding.message,
      value: finding,
    })),
  });
}
