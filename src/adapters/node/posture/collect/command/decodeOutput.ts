import { isUtf8 } from "node:buffer";
import { decode } from "../../../decode.ts";

/** Code pages of Windows' consoles that Node can read; of the others only ASCII is sure. */
const labels: Readonly<Record<number, string>> = {
  866: "ibm866",
  874: "windows-874",
  932: "shift_jis",
  936: "gbk",
  949: "euc-kr",
  950: "big5",
  1251: "windows-1251",
  1252: "windows-1252",
};

/**
 * What a program of the system wrote. UTF-16 is told by its mark or its zero bytes, then UTF-8 where it is valid, then
 * the code page. Of an unknown one every byte beyond ASCII becomes U+FFFD, so that the numbers, SIDs and commas that
 * collectors read stay in their place.
 * @param codePage of the console, such as 850
 */
export function decodeOutput(bytes: Buffer, codePage?: number): string {
  const marked = decode(bytes);
  if (marked && (marked.encoding !== "utf8" || isUtf8(bytes))) return marked.text;
  const label = codePage === undefined ? undefined : labels[codePage];
  if (label !== undefined) return new TextDecoder(label).decode(bytes);
  return bytes.toString("latin1").replace(/[\x80-\xff]/g, "\ufffd");
}
