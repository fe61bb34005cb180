// What is wrong with the page that is open: wider than the window, or a word without its sentence.
(() => {
  const root = document.documentElement;
  const key = /^(api|catalog|checkpoints|credit|custody|deal|done|form|ledger|letter|menu|page|party|refusal|sourcing|talk|trust)(-[a-z0-9]+)+$/;
  const words = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const hidden = (node) => node.parentElement.closest("script, style, code, pre, svg");
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    if (key.test(text) && !hidden(walker.currentNode)) words.add(text);
  }
  for (const name of ["aria-label", "placeholder", "title", "alt", "data-l"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      const text = element.getAttribute(name).trim();
      if (key.test(text)) words.add(text);
    }
  }
  const beyond = [...document.querySelectorAll("main *, header *, footer *")]
    .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
    .slice(0, 3)
    .map((element) => element.tagName.toLowerCase() + (element.className ? "." + element.className : ""));
  return {
    overflow: Math.max(0, root.scrollWidth - root.clientWidth),
    beyond: root.scrollWidth > root.clientWidth ? beyond : [],
    words: [...words],
    height: root.scrollHeight,
  };
})()
