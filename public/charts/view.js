// Draws charts in their places: a slice of ECharts, as SVG. What a chart shows is made by the charts program; the page's colours and
// letters are taken from its styles.
import { BarChart, RadarChart } from "echarts/charts";
import { GridComponent, LegendComponent, RadarComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, GridComponent, LegendComponent, RadarChart, RadarComponent, SVGRenderer]);

const COLOURS = ["ink", "ink-2", "card", "line", "brand", "band", "brand-soft"];
const CHANGES = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "print"];
/** Milliseconds without a change after which a chart follows. */
const REST = 200;

/** The page's colours as they are now, and its letters; `paint` changes the piece that they are tried on. */
function look(place, paint = () => {}) {
  const probe = document.createElement("span");
  paint(probe.style);
  place.append(probe);
  const colours = COLOURS.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  const { fontFamily, fontSize } = getComputedStyle(place);
  return { ...Object.fromEntries(colours), font: fontFamily, size: Number.parseFloat(fontSize), width: place.clientWidth };
}

/** A chart in its place. `option` turns a picture and a look into what ECharts draws. */
export function mount(place, option) {
  const chart = init(place, null, { renderer: "svg" });
  let picture = null;
  let isGone = false;
  let isSeen = true;
  let isBehind = false;
  let waiting = 0;
  const draw = () => {
    if (picture === null || isGone) return;
    isBehind = false;
    chart.setOption(JSON.parse(option(picture, JSON.stringify(look(place)))), { notMerge: true });
    place.dataset.state = "drawn";
  };
  // A picture that takes the place of another waits until the finger rests and somebody can see it: no tap waits for it.
  const follow = () => {
    clearTimeout(waiting);
    if (isBehind && isSeen) waiting = setTimeout(draw, REST);
  };
  const seen = new IntersectionObserver((entries) => {
    isSeen = entries.some((entry) => entry.isIntersecting);
    follow();
  });
  seen.observe(place);
  const again = () => {
    chart.resize();
    draw();
  };
  let { clientWidth } = place;
  const resized = new ResizeObserver(() => {
    if (place.clientWidth === clientWidth) return;
    clientWidth = place.clientWidth;
    again();
  });
  resized.observe(place);
  const changes = CHANGES.map((query) => matchMedia(query));
  for (const change of changes) change.addEventListener("change", again);
  return {
    show: (next) => {
      const isFirst = picture === null;
      picture = next;
      if (isFirst) return draw();
      isBehind = true;
      follow();
    },
    dispose: () => {
      isGone = true;
      clearTimeout(waiting);
      seen.disconnect();
      resized.disconnect();
      for (const change of changes) change.removeEventListener("change", again);
      chart.dispose();
    },
  };
}

/** The height of a chart's file in pixels: rings are nearly as high as wide, bars as high as they are many. */
function heightOf({ kind, rows }, width) {
  if (kind === "stack") return 120 + 56 * rows.length;
  if (kind === "bars") return 100 + 36 * rows.length;
  return Math.round(Math.min(Math.max(330, width * 0.7), 640));
}

const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** A picture as an SVG file of its own, in the colours of paper whatever those of the page are. */
function svg(option, picture, width, title) {
  // Where the browser forces its colours on the page, a file is not the page.
  const paper = (style) => Object.assign(style, { colorScheme: "light", forcedColorAdjust: "none" });
  const colours = { ...look(document.body, paper), width };
  const height = heightOf(JSON.parse(picture), width);
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption({ ...JSON.parse(option(picture, JSON.stringify(colours))), backgroundColor: colours.card });
    const { lang } = document.documentElement;
    // Places are worked out from left to right; each name carries its own direction. The library's styles only serve the mouse.
    return chart
      .renderToSVGString()
      .replace(/<style[^]*?<\/style>/g, "")
      .replace(/ class="[^"]*"/g, "")
      .replace(/^<svg /, `<svg role="img" direction="ltr" xml:lang="${lang}" `)
      .replace(/>/, `><title>${escaped(title)}</title>`);
  } finally {
    chart.dispose();
  }
}

/** An SVG as a PNG, in twice its size. */
async function png(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 2 * image.width, height: 2 * image.height });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A picture as a file: an SVG's text, or a PNG's bytes. */
export async function file(option, picture, kind, width, title) {
  const text = svg(option, picture, width, title);
  return kind === "png" ? png(text) : text;
}
