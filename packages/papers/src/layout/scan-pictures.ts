import { toBuffer } from "qrcode";
import { blocksIn, type LaidPaper } from "./layout.ts";

/** The pictures that a paper's addresses are read from, by the address. */
export const scanPictures = async ({ sections }: LaidPaper): Promise<ReadonlyMap<string, Buffer>> => {
  const addresses = sections
    .flatMap(({ blocks }) => blocksIn(blocks))
    .flatMap((block) => (block.kind === "scan" ? [block.address] : []));
  return new Map(
    await Promise.all(
      addresses.map(async (address) => [address, await toBuffer(address, { margin: 1, width: 480 })] as const),
    ),
  );
};
