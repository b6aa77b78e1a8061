import { describe, expect, test } from "vitest";
import { clientAddress, isThisMachine, networkOf, proxyList } from "./networks.ts";

describe("who asks", () => {
  const proxies = proxyList(["10.0.0.5", "192.168.0.0/16", "2001:db8:1::/48"]);

  test.each([
    ["nobody stands between", "203.0.113.7", undefined, "203.0.113.7"],
    ["a stranger claims to pass somebody on", "203.0.113.7", "198.51.100.1", "203.0.113.7"],
    ["a proxy of ours passes somebody on", "10.0.0.5", "198.51.100.1", "198.51.100.1"],
    ["the client wrote more on the left", "10.0.0.5", "1.1.1.1, 198.51.100.1", "198.51.100.1"],
    ["two proxies of ours stand in a row", "10.0.0.5", "1.1.1.1, 198.51.100.1, 192.168.3.4", "198.51.100.1"],
    ["the socket is one of both kinds", "::ffff:10.0.0.5", "::ffff:198.51.100.1", "198.51.100.1"],
    ["a proxy passes on what is no address", "10.0.0.5", "unknown", "10.0.0.5"],
    ["a proxy of the newer kind", "2001:db8:1::9", "2001:db8:ffff::1", "2001:db8:ffff::1"],
  ])("%s", (_, peer, forwarded, expected) => {
    expect(clientAddress(peer, forwarded, proxies)).toBe(expected);
  });

  test.each(["nowhere", "10.0.0.0/33", "10.0.0.0/x", "300.1.1.1"])("%s is no proxy's address", (address) => {
    expect(() => proxyList([address])).toThrow(address);
  });
});

test("one network is an address of the older kind, and the half of one of the newer", () => {
  expect(networkOf("203.0.113.7")).toBe("203.0.113.7");
  const same = ["2001:db8:0:1::1", "2001:db8::1:ffff:0:0:2", "2001:0db8:0000:0001:aaaa::"];
  expect(new Set(same.map(networkOf))).toEqual(new Set(["2001:db8:0:1"]));
  expect(networkOf("2001:db8:0:2::1")).toBe("2001:db8:0:2");
  expect(networkOf("::1")).toBe("0:0:0:0");
});

test.each([
  ["smtp://localhost:25", true],
  ["http://127.0.0.1:9000/realm", true],
  ["smtp://ten:matkhau@[::1]:587", true],
  ["smtp://localhost.example.vn", false],
  ["smtp://127.0.0.1.example.vn", false],
  ["http://10.0.0.5", false],
  ["http://localhost@example.vn", false],
])("%s stays on this machine: %s", (address, stays) => {
  expect(isThisMachine(address)).toBe(stays);
});
