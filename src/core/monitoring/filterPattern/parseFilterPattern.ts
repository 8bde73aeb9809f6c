import { every, type FilterExpression, type Operand, type SelectorStep } from "./expression.ts";
import { FilterPatternError, tokensOf, type Token } from "./tokens.ts";

/** What CloudWatch Logs takes at most. */
const longest = 1024;

/**
 * Parses a JSON filter pattern, `{ ($.eventName = "Delete*") && ($.errorCode NOT EXISTS) }`. Rules: "Filter pattern syntax"
 * of the CloudWatch Logs user guide; `&&` binds closer than `||`.
 * @throws FilterPatternError for any other text, and for one that is too long for the service
 */
export function parseFilterPattern(pattern: string): FilterExpression {
  if (pattern.length > longest)
    throw new FilterPatternError(`the pattern is longer than ${longest} characters`, longest);
  return new PatternParser(tokensOf(pattern), pattern.length).parse();
}

class PatternParser {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #next = 0;

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens;
    this.#end = end;
  }

  parse(): FilterExpression {
    this.#expect("bracket", "{");
    const expression = this.#or();
    this.#expect("bracket", "}");
    const left = this.#tokens[this.#next];
    if (left)
      throw new FilterPatternError(`unexpected ${JSON.stringify(left.text)} behind the pattern`, left.at);
    return expression;
  }

  #or(): FilterExpression {
    return this.#joined("or", "||", () => this.#joined("and", "&&", () => this.#term()));
  }

  #joined(kind: "and" | "or", operator: string, part: () => FilterExpression): FilterExpression {
    const parts = [part()];
    while (this.#take("operator", operator)) parts.push(part());
    const [only] = parts;
    return parts.length === 1 && only ? only : { kind, parts };
  }

  #term(): FilterExpression {
    if (this.#take("bracket", "(")) {
      const inner = this.#or();
      this.#expect("bracket", ")");
      return inner;
    }
    const selector = stepsOf(this.#expect("selector").text);
    if (this.#word("NOT")) {
      this.#expect("text", "EXISTS");
      return { kind: "exists", selector, exists: false };
    }
    if (this.#word("EXISTS")) return { kind: "exists", selector, exists: true };
    if (this.#word("IS")) return { kind: "is", selector, value: this.#constant() };
    const { text: operator, at } = this.#expect("operator");
    const operand = this.#operand();
    if (operator === "=" || operator === "!=") return { kind: "compare", selector, operator, operand };
    if (operator !== "<" && operator !== "<=" && operator !== ">" && operator !== ">=")
      throw new FilterPatternError(`${operator} compares nothing`, at);
    if (operand.kind !== "number") throw new FilterPatternError(`${operator} takes a number`, at);
    return { kind: "compare", selector, operator, operand };
  }

  #constant(): true | false | null {
    const { text, at } = this.#expect("text");
    const known = { TRUE: true, FALSE: false, NULL: null }[text.toUpperCase()];
    if (known === undefined) throw new FilterPatternError("IS takes TRUE, FALSE or NULL", at);
    return known;
  }

  #operand(): Operand {
    const token = this.#tokens[this.#next++];
    if (token?.kind === "quoted")
      return { kind: "text", parts: token.text.replace(/\\(.)/gs, "$1").split("*") };
    if (token?.kind === "regex") return { kind: "regex", pattern: safeRegex(token) };
    if (token?.kind !== "text") throw new FilterPatternError("a value is missing", token?.at ?? this.#end);
    const isNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(token.text);
    return isNumber
      ? { kind: "number", value: Number(token.text) }
      : { kind: "text", parts: token.text.split("*") };
  }

  #word(word: string): boolean {
    return this.#take("text", word);
  }

  #take(kind: Token["kind"], text: string): boolean {
    const token = this.#tokens[this.#next];
    if (token?.kind !== kind || token.text.toUpperCase() !== text) return false;
    this.#next++;
    return true;
  }

  #expect(kind: Token["kind"], text?: string): Token {
    const token = this.#tokens[this.#next++];
    if (token?.kind === kind && (text === undefined || token.text.toUpperCase() === text)) return token;
    throw new FilterPatternError(`${text ?? `a ${kind}`} is missing`, token?.at ?? this.#end);
  }
}

function stepsOf(selector: string): SelectorStep[] {
  const steps = selector.matchAll(/\.([\w:@/-]+)|\[\s*(?:(\d+)|(\*)|"([^"]*)"|'([^']*)')\s*\]/g);
  return [...steps].map(([, name, index, star, double, single]) =>
    index !== undefined ? Number(index) : star !== undefined ? every : (name ?? double ?? single ?? ""),
  );
}

/** The service takes a small, safe part of regular expressions; none of it nests. */
function safeRegex({ text, at }: Token): RegExp {
  if (!/^[\w\s:#=@/;,\-^$?[\]{}|\\*+.]*$/.test(text))
    throw new FilterPatternError("this regular expression is not one that CloudWatch Logs takes", at);
  try {
    return new RegExp(text);
  } catch {
    throw new FilterPatternError("this regular expression does not parse", at);
  }
}
