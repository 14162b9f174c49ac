// A double click sends a form once. Without a script the page works as ever; the second answer is then a refusal.
"use strict";
document.addEventListener("submit", (sent) => {
  const form = sent.target;
  if (sent.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) return sent.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 5000);
});
