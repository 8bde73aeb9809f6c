import type { RunCommand } from "../shell/commands.ts";

export type Ecosystem = "npm" | "pypi" | "crates" | "go" | "rubygems" | "packagist";

/** A package that a command names. */
export interface RequestedPackage {
  /** Name as the registry knows it; empty when it comes from elsewhere. */
  readonly name: string;
  /** What stands for its version; undefined: none. */
  readonly version: string | undefined;
  /** `address`: git or http(s); `local`: a path. */
  readonly from: "registry" | "address" | "local";
}

/** A command that brings packages into the project or runs one straight from a registry. */
export interface InstallCommand {
  readonly manager: string;
  readonly ecosystem: Ecosystem;
  /** Empty: everything that the project's manifest or lock file lists. */
  readonly packages: readonly RequestedPackage[];
  /** Host of a registry that the command names; empty text when it cannot be told. */
  readonly registry: string | undefined;
  /** The package is fetched and run at once (`npx`, `uvx`). */
  readonly runs: boolean;
  /** The command takes exactly what the lock file says (`npm ci`), or a file of requirements. */
  readonly locked: boolean;
  /** It goes to the machine, not to the project: no lock file holds its version. */
  readonly global: boolean;
  /** Folder that the text has changed to before; empty when it stays. */
  readonly folder: string;
}

interface Manager {
  readonly ecosystem: Ecosystem;
  readonly verbs: RegExp;
  readonly runs?: RegExp;
  readonly locked?: RegExp;
  /** Options that take a value. */
  readonly values: RegExp;
}

const npmValues =
  /^(?:--(?:prefix|workspace|omit|include|cache|tag|userconfig|loglevel|dir|filter|cwd|store-dir|target)|-[wC]|-F)$/;
const pipValues =
  /^(?:-[rcteidpf]|--(?:requirement|constraint|target|editable|index-url|extra-index-url|find-links|python|platform|prefix|root|upgrade-strategy|trusted-host|proxy|cache-dir|group|extra|python-version|abi|implementation|only-binary|no-binary|source|index|default-index|with|from))$/;

const managers: Readonly<Record<string, Manager>> = {
  npm: {
    ecosystem: "npm",
    verbs: /^(?:i|install|add|in|ins|isntall|update|up|upgrade|ci|clean-install)$/,
    runs: /^(?:exec|x|init|create)$/,
    locked: /^(?:ci|clean-install)$/,
    values: npmValues,
  },
  pnpm: {
    ecosystem: "npm",
    verbs: /^(?:i|install|add|update|up)$/,
    runs: /^(?:dlx|create)$/,
    values: npmValues,
  },
  yarn: {
    ecosystem: "npm",
    verbs: /^(?:install|add|up|upgrade)$/,
    runs: /^(?:dlx|create)$/,
    values: npmValues,
  },
  bun: { ecosystem: "npm", verbs: /^(?:i|install|add|update)$/, runs: /^(?:x|create)$/, values: npmValues },
  npx: {
    ecosystem: "npm",
    verbs: /^$/,
    runs: /^$/,
    values: /^(?:-p|--package|-c|--call|--registry|--prefix)$/,
  },
  bunx: { ecosystem: "npm", verbs: /^$/, runs: /^$/, values: /^-p$/ },
  pip: { ecosystem: "pypi", verbs: /^(?:install|download)$/, values: pipValues },
  uv: { ecosystem: "pypi", verbs: /^(?:add|sync)$/, locked: /^sync$/, values: pipValues },
  uvx: { ecosystem: "pypi", verbs: /^$/, runs: /^$/, values: pipValues },
  pipx: { ecosystem: "pypi", verbs: /^install$/, runs: /^run$/, values: pipValues },
  poetry: {
    ecosystem: "pypi",
    verbs: /^(?:add|install|update)$/,
    locked: /^install$/,
    values: /^(?:-G|--group|--source|-E|--extras|-C)$/,
  },
  pdm: { ecosystem: "pypi", verbs: /^(?:add|install|sync)$/, locked: /^sync$/, values: /^(?:-G|--group)$/ },
  pipenv: { ecosystem: "pypi", verbs: /^(?:install|sync)$/, locked: /^sync$/, values: pipValues },
  cargo: {
    ecosystem: "crates",
    verbs: /^(?:add|install)$/,
    values:
      /^(?:--(?:vers|version|features|path|git|branch|tag|rev|registry|index|root|rename|target|manifest-path|package)|-[Fp])$/,
  },
  go: { ecosystem: "go", verbs: /^(?:get|install)$/, values: /^-(?:tags|ldflags|modfile|o)$/ },
  gem: { ecosystem: "rubygems", verbs: /^install$/, values: /^(?:-v|--version|-s|--source|-i)$/ },
  bundle: {
    ecosystem: "rubygems",
    verbs: /^(?:add|install)$/,
    locked: /^install$/,
    values: /^(?:-v|--version|-s|--source|--gemfile|--group)$/,
  },
  composer: {
    ecosystem: "packagist",
    verbs: /^(?:require|install|update)$/,
    locked: /^install$/,
    values: /^(?:-d|--working-dir)$/,
  },
};

