import { isIP } from "node:net";

/** The addresses that a hosts file gives to a name. */
export function addressesIn(hostsFile: string, host: string): readonly string[] {
  const wanted = host.toLowerCase();
  return hostsFile.split(/\r?\n/).flatMap((line) => {
    const [address = "", ...names] = line.replace(/#.*$/, "").trim().split(/\s+/);
    return isIP(address) !== 0 && names.some((name) => name.toLowerCase() === wanted) ? [address] : [];
  });
}
