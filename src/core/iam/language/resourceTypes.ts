import type { ResourceRecord, Service } from "../catalogue/catalogue.ts";
import { unknownText } from "../model/valueNode.ts";

/** A letter of a pattern. `word` is any text without `/` and `:`, `rest` any text, `one` any single character. */
type Letter = { readonly kind: "text"; readonly text: string } | { readonly kind: "word" | "rest" | "one" };

const templates = new Map<string, readonly Letter[]>();

/** Resource types that an ARN of a policy may name. */
export interface NamedTypes {
  /** Those whose template it follows as written: `arn:aws:s3:::b-*` is a bucket. Where there are none, all. */
  readonly written: readonly ResourceRecord[];
  /** All that its wildcards reach: `arn:aws:s3:::b-*` matches objects too. */
  readonly all: readonly ResourceRecord[];
}

/** The resource types of a service that an ARN of a policy, wildcards and unknown parts included, can name. */
export function resourceTypesOf(arn: string, service: Service): NamedTypes {
  const letters = lettersOf(arn);
  const all = [...service.resources.values()].filter(({ arn: template }) =>
    meet(letters, templateOf(template)),
  );
  const literal = letters.map((letter) => (letter.kind === "rest" ? starLetter : letter));
  const written = all.filter(({ arn: template }) => meet(literal, templateOf(template)));
  return { written: written.length > 0 ? written : all, all };
}

/** A wildcard read as one odd character, which any variable of a template takes and no fixed part does. */
const starLetter: Letter = { kind: "text", text: "*" };

function lettersOf(arn: string): Letter[] {
  return [...arn].map((text) =>
    text === "*" || text === unknownText
      ? { kind: "rest" }
      : text === "?"
        ? { kind: "one" }
        : { kind: "text", text },
  );
}

/** A template's last variable takes slashes too when something stands in front of it: paths, object keys. */
function templateOf(template: string): readonly Letter[] {
  const known = templates.get(template);
  if (known) return known;
  const parts = template.split(/(\$\{[^{}]*\})/).filter((part) => part !== "");
  const letters = parts.flatMap((part, index): Letter[] => {
    if (!part.startsWith("${")) return lettersOf(part);
    const before = parts[index - 1] ?? "";
    const isLast = index === parts.length - 1;
    return [{ kind: isLast && before.endsWith("/") ? "rest" : "word" }];
  });
  templates.set(template, letters);
  return letters;
}

/** Whether some text is matched by both patterns. */
function meet(a: readonly Letter[], b: readonly Letter[]): boolean {
  const seen = new Set<number>();
  const width = b.length + 1;
  const go = (i: number, j: number): boolean => {
    const key = i * width + j;
    if (seen.has(key)) return false;
    seen.add(key);
    const x = a[i];
    const y = b[j];
    if (!x && !y) return true;
    if (x && spans(x) && (go(i + 1, j) || (y && takes(x, y) && go(i, j + 1)))) return true;
    if (y && spans(y) && (go(i, j + 1) || (x && takes(y, x) && go(i + 1, j)))) return true;
    return x !== undefined && y !== undefined && !spans(x) && !spans(y) && takes(x, y) && go(i + 1, j + 1);
  };
  return go(0, 0);
}

function spans({ kind }: Letter): boolean {
  return kind === "word" || kind === "rest";
}

function takes(pattern: Letter, letter: Letter): boolean {
  if (pattern.kind === "rest") return true;
  if (pattern.kind === "word") return letter.kind !== "text" || !/[/:]/.test(letter.text);
  if (letter.kind !== "text" || pattern.kind !== "text") return true;
  return pattern.text === letter.text;
}
