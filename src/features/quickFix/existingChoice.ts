import type { FixTarget } from "../../core/fixes/plan.ts";
import { Sensitive } from "../../core/model/sensitive.ts";
import type { StoreKind } from "../../core/ports.ts";
import { storeLabel } from "./confirm.ts";
import type { ReadyAws } from "../../editor/awsSession.ts";
import type { FlowEnvironment } from "./environment.ts";
import { asStoreError } from "./storing.ts";

/** Most names that are listed; beyond, a name is typed. */
const mostNames = 1_000;

/** A stored secret that the person chose. */
export interface ChosenSecret {
  readonly to: Extract<FixTarget, { to: "existing" }>;
  /** What the store holds there, when it could be read. */
  readonly held: Sensitive | undefined;
  /** Why it could not be read, for a person. */
  readonly unreadable: string | undefined;
}

interface Field {
  readonly jsonKey?: string;
  readonly value: Sensitive | undefined;
}

/** Asks for the store, the name and, when the stored text is a JSON object, the field. Undefined: walked away. */
export async function chooseExisting(
  environment: FlowEnvironment,
  aws: ReadyAws,
): Promise<ChosenSecret | undefined> {
  const { ui } = environment;
  const { l10n } = ui;
  const title = l10n.t("Look up an existing secret");
  const kind = await ui.pick<StoreKind>({
    title,
    placeholder: l10n.t("Where is it stored?"),
    choices: (["secrets-manager", "parameter-store"] as const).map((value) => ({
      label: storeLabel(value),
      description: `${aws.identity.account} · ${aws.identity.region}`,
      value,
    })),
  });
  if (kind === undefined) return undefined;
  const store = aws.store(kind);
  const name = await ui.pickName({
    title: `${title} · ${storeLabel(kind)}`,
    placeholder: l10n.t("Choose a name, or type one"),
    typedLabel: (text) => l10n.t("Use the name {0}", text),
    load: async (signal) => (await store.list({ limit: mostNames }, signal)).map((secret) => secret.name),
    loadFailed: (error) =>
      l10n.t(
        "{0} Type the name instead.",
        asStoreError(error, l10n.t("The names could not be listed.")).message,
      ),
  });
  if (name === undefined) return undefined;
  const { held, unreadable, cancelled } = await readHeld(environment, aws, kind, name);
  if (cancelled) return undefined;
  const key = held && kind === "secrets-manager" ? await chooseKey(environment, held) : { value: held };
  if (!key) return undefined;
  const to = {
    to: "existing",
    kind,
    name,
    ...(key.jsonKey === undefined ? {} : { jsonKey: key.jsonKey }),
  } as const;
  return { to, held: key.value, unreadable };
}

async function readHeld(
  { ui }: FlowEnvironment,
  aws: ReadyAws,
  kind: StoreKind,
  name: string,
): Promise<{ held?: Sensitive; unreadable?: string; cancelled?: boolean }> {
  const { l10n } = ui;
  try {
    const title = l10n.t("Comparing with {0}", name);
    return { held: await ui.progress(title, (signal) => aws.store(kind).read(name, signal)) };
  } catch (error) {
    const { code, message } = asStoreError(error, l10n.t("It could not be read."));
    return code === "aborted" ? { cancelled: true } : { unreadable: message };
  }
}

/** When the stored text is a JSON object, asks which of its fields is meant. Shows the fields' names, never their values. */
async function chooseKey({ ui }: FlowEnvironment, held: Sensitive): Promise<Field | undefined> {
  const fields = fieldsOf(held);
  if (fields.length === 0) return { value: held };
  const { l10n } = ui;
  return ui.pick<Field>({
    title: l10n.t("Look up an existing secret"),
    placeholder: l10n.t("It holds a JSON object. Which field?"),
    choices: [
      ...fields.map(([jsonKey, value]) => ({
        label: `$(symbol-field) ${jsonKey}`,
        value: { jsonKey, value },
      })),
      { label: l10n.t("The whole text"), value: { value: held } },
    ],
  });
}

function fieldsOf(held: Sensitive): [string, Sensitive | undefined][] {
  try {
    const parsed: unknown = JSON.parse(held.reveal());
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return [];
    return Object.entries(parsed).map(([key, value]) => [
      key,
      typeof value === "string" ? new Sensitive(value) : undefined,
    ]);
  } catch {
    // Not JSON: the whole text is the secret.
    return [];
  }
}
