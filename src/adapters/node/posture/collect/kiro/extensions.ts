import { known, unknown, type Fact } from "../../../../../core/posture/fact.ts";
import { readFileFact } from "../files/readFileFact.ts";

/** An id as galleries give it: publisher and name. */
const extensionId = /^[\w-]{1,100}\.[\w-]{1,200}$/;

/** Ids in `extensions.json` of a Code OSS build's folder of extensions; undefined for another file. */
export function readExtensions(text: string): readonly string[] | undefined {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(list)) return undefined;
  const ids = list.map((entry: unknown) => {
    const identifier =
      typeof entry === "object" && entry !== null && "identifier" in entry ? entry.identifier : undefined;
    const id =
      typeof identifier === "object" && identifier !== null && "id" in identifier ? identifier.id : "";
    return typeof id === "string" && extensionId.test(id) ? id.toLowerCase() : undefined;
  });
  return ids.includes(undefined) ? undefined : ids.filter((id) => id !== undefined).sort();
}

/** What is installed. @param path of `extensions.json` */
export async function collectExtensions(path: string): Promise<Fact<readonly string[]>> {
  const file = await readFileFact(path);
  if (file.state !== "known") return file;
  if (!file.value.exists) return unknown(`${path} is not there: Kiro keeps the list of extensions in it`);
  const ids = file.value.text === undefined ? undefined : readExtensions(file.value.text);
  return ids ? known(ids, `${path}: ${ids.length} extensions`) : unknown(`${path} is no list of extensions`);
}
