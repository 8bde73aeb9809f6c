import type { PolicySyntax } from "../../model/located.ts";
import type { Policy } from "../../model/policy.ts";
import type { Member, ObjectNode, StringNode } from "../../model/valueNode.ts";
import { unitOf } from "./indentation.ts";

/** How values of brackets and commas are written in a text. YAML's flow style is one of them. */
export interface Dialect {
  readonly syntax: PolicySyntax;
  readonly quote: '"' | "'";
  /** Whether keys that are identifiers stand without quotes. */
  readonly bareKeys: boolean;
  /** YAML: whether values stand without quotes where they can. */
  readonly bareValues: boolean;
  /** Between key and value. */
  readonly assign: string;
  /** A comment, at `lastIndex` of a sticky pattern. */
  readonly comment: RegExp;
  /** One step of indentation. */
  readonly unit: string;
  /** No line break may be put in: the policy stands in a string of one line. */
  readonly oneLine: boolean;
  /** The policy stands inside a string or document of another language, where more characters mean something. */
  readonly embedded: boolean;
}

const cComment = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const hashComment = /#[^\n]*/y;
const hclComment = /#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\//y;

/** The way in which a policy is written. */
export function dialectOf(text: string, policy: Policy, embedded: boolean): Dialect {
  const { syntax } = policy.located;
  const keys = keysOf(policy);
  const values = policy.statements.flatMap(({ actions, resources }) => [
    ...(actions?.values ?? []),
    ...(resources?.values ?? []),
  ]);
  const { span } = policy.located.root;
  return {
    syntax,
    quote: quoteOf(text, syntax, values.length > 0 ? values : keys),
    bareKeys: syntax !== "json" && keys.some((key) => !/["']/.test(text[key.span.start] ?? "")),
    bareValues: syntax === "yaml" && isMostlyBare(text, values),
    assign: assignOf(text, syntax, policy),
    comment:
      syntax === "json" || syntax === "javascript"
        ? cComment
        : syntax === "python" || syntax === "yaml"
          ? hashComment
          : hclComment,
    unit: unitOf(text, policy),
    oneLine: embedded && !text.slice(span.start, span.end).includes("\n"),
    embedded,
  };
}

function keysOf({ root, statements }: Policy): StringNode[] {
  const objects: (ObjectNode | undefined)[] = [root, ...statements.map(({ node }) => node)];
  return objects.flatMap((object) => (object ? object.members.map(({ key }) => key) : []));
}

function quoteOf(text: string, syntax: PolicySyntax, strings: readonly StringNode[]): '"' | "'" {
  if (syntax === "json" || syntax === "hcl" || syntax === "terraform-document") return '"';
  let balance = 0;
  for (const { content } of strings) {
    const mark = text[content.start - 1];
    balance += mark === '"' ? 1 : mark === "'" ? -1 : 0;
  }
  // YAML's own habit is the single quote only where the text shows it.
  return balance < 0 ? "'" : '"';
}

/** The same way of writing with the quotes of one string, where the language has both kinds. */
export function likeQuotesOf({ content }: StringNode, text: string, dialect: Dialect): Dialect {
  const mark = text[content.start - 1];
  const both = dialect.syntax === "javascript" || dialect.syntax === "python" || dialect.syntax === "yaml";
  return both && (mark === '"' || mark === "'") ? { ...dialect, quote: mark } : dialect;
}

/** Whether YAML texts that need no quotes stand without them. */
function isMostlyBare(text: string, strings: readonly StringNode[]): boolean {
  const free = strings.filter(({ value }) => isPlainYaml(value));
  const quoted = free.filter(({ content }) => /["']/.test(text[content.start - 1] ?? ""));
  return quoted.length * 2 <= free.length;
}

function assignOf(text: string, syntax: PolicySyntax, { statements }: Policy): string {
  if (syntax !== "hcl" && syntax !== "terraform-document") return ": ";
  const member = statements[0]?.node.members[0];
  return member && betweenKeyAndValue(text, member).includes(":") ? ": " : " = ";
}

function betweenKeyAndValue(text: string, { key, value }: Member): string {
  return text.slice(key.span.end, value.span.start);
}

/** A text as a literal; undefined when it holds what cannot be written without escapes. */
export function literal(value: string, dialect: Dialect): string | undefined {
  if (dialect.bareValues && isPlainYaml(value)) return value;
  if (!isPlain(value, dialect.quote, dialect)) return undefined;
  return dialect.quote + inQuotes(value, dialect) + dialect.quote;
}

/** The text between the quotes: what means something else in that language is written so that it does not. */
export function inQuotes(value: string, { syntax }: Dialect): string {
  if (syntax === "terraform-document") return value.replaceAll("${", "&{");
  return syntax === "hcl" ? value.replace(/([$%])\{/g, "$1$1{") : value;
}

/** Whether a text can stand between those quotes as it is. */
export function isPlain(value: string, quote: string, { embedded }: Dialect): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\\\u0000-\u001f\u007f\uFFFC]/.test(value) || value.includes(quote)) return false;
  return !embedded || !/["'`$]|%\{/.test(value);
}

/** Whether YAML reads a text without quotes as that text, also between brackets. */
export function isPlainYaml(value: string): boolean {
  return (
    /^[A-Za-z_][\w:/.*?@=+-]*$/.test(value) &&
    !value.endsWith(":") &&
    !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(value)
  );
}

/** A key as it is written. */
export function keyText(key: string, dialect: Dialect): string | undefined {
  const { syntax, bareKeys } = dialect;
  const bare =
    syntax === "yaml" ? /^[A-Za-z][\w:/.-]*[\w]$/ : syntax === "python" ? /(?!)/ : /^[A-Za-z_]\w*$/;
  return bareKeys && bare.test(key) ? key : literal(key, dialect);
}
