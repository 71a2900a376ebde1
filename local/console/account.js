const input = document.querySelector('#accountId');

/** The account in which the page acts, as the account of a person who is signed in to AWS. */
export const account = {
  get: () => input.value.trim(),
  set: (accountId) => {
    input.value = accountId;
    input.setCustomValidity('');
  },
  /** Returns whether the text is an account ID. If it is not, the browser shows an error at the field. */
  check: () => {
    input.setCustomValidity(/^\d{12}$/.test(account.get()) ? '' : 'An account ID has 12 digits.');
    return input.reportValidity();
  },
  /** Calls `listener` when the person has changed the account. */
  onChange: (listener) => {
    input.addEventListener('change', () => {
      if (account.check()) listener();
    });
    input.form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (account.check()) listener();
    });
  },
};
