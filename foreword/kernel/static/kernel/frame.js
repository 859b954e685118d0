/* What every page does by script: "/" finds the box, menus close, addresses are copied, failures are told. */
(() => {
  const say = (text) => {
    const live = document.getElementById("live");
    if (live) live.textContent = text;
  };
  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
      const box = document.querySelector(".ask input");
      if (box) {
        event.preventDefault();
        box.focus();
        box.select();
      }
    }
    if (event.key === "Escape") {
      const open = event.target.closest?.("details.menu[open]");
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      }
    }
  });

  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      navigator.clipboard.writeText(copy.dataset.copy).then(() => {
        copy.classList.add("chosen");
        say(copy.dataset.copied);
        if (copy.dataset.copied) copy.lastChild.textContent = copy.dataset.copied;
      });
    }
    if (event.target.closest("[data-print]")) window.print();
  });

  /* A form sent twice by a nervous finger goes once. The server's idempotency key is the real guard. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post") || (event.defaultPrevented && !form.dataset.sent)) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 4000);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  /* What was not sent is told where everybody sees it, until something gets through; a look that failed is only spoken. */
  const unsent = (event, en, zh) => {
    const text = document.documentElement.lang === "en" ? en : zh;
    if (event.detail.requestConfig?.verb === "get") return say(text);
    const told = Object.assign(document.createElement("p"), { className: "notice alert unsent", textContent: text });
    document.getElementById("flash")?.replaceChildren(told);
  };
  document.addEventListener("htmx:sendError", (event) => unsent(event, "No connection. What you wrote is still here.", "网络断开了，您写的内容还在。"));
  document.addEventListener("htmx:responseError", (event) => unsent(event,
    "That was not taken. What you wrote is still here. Load the page again; perhaps you have been signed out.",
    "没有提交成功，您写的内容还在。请刷新页面，也许您已退出登录。"));
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.requestConfig?.verb !== "get") document.querySelector("#flash .unsent")?.remove();
    const spoken = event.target.matches?.("[data-say]") ? event.target : event.target.querySelector?.("[data-say]");
    if (spoken) say(spoken.dataset.say);
  });
  for (const node of document.querySelectorAll("[data-needs-script]")) node.hidden = false;
})();
