import type * as vscode from "vscode";
import type { Finding } from "../../core/model/finding.ts";
import type * as fixes from "../../bundles/fixes.ts";
import type { Hash } from "../../core/ports.ts";
import type { Settings } from "../../editor/settings.ts";
import type { IgnoreScope } from "./actions.ts";
import { baselineEngine, baselineObstacle, baselineStorage } from "./baselineFile.ts";
import { addFindings } from "./baselineFlow.ts";
import type { FlowEnvironment } from "./environment.ts";
import type { Snapshot } from "./flowDocument.ts";
import type { FlowUi } from "./flowUi.ts";
import { ignoreWithComment } from "./ignoreFlow.ts";

/** What ignoring needs. */
export interface IgnoringDeps {
  readonly ui: FlowUi;
  readonly settings: Settings;
  readonly loadFixes: () => Promise<typeof fixes>;
  readonly hash: Hash;
}

/** A document and all that was found in it. */
interface Place {
  readonly uri: vscode.Uri;
  readonly environment: FlowEnvironment;
  readonly snapshot: Snapshot;
  /** Of every engine, ordered by span. */
  readonly all: readonly Finding[];
}

/** The ways to say that a finding is accepted. */
export interface Ignoring {
  /** Writes a comment into the text; asks where it takes effect when no scope is given. */
  ignore(place: Place, finding: Finding, scope: IgnoreScope | undefined): Promise<void>;
  /** Adds findings of the place to the baseline of the document's workspace folder. */
  baseline(place: Place, chosen: readonly Finding[]): Promise<void>;
}

/** Ignoring with the real files and bundles. */
export function createIgnoring({ ui, settings, loadFixes, hash }: IgnoringDeps): Ignoring {
  const { l10n } = ui;
  const baseline: Ignoring["baseline"] = async (place, chosen) => {
    const { uri, snapshot, all } = place;
    const { document } = place.environment;
    const obstacle = baselineObstacle(uri, settings);
    const storage = baselineStorage(uri, settings);
    if (!storage || chosen.length === 0) {
      const reason = obstacle ?? l10n.t("there is no finding in {0}", document.label);
      await ui.inform("info", l10n.t("Nothing to add to the baseline: {0}.", reason));
      return;
    }
    const file = { path: document.path, text: snapshot.text, findings: all };
    await addFindings(ui, baselineEngine(await loadFixes(), hash), storage, { file, chosen });
  };
  return {
    baseline,
    async ignore(place, finding, scope) {
      const { environment, snapshot } = place;
      const chosen = scope ?? (await askScope(ui));
      if (chosen === "baseline") return baseline(place, [finding]);
      if (chosen)
        await ignoreWithComment(environment, snapshot, finding, chosen, (await loadFixes()).ignoreEdit);
    },
  };
}

async function askScope(ui: FlowUi): Promise<IgnoreScope | "baseline" | undefined> {
  const { l10n } = ui;
  return ui.pick<IgnoreScope | "baseline">({
    title: l10n.t("Ignore this finding"),
    placeholder: l10n.t("Where?"),
    choices: [
      { label: l10n.t("Here"), description: l10n.t("a comment on the line"), value: "line" },
      { label: l10n.t("In this file"), description: l10n.t("a comment at the top"), value: "file" },
      {
        label: l10n.t("In the baseline"),
        description: l10n.t("a salted hash in a file beside the code"),
        value: "baseline",
      },
    ],
  });
}
