/** What a filter needs to know of the deployment before it makes sense. */
export type FilterNeed = "bucket" | "secret" | "dlpLogGroup";

/** A metric filter with its alarm. */
export interface MonitoringFilter {
  /** Name of the metric, and of the resources. */
  readonly id: string;
  /** What has happened, for the alarm's description. */
  readonly title: string;
  /** Who asks for it: a guide's chapter or a control. */
  readonly source: string;
  /** What stands between the braces of the pattern; it may hold references. */
  readonly condition: string;
  /** Events within five minutes that raise the alarm. */
  readonly threshold: number;
  readonly needs?: FilterNeed;
}

/** The pattern as CloudWatch Logs takes it. */
export function patternOf({ condition }: MonitoringFilter): string {
  return `{ ${condition} }`;
}
