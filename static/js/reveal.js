// Asks a question only when it is wanted: the element is shown while one of the named answers is
// chosen, and stands under that answer, as the design system's own does. Without scripts it is
// always there, after all answers.
for (const part of document.querySelectorAll('[data-module="app-reveal"]')) {
  const wanted = part.dataset.revealValues.split(' ');
  const choices = document.querySelectorAll(`input[name="${part.dataset.revealName}"]`);
  const isInside = part.parentElement.closest('[data-module="app-reveal"]') !== null;
  const home = document.createComment('');
  part.before(home);
  const place = (chosen) => {
    const item = chosen ? chosen.closest('.govuk-radios__item') : home;
    if (item.nextSibling !== part) item.after(part);
  };
  const show = () => {
    const chosen = [...choices].find((choice) => choice.checked && wanted.includes(choice.value));
    const isWrong = part.querySelector('.govuk-error-message') !== null;
    part.hidden = !chosen && !isWrong;
    if (!isInside) place(chosen);
  };
  choices.forEach((choice) => choice.addEventListener('change', show));
  // The browser fills in again what was chosen when somebody comes back to the page.
  window.addEventListener('pageshow', show);
  show();
}
