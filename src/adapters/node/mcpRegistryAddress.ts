/** Where a request may go, or why it may not. The reason names the host only: path and query may hold a token. */
export type AllowedAddress = { readonly url: URL } | { readonly reason: string };

/** Checks the address of machine settings. */
export function readAddress(address: string): AllowedAddress {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url) return { reason: "the policy's address cannot be read" };
  if (url.protocol !== "https:") return { reason: "the policy's address must start with https://" };
  if (url.username !== "" || url.password !== "")
    return { reason: "the policy's address holds a credential; it must not" };
  return { url };
}

/** Checks where a server sends us on to: only to https, and only to the host that settings name. */
export function readRedirect(from: URL, location: string | undefined): AllowedAddress {
  if (location === undefined || !URL.canParse(location, from.href))
    return { reason: `${from.host} sent us on to nowhere` };
  const url = new URL(location, from);
  if (url.protocol !== "https:") return { reason: `${from.host} sent us on to an address that is not https` };
  if (url.host !== from.host)
    return {
      reason: `${from.host} sent us on to another host, ${url.host}; name that one in the settings if it is right`,
    };
  if (url.username !== "" || url.password !== "")
    return { reason: `${from.host} sent us on to an address with a credential` };
  return { url };
}