/** What a command installs; undefined when it installs nothing. */
export function readInstall(command: RunCommand): InstallCommand | undefined {
  const { program, args } = asManager(command);
  const manager = Object.hasOwn(managers, program) ? managers[program] : undefined;
  if (manager === undefined) return undefined;
  const { ecosystem } = manager;
  const always = manager.verbs.source === "^$";
  const at = always ? -1 : verbAt(args, manager.values);
  const verb = args[at] ?? "";
  // Yarn alone without a verb installs.
  const bareYarn = program === "yarn" && verb === "";
  const runs = manager.runs !== undefined && (always || manager.runs.test(verb));
  if (!runs && !bareYarn && !manager.verbs.test(verb)) return undefined;
  const rest = [...args.slice(0, Math.max(at, 0)), ...args.slice(at + 1)];
  const operands = operandsOf(rest, manager.values, runs);
  const packages = operands.map((word) => requested(word, ecosystem, rest));
  const fromFile = rest.some((word) => /^(?:-r|--requirement|--requirements)(?:=|$)/.test(word));
  return {
    manager: program,
    ecosystem,
    packages: gitOption(rest) ? [{ name: "", version: undefined, from: "address" }] : packages,
    registry: registryOf(rest, command),
    runs,
    locked: (manager.locked?.test(verb) ?? false) || fromFile,
    global:
      runs ||
      /^(?:pip|pipx|gem)$/.test(program) ||
      (/^(?:cargo|go)$/.test(program) && verb === "install") ||
      rest.some((word) => word === "-g" || word === "--global"),
    folder: command.folder,
  };
}

/** Where the first word stands that is neither an option nor the value of one. */
function verbAt(args: readonly string[], values: RegExp): number {
  return args.findIndex((word, index) => !word.startsWith("-") && !values.test(args[index - 1] ?? ""));
}

/** `python -m pip`, `uv pip install`, `uv tool run`, `corepack pnpm` are the manager they name. */
function asManager({ program, args }: RunCommand): {
  readonly program: string;
  readonly args: readonly string[];
} {
  const at = args.indexOf("-m");
  if (/^(?:python[\d.]*|py)$/.test(program) && at >= 0)
    return { program: args[at + 1] ?? "", args: args.slice(at + 2) };
  if (/^pip[\d.]+$/.test(program)) return { program: "pip", args };
  if (program === "uv" && args[0] === "pip") return { program: "pip", args: args.slice(1) };
  if (program === "uv" && args[0] === "tool") {
    const run = args[1] === "run";
    return { program: run ? "uvx" : "pipx", args: args.slice(run ? 2 : 1) };
  }
  if (program === "corepack") return { program: args[0] ?? "", args: args.slice(1) };
  return { program, args };
}

