// Puts a brand's chat on its web site:
// <script src="https://HOST/widget.js" data-community="ID" data-side="left" async></script>
// The chat itself is a page of HOST in a frame: nothing of this site can read what is said there.
(() => {
  "use strict";
  const script = document.currentScript;
  const refuse = (why) => console.warn(`Chat is not shown: ${why}`);
  if (!script) return refuse("load widget.js as a plain script, not as a module.");
  const id = script.dataset.community || "";
  if (!/^[0-9a-f-]{36}$/.test(id)) return refuse("data-community has to be the community's id.");
  if (!/^https?:/.test(location.origin)) return refuse("this page is not on a web site.");
  if (document.querySelector(`spaces-chat[data-community="${id}"]`)) return;

  const home = new URL(script.src).origin;
  const words = /^zh/i.test(navigator.language)
    ? { open: "打开对话", close: "关闭对话", chat: "对话", unread: "{n} 条未读消息" }
    : { open: "Open chat", close: "Close chat", chat: "Chat", unread: "{n} unread" };
  const CSS = `
:host { all: initial }
button, iframe { position: fixed; bottom: 20px; right: 20px; z-index: 2147483000; border: 0 }
:host([data-side=left]) button, :host([data-side=left]) iframe { right: auto; left: 20px }
button { width: 56px; height: 56px; border-radius: 28px; padding: 0; cursor: pointer;
  background: #1d5bbf; color: #fff; box-shadow: 0 4px 16px rgb(0 0 0 / .3) }
button:hover { background: #174a9c }
button:focus-visible { outline: 3px solid #fff; box-shadow: 0 0 0 6px #1d5bbf }
svg { width: 26px; height: 26px; display: block; margin: auto; fill: none; stroke: currentColor;
  stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
.dot { position: absolute; top: -4px; right: -4px; min-width: 22px; height: 22px; padding: 0 6px;
  box-sizing: border-box; border-radius: 11px; background: #c4232b; color: #fff;
  font: 600 13px/22px system-ui, sans-serif; text-align: center }
iframe { bottom: 88px; width: 384px; max-width: calc(100vw - 40px); height: 620px;
  max-height: calc(100vh - 108px); border-radius: 16px; background: Canvas;
  box-shadow: 0 8px 40px rgb(0 0 0 / .35); color-scheme: light dark }
[hidden] { display: none }
@media (prefers-reduced-motion: no-preference) {
  iframe.open { animation: rise .18s ease-out }
  @keyframes rise { from { transform: translateY(12px); opacity: 0 } }
}
@media (max-width: 480px), (max-height: 480px) {
  iframe, :host([data-side=left]) iframe { inset: 0; width: 100%; height: 100%; max-width: none;
    max-height: none; border-radius: 0 }
  iframe.open + button { display: none }
}`;
  const PATHS = {
    open: "M4 5h16v11H10l-5 4v-4H4z M8 9h8 M8 12h5",
    close: "M6 6l12 12 M18 6L6 18",
  };

  function start() {
    const host = document.createElement("spaces-chat");
    host.dataset.community = id;
    if (script.dataset.side === "left") host.dataset.side = "left";
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];

    const frame = document.createElement("iframe");
    frame.title = words.chat;
    frame.hidden = true;
    frame.referrerPolicy = "origin";
    frame.setAttribute(
      "sandbox",
      "allow-scripts allow-same-origin allow-downloads allow-popups allow-popups-to-escape-sandbox",
    );
    const button = document.createElement("button");
    button.type = "button";
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.ariaHidden = "true";
    const path = svg.appendChild(document.createElementNS(svg.namespaceURI, "path"));
    const dot = document.createElement("span");
    dot.className = "dot";
    dot.ariaHidden = "true";
    button.append(svg, dot);

    let isOpen = false;
    let unread = 0;
    function show() {
      frame.hidden = !isOpen;
      frame.classList.toggle("open", isOpen);
      path.setAttribute("d", isOpen ? PATHS.close : PATHS.open);
      dot.hidden = isOpen || !unread;
      dot.textContent = unread > 99 ? "99+" : String(unread);
      const count = dot.hidden ? "" : `, ${words.unread.replace("{n}", unread)}`;
      button.ariaLabel = isOpen ? words.close : words.open + count;
      button.ariaExpanded = String(isOpen);
    }
    function turn(open) {
      isOpen = open;
      show();
      frame.contentWindow.postMessage({ spaces: open ? "open" : "close" }, home);
      (open ? frame : button).focus();
    }

    let said = false;
    addEventListener("message", (event) => {
      if (event.source !== frame.contentWindow || event.origin !== home) return;
      const { spaces, count } = event.data || {};
      if (spaces === "hello" && !said) {
        said = true;
        root.append(button);
      } else if (spaces === "close" && isOpen) {
        turn(false);
      } else if (spaces === "unread" && Number.isInteger(count) && count >= 0) {
        unread = count;
        show();
      }
    });
    button.addEventListener("click", () => turn(!isOpen));
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && isOpen) turn(false);
    });
    frame.addEventListener("load", () => {
      // The page greets before it has loaded; what a browser shows in its place never does.
      setTimeout(() => {
        if (said) return;
        host.remove();
        refuse(
          `${home} did not answer. Is web chat on, and is ${location.origin} among its sites? ` +
            "Both stand in the community's settings.",
        );
      }, 1000);
    });
    show();
    frame.src = `${home}/widget/${id}#${encodeURIComponent(location.origin)}`;
    root.append(frame);
    document.body.append(host);
  }

  if (document.body) start();
  else addEventListener("DOMContentLoaded", start);
})();
