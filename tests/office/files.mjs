// What the tests of files share: an assessment full of text that means harm, and how a file is taken from the page.
import { assessment, questions, toFile } from "../browser/app.mjs";

export const PAPERS = ["report", "brief", "motion", "handover", "outline"];
export const TABLES = ["xlsx", "csv_answers", "csv_actions", "csv_gaps", "ics"];

export const EVIL = {
  formula: '=HYPERLINK("http://evil.example","x")',
  markup: "</td><script>alert(1)</script>&amp;",
  turned: "safe\u202Egnp.exe\u2066 back\u2069",
  control: "a\u0000b\u0007c\u001Bd",
  mixed: "اجتماع with the UNDP team في عمّان 🙂👩‍👩‍👧",
  lines: "one\r\ntwo\nBEGIN:VEVENT\r\nEND:VCALENDAR",
};
export const LONG = "كلمة word ".repeat(1000);

/** Every question answered, with all that can be written anywhere meaning harm. */
export function hostile() {
  const answers = {};
  for (const { id, kind, options } of questions) {
    answers[id] = { extent: "partly", choice: options[0], multi: options.slice(0, 2), text: EVIL.turned, list: [EVIL.mixed, EVIL.formula], country: "NO" }[kind];
  }
  const document = assessment(7, answers, { title: EVIL.formula });
  const evidence = (title) => [{ title, url: "javascript:alert(1)", date: "2026-03-01" }, { title: EVIL.markup, url: EVIL.control }];
  document.answers["mandate.clear"] = { ...document.answers["mandate.clear"], note: `PICKED ${LONG}`, evidence: evidence("PICKED-PROOF") };
  document.answers["mandate.nlc"] = { ...document.answers["mandate.nlc"], note: "SECRET-NOTE", evidence: evidence("SECRET-PROOF") };
  const action = (n, more) => ({ id: `a${n}`, title: EVIL.mixed, status: "open", priority: "high", ...more });
  document.actions = [
    action(1, { title: EVIL.lines, owner: EVIL.formula, due: "2027-01-31" }),
    action(2, { title: EVIL.markup, owner: EVIL.turned, due: "2028-02-29" }),
    action(3, { title: EVIL.formula, owner: "+cmd|' /C calc'!A0", due: '=HYPERLINK("http://evil.example")' }),
    action(4, { title: LONG, status: "done" }),
  ];
  const share = (who, percent) => ({ who, percent });
  document.budget = {
    currency: "JOD",
    reference: "1000000.000",
    lines: [
      { id: "b1", title: EVIL.formula, amount: "0.100", recurs: "yearly", shares: [share(EVIL.mixed, "60"), share(EVIL.formula, "40")] },
      { id: "b2", title: EVIL.mixed, amount: "0.200", recurs: "yearly", shares: [share(EVIL.markup, "33.33")] },
      { id: "b3", title: EVIL.turned, amount: "999999999999999.999", recurs: "once", shares: [] },
      { id: "b4", title: EVIL.lines, amount: "=1+1", recurs: "daily", shares: [share("", "-5")] },
    ],
    options: ["grants_scheme", EVIL.formula],
  };
  document.contributions = [
    { department: "youth", resource: "human", note: EVIL.formula },
    { department: EVIL.markup, resource: EVIL.control, note: LONG },
  ];
  document.outline = { concept: EVIL.lines, goals: EVIL.markup, community: LONG, lasting: EVIL.control };
  return toFile(document);
}

/** Uses a control that gives a file, and keeps it under a path. */
export async function saveFile(page, selector, path) {
  const [file] = await Promise.all([page.waitForEvent("download", { timeout: 60_000 }), page.locator(selector).click()]);
  await file.saveAs(path);
  return { path, suggested: file.suggestedFilename() };
}
