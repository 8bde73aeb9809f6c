import { applyEdits } from "../../model/edit.ts";
import type { TextEdit } from "../../model/edit.ts";
import { lineEnd } from "../../model/lineEdges.ts";
import { memberIndent } from "../braceMembers.ts";
import { childIn } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { eolOf, indentAt } from "../textStyle.ts";
import type { PhpFile } from "./phpFile.ts";
import { constructorOf } from "./places.ts";
import type { PhpConstant } from "./places.ts";

/**
 * Writes constant expressions so that a call may stand in them: a constant by `define`, a property in the constructor.
 * `edits` are those of the literals; the result holds them.
 */
export function constantEdits(
  constants: readonly PhpConstant[],
  edits: readonly TextEdit[],
  file: PhpFile,
): TextEdit[] {
  let left = [...edits];
  const result: TextEdit[] = [];
  const byBody = new Map<SyntaxNode, SyntaxNode[]>();
  for (const one of new Map(constants.map((constant) => [constant.element, constant])).values()) {
    if (one.kind === "constant") result.push(...defined(one.declaration, one.element, file));
    else byBody.set(one.declaration.parent!, [...(byBody.get(one.declaration.parent!) ?? []), one.element]);
  }
  for (const [body, elements] of byBody) {
    const lines: string[] = [];
    for (const element of elements) {
      const value = childIn(element, "default_value")!;
      const name = childIn(element, "name")!;
      const inside = left.filter((edit) => value.start <= edit.span.start && edit.span.end <= value.end);
      left = left.filter((edit) => !inside.includes(edit));
      const shifted = inside.map(({ span, newText }) => ({
        span: { start: span.start - value.start, end: span.end - value.start },
        newText,
      }));
      const code = applyEdits(file.text.slice(value.start, value.end), shifted);
      lines.push(`$this->${file.text.slice(name.start + 1, name.end)} = ${code};`);
      result.push({ span: { start: name.end, end: value.end }, newText: "" });
    }
    result.push(inConstructor(body, lines, file));
  }
  return [...result, ...left];
}

function defined(declaration: SyntaxNode, element: SyntaxNode, { text, quote, root }: PhpFile): TextEdit[] {
  const name = element.children.find((child) => child.named)!;
  const value = element.children.findLast((child) => child.named)!;
  const written = text.slice(name.start, name.end);
  const spaced = root.children.some((node) => node.type === "namespace_definition");
  const full = spaced
    ? `__NAMESPACE__ . ${quote}\\${quote === '"' ? "\\" : ""}${written}${quote}`
    : quote + written + quote;
  return [
    { span: { start: declaration.start, end: value.start }, newText: `define(${full}, ` },
    { span: { start: value.end, end: value.end }, newText: ")" },
  ];
}

function inConstructor(body: SyntaxNode, lines: readonly string[], file: PhpFile): TextEdit {
  const { text } = file;
  const eol = eolOf(text);
  const members = body.children.filter((child) => child.named);
  const { member, unit } = memberIndent(body, members[0]!, text);
  const constructor = constructorOf(body, text);
  // Lines of a longer value were indented as a member's are, one level less than here.
  const code = lines.map((line) => line.replace(/\n(?=[^\r\n])/g, `\n${unit}`));
  const block = constructor && childIn(constructor, "body");
  if (block) {
    const inner = indentAt(text, constructor.start) + unit;
    const at = block.start + 1;
    const written = code.map((line) => inner + line).join(eol);
    if (lineEnd(text, at) < block.end)
      return { span: { start: lineEnd(text, at), end: lineEnd(text, at) }, newText: eol + written };
    const rest = text.slice(at, block.end - 1).trim();
    const newText = `${eol + written + eol}${rest === "" ? "" : inner + rest + eol}${member}`;
    return { span: { start: at, end: block.end - 1 }, newText };
  }
  const last = members.findLast((child) => child.type === "property_declaration")!;
  const open = file.braceInLine
    ? ["public function __construct() {"]
    : ["public function __construct()", "{"];
  const whole = [...open, ...code.map((line) => unit + line), "}"].map((line) => member + line);
  const end = lineEnd(text, last.end);
  return { span: { start: end, end }, newText: eol + eol + whole.join(eol) };
}
