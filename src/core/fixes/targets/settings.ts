import type { TextEdit } from "../../model/edit.ts";
import { contains } from "../../model/span.ts";
import { nameCounter, variableName } from "../naming.ts";
import { partNote, placeholderOf } from "../notes.ts";
import type { FixNote } from "../plan.ts";
import { settingsKinds } from "../settings/kinds.ts";
import type { SettingsKind } from "../settings/kinds.ts";
import { locateInLines } from "../settings/lines.ts";
import type { SettingPlace } from "../settings/lines.ts";
import { locateInMarkup } from "../settings/markup.ts";
import { isRefusal } from "../targetForm.ts";
import type { FileFacts, Refusal, Rewrite, TargetForm, Use } from "../targetForm.ts";
import { exportCommand } from "./mcpJson.ts";

const kindOf = (file: FileFacts): SettingsKind | undefined => settingsKinds.find((kind) => kind.test(file));

/** Files of settings whose reader expands variables of the environment, or takes them over what the file says. */
export const settingsForm: TargetForm<SettingPlace> = {
  id: "settings",
  accepts: (file) => kindOf(file) !== undefined,
  errors: () => 0,
  open: (source) => {
    const kind = kindOf(source);
    if (!kind) return { reason: "the kind of this file is not known" };
    return {
      locate: (finding) => {
        const { syntax } = kind;
        const place =
          syntax === "markup"
            ? locateInMarkup(finding, source.text)
            : locateInLines(finding, source.text, syntax);
        return named(place, kind);
      },
      rewrite: (uses) => rewrite(uses, kind),
    };
  },
};

function named(place: SettingPlace | Refusal, kind: SettingsKind): SettingPlace | Refusal {
  if (isRefusal(place) || place.name === undefined) return place;
  const key = kind.key?.(place.name);
  return key === undefined ? place : { ...place, key };
}

function rewrite(uses: readonly Use<SettingPlace>[], kind: SettingsKind): Rewrite {
  const edits: TextEdit[] = [];
  const mentions: TextEdit[] = [];
  const refused = new Map<Use, string>();
  const notes: FixNote[] = [];
  const bySecret = new Map<string, string>();
  const commands: string[] = [];
  const unique = nameCounter([]);
  for (const use of uses) {
    const { place, lookup } = use;
    if (place.mention) mentions.push({ span: place.span, newText: placeholderOf(lookup) });
    else if (kind.override) {
      const variable = place.whole && place.name !== undefined ? kind.override(place.name) : undefined;
      if (variable === undefined) refused.set(use, notOverridden(place, kind));
      else {
        edits.push({ span: place.setting, newText: `# ${place.name}: set ${variable}` });
        commands.push(...setCommand(variable, lookup));
      }
    } else {
      const wished = lookup.from === "env" ? lookup.name : variableName(place.key, "secrets/secret");
      const variable = bySecret.get(lookup.name) ?? unique(wished);
      bySecret.set(lookup.name, variable);
      edits.push({ span: place.span, newText: kind.variable?.(variable) ?? "" });
      commands.push(...setCommand(variable, lookup));
      if (!place.whole) notes.push(partNote());
    }
  }
  if (commands.length > 0) notes.push(setNote(commands, kind));
  const left = mentions.filter(({ span }) => !edits.some((edit) => contains(edit.span, span)));
  return { edits: [...edits, ...left], notes, refused };
}

function notOverridden({ whole }: SettingPlace, { title }: SettingsKind): string {
  return whole
    ? `no variable can have the name of this setting: put it into the ${title} settings of the user, outside the project`
    : "it is only part of a setting, which the environment gives as a whole: give the secret a setting of its own";
}

function setCommand(variable: string, lookup: Use["lookup"]): string[] {
  return lookup.from === "env" ? [variable] : exportCommand(variable, lookup);
}

function setNote(commands: readonly string[], { title }: SettingsKind): FixNote {
  const list = [...new Set(commands)].join("; ");
  return {
    code: "env",
    message: `${title} takes the value from the environment. Set it where ${title} runs: ${list}.`,
  };
}
