import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env["KHEO_SERVER"] ?? "http://127.0.0.1:3000";

export default defineConfig({
  plugins: [react()],
  build: { target: "es2022", chunkSizeWarningLimit: 700 },
  server: { proxy: { "/trpc": server, "/api": server, "/download": server } },
});
