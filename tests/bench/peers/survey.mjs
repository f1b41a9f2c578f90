// The questionnaire in SurveyJS, with its own plain-JavaScript renderer.
import { Model } from "survey-core";
import "survey-core/i18n/arabic";
import { renderSurvey } from "survey-js-ui";
import { model, scoreSections } from "./model.mjs";
import { radar } from "./radar.mjs";

const texts = ({ ar, en }) => ({ default: en, ar });

const survey = new Model({
  locale: "ar",
  title: texts(model.title),
  showProgressBar: true,
  pages: model.sections.map(({ id, title, questions }) => ({
    name: id,
    title: texts(title),
    elements: questions.map((question) => ({
      type: question.kind === "radio" ? "radiogroup" : "checkbox",
      name: question.id,
      title: texts(question.text),
      choices: question.options.map(({ value, label }) => ({ value, text: texts(label) })),
    })),
  })),
});
survey.onComplete.add(({ data }) => radar(document.getElementById("chart"), scoreSections(data)));
renderSurvey(survey, document.getElementById("app"));
