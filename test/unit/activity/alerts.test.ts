import assert from "node:assert/strict";
import fc from "fast-check";
import { Alerts, kindOf } from "../../../src/core/activity/alerts/alerts.ts";
import { criticalNews } from "../../../src/core/activity/alerts/criticalNews.ts";
import {
  isIgnored,
  readIgnoreRules,
  withIgnoreRule,
  withoutIgnoreRule,
  type IgnoreRule,
} from "../../../src/core/activity/alerts/ignoreRule.ts";
import type { FeedRow } from "../../../src/core/activity/feed/feedRow.ts";
import type { RiskSeverity } from "../../../src/core/activity/risk/risk.ts";

const seed = 20_261_122;
const row = (n: number, name: string, severity: RiskSeverity, more: Partial<FeedRow> = {}): FeedRow => ({
  n,
  key: `${n}`,
  time: n * 1000,
  name,
  service: "iam",
  resource: "",
  outcome: "success",
  readOnly: false,
  late: false,
  risk: { severity, category: "persistence", technique: "T1098.001", reasons: [] },
  ...more,
});
const shown = (alerts: Alerts) =>
  alerts.list().map(({ name, severity, count, open }) => [name, severity, count, open]);

suite("alerts", () => {
  test("group loud events by kind, open and loudest first, with the newest", () => {
    const alerts = new Alerts();
    const rows = [
      row(1, "CreateUser", "high"),
      row(2, "CreateAccessKey", "critical"),
      row(3, "CreateUser", "critical"),
      row(4, "ListUsers", "medium"),
      row(5, "CreateUser", "high"),
    ];
    assert.equal(alerts.take({ rows, removed: [] }), true);
    assert.deepEqual(shown(alerts), [
      ["CreateUser", "critical", 3, 3],
      ["CreateAccessKey", "critical", 1, 1],
    ]);
    const [first] = alerts.list();
    assert.deepEqual(
      [first?.first, first?.last, first?.newest.map(({ n }) => n), first?.technique],
      [1000, 5000, [5, 3, 1], "T1098.001"],
    );
    assert.equal(alerts.open, 2);
    assert.equal(alerts.take({ rows: [row(6, "ListUsers", "low")], removed: [4] }), false);
  });

  test("that were acknowledged open again with the next event of their kind", () => {
    const alerts = new Alerts();
    alerts.take({ rows: [row(1, "A", "high"), row(2, "B", "high")], removed: [] });
    alerts.acknowledge(kindOf(row(1, "A", "high")));
    assert.deepEqual(shown(alerts), [
      ["B", "high", 1, 1],
      ["A", "high", 1, 0],
    ]);
    alerts.take({ rows: [row(3, "A", "high")], removed: [] });
    assert.deepEqual(shown(alerts)[0], ["A", "high", 2, 1]);
    alerts.acknowledge();
    assert.equal(alerts.open, 0);
  });

  test("follow what becomes louder, turns into another kind, or is no longer held", () => {
    const alerts = new Alerts();
    alerts.take({ rows: [row(1, "A", "low"), row(2, "A", "high")], removed: [] });
    alerts.take({ rows: [row(1, "A", "high")], removed: [] });
    assert.deepEqual(shown(alerts), [["A", "high", 2, 2]]);
    const denied = { risk: { severity: "critical", category: "denied", reasons: [] } } as const;
    alerts.take({ rows: [row(1, "A", "critical", denied)], removed: [2] });
    assert.deepEqual(
      alerts.list().map(({ category, count, technique }) => [category, count, technique]),
      [["denied", 1, undefined]],
    );
  });

  test("of ignored events go, keep what was acknowledged, and come back without the rule", () => {
    const alerts = new Alerts();
    const rows = [row(1, "A", "high"), row(2, "B", "high"), row(3, "B", "high")];
    alerts.take({ rows, removed: [] });
    alerts.acknowledge(kindOf(row(2, "B", "high")));
    alerts.ignore([{ by: "event", service: "iam", name: "A" }], rows);
    assert.deepEqual(shown(alerts), [["B", "high", 2, 0]]);
    alerts.ignore([], rows);
    assert.deepEqual(shown(alerts), [
      ["A", "high", 1, 1],
      ["B", "high", 2, 0],
    ]);
  });

  test("count exactly the loud events that are held, whatever came and went", () => {
    const changes = fc.array(
      fc.record({
        put: fc.array(
          fc.record({
            n: fc.nat(200),
            name: fc.constantFrom("A", "B", "C"),
            severity: fc.constantFrom<RiskSeverity[]>("critical", "high", "medium"),
          }),
          { maxLength: 40 },
        ),
        removed: fc.array(fc.nat(200), { maxLength: 10 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(changes, (all) => {
        const alerts = new Alerts();
        const model = new Map<number, FeedRow>();
        for (const { put, removed } of all) {
          const rows = put.map(({ n, name, severity }) => row(n, name, severity));
          alerts.take({ rows, removed });
          for (const one of rows) model.set(one.n, one);
          for (const n of removed) model.delete(n);
        }
        const loud = [...model.values()].filter(({ risk }) => risk.severity !== "medium");
        for (const { name, count, severity, newest, first, last } of alerts.list()) {
          const own = loud.filter((one) => one.name === name).sort((a, b) => b.n - a.n);
          assert.deepEqual([count, newest], [own.length, own.slice(0, 20)]);
          assert.equal(
            severity === "critical",
            own.some(({ risk }) => risk.severity === "critical"),
          );
          assert.deepEqual([first, last], [own.at(-1)?.time, own[0]?.time]);
        }
        assert.equal(alerts.list().length, new Set(loud.map(({ name }) => name)).size);
      }),
      { seed, numRuns: 200 },
    );
  });
});

suite("ignoring alerts", () => {
  test("goes by event, category or technique, about any resource or one", () => {
    const event = row(1, "CreateUser", "high", { resource: "bob" });
    const cases: readonly (readonly [rule: IgnoreRule, ignores: boolean])[] = [
      [{ by: "event", service: "iam", name: "CreateUser" }, true],
      [{ by: "event", service: "sts", name: "CreateUser" }, false],
      [{ by: "category", category: "persistence" }, true],
      [{ by: "category", category: "denied" }, false],
      [{ by: "technique", technique: "T1098" }, true],
      [{ by: "technique", technique: "T1098.001" }, true],
      [{ by: "technique", technique: "T109" }, false],
      [{ by: "category", category: "persistence", resource: "bob" }, true],
      [{ by: "category", category: "persistence", resource: "eve" }, false],
    ];
    for (const [rule, ignores] of cases)
      assert.equal(isIgnored(event, [rule]), ignores, JSON.stringify(rule));
  });

  test("is kept once, taken out again, and read from a store without what is no rule", () => {
    const rule: IgnoreRule = { by: "event", service: "iam", name: "CreateUser", resource: "bob" };
    const rules = withIgnoreRule(withIgnoreRule([], rule), { ...rule });
    assert.deepEqual(rules, [rule]);
    assert.deepEqual(withoutIgnoreRule(rules, { ...rule }), []);
    assert.deepEqual(readIgnoreRules(JSON.parse(JSON.stringify(rules))), rules);
    const odd = [
      null,
      5,
      {},
      { by: "event", service: "iam" },
      { by: "category", category: "constructor" },
      { by: "technique", technique: "T" },
      { by: "event", service: "iam", name: "X", resource: 5 },
      { by: "all" },
    ];
    assert.deepEqual(readIgnoreRules([...odd, rule]), [rule]);
    for (const stored of [undefined, "x", { by: "category" }]) assert.deepEqual(readIgnoreRules(stored), []);
  });
});

suite("notifications", () => {
  test("are for critical events, once for each kind, not for history, nor for what is ignored", () => {
    const rows = [
      row(1, "Old", "critical"),
      row(10, "A", "critical"),
      row(11, "A", "critical"),
      row(12, "B", "high"),
      row(13, "C", "critical"),
      row(14, "D", "critical"),
    ];
    const state = {
      told: new Set([kindOf(row(13, "C", "critical"))]),
      rules: [{ by: "event", service: "iam", name: "D" } as const],
      since: 5000,
    };
    assert.deepEqual(
      criticalNews(rows, state).map(({ kind, row: { n }, count }) => [kind, n, count]),
      [['["persistence","iam","A"]', 10, 2]],
    );
    const { time: _, ...timeless } = row(1, "E", "critical");
    assert.equal(criticalNews([timeless], state).length, 1);
  });
});
