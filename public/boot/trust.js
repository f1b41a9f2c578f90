// Leptos writes static elements as HTML. Nothing that could run passes; scripts and script addresses have no way in at all.
const CAN_RUN = /<(script|iframe|object|embed)|[\s"'/]on\w+\s*=|javascript:/i;
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (html) => (CAN_RUN.test(html) ? null : html),
});
