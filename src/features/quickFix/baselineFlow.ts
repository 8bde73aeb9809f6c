import type { Finding } from "../../core/model/finding.ts";
import type { Baseline, BaselineFile } from "../../core/secrets/baseline.ts";
import type { FlowUi } from "./flowUi.ts";

/** The baseline file of a workspace folder. */
export interface BaselineStorage {
  /** Name of the file, for a person. */
  readonly label: string;
  /** Its text; undefined when there is none. Rejects when it cannot be read. */
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
  open(): Promise<void>;
}

/** The functions of `core/secrets/baseline.ts`, with the hash bound. */
export interface BaselineEngine {
  parse(json: string): Baseline;
  /** A baseline without entries and with a fresh salt. */
  empty(): Baseline;
  add(baseline: Baseline, file: BaselineFile, chosen: readonly Finding[]): Baseline;
  format(baseline: Baseline): string;
}

/** Findings to accept, among all of a file: where a token stands more than once, each is told apart by its place among them. */
interface ChosenFindings {
  readonly file: BaselineFile;
  readonly chosen: readonly Finding[];
}

/** Adds findings of one file to the baseline, after asking when that makes a new file. Values are stored as salted hashes. */
export async function addFindings(
  ui: FlowUi,
  engine: BaselineEngine,
  storage: BaselineStorage,
  { file, chosen }: ChosenFindings,
): Promise<void> {
  const { l10n } = ui;
  const present = await readPresent(ui, engine, storage);
  if (present === "unreadable") return;
  if (!present && !(await confirmNew(ui, storage))) return;
  const before = present ?? engine.empty();
  const after = engine.add(before, file, chosen);
  const added = after.entries.length - before.entries.length;
  try {
    await storage.write(engine.format(after));
  } catch {
    await ui.inform("error", l10n.t("{0} could not be written. Nothing was added.", storage.label));
    return;
  }
  const open = l10n.t("Open Baseline");
  const message =
    added === 1
      ? l10n.t("One finding of {0} was added to {1}; it is still in the file.", file.path, storage.label)
      : l10n.t(
          "{0} findings of {1} were added to {2}; they are still in the file.",
          added,
          file.path,
          storage.label,
        );
  if ((await ui.inform("info", message, [open])) === open) await storage.open();
}

async function readPresent(
  ui: FlowUi,
  engine: BaselineEngine,
  storage: BaselineStorage,
): Promise<Baseline | "unreadable" | undefined> {
  try {
    const text = await storage.read();
    return text === undefined ? undefined : engine.parse(text);
  } catch (error) {
    // Only the engine's own errors are made for people; they never repeat what the file holds.
    const known = error instanceof Error && error.name === "BaselineError";
    const why = known ? error.message : ui.l10n.t("the file cannot be read");
    await ui.inform("error", ui.l10n.t("{0}: {1}. Nothing was added.", storage.label, why));
    return "unreadable";
  }
}

async function confirmNew(ui: FlowUi, storage: BaselineStorage): Promise<boolean> {
  const create = ui.l10n.t("Create");
  const answer = await ui.confirm({
    message: ui.l10n.t("Create the baseline {0}?", storage.label),
    detail: ui.l10n.t(
      "It lists accepted findings by rule, path and a salted hash, never a value. Findings in it are no longer shown, here and on the command line. A secret in it is still a secret: moving it is better.",
    ),
    buttons: [create],
    loudness: "info",
  });
  return answer === create;
}
