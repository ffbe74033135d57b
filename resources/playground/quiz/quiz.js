"use strict";
// Questions that the host asks and all answer.
const WORDS = {
  en: {
    title: "Quiz", wait: "The host is about to ask.", question: "Question {n}", answered: "{n} of {all} have answered",
    pick: "Choose an answer", changed: "You may change it until it is shown.", show: "Show the right answer",
    which: "Which answer is right?", next: "Next question", end: "End the quiz", again: "New quiz", scores: "Points",
    none: "Nobody has answered yet.", yours: "Your own question", ask: "Question", option: "Answer {n}",
    isRight: "This is the right one", open: "Ask it", more: "One more answer", right: "right", votes: "{n}×",
    prepared: "{n} prepared questions are left", over: "The quiz is over", ended: "The session is over.",
    failed: "That did not work: ", alone: "Open this page in a playground's session.",
    few: "A question has at least two answers.",
  },
  zh: {
    title: "问答", wait: "主持人即将提问。", question: "第 {n} 题", answered: "{all} 人中已有 {n} 人作答",
    pick: "请选择答案", changed: "公布前可以更改。", show: "公布正确答案",
    which: "哪个答案正确？", next: "下一题", end: "结束问答", again: "新的问答", scores: "得分",
    none: "还没有人作答。", yours: "自己出题", ask: "问题", option: "答案 {n}",
    isRight: "这是正确答案", open: "提问", more: "再加一个答案", right: "正确", votes: "{n} 人",
    prepared: "还有 {n} 道准备好的题", over: "问答结束", ended: "会话已结束。",
    failed: "没有成功：", alone: "请在游乐场的会话中打开此页面。",
    few: "一道题至少有两个答案。",
  },
};
let words = WORDS.en;
let known = null; // The right answer of the open question, where this page asked it.
let draft = { ask: "", options: ["", "", ""], right: 0 };
const say = (word, given = {}) => words[word].replace(/\{(\w+)\}/g, (_, name) => given[name]);
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== null));
  return element;
};
const button = (text, onclick, more = {}) => make("button", { type: "button", onclick, ...more }, text);
const note = (text) => (document.getElementById("note").textContent = text);

async function change(act) {
  try {
    await spaces.update((state) => {
      const quiz = act(quizOf(state));
      return quiz === null ? undefined : { ...state, quiz };
    });
    note("");
  } catch (error) {
    note(words.failed + error.message);
  }
  draw();
}

const prepared = () => questionsOf(spaces.definition).slice(quizOf(spaces.state).number);
function ask(question) {
  known = question.right;
  const number = quizOf(spaces.state).number;
  // A second press asks nothing twice.
  change((quiz) => (quiz.phase === "open" || quiz.number !== number ? null : opened(quiz, question)));
}
const answer = (i) =>
  change((quiz) => (quiz.phase === "open" ? { ...quiz, answers: { ...quiz.answers, [spaces.me.id]: i } } : null));
const reveal = (right) => change((quiz) => revealed(quiz, right));

function options(quiz, isHost) {
  const votes = Object.values(quiz.answers);
  const mine = quiz.answers[spaces.me?.id];
  return make(
    "ul",
    { className: "options" },
    ...quiz.options.map((text, i) => {
      const isRight = quiz.phase === "shown" && quiz.right === i;
      const made = button(text, () => answer(i), {
        disabled: quiz.phase !== "open" || spaces.isOver, className: isRight ? "right" : "",
      });
      made.setAttribute("aria-pressed", String(mine === i));
      if (quiz.phase === "shown") {
        const count = say("votes", { n: votes.filter((vote) => vote === i).length });
        made.append(make("span", { className: "count" }, isRight ? `${words.right} · ${count}` : count));
      }
      return make("li", {}, made);
    }),
  );
}

function hostActs(quiz) {
  if (quiz.phase === "open") {
    if (known !== null && known < quiz.options.length) {
      return [make("div", { className: "row" }, button(words.show, () => reveal(known), { className: "main" }))];
    }
    // After a reload this page does not know any more.
    return [make("p", {}, words.which), make("div", { className: "row" },
      ...quiz.options.map((text, i) => button(text, () => reveal(i))))];
  }
  if (quiz.phase === "over") return [button(words.again, () => change(() => quizOf({})), { className: "main" })];
  const left = prepared();
  return [
    make("div", { className: "row" },
      left.length ? button(words.next, () => ask(left[0]), { className: "main" }) : null,
      left.length ? make("span", { className: "soft" }, say("prepared", { n: left.length })) : null,
      quiz.number ? button(words.end, () => change((now) => ({ ...now, phase: "over" }))) : null),
    form(),
  ];
}

