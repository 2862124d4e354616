// The language of a page. Until the runtime is loaded, it is that of the address.
const inAddress = /[#&]lang=([\w-]+)/.exec(location.hash)?.[1];
if (document.querySelector(`#blazor-error-ui > [lang="${inAddress}"]`)) {
  show(inAddress);
}

// Sets the language of the page and its title.
export function use(language, title) {
  show(language);
  document.title = title;
  delete document.documentElement.dataset.untranslated;
}

// Of the sentences that the file has in every language, only one is shown.
function show(language) {
  document.documentElement.lang = language;
  for (const sentence of document.querySelectorAll('.loading > [lang], #blazor-error-ui > [lang]')) {
    sentence.hidden = sentence.lang !== language;
  }
}