/** @param runs only the first operand is a package: the rest is for the program that it runs */
function operandsOf(args: readonly string[], values: RegExp, runs: boolean): readonly string[] {
  const operands: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? "";
    if (/^(?:-p|--package|--from)$/.test(word) && runs) return args.slice(at + 1, at + 2);
    if (/^--(?:package|from)=/.test(word) && runs) return [word.slice(word.indexOf("=") + 1)];
    if (values.test(word) || /^--?(?:registry|index-url|extra-index-url|source|i)$/.test(word)) at++;
    else if (!word.startsWith("-")) operands.push(word);
    if (runs && operands.length > 0) break;
  }
  return operands;
}

function requested(word: string, ecosystem: Ecosystem, args: readonly string[]): RequestedPackage {
  if (
    /^(?:git[+@:]|git:\/\/|https?:\/\/|ssh:\/\/|github:|gitlab:|bitbucket:|gist:)|[^@]@ ?(?:git\+|https?:)/i.test(
      word,
    )
  )
    return { name: "", version: undefined, from: "address" };
  if (
    /^(?:\.{1,2}(?:\/|$)|\/|~\/|file:|link:|workspace:|[A-Za-z]:[\\/])/.test(word) ||
    /\.(?:whl|tgz|tar\.gz)$/.test(word)
  )
    return { name: "", version: undefined, from: "local" };
  if (ecosystem === "npm") {
    const [, name = word, version] = /^((?:@[^/@]+\/)?[^@/]+)(?:@(.+))?$/.exec(word) ?? [];
    // `user/repository` is GitHub for npm.
    if (/^[^@/]+\/[^/]+$/.test(word)) return { name: "", version: undefined, from: "address" };
    return { name, version, from: "registry" };
  }
  if (ecosystem === "pypi") {
    const [, name = word, version] = /^([\w.-]+)(?:\[[^\]]*\])?\s*(?:[=<>!~@^]+(.*))?$/.exec(word) ?? [];
    const exact = /==|@/.test(word) ? version : version && `range ${version}`;
    return { name: name.toLowerCase().replaceAll(/[-_.]+/g, "-"), version: exact, from: "registry" };
  }
  const [name, version] = splitAt(word);
  return { name, version: version ?? optionValue(args, /^(?:--vers|--version|-v)$/), from: "registry" };
}

function splitAt(word: string): readonly [string, string?] {
  const at = Math.max(word.lastIndexOf("@"), word.lastIndexOf(":"));
  return at > 0 ? [word.slice(0, at), word.slice(at + 1)] : [word];
}

function optionValue(args: readonly string[], option: RegExp): string | undefined {
  for (const [index, word] of args.entries()) {
    const [name = "", value] = word.split(/=(.*)/s);
    if (option.test(name)) return value ?? args[index + 1];
  }
  return undefined;
}

function gitOption(args: readonly string[]): boolean {
  return optionValue(args, /^--git$/) !== undefined;
}

/** Host of the registry that the command names, in its options or in an assignment before it. */
function registryOf(args: readonly string[], { program, assignments }: RunCommand): string | undefined {
  const variable =
    /^(?:npm_config_registry|pip_(?:extra_)?index_url|uv_(?:default_|extra_)?index(?:_url)?|goproxy)=(.*)$/is;
  const assigned = assignments.flatMap((one) => variable.exec(one)?.[1] ?? [])[0];
  if (assigned !== undefined) return hostOf(assigned);
  const source =
    program === "gem" || program === "bundle"
      ? /^(?:-s|--source)$/
      : /^(?:--registry|--index-url|-i|--extra-index-url|--index|--default-index|--find-links|-f|--source)$/;
  if (/^(?:npm|pnpm|yarn|bun|npx)$/.test(program))
    return hostOf(optionValue(args, /^--(?:@[\w-]+:)?registry$/));
  return hostOf(optionValue(args, source));
}

function hostOf(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  return /^[a-z][\w+.-]*:\/\/(?:[^/@]*@)?([\w.-]{1,253})/i.exec(address)?.[1]?.toLowerCase() ?? "";
}
