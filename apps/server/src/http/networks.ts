import { BlockList, isIP, isIPv6 } from "node:net";

/** An address as it is compared: without a zone, and IPv4 as IPv4 also when it comes over an IPv6 socket. */
const plain = (address: string): string =>
  address
    .trim()
    .replace(/^\[(.*)\]$/u, "$1")
    .replace(/%.*$/u, "")
    .replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/iu, "");

/** The proxies whose word on who asks is taken. @throws TypeError for what is no address. */
export const proxyList = (addresses: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const entry of addresses) {
    const [address = "", bits] = entry.split("/", 2);
    const family = isIP(plain(address));
    const largest = family === 6 ? 128 : 32;
    if (family === 0 || (bits !== undefined && !(/^\d{1,3}$/u.test(bits) && Number(bits) <= largest))) {
      throw new TypeError(entry);
    }
    const kind = family === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(plain(address), kind);
    else list.addSubnet(plain(address), Number(bits), kind);
  }
  return list;
};

/** Who asks: the nearest address that is not one of our own proxies, read from the right, for the left can be made up. */
export const clientAddress = (peer: string | undefined, forwarded: string | undefined, proxies: BlockList): string => {
  const isProxy = (address: string) => proxies.check(address, isIPv6(address) ? "ipv6" : "ipv4");
  let nearest = plain(peer ?? "");
  const hops = (forwarded ?? "").split(",").map(plain).toReversed();
  for (const hop of hops) {
    if (isIP(nearest) === 0 || !isProxy(nearest) || isIP(hop) === 0) break;
    nearest = hop;
  }
  return nearest;
};

/** The eight groups of an IPv6 address. */
const groups = (address: string): readonly string[] => {
  const [head = "", tail] = address.split("::", 2);
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array.from({ length: Math.max(0, zeros) }, () => "0"), ...after];
};

/** What counts as one network: an IPv4 address; of IPv6 the 64 bits that one household or office is given. */
export const networkOf = (address: string): string =>
  isIPv6(address)
    ? groups(address)
        .slice(0, 4)
        .map((group) => Number.parseInt(group, 16).toString(16))
        .join(":")
    : address;

/** Whether what is sent to an address stays on this machine, where nobody listens on the way. */
export const isThisMachine = (address: string): boolean =>
  /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u.test(new URL(address).hostname);
