import type { TextEdit } from "../../model/edit.ts";
import { nameCounter, variableName } from "../naming.ts";
import { partNote, placeholderOf } from "../notes.ts";
import type { FixNote } from "../plan.ts";
import type { Rewrite, TargetForm, Use } from "../targetForm.ts";
import { locateInYaml, parseYaml, quotedScalar, replaceInScalar, yamlErrors } from "../yamlText.ts";
import type { YamlPlace } from "../yamlText.ts";
import { exportCommand } from "./mcpJson.ts";
import { yamlKinds } from "../yamlKinds.ts";
import type { YamlKind } from "../yamlKinds.ts";

const noLookup =
  "plain YAML has no lookups, so the program that reads it would get the reference as text: replace it with an environment variable if the program expands them";

/** YAML that is no CloudFormation template: variables where the reader expands them, else left alone with the reason. */
export const yamlForm: TargetForm<YamlPlace> = {
  id: "yaml",
  accepts: ({ path, languageId }) =>
    languageId === undefined
      ? /\.ya?ml$/i.test(path)
      : /^(?:yaml|dockercompose|ansible|azure-pipelines|helm)$/.test(languageId),
  errors: yamlErrors,
  open: (source) => {
    const kind = yamlKinds.find((one) => one.test(source));
    const reason = kind?.reason;
    if (reason !== undefined) return { reason };
    const documents = parseYaml(source.text);
    return {
      locate: (finding) => locateInYaml(documents, finding, source.text),
      rewrite: (uses) => rewrite(uses, source.text, kind),
    };
  },
};

function rewrite(uses: readonly Use<YamlPlace>[], text: string, kind: YamlKind | undefined): Rewrite {
  const edits: TextEdit[] = [];
  const refused = new Map<Use, string>();
  const notes: FixNote[] = [];
  const parts = new Map<number, { place: YamlPlace; newText: string }[]>();
  const bySecret = new Map<string, string>();
  const commands: string[] = [];
  const unique = nameCounter([]);
  for (const use of uses) {
    const { place, lookup } = use;
    if (place.mention) edits.push({ span: place.span, newText: placeholderOf(lookup) });
    else if (lookup.from !== "env" && !kind?.variable) refused.set(use, noLookup);
    else {
      let newText: string;
      if (lookup.from !== "env" && kind?.stored)
        newText = kind.stored(lookup, place.quoting === "double" ? "'" : '"');
      else {
        const wished = lookup.from === "env" ? lookup.name : variableName(place.key, "secrets/secret");
        const variable = bySecret.get(lookup.name) ?? unique(wished);
        bySecret.set(lookup.name, variable);
        newText = (kind?.variable ?? ((name) => `\${${name}}`))(
          variable,
          place.quoting === "double" ? "'" : '"',
        );
        commands.push(...exportCommand(variable, lookup));
        notes.push(expansionNote(kind));
      }
      if (place.whole) edits.push(quotedScalar(place, newText));
      else {
        const start = place.scalar.start;
        parts.set(start, [...(parts.get(start) ?? []), { place, newText }]);
        notes.push(partNote());
      }
    }
  }
  for (const group of parts.values()) edits.push(...replaceInScalar(text, group));
  if (commands.length > 0) notes.push(exportNote(commands));
  return { edits, notes, refused };
}

function exportNote(commands: readonly string[]): FixNote {
  return {
    code: "env",
    message: `Set it where the file is read: ${[...new Set(commands)].join("; ")}.`,
  };
}

function expansionNote(kind: YamlKind | undefined): FixNote {
  const message = kind
    ? `${kind.title} expands the variable when it reads the file.`
    : "YAML itself expands nothing: check that the program reading this file expands ${…}.";
  return { code: "expansion", message };
}
