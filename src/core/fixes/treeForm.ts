import type { Finding } from "../model/finding.ts";
import type { SyntaxNode } from "./syntaxTree.ts";
import type { OpenText, Place, Source, TargetForm } from "./targetForm.ts";

/** How a programming language is told, parsed and opened. */
interface Language<P extends Place> {
  readonly id: string;
  /** Its files, where the editor does not name the language. */
  readonly files: RegExp;
  readonly languageId: string;
  /** File name of the grammar. */
  readonly grammar: string;
  readonly open: (root: SyntaxNode, source: Source) => OpenText<P>;
}

/** The form of a language whose places a syntax tree tells. */
export function treeForm<P extends Place>({
  id,
  files,
  languageId: own,
  grammar,
  open,
}: Language<P>): TargetForm<P> {
  return {
    id,
    accepts: ({ path, languageId }) => (languageId === undefined ? files.test(path) : languageId === own),
    grammar: () => grammar,
    open: (source) => (source.root ? open(source.root, source) : { reason: "the text was not parsed" }),
  };
}

/** The place of a secret that a comment or documentation only mentions. */
export function mentionIn(
  node: SyntaxNode,
  { span }: Finding,
  text: string,
): Place & { readonly node: SyntaxNode } {
  const value = text.slice(span.start, span.end);
  return { container: node, span, whole: false, value, mention: true, node };
}
