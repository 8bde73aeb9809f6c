import assert from "node:assert/strict";
import type { PanelFilter } from "../../../src/protocol/activity.ts";
import { compileFilter, narrowings, openFilter, searchText } from "../../../src/protocol/activityFilter.ts";
import { comparePlaces, firstNot } from "../../../src/protocol/activityOrder.ts";
import { filterOf, panelRow } from "../../support/activityPage/rows.ts";

suite("filter and order of the panel", () => {
  const now = 1_000_000;
  const rows = [
    panelRow(1, { name: "ListBuckets", severity: "info", time: now - 3_600_000 }),
    panelRow(2, {
      name: "PutBucketPolicy",
      severity: "high",
      write: true,
      resource: "Orders",
      time: now - 60_000,
    }),
    panelRow(3, {
      name: "GetObject",
      outcome: "denied",
      errorCode: "AccessDenied",
      severity: "medium",
      time: now,
    }),
    panelRow(4, {
      name: "CreateUser",
      service: "iam",
      severity: "critical",
      write: true,
      region: "us-east-1",
    }),
    { ...panelRow(5, { name: "Untimed", outcome: "failed" }), time: undefined },
  ].map(({ time, ...row }) => (time === undefined ? row : { ...row, time }));
  const cases: readonly (readonly [name: string, filter: Partial<PanelFilter>, shown: readonly number[]])[] =
    [
      ["nothing asked", {}, [1, 2, 3, 4, 5]],
      ["a word in any case", { text: "bUCKET" }, [1, 2]],
      ["words of several fields", { text: " s3   orders " }, [2]],
      ["no word over two fields", { text: "bucketss3" }, []],
      ["an error code", { text: "accessdenied" }, [3]],
      ["a Region", { text: "us-east" }, [4]],
      ["the lowest risk", { minRisk: "high" }, [2, 4]],
      ["services", { services: ["iam", "sts"] }, [4]],
      ["names, whole", { names: ["GetObject", "List"] }, [3]],
      ["writes", { writesOnly: true }, [2, 4]],
      ["denied calls, not failed ones", { deniedOnly: true }, [3]],
      ["the last minute, its edge included, untimed ones not", { withinMs: 60_000 }, [2, 3]],
      ["all of it", { text: "bucket", minRisk: "medium", services: ["s3"], writesOnly: true }, [2]],
    ];
  for (const [name, part, shown] of cases) {
    test(name, () => {
      const matches = compileFilter(filterOf(part), now);
      assert.deepEqual(
        rows.filter((row) => matches(row)).map(({ n }) => n),
        shown,
      );
      assert.deepEqual(
        rows.filter((row) => matches(row, searchText(row))).map(({ n }) => n),
        shown,
      );
    });
  }

  test("what narrows is counted", () => {
    assert.equal(narrowings(openFilter), 0);
    assert.equal(narrowings(filterOf({ text: "  " })), 0);
    assert.equal(
      narrowings(filterOf({ text: "a b", services: ["s3", "iam"], withinMs: 1, deniedOnly: true })),
      4,
    );
  });

  test("rows stand by time, then by number, those without a time first", () => {
    const places = [{ n: 5 }, { n: 2, time: 9 }, { n: 1, time: 9 }, { n: 3, time: 4 }, { n: 4 }];
    assert.deepEqual(
      places.toSorted(comparePlaces).map(({ n }) => n),
      [4, 5, 3, 1, 2],
    );
  });

  test("the first element that is not before is found by halving", () => {
    for (const list of [[], [5], [1, 2, 3], [1, 1, 6, 7, 7, 9]]) {
      for (let limit = 0; limit < 11; limit++) {
        const index = list.findIndex((element) => element >= limit);
        assert.equal(
          firstNot(list, (element) => element < limit),
          index < 0 ? list.length : index,
        );
      }
    }
  });
});
