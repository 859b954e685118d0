/* A snippet with the question's words marked. Highlights count characters; strings here count UTF-16 units. */
function markedText({ snippet, highlights = [] }) {
  const letters = [...snippet], text = document.createElement("span");
  let at = 0;
  for (const [from, until] of highlights) {
    text.append(letters.slice(at, from).join(""));
    text.append(Object.assign(document.createElement("mark"), { textContent: letters.slice(from, until).join("") }));
    at = until;
  }
  text.append(letters.slice(at).join(""));
  return text;
}
