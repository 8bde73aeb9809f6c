import type { PanelStrings } from "../../protocol/panelStrings.ts";
import type { Translate } from "./sourceText.ts";

/** The texts of the panel's page, in the editor's language. @param t `vscode.l10n.t` */
export function pageStrings(t: Translate): PanelStrings {
  return { ...rowStrings(t), ...filterStrings(t), ...stateStrings(t), ...riskStrings(t) };
}

function rowStrings(t: Translate) {
  return {
    action: t("Action"),
    announceNew: t("{0} new events, {1} of high risk or above"),
    cameLate: t("This event came after its time had been complete."),
    completeUntil: t("complete until {0}"),
    coverage: t("What can be seen"),
    dataAsOf: t("Data as of {0}"),
    details: t("Details of the event"),
    empty: t("No events yet."),
    emptyFiltered: t("No event matches the filters."),
    everybody: t("Events of everybody"),
    failed: t("Failed"),
    fromTo: t("{0} to {1}"),
    gap: t("Events may be missing"),
    grid: t("Events"),
    hideDetails: t("Hide details"),
    late: t("late"),
    loadingRows: t("Loading {0} of {1} events"),
    newEvent: t("1 new event"),
    newEvents: t("{0} new events"),
    noTime: t("Without a time"),
    open: t("Open the record"),
    outcome: t("Outcome"),
    pause: t("Pause"),
    resource: t("Resource"),
    resume: t("Resume"),
    role: t("Role {0}"),
    success: t("Success"),
    technique: t("Technique"),
    time: t("Time"),
    today: t("Today"),
    toNewest: t("Go to the newest"),
    write: t("write"),
    yesterday: t("Yesterday"),
  };
}

function filterStrings(t: Translate) {
  return {
    all: t("All risks"),
    allServices: t("All services"),
    allTime: t("All times"),
    api: t("API"),
    apiHint: t("AWS filters: events that do not match are never fetched."),
    clearFilters: t("Clear filters"),
    denied: t("Denied"),
    deniedOnly: t("Denied"),
    eventsByMinute: t("Events per minute"),
    eventsByMinutes: t("Events per {0} minutes"),
    filterRisk: t("Lowest risk"),
    filters: t("Filters"),
    filterService: t("Services"),
    filterText: t("Filter by text"),
    filterTime: t("Time"),
    last15Minutes: t("Last 15 minutes"),
    last24Hours: t("Last 24 hours"),
    lastHour: t("Last hour"),
    lastWeek: t("Last 7 days"),
    local: t("local"),
    localHint: t("Filters the events that are here; AWS is not asked."),
    onlyNames: t("Only {0}"),
    servicesChosen: t("{0} services"),
    shown: t("{0} of {1}"),
    sparkBar: t("{0}: {1} events, {2} of high risk or above"),
    sparkText: t("{0} events from {1} to {2}, {3} of high risk or above"),
    writesAtSource: t("Ask AWS for writes only"),
    writesOnly: t("Writes"),
  };
}

function stateStrings(t: Translate) {
  return {
    countDropped: t("{0} older events are no longer held"),
    countOfOthers: t("{0} events of others are left out"),
    countSkipped: t("{0} files could not be read"),
    countUnreadable: t("{0} records are no events"),
    countWaiting: t("{0} waiting"),
    stateEnded: t("Complete"),
    stateFailed: t("Failed"),
    stateLive: t("Live"),
    stateLoading: t("Reading"),
    stateOff: t("Off"),
    stateOffline: t("Offline"),
    statePaused: t("Paused"),
    stateReconnecting: t("Reconnecting"),
    stateSignedOut: t("Signed out"),
    stateStalled: t("Stalled"),
    stateThrottled: t("Throttled"),
  };
}

function riskStrings(t: Translate) {
  return {
    categoryConsoleRoot: t("Root user"),
    categoryCredentialAccess: t("Credential access"),
    categoryDefenseEvasion: t("Defense evasion"),
    categoryDenied: t("Denied"),
    categoryDestructive: t("Destructive"),
    categoryExecution: t("Execution"),
    categoryExfiltration: t("Exfiltration"),
    categoryOutOfPolicy: t("Out of policy"),
    categoryPersistence: t("Persistence"),
    categoryPrivilegeEscalation: t("Privilege escalation"),
    categoryRead: t("Read"),
    categoryRecon: t("Reconnaissance"),
    categorySelf: t("Picket itself"),
    categoryWrite: t("Write"),
    risk: t("Risk"),
    riskAtLeast: t("{0} and above"),
    riskCritical: t("Critical"),
    riskHigh: t("High"),
    riskInfo: t("Info"),
    riskLow: t("Low"),
    riskMedium: t("Medium"),
  };
}
