// The language of a page. Until the runtime is loaded, it is that of the address.
const inAddress = /[#&]lang=([\w-]+)/.exec(location.hash)?.[1];
if (document.querySelector(`#blazor-error-ui > [lang="${inAddress}"]`)) {
  show(inAddress);
}

// Sets the language of the page and its title.
export function use(language, title) {
  delete document.documentElement.dataset.untranslated;
  show(language);
  document.title = title;
}

// Of the sentences that the file has in every language, only one is shown. The first screen in the file is inert until it is translated.
function show(language) {
  document.documentElement.lang = language;
  for (const sentence of document.querySelectorAll('.loading > [lang], #blazor-error-ui > [lang]')) {
    sentence.hidden = sentence.lang !== language;
  }

  document.querySelector('#app')?.toggleAttribute('inert', 'untranslated' in document.documentElement.dataset);
}
