// Lights the parts of the page that a scene of the story is about. The other parts are inert: dimmed, and passed over by the keyboard and by speech.
const parts = '.lesson, .teaches, .panels, .actions > :not(#theme, #language, #help-button, #end-presentation), .picture, .legend, .status, .projection, '
  + '#plane > :not(.grid), .stage, .stage h2, .stage th, .stage td, .words li, .losses, .course, .formula';

// Lights the elements that match a selector, and everything in and around them.
export function light(selector, isOtherScene) {
  const lit = [...document.querySelectorAll(selector)];
  for (const part of document.querySelectorAll(parts)) {
    const isLit = lit.some(each => each.contains(part) || part.contains(each)) || part.matches('.formula.active');
    // The attribute inert has an effect on elements of HTML alone.
    part.toggleAttribute(part.ownerSVGElement ? 'data-dimmed' : 'inert', !isLit);
  }

  delete document.documentElement.dataset.firstVisit;
  document.getElementById('first-caption')?.remove();
  if (isOtherScene) {
    show(lit);
  }
}

export function close() {
  for (const part of document.querySelectorAll('[inert], [data-dimmed]')) {
    part.removeAttribute('inert');
    part.removeAttribute('data-dimmed');
  }
}

// Scrolls to the first lit part, where the page is longer than the screen.
function show(lit) {
  if (document.documentElement.scrollHeight > innerHeight) {
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
    lit.map(part => part.closest('.stage, .picture, .sheet')).find(part => part)?.scrollIntoView({ block: 'start', behavior });
  }
}
