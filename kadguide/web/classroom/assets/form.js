// Shows the time that is left as a clock, and sends the answer when it is over. Everything works without it.
"use strict";

(() => {
  const left = document.getElementById("left");
  if (!left) return;
  const clock = document.getElementById("clock");
  let end = performance.now() + Number(left.dataset.left) * 1000;
  const spoken = document.createElement("p");
  spoken.className = "unseen";
  spoken.setAttribute("role", "status");
  document.body.append(spoken);
  let said = Number(left.dataset.left) < 60;
  let sent = false;

  const leave = () => {
    if (sent) return;
    sent = true;
    const answer = document.getElementById("answer");
    if (answer) answer.submit();
    else location.reload();
  };

  const show = () => {
    const seconds = Math.max(Math.ceil((end - performance.now()) / 1000), 0);
    const two = (number) => String(number).padStart(2, "0");
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor(seconds / 60) % 60;
    clock.textContent = (hours ? hours + ":" + two(minutes) : minutes) + ":" + two(seconds % 60);
    left.classList.toggle("soon", seconds < 60);
    if (seconds < 60 && !said) {
      said = true;
      spoken.textContent = left.dataset.soon;
    }
    if (seconds <= 0) leave();
    else setTimeout(show, 1000);
  };

  // Everybody may have been given more time, or the room may stand still.
  const ask = async () => {
    try {
      const answer = await fetch(left.dataset.ask);
      const seconds = answer.ok ? await answer.json() : null;
      if (typeof seconds === "number") end = performance.now() + seconds * 1000;
    } catch {
      // No network just now: the clock runs on.
    }
  };
  setInterval(ask, Number(left.dataset.every) * 1000);

  // A page that comes back from memory shows what was left long ago.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  show();
})();
