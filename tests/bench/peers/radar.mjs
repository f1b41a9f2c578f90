// The chart at the end, drawn by hand so that no chart library counts against a peer.
import { labels } from "./model.mjs";

const SVG = "http://www.w3.org/2000/svg";

function element(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  node.append(...children);
  return node;
}

export function radar(place, values, lang = "ar") {
  const names = labels(lang);
  const radius = 110;
  const point = (index, distance) => {
    const angle = -Math.PI / 2 + (index * 2 * Math.PI) / names.length;
    return [180 + distance * Math.cos(angle), 160 + distance * Math.sin(angle)];
  };
  const polygon = (distances, style) => {
    const points = distances.map((distance, index) => point(index, distance).map((x) => x.toFixed(1)));
    return element("polygon", { points: points.join(" "), ...style });
  };
  const summary = names.map((name, index) => `${name}: ${values[index].toFixed(1)}`).join("، ");
  const svg = element("svg", { viewBox: "0 0 360 320", role: "img", "aria-label": summary });
  for (let ring = 1; ring <= 4; ring++) {
    svg.append(polygon(names.map(() => (radius * ring) / 4), { fill: "none", stroke: "#bbb" }));
  }
  svg.append(polygon(values.map((value) => (radius * value) / 4), { fill: "#2a6f9766", stroke: "#2a6f97" }));
  names.forEach((name, index) => {
    const [x, y] = point(index, radius + 18);
    svg.append(element("text", { x, y, "text-anchor": "middle", "font-size": 12, direction: "rtl" }, name));
  });
  place.replaceChildren(svg);
}
