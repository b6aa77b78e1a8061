import "./fonts.css";
import "./kit/door-kit.css";
import "./door.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Door } from "./frame/door.tsx";
import { bringsSession } from "./frame/visitor.ts";
import { queryClient } from "./lib/trpc.ts";
import { theme } from "./theme.ts";

// The number of this answer, without which the content policy lets no style element in.
const nonce = document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";
Object.assign(globalThis, {
  // The kit's way of keeping the page still under a dialog reads it from here.
  __webpack_nonce__: nonce,
  // The content policy forbids compiling code from text. The schema library would try it as soon as it is loaded, which
  // is behind the door only.
  __zod_globalConfig: { jitless: true },
});

// The build has them fetched and not put on, so that the first words wait for nothing.
const dressed = Promise.all(
  [...document.querySelectorAll<HTMLLinkElement>("link[data-door]")].map((sheet) => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    sheet.addEventListener("load", resolve);
    // A page without its looks is better than none.
    sheet.addEventListener("error", resolve);
    sheet.rel = "stylesheet";
    return promise;
  }),
);

const house = async () => (await import("./house.tsx")).House;
// Who brings a session most likely enters.
if (bringsSession) house().catch(() => undefined);

const draw = (root: HTMLElement): void => {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} forceColorScheme="light" getStyleNonce={() => nonce}>
        <QueryClientProvider client={queryClient}>
          <Door house={house} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
};

const root = document.getElementById("root");
if (root) void dressed.then(() => draw(root));
