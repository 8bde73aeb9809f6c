import type { TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import { awaitingAt, insideFunction } from "../javascript/awaiting.ts";
import { cdkExpression, cdkOf, plainTextCall } from "../javascript/cdk.ts";
import type { Cdk } from "../javascript/cdk.ts";
import { asyncEdit, deferredConstant } from "../javascript/commonJs.ts";
import { headerFor } from "../javascript/header.ts";
import type { Header } from "../javascript/header.ts";
import { joinedValueAt } from "../javascript/joined.ts";
import { keyOf, literalRefusal, readLiteral } from "../javascript/literals.ts";
import { awaited, libraryFor, lookupCode, quotedWith } from "../javascript/lookupCode.ts";
import type { Library, LookupCode } from "../javascript/lookupCode.ts";
import { moduleFactsOf } from "../javascript/moduleFacts.ts";
import type { ModuleFacts } from "../javascript/moduleFacts.ts";
import { replaceParts, replaceWhole, takesBareAwait } from "../javascript/replacement.ts";
import { extentOf } from "../literal.ts";
import { typeOf } from "../naming.ts";
import { dependencyNote, partNote, placeholderOf, resolvedNote } from "../notes.ts";
import type { FixNote } from "../plan.ts";
import { smallestNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { isRefusal } from "../targetForm.ts";
import type { Lookup, Place, Refusal, Rewrite, Source, StoreLookup, TargetForm, Use } from "../targetForm.ts";
import { camelCase, freeName } from "../textStyle.ts";

interface JavascriptPlace extends Place {
  readonly node: SyntaxNode;
  readonly type: string;
}

const extensions = /\.(?:[cm]?[jt]s|[jt]sx)$/i;
const languages = /^(?:javascript|typescript)(?:react)?$/;

/** JavaScript and TypeScript, with AWS SDK v3 or Powertools for AWS Lambda. */
export const javascriptForm: TargetForm<JavascriptPlace> = {
  id: "javascript",
  accepts: ({ path, languageId }) =>
    languageId === undefined ? extensions.test(path) : languages.test(languageId),
  grammar: ({ path, languageId }) => {
    if (/\.tsx$/i.test(path) || languageId === "typescriptreact") return "tree-sitter-tsx.wasm";
    const typescript = /\.[cm]?ts$/i.test(path) || languageId === "typescript";
    return typescript ? "tree-sitter-typescript.wasm" : "tree-sitter-javascript.wasm";
  },
  open: (source) => {
    const root = source.root;
    if (!root) return { reason: "the text was not parsed" };
    return {
      locate: (finding) => locate(finding, root, source.text),
      rewrite: (uses) => rewrite(uses, source, root),
    };
  },
};

function locate(finding: Finding, root: SyntaxNode, text: string): JavascriptPlace | Refusal {
  const type = typeOf(finding.ruleId);
  for (const node of upwards(smallestNode(root, finding.span))) {
    if (node.type === "comment" || node.type === "html_comment") {
      const value = text.slice(finding.span.start, finding.span.end);
      return { container: node, span: finding.span, whole: false, value, mention: true, node, type };
    }
    if (node.type === "string" || node.type === "template_string")
      return inLiteral(node, finding, type, text);
    if (node.type === "binary_expression" || node.type === "call_expression") {
      const joined = joinedValueAt(node, finding.span, text);
      if (joined && isRefusal(joined)) return joined;
      if (joined)
        return { container: joined.span, ...joined, whole: true, type, ...keyNamed(joined.node, text) };
    }
    if (node.type === "regex") return { reason: "it is part of a regular expression" };
    if (node.type === "jsx_text") return { reason: "it is text of the markup, not a value" };
  }
  return { reason: "it is not inside one string literal" };
}

function inLiteral(
  node: SyntaxNode,
  finding: Finding,
  type: string,
  text: string,
): JavascriptPlace | Refusal {
  const reason = literalRefusal(node);
  if (reason !== undefined) return { reason };
  const extent = extentOf(readLiteral(node, text), finding.span, text);
  if (!extent) return { reason: "part of it is only known at run time" };
  const named = keyNamed(node, text);
  if (!extent.whole) return { container: node, ...extent, node, type, ...named };
  // `as const` takes literals only, and says nothing about a value that is read at run time.
  const parent = node.parent;
  const outer = parent && isConstAssertion(parent, text) ? parent : node;
  const span = { start: outer.start, end: outer.end };
  return {
    container: span,
    span,
    whole: true,
    value: extent.value,
    node: outer,
    type,
    ...named,
  };
}

function keyNamed(node: SyntaxNode, text: string): { key?: string } {
  const key = keyOf(node, text);
  return key === undefined ? {} : { key };
}

function isConstAssertion(node: SyntaxNode, text: string): boolean {
  const code = text.slice(node.start, node.end);
  return node.type === "as_expression"
    ? /\sas\s+const$/.test(code)
    : node.type === "type_assertion" && /^<\s*const\s*>/.test(code);
}

/** State of one rewrite: what was decided so far. */
interface Work {
  readonly facts: ModuleFacts;
  readonly header: Header | undefined;
  readonly library: Library | undefined;
  readonly cdk: Cdk | undefined;
  readonly constants: Map<string, { name: string; statement: string }>;
  readonly names: Set<string>;
  readonly extra: Map<string, TextEdit>;
  readonly notes: FixNote[];
}

function rewrite(uses: readonly Use<JavascriptPlace>[], source: Source, root: SyntaxNode): Rewrite {
  const facts = moduleFactsOf(source, root);
  const refused = new Map<Use, string>();
  const lookups = uses.filter((use) => !use.place.mention && use.lookup.from !== "env");
  const work = startWork(lookups, facts, source);
  const edits: TextEdit[] = [];
  const expressions = new Map<Use, string>();
  for (const use of uses) {
    if (use.place.mention) {
      edits.push({ span: use.place.span, newText: placeholderOf(use.lookup) });
      continue;
    }
    const expression = expressionFor(use, work);
    if (typeof expression === "string") expressions.set(use, expression);
    else refused.set(use, expression.reason);
  }
  for (const group of byNode(uses.filter((use) => expressions.has(use))).values()) {
    const first = group[0]!;
    if (first.place.whole) {
      const { node } = first.place;
      const call = first.lookup.from !== "env" && work.cdk ? plainTextCall(node, facts.text) : undefined;
      const container = call ?? first.place.container;
      edits.push(replaceWhole(container, call ?? node, expressions.get(first)!, facts.text));
      continue;
    }
    const parts = group.map((use) => ({ span: use.place.span, expression: expressions.get(use)! }));
    const replaced = replaceParts(first.place.node, parts, facts.text);
    if (typeof replaced === "string") for (const use of group) refused.set(use, replaced);
    else edits.push(...replaced);
    work.notes.push(partNote());
  }
  edits.push(...work.extra.values());
  if (work.header && lookups.some((use) => !refused.has(use))) {
    edits.push(...work.header.edits([...work.constants.values()].map((constant) => constant.statement)));
    work.notes.push(...loadingNotes(work, source));
  }
  return { edits, notes: work.notes, refused };
}

function startWork(lookups: readonly Use<JavascriptPlace>[], facts: ModuleFacts, source: Source): Work {
  const first = lookups[0];
  const from = first && first.lookup.from !== "env" ? first.lookup.from : undefined;
  const cdk = from && cdkOf(facts);
  const library = from && (cdk?.library ?? libraryFor(from, source.project.dependencies));
  const early = lookups.some((use) => !insideFunction(use.place.node));
  const start = Math.min(
    ...lookups
      .filter((use) => !early || !insideFunction(use.place.node))
      .map((use) => use.place.container.start),
  );
  const header = library && cdk?.known === undefined ? headerFor(library, facts, start, early) : undefined;
  const names = new Set([...facts.taken, ...(header ? [header.client] : [])]);
  return { facts, header, library, cdk, constants: new Map(), names, extra: new Map(), notes: [] };
}

function byNode(uses: readonly Use<JavascriptPlace>[]): Map<SyntaxNode, Use<JavascriptPlace>[]> {
  const groups = new Map<SyntaxNode, Use<JavascriptPlace>[]>();
  for (const use of uses) groups.set(use.place.node, [...(groups.get(use.place.node) ?? []), use]);
  return groups;
}

function expressionFor(use: Use<JavascriptPlace>, work: Work): string | Refusal {
  const { place, lookup } = use;
  const { facts, header, library } = work;
  if (lookup.from === "env") return environment(lookup, facts);
  if (work.cdk && header?.problem === undefined) return inTemplate(use, lookup, work.cdk, work);
  if (!header || !library) return { reason: "there is no lookup for this store" };
  if (header.problem !== undefined) return { reason: header.problem };
  const code = codeOf(lookup, header, library, facts);
  const awaiting = awaitingAt(place.node);
  const bare = !place.whole || takesBareAwait(place.node);
  if (awaiting.at === "here" || (awaiting.at === "top" && facts.kind === "module"))
    return awaited(code, bare);
  if (facts.kind === "module") return constantFor(use, code, work);
  if (awaiting.at === "top") return deferred(place, code, work);
  const edit =
    awaiting.at === "blocked" && awaiting.why === "function" ? asyncEdit(awaiting.by, facts) : undefined;
  if (!edit) return { reason: cannotWait };
  work.extra.set(`${edit.span.start}`, edit);
  work.notes.push({
    code: "async",
    message: "The function around the lookup became async; its result is awaited or not read.",
  });
  return awaited(code, bare);
}

function inTemplate(
  { place }: Use<JavascriptPlace>,
  lookup: StoreLookup,
  cdk: Cdk,
  work: Work,
): string | Refusal {
  const { facts, header } = work;
  const typed = place.whole && plainTextCall(place.node, facts.text) !== undefined;
  const secretValue = cdk.known ?? header?.local("SecretValue") ?? "SecretValue";
  if (!typed) work.notes.push(resolvedNote());
  return cdkExpression(lookup, secretValue, typed, quotedWith(facts.quote));
}

const cannotWait =
  "the lookup must be awaited, and this code is synchronous in a CommonJS file: move it into an async function, or use an environment variable";

function codeOf(lookup: StoreLookup, header: Header, library: Library, facts: ModuleFacts): LookupCode {
  const { local, client } = header;
  return lookupCode(lookup, library, {
    local,
    client,
    quoted: quotedWith(facts.quote),
    typescript: facts.typescript,
  });
}

function environment(lookup: Lookup, facts: ModuleFacts): string {
  const access = /^[A-Za-z_$][\w$]*$/.test(lookup.name)
    ? `.${lookup.name}`
    : `[${quotedWith(facts.quote)(lookup.name)}]`;
  return `process.env${access}${facts.typescript ? "!" : ""}`;
}

/** A module may await once at its top, for all code in it that cannot: the value is there before any of it runs. */
function constantFor({ place, lookup }: Use<JavascriptPlace>, code: LookupCode, work: Work): string {
  const known = work.constants.get(lookup.name);
  if (known) return known.name;
  const name = freeName(
    work.names,
    camelCase(place.key ?? place.type),
    `${camelCase(place.key ?? place.type)}Value`,
  );
  work.names.add(name);
  work.constants.set(lookup.name, { name, statement: `const ${name} = ${awaited(code, true)}` });
  work.notes.push({
    code: "hoisted",
    message: `The code at the secret cannot wait, so ${name} is read once, at the top of the module.`,
  });
  return name;
}

function deferred(place: JavascriptPlace, code: LookupCode, work: Work): string | Refusal {
  const plan = place.whole ? deferredConstant(place.node, work.facts) : undefined;
  if (!plan) return { reason: cannotWait };
  for (const edit of plan.edits) work.extra.set(`${edit.span.start}`, edit);
  work.notes.push({
    code: "deferred",
    message: `${plan.name} is now a promise, awaited where it is read: a CommonJS file cannot wait at its top.`,
  });
  const picked = code.pick("secret");
  return picked === "secret" ? code.promise : `${code.promise}.then((secret) => ${picked})`;
}

function loadingNotes({ facts, library }: Work, source: Source): FixNote[] {
  const notes: FixNote[] = [];
  const known = source.project.dependencies;
  if (library && known && !known.includes(library.dependency)) {
    notes.push(dependencyNote(library.dependency, `npm install ${library.dependency}`));
  }
  if (facts.becomesModule) {
    notes.push({
      code: "module",
      message: "The import makes this file an ES module, if it was not one before.",
    });
  }
  if (facts.browser) {
    notes.push({
      code: "browser",
      message:
        "This looks like code for a browser, where everyone can read the value: move the lookup to a server.",
    });
  }
  return notes;
}
