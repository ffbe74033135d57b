(()=>{"use strict";const e=document.currentScript,t=e=>console.warn(`Chat is not shown: ${e}`);if(!e)return t("load widget.js as a plain script, not as a module.");const n=e.dataset.community||"";if(!/^[0-9a-f-]{36}$/.test(n))return t("data-community has to be the community's id.");if(!/^https?:/.test(location.origin))return t("this page is not on a web site.");if(document.querySelector(`spaces-chat[data-community="${n}"]`))return;const s=new URL(e.src).origin,o=/^zh/i.test(navigator.language)?{open:"打开对话",close:"关闭对话",chat:"对话",unread:"{n} 条未读消息"}:{open:"Open chat",close:"Close chat",chat:"Chat",unread:"{n} unread"},r=`
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
}`,i={open:"M4 5h16v11H10l-5 4v-4H4z M8 9h8 M8 12h5",close:"M6 6l12 12 M18 6L6 18"};function a(){const m=document.createElement("spaces-chat");m.dataset.community=n,e.dataset.side==="left"&&(m.dataset.side="left");const f=m.attachShadow({mode:"open"}),b=new CSSStyleSheet;b.replaceSync(r),f.adoptedStyleSheets=[b];const a=document.createElement("iframe");a.title=o.chat,a.hidden=!0,a.referrerPolicy="origin",a.setAttribute("sandbox","allow-scripts allow-same-origin allow-downloads allow-popups allow-popups-to-escape-sandbox");const l=document.createElement("button");l.type="button";const h=document.createElementNS("http://www.w3.org/2000/svg","svg");h.setAttribute("viewBox","0 0 24 24"),h.ariaHidden="true";const j=h.appendChild(document.createElementNS(h.namespaceURI,"path")),d=document.createElement("span");d.className="dot",d.ariaHidden="true",l.append(h,d);let c=!1,u=0;function p(){a.hidden=!c,a.classList.toggle("open",c),j.setAttribute("d",c?i.close:i.open),d.hidden=c||!u,d.textContent=u>99?"99+":String(u);const e=d.hidden?"":`, ${o.unread.replace("{n}",u)}`;l.ariaLabel=c?o.close:o.open+e,l.ariaExpanded=String(c)}function g(e){c=e,p(),a.contentWindow.postMessage({spaces:e?"open":"close"},s),(e?a:l).focus()}let v=!1;addEventListener("message",e=>{if(e.source!==a.contentWindow||e.origin!==s)return;const{spaces:t,count:n}=e.data||{};t==="hello"&&!v?(v=!0,f.append(l)):t==="close"&&c?g(!1):t==="unread"&&Number.isInteger(n)&&n>=0&&(u=n,p())}),l.addEventListener("click",()=>g(!c)),f.addEventListener("keydown",e=>{e.key==="Escape"&&c&&g(!1)}),a.addEventListener("load",()=>{setTimeout(()=>{if(v)return;m.remove(),t(`${s} did not answer. Is web chat on, and is ${location.origin} among its sites? `+"Both stand in the community's settings.")},1e3)}),p(),a.src=`${s}/widget/${n}#${encodeURIComponent(location.origin)}`,f.append(a),document.body.append(m)}document.body?a():addEventListener("DOMContentLoaded",a)})()
