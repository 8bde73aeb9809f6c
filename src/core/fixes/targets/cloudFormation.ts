import type { Node } from "jsonc-parser";
import { isMap, isScalar } from "yaml";
import type { Document } from "yaml";
import type { TextEdit } from "../../model/edit.ts";
import { declareInJson, declareInYaml, parameterName } from "../cloudFormation/parameters.ts";
import { dynamicReference, placeRefusal } from "../cloudFormation/rules.ts";
import type { TemplatePlace } from "../cloudFormation/rules.ts";
import { movedInJson, movedInYaml, withMoves } from "../cloudFormation/moves.ts";
import type { Moves } from "../cloudFormation/moves.ts";
import { jsonErrors, locateInJson, namedBy, parseJson, propertyOf } from "../jsonText.ts";
import type { JsonPlace } from "../jsonText.ts";
import { executionNote, placeholderOf } from "../notes.ts";
import type { FixNote } from "../plan.ts";
import type {
  EnvLookup,
  FileFacts,
  OpenText,
  Place,
  Refusal,
  Rewrite,
  TargetForm,
  Use,
} from "../targetForm.ts";
import { freeName } from "../textStyle.ts";
import { locateInYaml, parseYaml, quotedScalar, replaceInScalar, yamlErrors } from "../yamlText.ts";
import type { YamlPlace } from "../yamlText.ts";

/** CloudFormation and SAM templates in YAML and JSON, with dynamic references. */
export const cloudFormationForm: TargetForm = {
  id: "cloudformation",
  accepts: isTemplate,
  errors: (text) => (isJson(text) ? jsonErrors(text) : yamlErrors(text)),
  open: ({ text }) => (isJson(text) ? openJson(text) : openYaml(text)),
};

