import assert from "node:assert/strict";
import { decode, encode, looksBinary } from "../../../src/adapters/node/decode.ts";

suite("decode", () => {
  const sample = 'key = "ä€😀"\r\nnext\n';

  for (const encoding of ["utf8", "utf16le", "utf16be"] as const) {
    for (const bom of [true, false]) {
      test(`reads ${encoding} ${bom ? "with" : "without"} BOM, and writes the same bytes`, () => {
        const text = encoding === "utf8" || bom ? sample : "a longer line of plain text, as in a file\r\n";
        const bytes = encode(text, encoding, bom);
        const decoded = decode(bytes);
        assert.deepEqual(decoded, { text, encoding, bom, lossless: true });
        assert.deepEqual(encode(text, encoding, bom), bytes);
      });
    }
  }

  test("keeps lone surrogates of UTF-16", () => {
    const bytes = encode("a\ud800b\udc00c", "utf16le", true);
    assert.equal(decode(bytes)?.text, "a\ud800b\udc00c");
  });

  test("tolerates invalid UTF-8, and says that it cannot be written back", () => {
    const decoded = decode(Buffer.from([0x61, 0xff, 0xc3, 0x28, 0x62]));
    assert.equal(decoded?.text, "a\ufffd\ufffd(b");
    assert.equal(decoded.lossless, false);
  });

  test("an odd last byte of UTF-16 is dropped and cannot be written back", () => {
    const decoded = decode(Buffer.concat([encode("ab", "utf16le", true), Buffer.from([0x41])]));
    assert.deepEqual(decoded, { text: "ab", encoding: "utf16le", bom: true, lossless: false });
  });

  test("an empty file is text", () => {
    assert.equal(decode(Buffer.alloc(0))?.text, "");
  });

  const binary: Readonly<Record<string, Buffer>> = {
    "zero bytes": Buffer.alloc(64),
    PNG: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]),
    "a PDF that begins with text": Buffer.from(`%PDF-1.7\n${"text ".repeat(100)}`),
    "UTF-32 with BOM": Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]),
    "control bytes": Buffer.from(Array.from({ length: 400 }, (_, index) => (index % 3 === 0 ? 1 : 0x61))),
  };
  for (const [name, bytes] of Object.entries(binary)) {
    test(`takes ${name} for binary`, () => {
      assert.equal(decode(bytes), undefined);
      assert.equal(looksBinary(bytes), true);
    });
  }

  test("takes text with single NUL separators for text", () => {
    const text = Array.from({ length: 30 }, (_, index) => `VARIABLE_${index}=some ordinary value`).join("\0");
    assert.equal(decode(Buffer.from(text))?.text, text);
  });

  test("takes Latin-1 text for text", () => {
    assert.notEqual(
      decode(Buffer.from("Größe und Überschrift, naïve façade\n".repeat(20), "latin1")),
      undefined,
    );
  });
});
