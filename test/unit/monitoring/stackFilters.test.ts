import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { matchesFilter } from "../../../src/core/monitoring/filterPattern/matchesFilter.ts";
import { parseFilterPattern } from "../../../src/core/monitoring/filterPattern/parseFilterPattern.ts";
import { patternOf, type MonitoringFilter } from "../../../src/core/monitoring/stack/filter.ts";
import { monitoringValues } from "../../../src/core/monitoring/stack/options.ts";
import { withKnown } from "../../../src/core/policyTemplates/formats/value.ts";
import { filterEvents } from "./filterEvents.ts";

const { filters, known } = monitoringValues({
  role: "kiro-agent",
  region: "eu-west-1",
  bucket: "reports",
  secret: "prod/db",
  dlpLogGroup: "/dlp/events",
});

const expressionOf = (filter: MonitoringFilter, values = known) =>
  parseFilterPattern(withKnown(patternOf(filter), values));

suite("filters of the monitoring stack", () => {
  test("are tried one and all", () => {
    assert.deepEqual(
      Object.keys(filterEvents),
      filters.map(({ id }) => id),
    );
    assert.equal(filters.filter(({ source }) => source.startsWith("CIS 4.")).length, 15);
  });

  for (const filter of filters) {
    const { id, title } = filter;
    test(`${id}: ${title}`, () => {
      const { hits, misses } = filterEvents[id] ?? assert.fail("it has no events");
      const expression = expressionOf(filter);
      for (const event of hits)
        assert.ok(matchesFilter(expression, event), `not found: ${JSON.stringify(event)}`);
      for (const event of misses)
        assert.ok(!matchesFilter(expression, event), `found: ${JSON.stringify(event)}`);
    });
  }

  test("fit into what CloudWatch Logs takes, with the longest names", () => {
    const longest = new Map([
      ["RoleName", "r".repeat(64)],
      ["BucketName", "b".repeat(63)],
      ["AWS::Region", "ap-southeast-15"],
      ["SecretName", "s".repeat(256)],
    ]);
    for (const filter of filters) assert.ok(withKnown(patternOf(filter), longest).length <= 1024, filter.id);
  });
});

/** Names of the real events that each filter takes, without the dates that Lambda puts behind some. */
const ofCorpora: Readonly<Record<string, RegExp>> = {
  AgentDenied: /./,
  UnauthorizedCalls: /./,
  RootUse: /./,
  AgentOtherRegion: /^(?!Get|List|Describe|Lookup)/,
  AgentIamChange: /User|Role|Policy|SAMLProvider|LoginProfile|AccessKey/,
  AgentDeletions: /^(?:Delete|Terminate)/,
  CriticalDeletion: /^(?:Delete|Terminate|ScheduleKeyDeletion)/,
  SecretReadByOthers: /^GetSecretValue$/,
  AgentUnnamedSession: /^AssumeRole/,
  ObjectsDeleted: /^DeleteObjects?$/,
};

const corpora = fileURLToPath(new URL("../../../../shared/corpora", import.meta.url));

suite("filters of the monitoring stack on recorded events, which only stand beside the project", () => {
  test("take those that they are for", function () {
    if (!existsSync(corpora)) this.skip();
    const anything = new Map([...known].map(([name, value]) => [name, name === "AWS::Region" ? value : "*"]));
    const events = ["events", "labelled"].flatMap(recorded);
    let found = 0;
    for (const filter of filters) {
      const expression = expressionOf(filter, anything);
      const names = new Set(events.filter((event) => matchesFilter(expression, event)).map(nameOf));
      const others = [...names].filter((name) => !(ofCorpora[filter.id] ?? namesIn(filter)).test(name));
      assert.deepEqual(others, [], filter.id);
      found += Number(names.size > 0);
    }
    assert.ok(found >= 24, String(found));
  });
});

function recorded(name: string): unknown[] {
  const text = gunzipSync(readFileSync(`${corpora}/activity-${name}.jsonl.gz`)).toString();
  return text
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { readonly event: unknown }).event);
}

function nameOf(event: unknown): string {
  const name: unknown =
    typeof event === "object" && event !== null ? Reflect.get(event, "eventName") : undefined;
  return typeof name === "string" ? name : "";
}

/** The names that a pattern lists. */
function namesIn({ condition }: MonitoringFilter): RegExp {
  const names = [...condition.matchAll(/\$\.eventName = "?([\w*]+)/g)].map(([, name = ""]) =>
    name.replaceAll("*", "\\w*"),
  );
  return new RegExp(`^(?:${names.join("|")})$`);
}
