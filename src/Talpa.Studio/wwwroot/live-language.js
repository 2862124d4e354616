// The language of the pages of real vectors. Until the runtime is loaded, it is that of the address.
const inAddress = /[#&]lang=([\w-]+)/.exec(location.hash)?.[1];
if (document.querySelector(`.loading [lang="${inAddress}"]`)) {
  document.documentElement.lang = inAddress;
}

// Sets the language of the page and its title.
export function use(language, title) {
  document.documentElement.lang = language;
  document.title = title;
}
