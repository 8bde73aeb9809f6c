import type { TextEdit } from "../../model/edit.ts";
import { jsonErrors, locateInJson, parseJson, propertyOf } from "../jsonText.ts";
import type { JsonPlace } from "../jsonText.ts";
import { nameCounter, variableName } from "../naming.ts";
import { partNote, placeholderOf } from "../notes.ts";
import type { FixNote } from "../plan.ts";
import type { Lookup, Refusal, Rewrite, TargetForm, Use } from "../targetForm.ts";
import { exportCommand } from "./mcpJson.ts";
import type { Node } from "jsonc-parser";

/** Kinds of JSON that have a lookup of their own, which is not `${X}`, or that no one may edit by hand. */
const otherKinds: readonly { test: (path: string, root: Node) => boolean; reason: string }[] = [
  {
    test: (path) => /\.ipynb$/i.test(path),
    reason: "it is a cell of a notebook: fix it in the notebook editor, where the cell's language is known",
  },
  {
    test: (path) =>
      /(?:^|\/)(?:package-lock|npm-shrinkwrap|composer\.lock)\.json$|\.tfstate(?:\.backup)?$/i.test(path),
    reason: "the file is generated: rotate the value and remove it where it is generated from",
  },
  {
    test: (path) => /\.tf\.json$|\.tfvars\.json$/i.test(path),
    reason:
      "Terraform's JSON form is not supported yet: use a data source, or set TF_VAR_… in the environment",
  },
  {
    test: (_, root) => propertyOf(root, "apiVersion") !== undefined && propertyOf(root, "kind") !== undefined,
    reason:
      "a manifest in JSON is left alone: write it in YAML, where Picket makes an ExternalSecret, or refer to a Secret by hand",
  },
];

/** Configuration in JSON that has no lookups of its own. */
export const jsonForm: TargetForm<JsonPlace> = {
  id: "json",
  accepts: ({ path, languageId }) =>
    languageId === undefined
      ? /\.(?:json|jsonc|json5|ipynb|tfstate|kiro\.hook|code-workspace|webmanifest)$/i.test(path)
      : /^json(?:c|5|l)?$/.test(languageId) && !/\.jsonl$/i.test(path),
  errors: jsonErrors,
  open: ({ text, path }) => {
    const { root } = parseJson(text);
    if (!root) return { reason: "the file is not JSON" };
    const other = otherKinds.find((kind) => kind.test(path, root));
    if (other) return { reason: other.reason };
    const prose = /(?:^|\/)\.kiro\//.test(path) && /hook/i.test(path);
    return {
      locate: (finding) => withProse(locateInJson(root, finding, text), prose),
      rewrite: (uses) => rewrite(uses, path),
    };
  },
};

/** The prompt of a hook is prose for an agent: the secret's name stands for it, and nothing expands it. */
function withProse(place: JsonPlace | Refusal, prose: boolean): JsonPlace | Refusal {
  if ("reason" in place || !prose || place.key !== "prompt") return place;
  return { ...place, mention: true };
}

/** `appsettings.json`: .NET lets a variable override a setting, so the file needs no reference at all. */
const dotnet = /(?:^|\/)appsettings(?:\.[\w.-]+)?\.json$/i;

function rewrite(uses: readonly Use<JsonPlace>[], path: string): Rewrite {
  const edits: TextEdit[] = [];
  const refused = new Map<Use, string>();
  const notes: FixNote[] = [];
  const variables = new Map<string, Lookup>();
  const bySecret = new Map<string, string>();
  const unique = nameCounter([]);
  for (const use of uses) {
    const { place, lookup } = use;
    if (place.mention) {
      edits.push({ span: place.span, newText: placeholderOf(lookup) });
    } else if (dotnet.test(path)) {
      if (place.whole) {
        edits.push({ span: place.container, newText: "" });
        notes.push(dotnetNote(place, lookup));
      } else
        refused.set(
          use,
          "a .NET setting can only be replaced as a whole: put the secret into a setting of its own",
        );
    } else {
      const wished = lookup.from === "env" ? lookup.name : variableName(place.key, "secrets/secret");
      const variable = bySecret.get(lookup.name) ?? unique(wished);
      bySecret.set(lookup.name, variable);
      variables.set(variable, lookup);
      edits.push({ span: place.span, newText: `\${${variable}}` });
      if (!place.whole) notes.push(partNote());
    }
  }
  if (variables.size > 0) notes.push(expansionNote(variables));
  return { edits, notes, refused };
}

function dotnetNote(place: JsonPlace, lookup: Lookup): FixNote {
  const variable = place.path.join("__").replaceAll(":", "__");
  const from = exportCommand(variable, lookup)[0];
  return {
    code: "env",
    message: `The setting is blank now; .NET reads ${variable} from the environment over it${from ? `: ${from}` : ""}.`,
  };
}

/** JSON has no lookups, so the file names a variable; whether it is expanded depends on the program that reads it. */
function expansionNote(variables: ReadonlyMap<string, Lookup>): FixNote {
  const commands = [...variables].flatMap(([variable, lookup]) => exportCommand(variable, lookup));
  const how = commands.length > 0 ? ` Set it with: ${commands.join("; ")}.` : "";
  return {
    code: "expansion",
    message: `JSON has no lookups. Check that the program reading this file expands \${${[...variables.keys()].join("}, ${")}}, or fill it in with envsubst when it is deployed.${how}`,
  };
}
