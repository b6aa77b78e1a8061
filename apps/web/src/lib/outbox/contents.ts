import { createStore, del, get, set } from "idb-keyval";

/** Opened when it is first needed: a browser may forbid it, as some do in a private window. */
let opened: ReturnType<typeof createStore> | undefined;
const store = () => (opened ??= createStore("kheo.outbox", "contents"));

/** Keeps the content of a file on this device over a reload; `false` where the browser does not let us. */
export const keepContent = async (key: string, content: Blob): Promise<boolean> => {
  try {
    await set(key, content, store());
    return true;
  } catch {
    return false;
  }
};

export const keptContent = async (key: string): Promise<Blob | null> => {
  try {
    const content = await get<Blob>(key, store());
    // What the device has lost of it is found out here and not in the middle of sending.
    await content?.slice(0, 1).arrayBuffer();
    return content ?? null;
  } catch {
    return null;
  }
};

export const forgetContent = async (key: string): Promise<void> => {
  try {
    await del(key, store());
  } catch {
    // A store that may not be opened holds nothing to forget.
  }
};