function form() {
  const field = (value, label, oninput) => {
    const made = make("input", { value, maxLength: MOST_TEXT, placeholder: label, oninput });
    made.setAttribute("aria-label", label);
    return made;
  };
  const rows = draft.options.map((text, i) => {
    const radio = make("input", { type: "radio", name: "right", checked: draft.right === i, onchange: () => (draft.right = i) });
    radio.setAttribute("aria-label", words.isRight);
    radio.title = words.isRight;
    return make("div", { className: "answer" }, radio,
      field(text, say("option", { n: i + 1 }), (event) => (draft.options[i] = event.target.value)));
  });
  return make(
    "form",
    {
      onsubmit(event) {
        event.preventDefault();
        const given = draft.options.map((text, i) => ({ text: cut(text), isRight: i === draft.right })).filter(({ text }) => text);
        if (!cut(draft.ask) || given.length < 2) return note(words.few);
        const right = given.findIndex(({ isRight }) => isRight);
        ask({ ask: cut(draft.ask), options: given.map(({ text }) => text), right: right < 0 ? null : right });
        draft = { ask: "", options: ["", "", ""], right: 0 };
      },
    },
    make("h2", {}, words.yours),
    field(draft.ask, words.ask, (event) => (draft.ask = event.target.value)),
    ...rows,
    make("div", { className: "row" },
      make("button", { className: "main" }, words.open),
      draft.options.length < MOST_OPTIONS ? button(words.more, () => (draft.options.push(""), draw())) : null),
  );
}

function draw() {
  const quiz = quizOf(spaces.state);
  const isHost = spaces.me?.isHost ?? false;
  const here = spaces.people.filter(({ isConnected }) => isConnected);
  const root = document.getElementById("quiz");
  // What is being typed is left alone by what others do.
  if (root.contains(document.activeElement) && document.activeElement.matches("form input") && quiz.phase === drawn.phase
      && draft.options.length === drawn.options) return;
  drawn = { phase: quiz.phase, options: draft.options.length };
  const parts = [];
  if (quiz.phase === "idle") {
    parts.push(make("h1", {}, spaces.name || words.title), isHost ? null : make("p", { className: "soft" }, words.wait));
  } else if (quiz.phase === "over") {
    parts.push(make("h1", {}, words.over));
  } else {
    const count = say("answered", { n: Object.keys(quiz.answers).length, all: here.length });
    parts.push(make("p", { className: "soft" }, say("question", { n: quiz.number })), make("h1", {}, quiz.ask), options(quiz, isHost));
    if (quiz.phase === "open") {
      const mine = quiz.answers[spaces.me?.id];
      parts.push(make("p", { className: "soft" }, `${mine === undefined ? words.pick : words.changed} · ${count}`));
    }
  }
  if (quiz.phase === "shown" || quiz.phase === "over") {
    const list = ranking(quiz, spaces.people);
    parts.push(make("h2", {}, words.scores), list.length
      ? make("ol", { className: "scores" }, ...list.map(({ name, points }) => make("li", {}, make("b", {}, String(points)), name)))
      : make("p", { className: "soft" }, words.none));
  }
  if (isHost && !spaces.isOver) parts.push(...hostActs(quiz));
  const within = () => [...root.querySelectorAll("button, input")];
  const focused = within().indexOf(document.activeElement);
  root.replaceChildren(...parts.filter((part) => part !== null));
  if (focused >= 0) within()[focused]?.focus();
}
let drawn = {};

spaces.on("state", draw);
spaces.on("people", draw);
spaces.on("alone", () => note(words.alone));
spaces.on("ended", () => (note(words.ended), draw()));
draw();
spaces.ready.then(() => {
  words = spaces.language.startsWith("zh") ? WORDS.zh : WORDS.en;
  document.documentElement.dataset.theme = spaces.theme;
  document.documentElement.lang = spaces.language.startsWith("zh") ? "zh-CN" : "en";
  document.title = words.title;
  draw();
});
