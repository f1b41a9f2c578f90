// All that a partner's page learns: shown here as it comes.
const told = document.getElementById("told");
for (const type of ["ready", "progress", "complete", "error", "result"]) {
  document.addEventListener(`tafwid:${type}`, ({ detail, target }) => {
    const line = document.createElement("li");
    const code = document.createElement("code");
    code.dir = "ltr";
    code.textContent = `${target.getAttribute("kind")} ${type} ${JSON.stringify(detail)}`;
    line.append(code);
    told.prepend(line);
  });
}
