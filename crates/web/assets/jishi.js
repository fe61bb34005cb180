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

// Words that may be meant, while somebody types: asked for once the fingers rest. The field is then
// a combobox: arrows walk through the words, Enter takes one, Escape puts the list away.
const field = document.querySelector("input[data-ends]");
const ends = field && document.getElementById(field.dataset.ends);
const scope = field?.form.querySelector("select");
let resting;
let chosen = -1;
const show = (words) => {
  chosen = -1;
  field.removeAttribute("aria-activedescendant");
  ends.replaceChildren(...words.map((word, nth) => {
    const option = document.createElement("li");
    option.id = `search-end-${nth}`;
    option.role = "option";
    option.ariaSelected = "false";
    option.textContent = word;
    return option;
  }));
  ends.hidden = words.length === 0;
  field.setAttribute("aria-expanded", String(!ends.hidden));
};
const choose = (nth) => {
  const options = [...ends.children];
  chosen = (nth + options.length) % options.length;
  options.forEach((option, place) => {
    option.ariaSelected = String(place === chosen);
  });
  field.setAttribute("aria-activedescendant", options[chosen].id);
};
const take = (option) => {
  field.value = option.textContent;
  show([]);
  field.form.requestSubmit();
};
if (field) {
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", ends.id);
  field.setAttribute("aria-expanded", "false");
}
const propose = async () => {
  const typed = field.value;
  const from = scope.selectedOptions[0].dataset.ends;
  const answer = await fetch(`${from}?q=${encodeURIComponent(typed)}`);
  if (answer.ok && !answer.redirected && field.value === typed) {
    show(await answer.json());
  }
};
field?.addEventListener("input", (event) => {
  clearTimeout(resting);
  if (event.isComposing || field.value.trim().length < 2) {
    show([]);
    return;
  }
  resting = setTimeout(propose, 120);
});
field?.addEventListener("keydown", (event) => {
  if (ends.hidden || event.isComposing) {
    return;
  }
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    choose(event.key === "ArrowDown" ? chosen + 1 : Math.max(chosen, 0) - 1);
  } else if (event.key === "Enter" && chosen >= 0) {
    event.preventDefault();
    take(ends.children[chosen]);
  } else if (event.key === "Escape") {
    event.preventDefault();
    show([]);
  }
});
// A finger on a word must not take the focus away before the word is taken.
ends?.addEventListener("pointerdown", (event) => event.preventDefault());
ends?.addEventListener("click", (event) => {
  const option = event.target.closest("li");
  if (option) {
    take(option);
  }
});
field?.addEventListener("blur", () => show([]));
scope?.addEventListener("change", () => show([]));

// A conversation that is looked at goes on by itself; the list of conversations looks again; the
// menu says how much is unread.
const live = document.querySelector("[data-live]");
const lists = document.querySelector("[data-live-list]");
const bells = document.querySelectorAll("[data-unread]");
if ((live || lists || bells.length) && "EventSource" in window) {
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
  const ring = ({ unread }) => {
    for (const bell of bells) {
      bell.textContent = unread > 99 ? "99+" : unread;
      bell.hidden = !unread;
    }
  };
  let stream;
  const listen = () => {
    stream = new EventSource("/messages/events");
    stream.addEventListener("hello", (event) => ring(JSON.parse(event.data)));
    stream.addEventListener("said", (event) => hear(JSON.parse(event.data)));
  };
  const hear = (said) => {
    ring(said);
    if (live && said.conversation === live.dataset.conversation) {
      takeIn();
    } else if (lists && isSeen()) {
      location.reload();
    }
  };
  listen();
  addEventListener("pagehide", () => stream.close());
  // A person has few streams: a page that only counts listens while it is looked at.
  document.addEventListener("visibilitychange", () => {
    beHere();
    if (!live && !lists) {
      stream.close();
      if (isSeen()) {
        listen();
      }
    }
  });
  setInterval(beHere, 120_000);
  beHere();
}
