import assert from "node:assert/strict";
import fc from "fast-check";
import { TimeLine, TimeLines, type Timed } from "../../../src/core/activity/risk/watch/timeLine.ts";

const at = (time: number, key = String(time)): Timed => ({ time, key });
const timesOf = (line: TimeLine<Timed>): number[] =>
  Array.from({ length: line.length }, (_, place) => line.at(place)?.time ?? Number.NaN);

suite("time lines of the stateful rules", () => {
  test("events stand in order, each once, and the place told is theirs", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 50 }), { maxLength: 60 }), (times) => {
        const line = new TimeLine<Timed>(1000);
        for (const time of times) {
          const isNew = !timesOf(line).includes(time);
          const place = line.insert(at(time));
          assert.equal(place !== undefined, isNew);
          if (place !== undefined) assert.equal(line.at(place)?.time, time);
        }
        assert.deepEqual(
          timesOf(line),
          [...new Set(times)].sort((a, b) => a - b),
        );
      }),
    );
  });

  test("of more than the limit the oldest go, and are refused when they come again", () => {
    const line = new TimeLine<Timed>(10);
    for (let time = 1; time <= 12; time++) line.insert(at(time));
    assert.deepEqual(timesOf(line), [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    assert.equal(line.insert(at(2)), undefined);
    assert.equal(line.insert(at(3)), undefined);
    assert.equal(line.insert(at(13)), 10);
    const reversed = new TimeLine<Timed>(10);
    for (let time = 12; time > 0; time--) reversed.insert(at(time));
    assert.deepEqual(timesOf(reversed), [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    for (let time = 13; time < 40; time++) reversed.insert(at(time));
    assert.deepEqual(timesOf(reversed).slice(-10), [30, 31, 32, 33, 34, 35, 36, 37, 38, 39]);
    assert.ok(reversed.length <= 11);
    assert.equal(reversed.insert(at(12)), undefined);
  });

  test("of more than all groups may hold, those that are silent for longest go", () => {
    const lines = new TimeLines<Timed>(10);
    for (let time = 0; time < 6; time++) lines.insert("old", "", at(time));
    for (let time = 100; time < 105; time++) lines.insert("new", "", at(time));
    assert.equal(lines.linesOf("old").size, 1);
    lines.insert("new", "elsewhere", at(200));
    assert.equal(lines.linesOf("old").size, 0);
    assert.equal(lines.linesOf("new").size, 2);
    for (let group = 0; group < 1000; group++) lines.insert(`group ${group}`, "", at(300 + group));
    const held = Array.from({ length: 1000 }, (_, group) => lines.linesOf(`group ${group}`).size);
    assert.ok(held.reduce((sum, size) => sum + size, 0) <= 11);
    assert.equal(held.at(-1), 1);
  });
});
