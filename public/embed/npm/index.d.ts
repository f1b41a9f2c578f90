/** The kinds of widget. */
export type Kind =
  | "mandate-checker"
  | "framework-selector"
  | "institution-selector"
  | "quick-check"
  | "readiness-chart"
  | "country-mandates";

/** A setting that was not taken as it is. */
export interface Complaint {
  setting: string;
  given: string;
  fault: "unknown" | "twice" | "too_long" | "invalid" | "unused" | "contrast";
  used: string;
}

/** What a visitor hands over, by ids. */
export interface Outcome {
  format: "tafwid-outcome";
  version: 1;
  instrument: string;
  kind: Kind;
  sufficiency?: { lowest: string; highest: string };
  operability?: { lowest: string; highest: string };
  authority?: { lowest: string; highest: string };
  strength?: string;
  lead?: string[];
}

export interface TafwidWidget extends HTMLElement {
  kind: Kind;
  request: "" | "result";
  /** Begins anew: what was answered is gone. */
  reset(): void;
  /** Changes the language; what was answered stays. */
  setLanguage(lang: "ar" | "en"): void;
  /** Shows the readiness of a results file, in a readiness-chart. */
  show(file: string | object): void;
}

export interface TafwidEvents {
  "tafwid:ready": CustomEvent<{ kind: Kind; lang: string; complaints: Complaint[] }>;
  "tafwid:resize": CustomEvent<{ height: number }>;
  /** A share in hundredths, and nothing else. */
  "tafwid:progress": CustomEvent<{ share: number }>;
  "tafwid:complete": CustomEvent<Record<string, never>>;
  "tafwid:error": CustomEvent<{ code: string }>;
  /** Only after the visitor has agreed. */
  "tafwid:result": CustomEvent<{ result: Outcome }>;
}

/** Makes the element known; `base` is the address of the folder that holds embed.html, with a slash at its end. */
export function define(base: string): void;

declare global {
  interface HTMLElementTagNameMap {
    "tafwid-widget": TafwidWidget;
  }
  interface HTMLElementEventMap extends TafwidEvents {}
}
