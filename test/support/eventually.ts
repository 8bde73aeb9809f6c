/** Time that anything in a workbench may take before it counts as missing, ms. The machine may be busy. */
export const patience = 40_000;

/**
 * Looks until `accept` holds, and returns what it saw then.
 * @throws Error with what stood there last, when it does not hold within `patience`
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T>,
  accept: (seen: T) => boolean,
  limit = patience,
): Promise<T> {
  const deadline = Date.now() + limit;
  let seen: T | undefined;
  let problem: unknown;
  do {
    try {
      seen = await look();
      problem = undefined;
      if (accept(seen)) return seen;
    } catch (error) {
      // What is looked at may vanish in between: the next look finds what came instead.
      problem = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  } while (Date.now() < deadline);
  throw new Error(
    `${what}: not seen within ${limit / 1000} s. Last seen: ${JSON.stringify(seen) ?? "nothing"}`,
    {
      cause: problem,
    },
  );
}
