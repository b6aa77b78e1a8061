import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The host stays as it is: the server refuses what comes from another site.
const server = { target: process.env["KHEO_SERVER"] ?? "http://127.0.0.1:3000", changeOrigin: false };

export default defineConfig({
  plugins: [react()],
  // The server puts the number of each answer in its place.
  html: { cspNonce: "KHEO_NONCE" },
  build: { target: "es2022", chunkSizeWarningLimit: 700 },
  server: { proxy: { "/trpc": server, "/api": server, "/download": server, "/import": server } },
});
