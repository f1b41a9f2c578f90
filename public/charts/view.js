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

/** The page's colours as they are now, and its letters. */
function look(place) {
  const probe = document.createElement("span");
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
