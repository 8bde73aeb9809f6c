import assert from "node:assert/strict";
import fc from "fast-check";
import { JsonItems } from "../../../src/adapters/node/jsonItems.ts";

const seed = 20_261_122;

/** The items of a document that comes in pieces of the given lengths. @throws as `JsonItems` */
function read(document: string, lengths: readonly number[]): unknown[] {
  const first = document.slice(0, 40);
  const items = JsonItems.of(first);
  assert.ok(items);
  const found = [...items.take("")];
  for (let at = 40, piece = 0; at < document.length; piece++) {
    const length = lengths[piece % lengths.length] ?? 1;
    found.push(...items.take(document.slice(at, at + length)));
    at += length;
  }
  items.end();
  assert.equal(items.rest?.trim() ?? "", "");
  return found;
}

const documents = fc.record({
  list: fc.array(fc.jsonValue(), { maxLength: 8 }),
  indent: fc.constantFrom(undefined, 1, "\r\n\t"),
  wrapped: fc.boolean(),
  more: fc.jsonValue(),
});
const lengths = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
const textOf = ({
  list,
  indent,
  wrapped,
  more,
}: {
  list: unknown[];
  indent?: string | number | undefined;
  wrapped: boolean;
  more: unknown;
}) => JSON.stringify(wrapped ? { Records: list, more } : list, undefined, indent);

suite("the items of a JSON list", () => {
  test("are those of the whole document, however it is cut and laid out", () => {
    fc.assert(
      fc.property(documents, lengths, (document, cuts) => {
        const expected: unknown = JSON.parse(JSON.stringify(document.list));
        assert.deepEqual(read(textOf(document), cuts), expected);
      }),
      { seed, numRuns: 500 },
    );
  });

  test("a document that is cut short, or has more signs than it should, is an error in the end", () => {
    fc.assert(
      fc.property(
        documents,
        lengths,
        fc.nat(),
        fc.constantFrom("", "]", "}", ",", '"', "\\", "x"),
        (document, cuts, at, sign) => {
          const text = textOf(document);
          const place = 40 + (at % Math.max(1, text.length - 40));
          const broken = sign === "" ? text.slice(0, place) : text.slice(0, place) + sign + text.slice(place);
          let whole: unknown;
          try {
            whole = JSON.parse(broken);
          } catch {
            if (JsonItems.of(broken.slice(0, 40))) assert.throws(() => read(broken, cuts));
            return;
          }
          const list = document.wrapped ? (whole as { Records: unknown }).Records : whole;
          assert.deepEqual(read(broken, cuts), list);
        },
      ),
      { seed, numRuns: 500 },
    );
  });

  test("what follows the document is given back", () => {
    const items = JsonItems.of('{"Records":[1],"a":{"b":"}]"}} {"Records":[2]}');
    assert.deepEqual([...(items?.take("") ?? [])], [1]);
    assert.equal(items?.rest, ' {"Records":[2]}');
  });

  test("an item, or what stands around the items, that is too large is refused", () => {
    for (const text of [`["${"x".repeat(5_000_000)}`, `{"Records":[],"a":"${"x".repeat(100_000)}`]) {
      const items = JsonItems.of(text);
      assert.throws(() => [...(items?.take("") ?? [])], /too-large/);
    }
  });

  test("are none of other documents", () => {
    for (const text of [
      "",
      "{}",
      '{"eventName":"X"}',
      '{"NextToken":"x","Events":[]}',
      "5",
      '{"Records":{}}',
    ])
      assert.equal(JsonItems.of(text), undefined, text);
  });
});
