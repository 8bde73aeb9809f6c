import type { Span } from "../../model/span.ts";
import type { JudgedEntry } from "./check.ts";

/** Where a definition names the package or image that it starts. */
export interface PackagePlace {
  /** As written: `@acme/x@latest`. */
  readonly spec: string;
  readonly span: Span;
  /** Whether the text at the span is exactly `spec`, so that it can be replaced. */
  readonly exact: boolean;
  /** Whether the package is given by an option such as `--from`. */
  readonly byOption: boolean;
}

export interface PackageSpec {
  readonly spec: string;
  /** Place among the words behind the runner; the word may hold more than the spec. */
  readonly at: number;
  readonly byOption: boolean;
}

const packageOption = /^(?:--package|--from|--spec|-p)(?:=(.*))?$/s;

/** The package or image as its entry names it, with its place among the words behind the runner. */
export function specOf({ found }: JudgedEntry): PackageSpec | undefined {
  const { command, launch, identity } = found;
  if (!command || !launch || !identity || !/^(?:npm|pypi|oci|other)$/.test(identity.kind)) return undefined;
  const { words } = command;
  const before = launch.runtimeWords.length;
  const byOption = identity.kind !== "oci" && launch.options.some(({ name }) => packageOption.test(name));
  if (!byOption) return { spec: words[before] ?? "", at: before, byOption };
  for (const [at, word] of launch.runtimeWords.entries()) {
    const option = packageOption.exec(word);
    if (!option) continue;
    const attached = option[1];
    return attached === undefined
      ? { spec: words[at + 1] ?? "", at: at + 1, byOption }
      : { spec: attached, at, byOption };
  }
  return undefined;
}

/** Where the package stands in the file: in an argument of its own, or inside a command line. */
export function packagePlace(text: string, entry: JudgedEntry): PackagePlace | undefined {
  const { server, found } = entry;
  const spec = specOf(entry);
  if (!spec || spec.spec === "") return undefined;
  const { args = [] } = server.definition;
  const words = found.command?.words ?? [];
  const own = args.length - (words.length - spec.at);
  const paths = [`args.${own}`, ...args.map((_, index) => `args.${index}`), "command"];
  for (const path of paths) {
    const span = server.spans[path];
    if (!span) continue;
    const place = within(text, span, spec.spec);
    if (place) return { spec: spec.spec, span: place, exact: true, byOption: spec.byOption };
  }
  const span = server.spans["args"] ?? server.spans["command"];
  return span && { spec: spec.spec, span, exact: false, byOption: spec.byOption };
}

/** The spec as a whole word of a value. */
function within(text: string, span: Span, spec: string): Span | undefined {
  const value = text.slice(span.start, span.end);
  for (let at = value.indexOf(spec); at >= 0; at = value.indexOf(spec, at + 1)) {
    const after = value.charAt(at + spec.length);
    const before = value.charAt(at - 1);
    const whole = (at === 0 || /[\s"'=]/.test(before)) && (after === "" || /[\s"'\\;&|]/.test(after));
    if (whole) return { start: span.start + at, end: span.start + at + spec.length };
  }
  return undefined;
}
