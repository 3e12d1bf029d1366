// Asks a question only when it is wanted: the element is shown while one of the named answers is
// chosen. Without scripts it is always there.
for (const part of document.querySelectorAll('[data-module="app-reveal"]')) {
  const wanted = part.dataset.revealValues.split(' ');
  const choices = document.querySelectorAll(`input[name="${part.dataset.revealName}"]`);
  const show = () => {
    const chosen = [...choices].some((choice) => choice.checked && wanted.includes(choice.value));
    const isWrong = part.querySelector('.govuk-error-message') !== null;
    part.hidden = !chosen && !isWrong;
  };
  choices.forEach((choice) => choice.addEventListener('change', show));
  // The browser fills in again what was chosen when somebody comes back to the page.
  window.addEventListener('pageshow', show);
  show();
}
