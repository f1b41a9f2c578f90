import { at } from "./loading.js";

// Leptos writes static elements as HTML. Nothing that could run passes; scripts have no way in at all, and of all addresses of
// scripts only that of our own worker.
const CAN_RUN = /<(script|iframe|object|embed)|[\s"'/]on\w+\s*=|javascript:/i;
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (html) => (CAN_RUN.test(html) ? null : html),
  createScriptURL: (url) => (url === at("sw.js") ? url : null),
});
