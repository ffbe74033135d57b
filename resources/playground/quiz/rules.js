"use strict";
// The quiz as data. While a question is open the shared state does not say which answer is right:
// only the host's page knows, and who looks into the state finds nothing.
const MOST_OPTIONS = 6;
const MOST_TEXT = 300;

const cut = (value) => String(value ?? "").trim().slice(0, MOST_TEXT);

/* Questions as a space's definition gives them: `{ask, options, right}`, `right` from 0. */
function questionsOf(definition) {
  const given = Array.isArray(definition.questions) ? definition.questions : [];
  return given
    .map((one) => ({
      ask: cut(one?.ask),
      options: (Array.isArray(one?.options) ? one.options : []).map(cut).filter(Boolean).slice(0, MOST_OPTIONS),
      right: Number.isInteger(one?.right) ? one.right : null,
    }))
    .filter(({ ask, options }) => ask && options.length > 1);
}

/* What of a state is a quiz; any page could have written it. */
function quizOf(state) {
  const quiz = state.quiz ?? {};
  const phase = ["open", "shown", "over"].includes(quiz.phase) ? quiz.phase : "idle";
  const isWhole = typeof quiz.ask === "string" && Array.isArray(quiz.options);
  return {
    phase: phase !== "idle" && phase !== "over" && !isWhole ? "idle" : phase,
    number: Number.isInteger(quiz.number) ? quiz.number : 0,
    ask: cut(quiz.ask),
    options: isWhole ? quiz.options.map(cut) : [],
    right: Number.isInteger(quiz.right) ? quiz.right : null,
    answers: typeof quiz.answers === "object" && quiz.answers !== null ? quiz.answers : {},
    scores: typeof quiz.scores === "object" && quiz.scores !== null ? quiz.scores : {},
  };
}

const opened = (quiz, { ask, options }) => ({
  ...quiz, phase: "open", number: quiz.number + 1, ask, options, right: null, answers: {},
});

/* Each right answer is a point; shown twice it counts once. */
function revealed(quiz, right) {
  if (quiz.phase !== "open") return quiz;
  const scores = { ...quiz.scores };
  for (const [id, answer] of Object.entries(quiz.answers)) {
    scores[id] = (Number(scores[id]) || 0) + (answer === right ? 1 : 0);
  }
  return { ...quiz, phase: "shown", right, scores };
}

function ranking(quiz, people) {
  return people
    .filter(({ id }) => Object.hasOwn(quiz.scores, id))
    .map(({ id, name }) => ({ name, points: Number(quiz.scores[id]) || 0 }))
    .sort((a, b) => b.points - a.points || a.name.localeCompare(b.name));
}
