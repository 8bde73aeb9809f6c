import type { RunCommand } from "./commands.ts";

/** Programs that change every file they are given. */
const changesAll =
  /^(?:tee|touch|truncate|rm|unlink|shred|chmod|chown|chattr|rmdir|mkfifo|ed|ex|vi|vim|nano|sponge|del|erase|rd|set-content|add-content|out-file|clear-content|remove-item|new-item|rename-item|ren|sc|ac|ni|ri|rni|icacls|attrib|takeown)$/;

/** Programs that write to the last path they are given; what they move away counts too. */
const copies =
  /^(?:cp|mv|ln|install|rsync|scp|copy|xcopy|robocopy|move|mklink|copy-item|move-item|cpi|mi|ditto)$/;

const interpreters = /^(?:python[\d.]*|node|deno|bun|ruby|perl|php|lua|osascript|awk|gawk)$/;

/** Paths that a command writes, moves or removes, as written. May name more than paths: options' values, modes, URLs. */
export function writtenPaths({ program, args, writes }: RunCommand): readonly string[] {
  const operands = args.filter((word) => !word.startsWith("-"));
  const inOptions = args.flatMap((word) => /^-{1,2}[\w-]+[=:](.+)$/.exec(word)?.[1] ?? []);
  if (changesAll.test(program) || copies.test(program)) return [...writes, ...operands, ...inOptions];
  if (program === "sed" || program === "perl" || program === "gsed" || program === "ruby") {
    const inPlace = args.some((word) => /^-[a-zA-Z]*i|^--in-place/.test(word));
    return inPlace ? [...writes, ...operands] : writes;
  }
  if (program === "dd") return [...writes, ...args.flatMap((word) => /^of=(.+)$/.exec(word)?.[1] ?? [])];
  if (program === "git") return [...writes, ...writtenByGit(args)];
  return [...writes, ...outputs(program, args), ...archives(program, args)];
}

function writtenByGit(args: readonly string[]): readonly string[] {
  const verb = args.find((word) => !word.startsWith("-"));
  const touches = verb !== undefined && /^(?:checkout|restore|rm|mv|clean|update-index)$/.test(verb);
  return touches ? args.filter((word) => !word.startsWith("-") && word !== verb) : [];
}

/** `curl -o`, `wget -O` and the like: the word after the option. */
function outputs(program: string, args: readonly string[]): readonly string[] {
  if (!/^(?:curl|wget|jq|yq|openssl|invoke-webrequest|iwr|sort|gpg)$/.test(program)) return [];
  return args.flatMap((word, index) => {
    if (/^(?:-o|-O|-i|--output|--output-document|-outfile|-out|--in-place)$/i.test(word))
      return args.slice(index + 1, index + 2);
    return /^(?:-[oO]|--output(?:-document)?=)(.+)$/.exec(word)?.[1] ?? [];
  });
}

/** The folder that an archive is unpacked to. */
function archives(program: string, args: readonly string[]): readonly string[] {
  if (!/^(?:tar|bsdtar|unzip|7z|expand-archive)$/.test(program)) return [];
  return args.flatMap((word, index) =>
    /^(?:-C|-d|--directory|-DestinationPath)$/.test(word) ? args.slice(index + 1, index + 2) : [],
  );
}

/** The code that a command hands to an interpreter on its own command line; undefined when it hands none. */
export function inlineCode({ program, args }: RunCommand): string | undefined {
  if (!interpreters.test(program)) return undefined;
  const at = args.findIndex((word) => /^(?:-\w*[ceE]|--eval|--print|-p|eval)$/.test(word));
  return at < 0 ? undefined : args.slice(at + 1).join(" ");
}
