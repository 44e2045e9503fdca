// Gives the keyboard to the terminal at once, and says what happened when the session is over.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const body = document.body;
  const over = document.getElementById("over");
  const again = document.getElementById("again");
  const focus = () => (over.hidden ? document.querySelector(".xterm-helper-textarea") : again)?.focus();

  const tell = async () => {
    let why = body.dataset.lost;
    try {
      const answer = await fetch(body.dataset.state, { cache: "no-store" });
      const state = await answer.json();
      why = state.free || body.classList.contains("-first-byte") ? body.dataset.ended : body.dataset.full;
    } catch { /* the server is gone */ }
    document.getElementById("why").textContent = why;
    over.hidden = false;
    focus();
    if (body.dataset.retry && why === body.dataset.lost) setTimeout(comeBack, 3000);
  };

  // Where a class is going on, the page opens itself again once the server answers.
  const comeBack = async () => {
    try {
      await fetch(body.dataset.state, { cache: "no-store" });
      location.reload();
    } catch { setTimeout(comeBack, 3000); }
  };

  // The terminal tells the server about the focus, which it can do only once it is connected.
  const terminal = document.getElementById("terminal");
  new MutationObserver((_, watch) => {
    if (terminal.classList.contains("-connected")) { watch.disconnect(); focus(); }
  }).observe(terminal, { attributeFilter: ["class"] });

  const end = new MutationObserver(() => {
    if (body.classList.contains("-closed")) { end.disconnect(); tell(); }
  });
  end.observe(body, { attributeFilter: ["class"] });

  again.addEventListener("click", () => location.reload());
  window.addEventListener("focus", focus);
});
