/** An option as it stands before a package or an image. */
export interface Option {
  /** With its dashes, aliases resolved: `--registry`. */
  readonly name: string;
  readonly value?: string;
}

/** How a program reads its options. */
export interface OptionTable {
  /** Options without a value, by their resolved names. */
  readonly switches: ReadonlySet<string>;
  /** Other names of an option: `-e` for `--env`. */
  readonly aliases: Readonly<Record<string, string>>;
  /** npm reads `--x word` as a switch when the next word is an option itself; others take it as the value. */
  readonly valueHasNoDash?: boolean;
}

/** Options at the start of words, and what follows. */
export interface OptionsRead {
  readonly options: readonly Option[];
  readonly rest: readonly string[];
}

/** Reads options up to the first word that is none. `--` ends them. */
export function takeOptions(words: readonly string[], table: OptionTable): OptionsRead {
  const options: Option[] = [];
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? "";
    if (word === "--") return { options, rest: words.slice(at + 1) };
    if (!word.startsWith("-") || word === "-") break;
    at += 1;
    for (const option of expand(word, table)) {
      const next = words[at];
      const lacksValue = option.value === undefined && !isSwitch(option.name, table);
      if (lacksValue && next !== undefined && !(table.valueHasNoDash && next.startsWith("-"))) {
        options.push({ ...option, value: next });
        at += 1;
      } else {
        options.push(option);
      }
    }
  }
  return { options, rest: words.slice(at) };
}

/**
 * Every option of words that hold no package: those of a policy's `runtimeArgs`. Words that are no option count as
 * options of their own, but `subcommands`.
 */
export function allOptions(
  words: readonly string[],
  table: OptionTable,
  subcommands: RegExp,
): readonly Option[] {
  const found: Option[] = [];
  for (let rest = words; rest.length > 0;) {
    const read = takeOptions(rest, table);
    const [word, ...others] = read.rest;
    found.push(...read.options);
    if (word !== undefined && !subcommands.test(word)) found.push({ name: word });
    rest = others;
  }
  return found;
}

/** Whether an option stands alone. What begins with `--no-` turns something off. */
function isSwitch(name: string, { switches }: OptionTable): boolean {
  return switches.has(name) || name.startsWith("--no-");
}

/** One word may hold several: `-it`, `-p8080:80`, `-eNAME=value`. */
function expand(word: string, table: OptionTable): readonly Option[] {
  const resolve = (name: string): string =>
    Object.hasOwn(table.aliases, name) ? (table.aliases[name] ?? name) : name;
  const equals = word.indexOf("=");
  if (word.startsWith("--") || Object.hasOwn(table.aliases, word) || table.switches.has(word)) {
    if (equals < 0) return [{ name: resolve(word) }];
    return [{ name: resolve(word.slice(0, equals)), value: word.slice(equals + 1) }];
  }
  const found: Option[] = [];
  for (let at = 1; at < word.length; at++) {
    const name = resolve(`-${word.charAt(at)}`);
    const attached = word.slice(at + 1);
    if (isSwitch(name, table)) {
      found.push({ name });
    } else if (attached === "") {
      found.push({ name });
    } else {
      found.push({ name, value: attached.replace(/^=/, "") });
      break;
    }
  }
  return found;
}
