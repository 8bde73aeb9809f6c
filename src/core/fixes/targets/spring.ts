import type { Document } from "yaml";
import type { TextEdit } from "../../model/edit.ts";
import { dependencyNote, partNote, placeholderOf } from "../notes.ts";
import type { FixNote } from "../plan.ts";
import { locateInLines } from "../settings/lines.ts";
import type { SettingPlace } from "../settings/lines.ts";
import { importInProperties, importInYaml } from "../spring/importEdit.ts";
import { SpringImports, starterOf } from "../spring/imports.ts";
import type { FileFacts, OpenText, Place, Rewrite, Source, TargetForm, Use } from "../targetForm.ts";
import { locateInYaml, parseYaml, quotedScalar, replaceInScalar, yamlErrors } from "../yamlText.ts";
import type { YamlPlace } from "../yamlText.ts";

const others = /^[ \t]*["']?%?[\w-]*\.?(?:quarkus|micronaut)["']?[.:]/m;

function isSpring({ path, text }: FileFacts, extension: RegExp): boolean {
  return /(?:^|\/)application(?:-[\w-]+)?\.\w+$/i.test(path) && extension.test(path) && !others.test(text);
}

/** Properties of Spring Boot, into which Spring Cloud AWS imports secrets and parameters. */
export const springPropertiesForm: TargetForm<SettingPlace> = {
  id: "spring-properties",
  accepts: (file) => isSpring(file, /\.properties$/i),
  errors: () => 0,
  open: openProperties,
};

/** The same in YAML. */
export const springYamlForm: TargetForm<YamlPlace> = {
  id: "spring-yaml",
  accepts: (file) => isSpring(file, /\.ya?ml$/i),
  errors: yamlErrors,
  open: openYaml,
};

function openProperties(source: Source): OpenText<SettingPlace> {
  const { text } = source;
  return {
    locate: (finding) => locateInLines(finding, text, "properties"),
    rewrite: (uses) => {
      const marks = [...text.matchAll(/^[#!]---[ \t]*\r?$/gm)].map((match) => match.index);
      const partOf = (place: Place): number => marks.findLast((mark) => mark < place.span.start) ?? -1;
      return rewrite(uses, source, {
        partOf,
        imported: (place, locations) => importInProperties(text, place.span.start, locations),
        written: (found) => found.map(({ place, newText }) => ({ span: place.span, newText })),
      });
    },
  };
}

function openYaml(source: Source): OpenText<YamlPlace> {
  const { text } = source;
  const documents = parseYaml(text);
  const documentOf = (place: Place): Document.Parsed | undefined =>
    documents.find(({ range }) => range[0] <= place.span.start && place.span.start < range[2]);
  return {
    locate: (finding) => locateInYaml(documents, finding, text),
    rewrite: (uses) =>
      rewrite(uses, source, {
        partOf: (place) => documentOf(place)?.range[0] ?? 0,
        imported: (place, locations) => {
          const document = documentOf(place);
          return document && importInYaml(document, text, locations);
        },
        written: (found) => writeYaml(found, text),
      }),
  };
}

interface Found<P extends Place> {
  readonly place: P;
  readonly newText: string;
}

/** How one of the two formats writes what was decided. */
interface Format<P extends Place> {
  /** Tells the documents of a file apart. */
  readonly partOf: (place: P) => number;
  readonly imported: (place: P, locations: readonly string[]) => TextEdit | undefined;
  readonly written: (found: readonly Found<P>[]) => TextEdit[];
}

function writeYaml(found: readonly Found<YamlPlace>[], text: string): TextEdit[] {
  const parts = new Map<number, Found<YamlPlace>[]>();
  const edits: TextEdit[] = [];
  for (const one of found) {
    const { start } = one.place.scalar;
    if (one.place.mention) edits.push({ span: one.place.span, newText: one.newText });
    else if (one.place.whole) edits.push(quotedScalar(one.place, one.newText));
    else parts.set(start, [...(parts.get(start) ?? []), one]);
  }
  for (const group of parts.values()) edits.push(...replaceInScalar(text, group));
  return edits;
}

function rewrite<P extends Place>(uses: readonly Use<P>[], source: Source, format: Format<P>): Rewrite {
  const refused = new Map<Use, string>();
  const notes: FixNote[] = [];
  const edits: TextEdit[] = [];
  const found: Found<P>[] = [];
  const parts = new Map<number, { imports: SpringImports; uses: Use<P>[] }>();
  for (const use of uses) {
    const { place, lookup } = use;
    if (place.mention) found.push({ place, newText: placeholderOf(lookup) });
    else if (lookup.from === "env") found.push({ place, newText: `\${${lookup.name}}` });
    else {
      const part = parts.get(format.partOf(place)) ?? { imports: new SpringImports(), uses: [] };
      const placeholder = part.imports.placeholder(lookup);
      if (typeof placeholder !== "string") {
        refused.set(use, placeholder.reason);
        continue;
      }
      part.uses.push(use);
      parts.set(format.partOf(place), part);
      found.push({ place, newText: placeholder });
    }
    if (!place.mention && !place.whole) notes.push(partNote());
  }
  for (const { imports, uses: own } of parts.values()) {
    const edit = format.imported(own[0]!.place, imports.locations());
    if (edit) edits.push(edit);
    else
      for (const use of own)
        refused.set(use, "the document is written in braces, which leaves no place for an import");
    notes.push(...importNotes(own, source));
  }
  return { edits: [...edits, ...format.written(found)], notes, refused };
}

function importNotes(uses: readonly Use[], source: Source): FixNote[] {
  const from = uses[0]?.lookup.from;
  if (from === undefined || from === "env") return [];
  const starter = starterOf(from);
  const known = source.project.dependencies;
  const named = known?.some((name) => name.endsWith(starter)) ?? false;
  const notes: FixNote[] = [];
  if (known && !named)
    notes.push(dependencyNote(`io.awspring.cloud:${starter}`, "add it with the BOM of Spring Cloud AWS"));
  else if (!known)
    notes.push({
      code: "import",
      message: `Spring reads the import with io.awspring.cloud:${starter} among the dependencies.`,
    });
  if (from === "parameter-store")
    notes.push({
      code: "iam",
      message: "Spring reads parameters by their path, so it needs ssm:GetParametersByPath on it as well.",
    });
  return notes;
}
