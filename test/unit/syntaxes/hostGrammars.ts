/** Small stand-ins for the editor's own grammars: they give strings the scopes that the real ones give them. */
export const hostGrammars: Readonly<Record<string, object>> = {
  "source.json": {
    scopeName: "source.json",
    patterns: [
      { name: "comment.line.double-slash.js", match: "//.*$" },
      { name: "string.quoted.double.json", begin: '"', end: '"' },
    ],
  },
  "source.yaml": {
    scopeName: "source.yaml",
    patterns: [
      { name: "comment.line.number-sign.yaml", match: "#.*$" },
      { name: "string.quoted.double.yaml", begin: '"', end: '"' },
      { name: "string.quoted.single.yaml", begin: "'", end: "'" },
      { match: "^\\s*(?:- )?([A-Za-z]+)(:)(?= |$)", captures: { "1": { name: "entity.name.tag.yaml" } } },
      { match: "- " },
      { name: "string.unquoted.plain.out.yaml", begin: "(?=[^\\s\"'#-])", end: "$|(?=\\s+#)" },
    ],
  },
  "source.hcl.terraform": {
    scopeName: "source.hcl.terraform",
    patterns: [
      { name: "string.quoted.double.hcl", begin: '"', end: '"' },
      { name: "string.unquoted.heredoc.hcl", begin: "<<-?(\\w+)$", end: "^\\s*\\1$" },
    ],
  },
  "source.ts": {
    scopeName: "source.ts",
    patterns: [
      { name: "string.quoted.single.ts", begin: "'", end: "'" },
      { name: "string.quoted.double.ts", begin: '"', end: '"' },
      { name: "string.template.ts", begin: "`", end: "`" },
    ],
  },
  "source.python": {
    scopeName: "source.python",
    patterns: [
      { name: "string.quoted.single.python", begin: "'", end: "'" },
      { name: "string.quoted.single.python", begin: '"', end: '"' },
    ],
  },
};
