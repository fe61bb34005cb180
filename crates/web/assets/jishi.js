// Nothing here is needed: every page works without it.
"use strict";

// A form is sent once: a second click while the answer is on its way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  for (const button of form.querySelectorAll("button")) {
    button.setAttribute("aria-disabled", "true");
  }
});

// A button that belongs to a choice is pressed as soon as the choice is made.
document.addEventListener("change", (event) => {
  const button = event.target.form?.querySelector(`[data-when="${event.target.name}"]`);
  if (button) {
    event.target.form.requestSubmit(button);
  }
});

// Coming back by the browser's own button, the form may be sent again; its key makes it harmless.
addEventListener("pageshow", () => {
  for (const form of document.forms) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button")) {
      button.removeAttribute("aria-disabled");
    }
  }
});

// After a failed send the summary is read first.
document.querySelector("[role=alert]")?.focus();

// A menu closes when the focus or the finger goes elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.drop[open]")) {
    if (!menu.contains(event.target)) {
      menu.removeAttribute("open");
    }
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.querySelector("details.drop[open]")?.removeAttribute("open");
  }
});

// "Copy" copies; without a clipboard the text stays selectable.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) {
    await navigator.clipboard?.writeText(button.dataset.copy);
    button.dataset.copied = "1";
  }
});

// A page that waits for something outside looks again by itself, and only while it is looked at.
const wait = document.querySelector("[data-again]");
if (wait) {
  setInterval(() => {
    if (document.visibilityState === "visible") {
      location.reload();
    }
  }, Number(wait.dataset.again) * 1000);
}

// Words that may be meant, while somebody types: asked for once the fingers rest.
const field = document.querySelector("input[data-ends]");
let resting;
field?.addEventListener("input", (event) => {
  clearTimeout(resting);
  if (event.isComposing || field.value.trim().length < 2) {
    return;
  }
  resting = setTimeout(async () => {
    const answer = await fetch(`${field.dataset.ends}?q=${encodeURIComponent(field.value)}`);
    if (!answer.ok) {
      return;
    }
    const ends = (await answer.json()).map((end) => {
      const option = document.createElement("option");
      option.value = end;
      return option;
    });
    document.getElementById("search-ends").replaceChildren(...ends);
  }, 120);
});
// A conversation that is looked at goes on by itself; the list of conversations looks again.
const live = document.querySelector("[data-live]");
const lists = document.querySelector("[data-live-list]");
if ((live || lists) && "EventSource" in window) {
  const isSeen = () => document.visibilityState === "visible";
  const proof = () => document.querySelector("input[name=csrf]")?.value ?? "";
  const beHere = () => {
    if (live && isSeen()) {
      const body = new URLSearchParams({ csrf: proof() });
      fetch(`${live.dataset.live}/seen`, { method: "POST", body });
    }
  };
  let isAsking = false;
  const takeIn = async () => {
    if (isAsking) {
      return;
    }
    isAsking = true;
    try {
      const after = encodeURIComponent(live.dataset.last);
      const answer = await fetch(`${live.dataset.live}/new?after=${after}`);
      if (answer.ok && !answer.redirected) {
        live.insertAdjacentHTML("beforeend", await answer.text());
        const said = live.querySelectorAll(".msg");
        live.dataset.last = said[said.length - 1]?.id || live.dataset.last;
        beHere();
      }
    } finally {
      isAsking = false;
    }
  };
  const stream = new EventSource("/messages/events");
  stream.addEventListener("said", (event) => {
    const said = JSON.parse(event.data);
    if (live && said.conversation === live.dataset.conversation) {
      takeIn();
    } else if (lists && isSeen()) {
      location.reload();
    }
  });
  addEventListener("pagehide", () => stream.close());
  document.addEventListener("visibilitychange", beHere);
  setInterval(beHere, 120_000);
  beHere();
}
