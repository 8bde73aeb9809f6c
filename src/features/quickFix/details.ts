import type { SecretToStore } from "../../core/fixes/plan.ts";
import type { StoreKind } from "../../core/ports.ts";
import { defaultKey, describeTags, storeLabel } from "./confirm.ts";
import { rename, type Draft, type NameChoice } from "./draft.ts";
import type { SignedIn } from "../../editor/awsSession.ts";
import type { AwsGate, StoreOptions } from "./environment.ts";
import type { Choice, FlowUi } from "./flowUi.ts";
import { nameProblem } from "./secretName.ts";

/** What the person may change before a move. */
export interface Details {
  readonly names: readonly NameChoice[];
  readonly options: StoreOptions;
}

type Row =
  | { readonly row: "back" | "identity" | "key" | "tags" }
  | { readonly row: "name"; readonly secret: SecretToStore };

/**
 * One list in which every detail of the move is a row. Resolves to the details after one change (the same ones for
 * "back"), undefined when the person walked away. `identity` may have changed: the caller asks the gate again.
 */
export async function editDetails(
  ui: FlowUi,
  gate: AwsGate,
  kind: StoreKind,
  draft: Draft,
  identity: SignedIn,
  details: Details,
): Promise<Details | undefined> {
  const chosen = await ui.pick<Row>({
    title: ui.l10n.t("Move to {0}: details", storeLabel(kind)),
    placeholder: ui.l10n.t("Choose what to change"),
    choices: rows(ui, kind, draft, identity, details.options),
  });
  if (chosen === undefined) return undefined;
  if (chosen.row === "identity") await gate.selectProfile();
  if (chosen.row === "key") return { ...details, options: await askKey(ui, kind, details.options) };
  if (chosen.row === "tags") return { ...details, options: await askTags(ui, details.options) };
  if (chosen.row !== "name") return details;
  const name = await askName(ui, kind, chosen.secret, draft);
  return name === undefined
    ? details
    : { ...details, names: rename(details.names, draft, chosen.secret, name) };
}

function rows(
  ui: FlowUi,
  kind: StoreKind,
  draft: Draft,
  identity: SignedIn,
  options: StoreOptions,
): Choice<Row>[] {
  const { l10n } = ui;
  const stored = l10n.t("What is stored");
  return [
    { label: `$(arrow-left) ${l10n.t("Back to the summary")}`, value: { row: "back" } },
    ...draft.plan.secrets.map((secret): Choice<Row> => ({
      group: stored,
      label: `$(key) ${l10n.t("Name")}`,
      description: secret.name,
      value: { row: "name", secret },
    })),
    {
      group: stored,
      label: `$(lock) ${l10n.t("KMS key")}`,
      description: options.kmsKeyId ?? defaultKey(kind, l10n),
      value: { row: "key" },
    },
    {
      group: stored,
      label: `$(tag) ${l10n.t("Tags")}`,
      description: describeTags(options.tags, l10n),
      value: { row: "tags" },
    },
    {
      group: l10n.t("Where"),
      label: `$(account) ${l10n.t("Profile and Region")}`,
      description: [identity.profile, identity.account, identity.region].filter(Boolean).join(" · "),
      value: { row: "identity" },
    },
  ];
}

/** Asks for a name until it is valid and not that of another secret of the same plan. */
export async function askName(
  ui: FlowUi,
  kind: StoreKind,
  secret: SecretToStore,
  draft: Draft,
): Promise<string | undefined> {
  const others = draft.plan.secrets.filter((other) => other !== secret).map((other) => other.name);
  const name = await ui.input({
    title: ui.l10n.t("Name in {0}", storeLabel(kind)),
    prompt: ui.l10n.t("The name stands in the text in place of the secret."),
    value: secret.name,
    validate: (text) =>
      others.includes(text.trim())
        ? ui.l10n.t("Another secret of this file gets that name.")
        : nameProblem(kind, text.trim(), secret.value, ui.l10n),
  });
  return name?.trim();
}

async function askKey(ui: FlowUi, kind: StoreKind, options: StoreOptions): Promise<StoreOptions> {
  const { l10n } = ui;
  const typed = await ui.input({
    title: l10n.t("KMS key"),
    prompt: l10n.t("Key id, alias or ARN. Empty: {0}.", defaultKey(kind, l10n)),
    value: options.kmsKeyId ?? "",
    validate: (text) =>
      /^[\w:/-]*$/.test(text.trim()) ? undefined : l10n.t("This is no key id, alias or ARN."),
  });
  if (typed === undefined) return options;
  const { nameTemplate, tags } = options;
  const kmsKeyId = typed.trim();
  return { nameTemplate, tags, ...(kmsKeyId === "" ? {} : { kmsKeyId }) };
}

async function askTags(ui: FlowUi, options: StoreOptions): Promise<StoreOptions> {
  const { l10n } = ui;
  const typed = await ui.input({
    title: l10n.t("Tags"),
    prompt: l10n.t("For example: team=payments, stage=dev. Empty: no tags."),
    value: Object.entries(options.tags)
      .map(([key, value]) => `${key}=${value}`)
      .join(", "),
    validate: (text) =>
      parseTags(text) ? undefined : l10n.t("Write name=value pairs with commas between them, at most 50."),
  });
  const tags = typed === undefined ? undefined : parseTags(typed);
  return tags ? { ...options, tags } : options;
}

/**
 * `name=value, name=value` as a record; undefined when it is not that. Limits of the services' Tag type: 50 tags, 128
 * and 256 characters, no name that starts with `aws:`.
 */
export function parseTags(text: string): Record<string, string> | undefined {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const tags: Record<string, string> = {};
  for (const part of parts) {
    const [, key = "", value = ""] =
      /^([\p{L}\p{N} _.:/+@-]{1,128}?)\s*=\s*([\p{L}\p{N} _.:/=+@-]{0,256})$/u.exec(part) ?? [];
    if (key === "" || /^aws:/i.test(key) || Object.hasOwn(tags, key)) return undefined;
    tags[key] = value;
  }
  return parts.length <= 50 ? tags : undefined;
}
