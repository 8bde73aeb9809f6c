import { AwsFault } from "./service.ts";

type Test = (event: unknown) => boolean;

const token = /\s*(?:(\|\||&&|[(){}])|(\$(?:\.\w+|\[\d+\])+)|(=)|"((?:[^"\\]|\\["\\])*)"|(NOT\s+EXISTS))/y;

/**
 * A JSON filter pattern of CloudWatch Logs as a test of messages: `=` with `*` as a wildcard, `NOT EXISTS`, `||`, `&&` and
 * parentheses. An empty pattern fits everything; a message that is no JSON fits no other.
 * @throws AwsFault for whatever it does not know, rather than give an answer that CloudWatch Logs would not give
 */
export function logsPattern(pattern: string | undefined): (message: string) => boolean {
  if (pattern === undefined || pattern.trim() === "") return () => true;
  const reader = new PatternReader(pattern);
  const test = reader.whole();
  return (message) => {
    try {
      return test(JSON.parse(message));
    } catch {
      return false;
    }
  };
}

class PatternReader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  whole(): Test {
    this.#take("{");
    const test = this.#either();
    this.#take("}");
    if (this.#pattern.slice(this.#at).trim() !== "") throw refused();
    return test;
  }

  #either(): Test {
    const tests = [this.#both()];
    while (this.#peek("||")) tests.push(this.#both());
    return (event) => tests.some((test) => test(event));
  }

  #both(): Test {
    const tests = [this.#one()];
    while (this.#peek("&&")) tests.push(this.#one());
    return (event) => tests.every((test) => test(event));
  }

  #one(): Test {
    if (this.#peek("(")) {
      const test = this.#either();
      this.#take(")");
      return test;
    }
    const selector = this.#next()[2];
    if (selector === undefined) throw refused();
    const path = [...selector.matchAll(/\.(\w+)|\[(\d+)\]/g)].map((step) => step[1] ?? step[2] ?? "");
    const operator = this.#next();
    if (operator[5] !== undefined) return (event) => valueAt(event, path) === undefined;
    const text = operator[3] === undefined ? undefined : this.#next()[4];
    if (text === undefined) throw refused();
    const wanted = new RegExp(`^${text.split("*").map(escaped).join(".*")}$`, "s");
    return (event) => {
      const value = valueAt(event, path);
      return typeof value === "string" && wanted.test(value);
    };
  }

  #next(): RegExpExecArray {
    token.lastIndex = this.#at;
    const found = token.exec(this.#pattern);
    if (!found) throw refused();
    this.#at = token.lastIndex;
    return found;
  }

  #peek(sign: string): boolean {
    const before = this.#at;
    if (this.#next()[1] === sign) return true;
    this.#at = before;
    return false;
  }

  #take(sign: string): void {
    if (!this.#peek(sign)) throw refused();
  }
}

function valueAt(event: unknown, path: readonly string[]): unknown {
  let at = event;
  for (const step of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return undefined;
    at = Reflect.get(at, step);
  }
  return at;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.|?+()[\]{}]/g, String.raw`\$&`);
}

function refused(): AwsFault {
  return new AwsFault("InvalidParameterException", "Invalid character(s) in term");
}
