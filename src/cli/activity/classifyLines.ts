import { StringDecoder } from "node:string_decoder";

/** A line of the input; `tooLong` ones are not kept. */
export type InputLine = { readonly text: string } | { readonly tooLong: true };

/** Characters of one line that are kept. CloudTrail's largest records are far below. */
export const maxLine = 4 * 1024 * 1024;

/**
 * The lines of bytes that come in chunks, as UTF-8, ended by LF or CRLF. A byte order mark at the start is left out. No
 * more than one line of `maxLine` characters is held, however long a line is.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<InputLine> {
  const decoder = new StringDecoder("utf8");
  let parts: string[] = [];
  let length = 0;
  let isFirst = true;
  const take = (piece: string): void => {
    length += piece.length;
    if (length > maxLine) parts = [];
    else if (piece !== "") parts.push(piece);
  };
  const line = (): InputLine => {
    const text = parts.join("");
    const isLong = length > maxLine;
    parts = [];
    length = 0;
    return isLong ? { tooLong: true } : { text: text.endsWith("\r") ? text.slice(0, -1) : text };
  };
  for await (const chunk of chunks) {
    let text = decoder.write(chunk);
    if (isFirst && text !== "") {
      isFirst = false;
      if (text.startsWith("\ufeff")) text = text.slice(1);
    }
    let start = 0;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
      take(text.slice(start, end));
      yield line();
      start = end + 1;
    }
    take(text.slice(start));
  }
  take(decoder.end());
  if (length > 0) yield line();
}
