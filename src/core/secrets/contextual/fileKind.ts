/** What a text is, as far as it decides how values stand in it. */
export type FileKind = "code" | "config" | "shell" | "prose" | "unknown";

const extensions: readonly (readonly [FileKind, string])[] = [
  [
    "code",
    "js map jsx ts tsx mjs cjs mts cts py pyi pyx java kt kts scala go rs c h cc cpp cxx hpp hh cs vb fs rb php pl pm swift m mm dart lua r jl ex exs erl hs clj cljs vue svelte html htm xhtml erb ejs hbs jsp aspx css scss less sql ipynb tcl vim el sol zig nim inc def td rbs ino cu f90 pas tcl php5 phtml groovy gradle",
  ],
  [
    "config",
    "env ini cfg conf config properties toml yaml yml json jsonc json5 tf tfvars hcl xml plist netrc npmrc pypirc pgpass credentials dist local tpl template nix",
  ],
  ["shell", "sh bash zsh fish ps1 psm1 bat cmd ksh"],
  ["prose", "md mdx markdown txt rst adoc log org tex"],
];

const kindByExtension: ReadonlyMap<string, FileKind> = new Map(
  extensions.flatMap(([kind, list]) => list.split(" ").map((extension) => [extension, kind] as const)),
);

const kindByLanguage: ReadonlyMap<string, FileKind> = new Map(
  Object.entries<FileKind>({
    javascript: "code",
    typescript: "code",
    javascriptreact: "code",
    typescriptreact: "code",
    python: "code",
    java: "code",
    kotlin: "code",
    go: "code",
    rust: "code",
    csharp: "code",
    ruby: "code",
    php: "code",
    c: "code",
    cpp: "code",
    json: "config",
    jsonc: "config",
    yaml: "config",
    toml: "config",
    ini: "config",
    properties: "config",
    dotenv: "config",
    xml: "config",
    terraform: "config",
    dockerfile: "config",
    shellscript: "shell",
    powershell: "shell",
    markdown: "prose",
  }),
);

/** The kind of a text by its name, else by its VS Code language id, else `unknown`. */
export function fileKindOf(path: string, languageId?: string): FileKind {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (name.startsWith(".env") || name.startsWith("dockerfile")) return "config";
  const extension = name.slice(name.lastIndexOf(".") + 1);
  return kindByExtension.get(extension) ?? kindByLanguage.get(languageId ?? "") ?? "unknown";
}

const testPath =
  /(?:^|[/_.-])(?:tests?|specs?|__tests__|__mocks__|mocks?|fixtures?|testdata|testing|testutils?|examples?|samples?|demos?|e2e|stubs?|cassettes?|snapshots?|playground|tutorials?|benchmarks?)(?:[/_.-]|$)/i;

/** Whether the path says that the text is a test, a fixture or an example, where values are rarely real. */
export function isTestPath(path: string): boolean {
  return testPath.test(path);
}

/** Whether the path says that the text holds words for people in some language. */
export function isTranslationPath(path: string): boolean {
  return /(?:^|[/_.-])(?:locales?|i18n|l10n|lang|langs|languages|translations?|intl|messages|nls|strings)(?:[/_.-]|$)|\.(?:po|pot|arb|resx|xlf|xliff|strings|ftl|lproj)$/i.test(
    path,
  );
}
