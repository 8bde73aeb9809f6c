import { mapLines } from "../../core/model/lines.ts";
import type { StoreKind } from "../../core/ports.ts";
import type { Draft } from "./draft.ts";
import type { SignedIn } from "../../editor/awsSession.ts";
import type { StoreOptions } from "./environment.ts";
import { list } from "./failure.ts";
import type { FlowUi, Localizer } from "./flowUi.ts";

/** Places that a dialog names at most: a longer one would not fit the screen. */
export const mostSkipped = 6;

/** What the person decided about a move as it stands. Undefined: walked away. */
export type MoveAnswer = "go" | "details" | "compare" | undefined;

/** A move as it would happen now. */
export interface MoveProposal {
  readonly kind: StoreKind;
  readonly draft: Draft;
  readonly identity: SignedIn;
  readonly options: StoreOptions;
  /** The changes go through the refactor preview after the value is stored. */
  readonly preview: boolean;
  /** Name of the file, for a person. */
  readonly file: string;
}

/** Shows the whole move in one modal dialog. Nothing has happened yet, and nothing happens unless it returns `go`. */
export async function confirmMove(ui: FlowUi, proposal: MoveProposal): Promise<MoveAnswer> {
  const { l10n } = ui;
  const go = proposal.preview ? l10n.t("Store, Then Preview") : l10n.t("Move and Replace");
  const compare = l10n.t("Show Changes");
  const details = l10n.t("Edit Details…");
  const { message, detail } = describeMove(proposal, l10n);
  const answer = await ui.confirm({ message, detail, buttons: [go, compare, details], loudness: "info" });
  if (answer === go) return "go";
  if (answer === compare) return "compare";
  return answer === details ? "details" : undefined;
}

/** The text of the dialog: where to, under which name and key, what changes, what does not. Never a value. */
function describeMove(
  proposal: MoveProposal,
  l10n: Localizer,
): { readonly message: string; readonly detail: string } {
  const { kind, draft, identity, options, preview, file } = proposal;
  const { secrets, notes } = draft.plan;
  const store = storeLabel(kind);
  const message =
    secrets.length === 1
      ? l10n.t("Move this secret to {0} and replace it in {1}?", store, file)
      : l10n.t("Move {0} secrets to {1} and replace them in {2}?", secrets.length, store, file);
  const steps = preview
    ? l10n.t("Stored and read back first. Then the preview opens: you choose what changes in {0}.", file)
    : l10n.t("Stored and read back first; only then {0} changes. One Undo brings the text back.", file);
  // The rotate note comes when the move is done.
  const before = notes.filter((note) => note.code !== "rotate");
  const lines = [
    l10n.t("Account: {0}{1}", identity.account, identity.profile ? ` (${identity.profile})` : ""),
    l10n.t("Region: {0}", identity.region),
    secrets.length === 1
      ? l10n.t("Name: {0}", secrets[0]?.name ?? "")
      : l10n.t(
          "Names: {0}",
          list(
            secrets.map((secret) => secret.name),
            6,
          ),
        ),
    l10n.t("KMS key: {0}", options.kmsKeyId ?? defaultKey(kind, l10n)),
    l10n.t("Tags: {0}", describeTags(options.tags, l10n)),
    "",
    describeChanges(draft, file, l10n),
    ...skippedLines(draft, l10n, mostSkipped),
    ...before.slice(0, 4).map((note) => `• ${note.message}`),
    ...(before.length > 4 ? [l10n.t("• {0} more notes follow after the move", before.length - 4)] : []),
    "",
    steps,
  ];
  return { message, detail: lines.join("\n") };
}

/** How many places are replaced, and whether there is more to see than that. */
function describeChanges({ plan }: Draft, file: string, l10n: Localizer): string {
  const places = plan.secrets.reduce((sum, secret) => sum + secret.spans.length, 0);
  const replaced =
    places === 1
      ? l10n.t("In {0} one place is replaced.", file)
      : l10n.t("In {0} {1} places are replaced.", file, places);
  return plan.edits.length > places ? `${replaced} ${l10n.t("Imports or set-up are added.")}` : replaced;
}

/** Name of a store, for a person. */
export function storeLabel(kind: StoreKind): string {
  return kind === "secrets-manager" ? "Secrets Manager" : "Parameter Store";
}

/** The key that the service uses when none is chosen. */
export function defaultKey(kind: StoreKind, l10n: Localizer): string {
  return l10n.t("the account's default ({0})", kind === "secrets-manager" ? "aws/secretsmanager" : "aws/ssm");
}

/** `name=value` pairs on one line. */
export function describeTags(tags: Readonly<Record<string, string>>, l10n: Localizer): string {
  const pairs = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? l10n.t("none") : pairs.join(", ");
}

/** The places that stay as they are, with the reason and the line; of more than `most`, the number of the others. */
export function skippedLines(draft: Draft, l10n: Localizer, most: number): string[] {
  const { skipped } = draft.plan;
  if (skipped.length === 0) return [];
  const lines = mapLines(draft.snapshot.text);
  const shown = skipped
    .slice(0, most)
    .map(({ span, reason }) => l10n.t("Not replaced, line {0}: {1}", lines.at(span.start).line + 1, reason));
  const more = skipped.length - shown.length;
  return more > 0 ? [...shown, l10n.t("Not replaced: {0} more places", more)] : shown;
}
