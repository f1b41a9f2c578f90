// The questionnaire written by hand with Preact.
import { h, render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { model, scoreSections } from "./model.mjs";
import { radar } from "./radar.mjs";

function Question({ question: { id, kind, text, options }, value, set }) {
  const isMulti = kind === "checkbox";
  const isChosen = (option) => (isMulti ? (value ?? []).includes(option) : value === option);
  const toggled = (option, on) => (on ? [...(value ?? []), option] : (value ?? []).filter((other) => other !== option));
  return h(
    "fieldset",
    { className: "question" },
    h("legend", null, text.ar),
    options.map(({ value: option, label }) =>
      h(
        "label",
        { key: option },
        h("input", {
          type: kind,
          name: id,
          value: option,
          checked: isChosen(option),
          onChange: (event) => set(isMulti ? toggled(option, event.target.checked) : option),
        }),
        label.ar,
      ),
    ),
  );
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem("answers")) || {};
  } catch {
    return {};
  }
}

function Form() {
  const [step, setStep] = useState(0);
  const [answers, setAnswers] = useState(kept);
  const [isDone, setDone] = useState(false);
  const last = model.sections.length - 1;
  useEffect(() => localStorage.setItem("answers", JSON.stringify(answers)), [answers]);
  useEffect(() => {
    if (isDone) radar(document.getElementById("chart"), scoreSections(answers));
  }, [isDone]);
  if (isDone) return h("p", null, "تم");

  const section = model.sections[step];
  const next = (event) => {
    event.preventDefault();
    if (step < last) setStep(step + 1);
    else setDone(true);
  };
  return h(
    "form",
    { onSubmit: next },
    h("h1", null, model.title.ar),
    h("progress", { value: step, max: last + 1 }),
    h("h2", null, section.title.ar),
    section.questions.map((question) =>
      h(Question, {
        key: question.id,
        question,
        value: answers[question.id],
        set: (value) => setAnswers({ ...answers, [question.id]: value }),
      }),
    ),
    h("button", null, step < last ? "التالي" : "إنهاء"),
  );
}

render(h(Form), document.getElementById("app"));