const isJson = (text: string): boolean => /^\s*\{/.test(text);

function isTemplate({ path, languageId, text }: FileFacts): boolean {
  const kind =
    languageId === undefined
      ? /\.(?:ya?ml|json|template)$/i.test(path)
      : /ya?ml|json|cloudformation|cfn/i.test(languageId);
  if (!kind) return false;
  if (/(?:^|[{,])\s*["']?AWSTemplateFormatVersion["']?\s*:/m.test(text)) return true;
  if (/["']?Transform["']?\s*:[^\n]{0,80}AWS::Serverless/.test(text)) return true;
  return (
    /(?:^|[{,])\s*["']?Resources["']?\s*:/m.test(text) && /["']?Type["']?\s*:\s*["']?AWS::\w+::\w+/.test(text)
  );
}

type WithTemplate<P extends Place> = P & { readonly template: TemplatePlace };

function functionsOf(path: readonly (string | number)[], tags: readonly string[]): string[] {
  const long = path
    .filter((part) => typeof part === "string" && /^Fn::|^Ref$/.test(part))
    .map((part) => String(part));
  return [...long, ...tags].map((name) => name.replace(/^Fn::|^!/, ""));
}

/** Adds the place's role in the template; a mention in a comment needs none. */
function inTemplate<
  P extends Place & { path: readonly (string | number)[]; tags?: readonly string[]; inner?: string },
>(
  place: P | Refusal,
  typeOf: (logicalId: string) => string | undefined,
  nameBeside: (place: P) => unknown,
): WithTemplate<P> | Refusal {
  if ("reason" in place) return place;
  const resource = place.path[0] === "Resources" ? typeOf(String(place.path[1])) : undefined;
  const functions = functionsOf(place.path, place.tags ?? []);
  const template = { path: place.path, resourceType: resource, functions };
  const reason = place.mention ? undefined : placeRefusal(template);
  if (reason !== undefined) return { reason };
  const words = place.path.filter((part) => typeof part !== "string" || !frame.test(part));
  const beside = place.path.at(-1) === "Value" ? nameBeside(place) : undefined;
  const named = typeof beside === "string" ? { key: beside } : namedBy(words);
  return { ...place, ...(place.inner === undefined ? named : {}), template };
}

/** Keys of a template that frame a value and do not name it. */
const frame = /^(?:Fn::\w+|Resources|Properties|Environment|Variables|Globals)$/;

function openYaml(text: string): OpenText<WithTemplate<YamlPlace>> | Refusal {
  const documents = parseYaml(text);
  const document = documents[0];
  if (!document || !isMap(document.contents)) return { reason: "the template is not YAML" };
  const typeOf = (id: string): string | undefined => {
    const type: unknown = document.getIn(["Resources", id, "Type"]);
    return typeof type === "string" ? type : undefined;
  };
  const nameBeside = ({ path }: YamlPlace): unknown => document.getIn([...path.slice(0, -1), "Name"]);
  return {
    locate: (finding) => inTemplate(locateInYaml(documents, finding, text), typeOf, nameBeside),
    rewrite: (uses) => rewriteYaml(uses, text, document),
  };
}

function openJson(text: string): OpenText<WithTemplate<JsonPlace>> | Refusal {
  const { root } = parseJson(text);
  if (!root) return { reason: "the template is not JSON" };
  const typeOf = (id: string): string | undefined => {
    const type: unknown = propertyOf(propertyOf(propertyOf(root, "Resources"), id), "Type")?.value;
    return typeof type === "string" ? type : undefined;
  };
  const nameBeside = ({ node }: JsonPlace): unknown => propertyOf(node.parent?.parent, "Name")?.value;
  return {
    locate: (finding) => inTemplate(locateInJson(root, finding, text), typeOf, nameBeside),
    rewrite: (uses) => rewriteJson(uses, text, root),
  };
}

/** Names for parameters, one per variable, and the notes of the whole plan. */
function parametersOf(uses: readonly Use[], declared: readonly string[], text: string): Map<string, string> {
  const names = new Map<string, string>();
  // A name given to one Fn::Sub hides a parameter of that name in its text.
  const referred = [...text.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1]!);
  const taken = new Set([...declared, ...referred]);
  for (const { place, lookup } of uses) {
    if (place.mention || lookup.from !== "env" || names.has(lookup.name)) continue;
    const wished = parameterName(lookup.name);
    const name = freeName(taken, wished, `${wished}Value`);
    taken.add(name);
    names.set(lookup.name, name);
  }
  return names;
}

/** Sections whose keys share one space of names. */
const namingSections = ["Parameters", "Resources", "Conditions", "Mappings"];

function namesInYaml(document: Document.Parsed): string[] {
  return namingSections.flatMap((section) => {
    const map = document.get(section);
    return isMap(map) ? map.items.map((pair) => String(isScalar(pair.key) ? pair.key.value : pair.key)) : [];
  });
}

function namesInJson(root: Node): string[] {
  return namingSections.flatMap((section) =>
    (propertyOf(root, section)?.children ?? []).map((property) => String(property.children?.[0]?.value)),
  );
}

function notesOf(
  uses: readonly Use<WithTemplate<Place>>[],
  parameters: ReadonlyMap<string, string>,
  moved: Moves,
): FixNote[] {
  const notes: FixNote[] = moved.uses.size > 0 ? [executionNote()] : [];
  if (parameters.size > 0) {
    const names = [...parameters.values()].join(", ");
    notes.push({
      code: "env",
      message: `Pass ${names} when the stack is deployed; NoEcho keeps it out of the console.`,
    });
  }
  if (
    uses.some(
      (use) =>
        !moved.uses.has(use) &&
        use.place.template.path.some((part) => part === "Environment" || part === "UserData"),
    )
  ) {
    notes.push({
      code: "visible",
      message:
        "CloudFormation resolves the reference while deploying, so the service shows the value to those who may read its configuration.",
    });
  }
  return notes;
}

function rewriteYaml(
  uses: readonly Use<WithTemplate<YamlPlace>>[],
  text: string,
  document: Document.Parsed,
): Rewrite {
  const edits: TextEdit[] = [];
  const refused = new Map<Use, string>();
  const parameters = parametersOf(uses, namesInYaml(document), text);
  const parts = new Map<number, { place: WithTemplate<YamlPlace>; newText: string; sub: boolean }[]>();
  const moved = movedInYaml(uses, document, text);
  for (const use of uses) {
    const { place, lookup } = use;
    if (moved.uses.has(use)) continue;
    const tag = ownTag(text, place.scalar.start);
    const inSub = tag === undefined ? isSubText(place.path, place.tags) : tag === "!Sub";
    if (place.mention) edits.push({ span: place.span, newText: placeholderOf(lookup) });
    else if (lookup.from === "env") {
      const name = parameters.get(lookup.name)!;
      if (place.whole && inSub) edits.push(quotedScalar(place, `\${${name}}`));
      else if (place.whole && tag === undefined) edits.push({ span: place.scalar, newText: `!Ref ${name}` });
      else if (place.whole || (!inSub && (place.quoting === "block" || tag !== undefined))) {
        refused.set(use, "a parameter cannot be put into this text: make it a !Sub first");
      } else addPart(parts, { place, newText: `\${${name}}`, sub: !inSub });
    } else {
      const reference = dynamicReference(lookup, place.template, place.whole);
      if ("reason" in reference) refused.set(use, reference.reason);
      else if (place.whole) edits.push(quotedScalar(place, reference.text));
      else addPart(parts, { place, newText: reference.text, sub: false });
    }
  }
  for (const group of parts.values()) edits.push(...partEdits(group, text));
  const declaration =
    parameters.size > 0 ? declareInYaml(document, [...parameters.values()], text) : undefined;
  if (declaration) edits.push(declaration);
  if (parameters.size > 0 && !declaration) refuseEnv(uses, refused);
  return withMoves({ edits, notes: notesOf(uses, parameters, moved), refused }, moved);
}

/** The tag right before a scalar, such as `!Sub`. */
function ownTag(text: string, start: number): string | undefined {
  return /(![\w:]+)[ \t]+$/.exec(text.slice(Math.max(0, start - 80), start))?.[1];
}

/** Whether a text is the one that `Fn::Sub` expands, and not one of the values it is given. */
function isSubText(path: readonly (string | number)[], tags: readonly string[] = []): boolean {
  const index = path.at(-1) === 0;
  if (index && tags.at(-1) === "!Sub") return true;
  return (index ? path.at(-2) : path.at(-1)) === "Fn::Sub";
}

function addPart<P extends { place: YamlPlace }>(parts: Map<number, P[]>, part: P): void {
  const start = part.place.scalar.start;
  parts.set(start, [...(parts.get(start) ?? []), part]);
}

function partEdits(
  group: readonly { place: YamlPlace; newText: string; sub: boolean }[],
  text: string,
): TextEdit[] {
  const [edit] = replaceInScalar(text, group, group[0]?.sub ? escapeSub : undefined);
  if (!edit) return [];
  return [group[0]?.sub ? { span: edit.span, newText: `!Sub ${edit.newText}` } : edit];
}

/** Text that `Fn::Sub` must not expand. */
function escapeSub(text: string): string {
  return text.replaceAll("${", "${!");
}

function refuseEnv(uses: readonly Use[], refused: Map<Use, string>): void {
  for (const use of uses)
    if (use.lookup.from === "env") refused.set(use, "there is no place for a parameter in this template");
}

function rewriteJson(uses: readonly Use<WithTemplate<JsonPlace>>[], text: string, root: Node): Rewrite {
  const edits: TextEdit[] = [];
  const refused = new Map<Use, string>();
  const parameters = parametersOf(uses, namesInJson(root), text);
  const wrapped = new Set<Node>();
  const moved = movedInJson(uses, text);
  for (const use of uses) {
    const { place, lookup } = use;
    if (moved.uses.has(use)) continue;
    if (place.mention) edits.push({ span: place.span, newText: placeholderOf(lookup) });
    else if (lookup.from === "env") {
      edits.push(...referParameter(place, lookup, parameters, wrapped, text));
    } else {
      const reference = dynamicReference(lookup, place.template, place.whole);
      if ("reason" in reference) refused.set(use, reference.reason);
      else edits.push({ span: place.span, newText: reference.text });
    }
  }
  const declaration = parameters.size > 0 ? declareInJson(root, [...parameters.values()], text) : undefined;
  if (declaration) edits.push(declaration);
  if (parameters.size > 0 && !declaration) refuseEnv(uses, refused);
  return withMoves({ edits, notes: notesOf(uses, parameters, moved), refused }, moved);
}

function referParameter(
  place: WithTemplate<JsonPlace>,
  lookup: EnvLookup,
  parameters: ReadonlyMap<string, string>,
  wrapped: Set<Node>,
  text: string,
): TextEdit[] {
  const name = parameters.get(lookup.name)!;
  const { node } = place;
  const end = node.offset + node.length;
  const inSub = isSubText(place.path);
  if (place.whole && !inSub) return [{ span: { start: node.offset, end }, newText: `{ "Ref": "${name}" }` }];
  const edits: TextEdit[] = [{ span: place.span, newText: `\${${name}}` }];
  if (inSub || wrapped.has(node)) return edits;
  wrapped.add(node);
  edits.push({ span: { start: node.offset, end: node.offset }, newText: '{ "Fn::Sub": ' });
  edits.push({ span: { start: end, end }, newText: " }" });
  for (const match of text.slice(node.offset, end).matchAll(/\$\{/g)) {
    const at = node.offset + match.index + 2;
    if (at <= place.span.start || at > place.span.end)
      edits.push({ span: { start: at, end: at }, newText: "!" });
  }
  return edits;
}
