import type { Catalogue } from "../../iam/catalogue/catalogue.ts";
import type { Span } from "../../model/span.ts";
import type { ActivityEvent } from "../event.ts";
import type { DeclaredPolicy } from "./declaredPolicy.ts";
import { usesOfEvent } from "./eventUses.ts";
import { holdsTarget, least, most, namesAction, statementsOf, type Certainty } from "./statementMatch.ts";
import { decisive } from "./decide.ts";

/** A statement that allows a call, or what it needs in part. */
export interface GrantingStatement {
  readonly of: DeclaredPolicy;
  /** Zero-based. */
  readonly index: number;
  readonly sid: string | undefined;
  /** Of the statement in the text that the policy was read from; offsets in UTF-16 code units. */
  readonly span: Span;
  /** `service:Action` of the call that it allows. */
  readonly action: string;
  /** False: a condition, a variable or an unknown resource decides. */
  readonly certain: boolean;
}

/** The Allow statements that a call may go back to, the certain ones first; none for an event without actions. */
export function grantingStatements(
  event: ActivityEvent,
  policies: readonly DeclaredPolicy[],
  catalogue: Catalogue,
): readonly GrantingStatement[] {
  const facts = { region: event.region, catalogue };
  const asked = statementsOf(policies.filter(({ kind }) => kind === "identity"));
  const found = usesOfEvent(event, catalogue).uses.flatMap(({ action, targets }) =>
    asked.flatMap((one): GrantingStatement[] => {
      const { statement, of } = one;
      if (statement.effect !== "Allow") return [];
      const named = namesAction(one, action, facts);
      if (named === "no") return [];
      const known = decisive(targets);
      const held = known.reduce<Certainty>(
        (best, target) => most(best, holdsTarget(statement, target)),
        "no",
      );
      const certainty = least(named, known.length === 0 ? "maybe" : held);
      if (certainty === "no") return [];
      const sid = statement.sid?.value;
      return [
        {
          of,
          index: statement.index,
          sid: sid?.kind === "string" ? sid.value : undefined,
          span: statement.node.span,
          action,
          certain: certainty === "yes",
        },
      ];
    }),
  );
  return found.sort((a, b) => Number(b.certain) - Number(a.certain));
}
