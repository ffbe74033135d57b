// What the chat says, in English and in Chinese.
const WORDS = {
  chat: ["Chat with {name}", "与{name}对话"],
  verified: ["Verified", "已认证"],
  close: ["Close chat", "关闭对话"],
  more: ["More", "更多"],
  transcript: ["Download the conversation", "下载对话记录"],
  greeting: ["Hello! How can we help?", "您好！有什么可以帮您？"],
  aiFirst: ["{name}, an AI, answers first.", "首先由 AI“{name}”为您解答。"],
  away: [
    "Nobody is here right now. Leave a message and you will find the answer here.",
    "现在没有人工客服在线。请留言，回复会出现在这里。",
  ],
  yourName: ["Your name (optional)", "您的称呼（可不填）"],
  message: ["Your message", "输入消息"],
  attach: ["Attach files", "添加文件"],
  send: ["Send", "发送"],
  stop: ["Stop the answer", "停止回答"],
  ai: ["AI", "AI"],
  you: ["You", "您"],
  writing: ["{name} is writing", "{name}正在输入"],
  sources: ["Sources", "来源"],
  person: ["Talk to a person", "转人工客服"],
  unsure: ["This is not from the brand’s own texts.", "此回答并非来自商家提供的资料。"],
  stopped: ["Stopped.", "已停止。"],
  failed: ["This answer could not be finished.", "这条回答未能完成。"],
  sending: ["Sending…", "发送中…"],
  notSent: ["Not sent: {why}", "未发送：{why}"],
  again: ["Try again", "重试"],
  discard: ["Discard", "放弃"],
  offline: ["No connection. Trying again by itself…", "连接已断开，正在自动重连…"],
  notKept: [
    "This browser keeps nothing here: the conversation is gone once you leave this page.",
    "此浏览器不允许保存内容：离开本页后对话将无法找回。",
  ],
  anew: ["Your earlier conversation has ended; this one begins anew.", "之前的对话已经失效，现在是新的对话。"],
  off: ["This chat has been switched off.", "此对话已被关闭。"],
  elsewhere: ["This chat belongs to another web site.", "此对话属于另一个网站。"],
  earlier: ["Earlier messages", "更早的消息"],
  place: ["You are number {n} in the queue.", "您在队列中的第 {n} 位。"],
  next: ["You are next.", "下一位就是您。"],
  wait: ["About {n} minutes.", "大约 {n} 分钟。"],
  waitLess: ["Less than a minute.", "不到一分钟。"],
  waitLong: ["Waiting for a person.", "正在等待人工客服。"],
  back: ["We are back {at}.", "我们将于{at}回来。"],
  waiting: ["You asked for a person.", "您已请求人工客服。"],
  nobody_available: [
    "Nobody is here right now. Leave your message; the answer will come here.",
    "现在没有人工客服在线。请留言，回复会出现在这里。",
  ],
  accepted: ["{name} is here.", "{name}来为您服务了。"],
  released: ["{name} had to leave. You keep your place in the queue.", "{name}暂时离开，您在队列中的位置会保留。"],
  back_to_ai: ["The AI answers again.", "现在由 AI 继续解答。"],
  quiet_warning: ["Are you still there? This conversation will be closed {at}.", "您还在吗？此对话将于{at}结束。"],
  resolved: ["This conversation is closed.", "此对话已结束。"],
  finish: ["End conversation", "结束对话"],
  rate: ["How was it?", "您对这次服务满意吗？"],
  stars: ["{n} of 5", "{n} 分（满分 5 分）"],
  comment: ["Anything to add? (optional)", "还有什么想说的？（可不填）"],
  sendRating: ["Send rating", "提交评价"],
  thanks: ["Thank you.", "谢谢。"],
  fresh: ["Start a new conversation", "开始新的对话"],
  fast: ["That was a lot at once. Going on in {n} s…", "发送过于频繁，{n} 秒后继续…"],
};

const chinese = /^zh/i.test(navigator.language);
export const language = chinese ? "zh-Hans" : "en";

export function say(key, values = {}) {
  return WORDS[key][+chinese].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

export function moment(iso) {
  const at = new Date(iso);
  const near = Math.abs(at - Date.now()) < 12 * 3600e3;
  const form = near ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(navigator.language, form).format(at);
}
