// The questionnaire that every peer shows: 5 sections of 6 questions, in Arabic and English.
const scale = [
  ["0", "غير موجود", "Absent"],
  ["1", "أولي", "Initial"],
  ["2", "محدد", "Defined"],
  ["3", "مُدار", "Managed"],
  ["4", "محسَّن", "Optimised"],
];
const unknown = ["5", "لا أعرف", "Don't know"];
const sections = [
  ["strategy", "الاستراتيجية والحوكمة", "Strategy & governance"],
  ["data", "البيانات والخصوصية", "Data & privacy"],
  ["security", "الأمن السيبراني", "Cyber security"],
  ["services", "الخدمات الرقمية", "Digital services"],
  ["people", "الكوادر والمهارات", "People & skills"],
];

function question([id, ar, en], section, index) {
  const isMulti = index === 5;
  const number = section * 6 + index + 1;
  return {
    id: `${id}_${index + 1}`,
    kind: isMulti ? "checkbox" : "radio",
    text: {
      ar: `ما مدى نضج الممارسة رقم ${number} في مجال «${ar}» لدى الجهة؟`,
      en: `How mature is practice ${number} in “${en}” in your organisation?`,
    },
    options: (isMulti ? [...scale, unknown] : scale).map(([value, ar, en]) => ({ value, label: { ar, en } })),
  };
}

export const model = {
  id: "city-readiness",
  title: { ar: "تقييم جاهزية المدينة", en: "City readiness self-assessment" },
  sections: sections.map((section, number) => ({
    id: section[0],
    title: { ar: section[1], en: section[2] },
    questions: Array.from({ length: 6 }, (_, index) => question(section, number, index)),
  })),
};

/** The mean answer of each section. */
export function scoreSections(answers) {
  return model.sections.map(({ questions }) => {
    const given = questions.filter(({ kind, id }) => kind === "radio" && answers[id] != null).map(({ id }) => +answers[id]);
    return given.length ? given.reduce((sum, value) => sum + value, 0) / given.length : 0;
  });
}

export const labels = (lang) => model.sections.map(({ title }) => title[lang]);
