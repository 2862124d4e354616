// The language of the pages of real vectors. Until the runtime is loaded, it is that of the address.
const asked = /[#&]lang=([\w-]+)/.exec(location.hash)?.[1];
if (document.querySelector(`.loading [lang="${asked}"]`)) {
  document.documentElement.lang = asked;
}

export function name(language, title) {
  document.documentElement.lang = language;
  document.title = title;
}
