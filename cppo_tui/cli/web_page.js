// The keys belong to the wizard from the start, and again whenever the window comes back.
const hand_over_keys = () => document.querySelector(".xterm-helper-textarea")?.focus();
window.addEventListener("load", hand_over_keys);
window.addEventListener("focus", hand_over_keys);
