// The questionnaire written by hand with the browser's own means: the least that it can cost.
import { model, scoreSections } from "./model.mjs";
import { radar } from "./radar.mjs";

const app = document.getElementById("app");
const last = model.sections.length - 1;
let step = 0;
let answers;
try {
  answers = JSON.parse(localStorage.getItem("answers")) || {};
} catch {
  answers = {};
}

function element(name, properties, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

function keep({ target: { type, name, value } }) {
  const chosen = [...app.querySelectorAll(`[name="${name}"]:checked`)].map((input) => input.value);
  answers[name] = type === "radio" ? value : chosen;
  localStorage.setItem("answers", JSON.stringify(answers));
}

function next(event) {
  event.preventDefault();
  if (step++ < last) return draw();
  app.replaceChildren(element("p", {}, "تم"));
  radar(document.getElementById("chart"), scoreSections(answers));
}

function draw() {
  const { title, questions } = model.sections[step];
  const fields = questions.map(({ id, kind, text, options }) => {
    const inputs = options.map(({ value, label }) => {
      const checked = [answers[id] ?? []].flat().includes(value);
      return element("label", {}, element("input", { type: kind, name: id, value, checked }), label.ar);
    });
    return element("fieldset", { className: "question" }, element("legend", {}, text.ar), ...inputs);
  });
  app.replaceChildren(
    element(
      "form",
      { onsubmit: next, onchange: keep },
      element("h1", {}, model.title.ar),
      element("progress", { value: step, max: last + 1 }),
      element("h2", {}, title.ar),
      ...fields,
      element("button", {}, step < last ? "التالي" : "إنهاء"),
    ),
  );
}

draw();
