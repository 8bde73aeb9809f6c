import { StoreError } from "../../../../core/fixes/storeError.ts";

/** Name and text of what an SDK call rejected with. The text may quote input: it is looked at, never passed on. */
export interface SdkRefusal {
  readonly name: string;
  readonly text: string;
}

/** Reads an error of any kind. */
export function refusalIn(error: unknown): SdkRefusal {
  return error instanceof Error ? { name: error.name, text: error.message } : { name: "", text: "" };
}

/** Actions that a refusal may name: a query is also refused for what it reads. */
const actionIn =
  /not authorized to perform: ((?:athena|glue|s3|kms|cloudtrail|lakeformation):[A-Za-z]{1,64})\b/;

/** The refusal of a query for lack of permission, with the action that was missing; undefined for other errors. */
export function deniedIn({ name, text }: SdkRefusal, action: string): StoreError | undefined {
  const named = actionIn.exec(text)?.[1];
  if (!/^AccessDenied(?:Exception)?$|^UnauthorizedException$/.test(name) && named === undefined)
    return undefined;
  return new StoreError("denied", deniedText(named ?? action));
}

/** What to do about a missing permission. @param action as IAM names it */
export function deniedText(action: string): string {
  return `The credentials may not do ${action}. Ask for that permission, or choose another profile.`;
}

/** The action that a reason in words says was missing. */
export function actionNamedIn(text: string): string | undefined {
  return actionIn.exec(text)?.[1];
}
