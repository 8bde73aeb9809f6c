import { DescribeMetricFiltersCommand, type MetricFilter } from "@aws-sdk/client-cloudwatch-logs";
import { known, type Fact } from "../../../core/posture/fact.ts";
import type { AlarmFact, TrailFact } from "../../../core/posture/facts.ts";
import { callAccount, pagesSigned, type AccountReading } from "./accountCalls.ts";
import { listMember, memberOf, textMember } from "./signedCall.ts";

/** An alarm of CloudWatch, as far as it is about metric filters. */
interface Alarm {
  readonly name: string;
  /** `namespace/name` of each metric that it looks at. */
  readonly metrics: readonly string[];
  readonly hasAction: boolean;
}

/** The metric filters of the trails' log groups, with the alarms on their metrics. */
export async function collectAlarms(
  reading: AccountReading,
  trails: readonly TrailFact[],
): Promise<Fact<readonly AlarmFact[]>> {
  const groups = new Set(trails.flatMap(({ logGroup }) => logGroup ?? []));
  const found: AlarmFact[] = [];
  for (const arn of groups) {
    // arn:aws:logs:REGION:ACCOUNT:log-group:NAME:*
    const [, , , region = "", , , name = ""] = arn.split(":");
    const filters = await filtersOf(reading, name, region);
    const alarms = filters.length === 0 ? [] : await alarmsOf(reading);
    found.push(...filters.map((filter) => withAlarm(filter, alarms)));
  }
  return known(found, `${groups.size} log groups of trails, ${found.length} metric filters`);
}

async function filtersOf(
  reading: AccountReading,
  logGroupName: string,
  region: string,
): Promise<readonly MetricFilter[]> {
  const filters: MetricFilter[] = [];
  let nextToken: string | undefined;
  do {
    const page = await callAccount(
      reading,
      "logs:DescribeMetricFilters",
      ({ logs }, options) =>
        logs.send(new DescribeMetricFiltersCommand({ logGroupName, nextToken }), options),
      region,
    );
    filters.push(...(page.metricFilters ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return filters;
}

async function alarmsOf(reading: AccountReading): Promise<readonly Alarm[]> {
  const target = "GraniteServiceVersion20100801.DescribeAlarms";
  const pages = await pagesSigned(reading, "cloudwatch:DescribeAlarms", (token) => ({
    host: "monitoring",
    body: { protocol: "json", target, input: { AlarmTypes: ["MetricAlarm"], NextToken: token } },
  }));
  return pages.flatMap((page) => listMember(page, "MetricAlarms")).map(toAlarm);
}

function toAlarm(alarm: unknown): Alarm {
  const stats = listMember(alarm, "Metrics").map((one) => memberOf(memberOf(one, "MetricStat"), "Metric"));
  return {
    name: textMember(alarm, "AlarmName") ?? "",
    metrics: [alarm, ...stats].flatMap((one) =>
      metricOf(textMember(one, "Namespace"), textMember(one, "MetricName")),
    ),
    hasAction: memberOf(alarm, "ActionsEnabled") !== false && listMember(alarm, "AlarmActions").length > 0,
  };
}

function metricOf(namespace: string | undefined, name: string | undefined): readonly string[] {
  return namespace === undefined || name === undefined ? [] : [`${namespace}/${name}`];
}

/** Of several alarms on one filter the one that tells somebody counts. */
function withAlarm(
  { filterName = "", filterPattern = "", metricTransformations = [] }: MetricFilter,
  alarms: readonly Alarm[],
): AlarmFact {
  const metrics = metricTransformations.flatMap(({ metricNamespace, metricName }) =>
    metricOf(metricNamespace, metricName),
  );
  const fitting = alarms.filter((alarm) => alarm.metrics.some((metric) => metrics.includes(metric)));
  const alarm = fitting.find(({ hasAction }) => hasAction) ?? fitting[0];
  return {
    filterName,
    pattern: filterPattern,
    ...(alarm && { alarmName: alarm.name }),
    hasAction: alarm?.hasAction ?? false,
  };
}
