import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { Kind, TafwidWidget } from "./index.js";

/** The element's attributes in JSX; see README.md for what each of them is. */
interface Attributes extends HTMLAttributes<TafwidWidget> {
  kind: Kind;
  lang?: "ar" | "en";
  theme?: "auto" | "light" | "dark";
  /** Six hexadecimal digits after #. */
  accent?: string;
  /** Round corners, in pixels. */
  radius?: number | string;
  density?: "comfortable" | "compact";
  /** ISO 3166-1 alpha-2. */
  country?: string;
  /** Sections, with commas between them. */
  questions?: string;
  start?: "intro" | "questions";
  request?: "" | "result";
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "tafwid-widget": DetailedHTMLProps<Attributes, TafwidWidget>;
    }
  }
}
