import { everyNode, parseSyntax, type SyntaxNode } from "../../../fixes/syntaxTree.ts";
import type { GrammarSource } from "../../../ports.ts";
import { nothingRead, tooLongToRead, type PolicyPlace, type PolicyText } from "../../model/located.ts";
import { cdkDocument, cdkStatement, isCdkDocument, isCdkStatement } from "./cdk.ts";
import { toValue, type CallExpression, type Expression } from "./expression.ts";
import { itemsOfExpression, lastName, looseName, looseProperty, propertiesOf } from "./names.ts";
import { isOperation, readOperation } from "./operations.ts";
import { PolicySources } from "./policySources.ts";
import { Principals } from "./principals.ts";
import { isPulumiDocument, pulumiDocument } from "./pulumi.ts";
import { impliedDocument } from "./synthetic.ts";

/** What differs between the programming languages. */
export interface CodeLanguage {
  readonly syntax: "javascript" | "python";
  readonly grammar: string;
  readonly encoders: ReadonlySet<string>;
  /** Types of nodes that are calls. */
  readonly calls: ReadonlySet<string>;
  /** The callee of a call. */
  readonly calleeOf: (call: SyntaxNode) => SyntaxNode | undefined;
  readonly expression: (node: SyntaxNode, text: string) => Expression;
  /** Whether a node is an object that has one of these keys. */
  readonly hasKey: (node: SyntaxNode, keys: RegExp, text: string) => boolean;
  /** Whether a node is a string, or several that are put together. */
  readonly isString: (node: SyntaxNode, text: string) => boolean;
  /** The name and the value, when a node gives a variable or an attribute its value. */
  readonly assignment: (node: SyntaxNode, text: string) => readonly [string, SyntaxNode] | undefined;
}

