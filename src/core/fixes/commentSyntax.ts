/** How a kind of file writes comments, and in which strings a line's end may stand. */
export interface CommentSyntax {
  readonly open: string;
  /** What closes the comment before the line's end, such as `-->`. */
  readonly close: string;
  /** The comment must have a line of its own: after a value it would belong to the value. */
  readonly ownLine: boolean;
  /** What may open a string of several lines, longest first. */
  readonly longQuotes: readonly string[];
  /** What opens and closes a string within a line. */
  readonly shortQuotes: readonly string[];
  /** `<<MARK` opens a text that runs to a line with the mark. */
  readonly heredocs: boolean;
}

function syntax(open: string, more: Partial<CommentSyntax> = {}): CommentSyntax {
  return {
    open,
    close: "",
    ownLine: false,
    longQuotes: [],
    shortQuotes: ['"', "'"],
    heredocs: false,
    ...more,
  };
}

const slashes = syntax("//");
const slashesTriple = syntax("//", { longQuotes: ['"""'] });
const script = syntax("//", { longQuotes: ["`"] });
const hash = syntax("#");
const markup = syntax("<!--", { close: " -->", shortQuotes: [] });
const shell = syntax("#", { longQuotes: ['"', "'"], shortQuotes: [], heredocs: true });
const python = syntax("#", { longQuotes: ['"""', "'''"] });
const settings = syntax("#", { ownLine: true, shortQuotes: [] });
const dashes = syntax("--");
const yaml = syntax("#", { shortQuotes: [] });

/** By extension or whole file name, lower case; VS Code's language ids are names here as well. */
const syntaxes: Readonly<Record<string, CommentSyntax>> = {
  ...each("js mjs cjs jsx ts mts cts tsx javascript javascriptreact typescript typescriptreact go", script),
  ...each("c h cc cpp hpp m mm rs rust dart less scss sass proto php objective-c jsonnet bicep", slashes),
  ...each("java groovy gradle kt kts kotlin scala swift cs csharp fs fsharp zig v", slashesTriple),
  ...each("jsonc json5 code-workspace", syntax("//", { shortQuotes: ['"'] })),
  ...each("py pyw python pyi toml", python),
  ...each("rb ruby pl pm perl rake gemfile", syntax("#", { heredocs: true })),
  ...each(
    "r ex exs elixir jl julia nim cr crystal coffee tcl cmake graphql gql nix ps1 psm1 powershell fish",
    hash,
  ),
  ...each("yml yaml dockercompose cloudformation github-actions-workflow", yaml),
  ...each("sh bash zsh ksh bats shellscript envrc bashrc bash_profile zshrc profile", shell),
  ...each(
    "tf tfvars hcl terraform terraform-vars opentofu tofu",
    syntax("#", { heredocs: true, shortQuotes: ['"'] }),
  ),
  ...each(
    "env properties ini cfg conf dotenv npmrc pypirc netrc dockerfile makefile mk credentials",
    settings,
  ),
  ...each("md mdx markdown html htm xml xhtml svg vue svelte astro xaml csproj config plist pom", markup),
  ...each("sql lua hs haskell elm ada", dashes),
  ...each("css", syntax("/*", { close: " */" })),
  ...each("lisp clj cljs scm el asm", syntax(";")),
  ...each("tex erl erlang", syntax("%")),
  ...each("bat cmd", syntax("REM", { ownLine: true })),
  ...each("vb vbs bas", syntax("'", { shortQuotes: ['"'] })),
};

function each(names: string, value: CommentSyntax): Record<string, CommentSyntax> {
  return Object.fromEntries(names.split(" ").map((name) => [name, value]));
}

/** Files named `.json` whose readers allow comments (VS Code, TypeScript and Kiro read their own so). */
const commented =
  /(?:^|\/)(?:[jt]sconfig(?:\.[\w-]+)?\.json|\.vscode\/[\w.-]+\.json|\.kiro\/[\w./-]+\.json|devcontainer\.json|\.eslintrc\.json)$/i;

/** The syntax of that file, or undefined when it has no comments or is not known. */
export function commentSyntax(path: string, languageId?: string): CommentSyntax | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (commented.test(path)) return syntaxes["jsonc"];
  if (/^\.env(?:\.|$)|\.env$/.test(name)) return settings;
  if (/^dockerfile|\.dockerfile$/.test(name)) return settings;
  const byLanguage = languageId === undefined ? undefined : syntaxes[languageId.toLowerCase()];
  const extension = name.slice(name.lastIndexOf(".") + 1);
  return byLanguage ?? syntaxes[extension];
}

/** The syntax for a fenced block's language or an embedded script. */
export function syntaxOfLanguage(name: string): CommentSyntax | undefined {
  return syntaxes[name.toLowerCase()];
}
