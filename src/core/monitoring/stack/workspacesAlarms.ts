/** An alarm on a metric that WorkSpaces reports by directory. */
export interface WorkSpacesAlarm {
  readonly id: string;
  readonly metric: string;
  readonly title: string;
  readonly statistic: "Sum" | "Maximum";
  readonly threshold: number;
}

/** Source of the metrics: "Monitor your WorkSpaces using CloudWatch metrics"; asked for by guide 2, M14. */
export const workspacesAlarms: readonly WorkSpacesAlarm[] = [
  {
    id: "WorkSpacesConnectionFailed",
    metric: "ConnectionFailure",
    title: "Connections to WorkSpaces failed five times within five minutes",
    statistic: "Sum",
    threshold: 5,
  },
  {
    id: "WorkSpacesUnhealthy",
    metric: "Unhealthy",
    title: "A WorkSpace does not answer",
    statistic: "Maximum",
    threshold: 1,
  },
];