/** Statements in the policy language hold one of these beside their effect; programs know other statements. */
const statementMarks = /\bStatement\b["'\\\]]*\s*[:=,}]|\b(?:Not)?Action\b["']\s*:/;
const effectMark = /\bEffect\b/;
const otherMarks =
  /PolicyStatement|[gG]et_?[pP]olicy_?[dD]ocument|[mM]anaged_?[pP]olic|[aA]ttach_?(?:Role|User|Group|role|user|group)_?[pP]olicy/;

/** Longer programs are made by tools, and parsing them takes seconds. */
const longestProgram = 500_000;

/** Whether a program is worth parsing. */
function mayHoldPolicies(text: string): boolean {
  return (effectMark.test(text) && statementMarks.test(text)) || otherMarks.test(text);
}

/** Calls that are read by other means than `operations`. */
const otherCalls =
  /^(?:policystatement|(?:managed)?policy(?:document)?|getpolicydocument(?:output)?|role|user|group|addmanagedpolicy|addto(?:principal|role)?policy|attachinlinepolicy|attachto(?:role|user|group))$/;

/** Reads the policies of a program. */
export async function readCode(
  text: string,
  language: CodeLanguage,
  grammars: GrammarSource,
): Promise<PolicyText> {
  if (!mayHoldPolicies(text)) return nothingRead;
  if (text.length > longestProgram) return tooLongToRead;
  const root = await parseSyntax(text, language.grammar, grammars);
  return root ? new CodeReading(text, root, language).read() : tooLongToRead;
}

class CodeReading {
  readonly #text: string;
  readonly #root: SyntaxNode;
  readonly #language: CodeLanguage;
  readonly #sources: PolicySources;
  readonly #principals = new Principals((name) => this.#values.get(name) !== undefined);
  /** How often each name stands in the text. */
  #uses: ReadonlyMap<string, number> | undefined;
  /** Values of names that are given one once; undefined for the others. */
  readonly #values = new Map<string, SyntaxNode | undefined>();

  constructor(text: string, root: SyntaxNode, language: CodeLanguage) {
    this.#text = text;
    this.#root = root;
    this.#language = language;
    this.#sources = new PolicySources({
      syntax: language.syntax,
      encoders: language.encoders,
      resolve: this.#resolve,
      follow: this.#follow,
    });
  }

  read(): PolicyText {
    const { calls, calleeOf, assignment, expression } = this.#language;
    const wanted: { node: SyntaxNode; variable: string | undefined }[] = [];
    const variables = new Map<number, string>();
    for (const node of everyNode(this.#root)) {
      const given = assignment(node, this.#text);
      if (given) {
        const [name, value] = given;
        this.#values.set(name, this.#values.has(name) ? undefined : value);
        variables.set(value.start, name);
      }
      const callee = calls.has(node.type) ? calleeOf(node) : undefined;
      if (!callee) continue;
      const name = operationName(
        lastName(this.#text.slice(Math.max(callee.start, callee.end - 80), callee.end)),
      );
      if (isOperation(name) || otherCalls.test(name))
        wanted.push({ node, variable: variables.get(node.start) });
    }
    const read = wanted.flatMap(({ node, variable }) => {
      const call = expression(node, this.#text);
      return call.kind === "call" ? [{ call, variable }] : [];
    });
    for (const { call, variable } of read) this.#declare(call, variable);
    let claimedTo = -1;
    for (const { call, variable } of read) {
      this.#use(call);
      if (call.span.start >= claimedTo && this.#useForm(call, undefined, variable) === "document")
        claimedTo = call.span.end;
    }
    this.#addLoneStatements();
    this.#sources.addRest(
      this.#root,
      (node) => this.#isCandidate(node),
      (node) => expression(node, this.#text),
    );
    return { policies: this.#sources.all(), principals: this.#principals.all(), resources: [] };
  }

  readonly #follow = (name: string): Expression | undefined => {
    const node = this.#values.get(name);
    return node && this.#language.expression(node, this.#text);
  };

  /** A string or list that a name stands for, when it is used once: each use would be reported at the same text. */
  readonly #resolve = (name: string): Expression | undefined => {
    if (!/^[\w$]+$/.test(name)) return undefined;
    this.#uses ??= countNames(this.#text);
    if (this.#uses.get(name) !== 2) return undefined;
    const value = this.#follow(name);
    return value?.kind === "text" || value?.kind === "list" ? value : undefined;
  };

  /** Roles, users and groups that the CDK or Pulumi make. */
  #declare(call: CallExpression, variable: string | undefined): void {
    const kind = { role: "role", user: "user", group: "group" }[lastName(call.callee)];
    if (kind !== "role" && kind !== "user" && kind !== "group") return;
    const properties = propertiesOf(call);
    const isRole = looseProperty(properties, "assumedby") ?? looseProperty(properties, "assumerolepolicy");
    const managed =
      looseProperty(properties, "managedpolicies") ?? looseProperty(properties, "managedpolicyarns");
    if (!isRole && !managed && (kind === "role" || !/\biam\.\w+$/.test(call.callee))) return;
    const label = call.args.find((one) => one.kind === "text");
    const name = label?.kind === "text" ? label.node : undefined;
    const id = this.#principals.declare(
      variable ?? name?.value ?? `${kind} at ${call.span.start}`,
      kind,
      name?.content ?? call.nameSpan,
      variable,
    );
    if (managed) this.#principals.attach(id, managed.value);
    const boundary = looseProperty(properties, "permissionsboundary");
    if (boundary) this.#principals.bound(id, boundary.value);
    const trust = looseProperty(properties, "assumerolepolicy");
    if (trust) this.#useExpression(trust.value, { type: "trust", principals: [id] });
    for (const inline of itemsOfExpression(looseProperty(properties, "inlinepolicies")?.value)) {
      const place: PolicyPlace = { type: "identity", principals: [id] };
      const policy = looseProperty(inline, "policy");
      const documents = policy ? [policy] : inline.kind === "object" ? inline.members : [];
      for (const { value } of documents) this.#useExpression(value, place);
    }
  }

  /** What a call does with policies and principals that stand elsewhere. */
  #use(call: CallExpression): void {
    const name = operationName(lastName(call.callee));
    const properties = propertiesOf(call);
    if (isOperation(name) && properties) {
      const argument = (wanted: string): Expression | undefined => looseProperty(properties, wanted)?.value;
      readOperation(
        { name, argument },
        { sources: this.#sources, principals: this.#principals, text: this.#text },
      );
    }
    const receiver = call.callee.slice(0, Math.max(0, call.callee.lastIndexOf(".")));
    const target = this.#principals.held(receiver);
    const [first] = call.args;
    const policy = name.startsWith("attachto") ? this.#follow(receiver) : undefined;
    const owner = first?.kind === "name" ? this.#principals.held(first.path) : undefined;
    if (policy?.kind === "call" && owner)
      this.#useForm(policy, { type: "identity", principals: [owner] }, receiver);
    if (!target || !first) return;
    if (name === "addmanagedpolicy") this.#principals.attach(target, first);
    else if (otherCalls.test(name)) this.#useExpression(first, { type: "identity", principals: [target] });
  }

  /** A policy in whatever form: the policy language's, the CDK's or Pulumi's. */
  #useExpression(expression: Expression, place: PolicyPlace, depth = 0): void {
    const meant = expression.kind === "name" ? this.#follow(expression.path) : undefined;
    const variable = expression.kind === "name" ? expression.path : undefined;
    if (meant?.kind === "call" && depth < 5) {
      if (!this.#useForm(meant, place, variable)) this.#useExpression(meant, place, depth + 1);
    } else if (expression.kind === "call" && this.#useForm(expression, place, undefined)) return;
    else this.#sources.use(expression, place);
  }

  /** Reads a call that makes a statement or a document. */
  #useForm(
    call: CallExpression,
    place: PolicyPlace | undefined,
    variable: string | undefined,
  ): "statement" | "document" | undefined {
    const { syntax } = this.#language;
    const at = call.span.start;
    if (isCdkStatement(call)) {
      const growing = variable !== undefined && this.#text.includes(`${variable}.add`);
      const make = () => cdkStatement(call, this.#resolve, growing);
      this.#sources.useImplied(at, () => ({ root: impliedDocument([make()], call.span), syntax }), place);
      return "statement";
    }
    if (!isCdkDocument(call) && !isPulumiDocument(call)) return undefined;
    const make = isCdkDocument(call) ? cdkDocument : pulumiDocument;
    const principals = this.#rolesOf(call);
    const given = place ?? (principals.length > 0 ? { type: "identity" as const, principals } : undefined);
    this.#sources.useImplied(at, () => ({ root: make(call, this.#resolve), syntax }), given);
    return "document";
  }

  /** Principals of `new ManagedPolicy(…, { roles: [role] })`. */
  #rolesOf(call: CallExpression): string[] {
    return ["roles", "users", "groups"].flatMap((name) =>
      itemsOfExpression(looseProperty(propertiesOf(call), name)?.value).flatMap((item) =>
        item.kind === "name" ? (this.#principals.held(item.path) ?? []) : [],
      ),
    );
  }

  /** Objects that are a statement of no document in sight: `PolicyStatement.fromJson({…})`, lists of statements. */
  #addLoneStatements(): void {
    const { hasKey, expression, syntax } = this.#language;
    let claimedTo = -1;
    for (const node of everyNode(this.#root)) {
      if (node.start < claimedTo) continue;
      if (hasKey(node, /^(?:Statement|statements)$/, this.#text)) claimedTo = node.end;
      else if (
        hasKey(node, /^Effect$/, this.#text) &&
        hasKey(node, /^(?:Not)?Action$/, this.#text) &&
        hasKey(node, /^(?:(?:Not)?(?:Resource|Principal)|Condition)$/, this.#text)
      ) {
        const value = toValue(expression(node, this.#text), this.#resolve);
        this.#sources.useImplied(node.start, () => ({ root: impliedDocument([value], value.span), syntax }));
        claimedTo = node.end;
      }
    }
  }

  #isCandidate(node: SyntaxNode): boolean {
    if (this.#language.isString(node, this.#text))
      return node.end - node.start > 20 && this.#text.slice(node.start, node.end).includes("Statement");
    return this.#language.hasKey(node, /^Statement$/, this.#text);
  }
}

function countNames(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [name] of text.matchAll(/[\w$]+/g)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** `createrole` of `CreateRoleCommand`, too. */
function operationName(name: string): string {
  return name.endsWith("command") ? looseName(name.slice(0, -"command".length)) : name;
}
