/*
 * Runs in a world of its own beside an embedded page, which cannot reach it: passes the page's
 * messages on to the app and the app's to the page, and nothing from frames within the page.
 */
(() => {
  "use strict";
  if (window !== window.top || typeof qt === "undefined") return;
  const MOST = 80 * 1024;
  new QWebChannel(qt.webChannelTransport, ({ objects: { bridge } }) => {
    window.addEventListener("message", (event) => {
      const { data } = event;
      if (event.source !== window || !data || data.spaces !== 1 || data.from !== "page") return;
      let text;
      try {
        text = JSON.stringify(data.message);
      } catch {
        text = "";
      }
      // What is too long is not carried over; that something came is told all the same.
      bridge.receive(typeof text === "string" ? text.slice(0, MOST + 1) : "");
    });
    bridge.told.connect((text) => {
      // Of the document, not of its address: a sandboxed page has no origin that could be named.
      const own = window.origin === "null" ? "*" : window.origin;
      window.postMessage({ spaces: 1, from: "host", message: JSON.parse(text) }, own);
    });
    bridge.listens();
  });
})();
