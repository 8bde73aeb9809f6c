import type { Ignore } from "ignore";

/**
 * Whether ignore files leave out a file, as git reads them: on the way down each folder is judged first, and nothing below one
 * that is left out counts; for each, the deepest file that speaks decides.
 * @param path relative to the top folder, with `/`
 * @param rulesIn the ignore file of a folder, given by its path from the top (empty: the top itself)
 */
export async function ignoredAlong(
  path: string,
  rulesIn: (folder: string) => Promise<Ignore | undefined>,
): Promise<boolean> {
  const segments = path.split("/");
  const files: (Ignore | undefined)[] = [];
  for (let length = 1; length <= segments.length; length++) {
    files.push(await rulesIn(segments.slice(0, length - 1).join("/")));
    const end = length < segments.length ? "/" : "";
    for (let depth = length - 1; depth >= 0; depth--) {
      const verdict = files[depth]?.test(segments.slice(depth, length).join("/") + end);
      if (verdict?.ignored) return true;
      if (verdict?.unignored) break;
    }
  }
  return false;
}
