import { isEvent, readEvent, type ActivityEvent } from "../../core/activity/event.ts";
import type { FeedRow } from "../../core/activity/feed/feedRow.ts";
import type { PanelDetail } from "../../protocol/activity.ts";
import type { Translate } from "./sourceText.ts";

/** Longest text of a fact. The record itself is one click away. */
const longest = 600;

/**
 * What is said of one event beside its row, whose time, resource and outcome the page repeats itself.
 * @param record masked: see `maskRecord`; undefined when it is no longer held
 */
export function panelDetail(row: FeedRow, record: unknown, t: Translate): PanelDetail {
  const { n, risk } = row;
  const event = record === undefined ? undefined : readEvent(record);
  const call: MaybeFact = [t("Call"), `${row.service}:${row.name}`];
  const facts = event && isEvent(event) ? [call, ...eventFacts(event, t)] : [call];
  return {
    n,
    severity: risk.severity,
    category: risk.category,
    ...(risk.technique !== undefined && { technique: risk.technique }),
    reasons: risk.reasons.map(short),
    facts: facts.filter((fact): fact is Fact => fact[1] !== undefined && fact[1] !== "").map(bounded),
  };
}

type Fact = readonly [label: string, text: string];
type MaybeFact = readonly [label: string, text: string | undefined];

function eventFacts(event: ActivityEvent, t: Translate): readonly MaybeFact[] {
  const { identity, resources } = event;
  const others = resources.flatMap(({ arn }) => (arn === undefined ? [] : [arn])).slice(1, 10);
  return [
    [t("Message"), event.errorMessage],
    [t("Other resources"), others.join(", ")],
    [t("Identity"), identity.arn ?? identity.principalId ?? identity.userName],
    [t("Kind of identity"), identity.type],
    [t("Role of the session"), identity.issuer?.arn],
    [t("Access key"), identity.accessKeyId],
    [t("Called by the service"), identity.invokedBy],
    [t("Source identity"), identity.sourceIdentity],
    [t("With MFA"), identity.withMfa === undefined ? undefined : identity.withMfa ? t("yes") : t("no")],
    [t("Address"), event.sourceAddress],
    [t("User agent"), event.userAgent],
    [t("Region"), event.region],
    [t("Account"), event.account],
    [t("Event id"), event.id],
    [t("Kind of event"), event.type],
  ];
}

function bounded([label, text]: Fact): Fact {
  return [label, short(text)];
}

function short(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
