/**
 * Creates an element. Text is added as text, never as markup.
 * @param properties properties of the element; a function is a listener (`onclick`), and a name with a hyphen or `role`
 * an attribute
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    if (name.includes('-') || name === 'role') made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A table in a box with a scroll bar of its own, so that a narrow page does not scroll sideways. */
export function table(caption, heads, rows) {
  return element(
    'div',
    { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': caption },
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
      element('tbody', {}, ...rows.map((cells) => element('tr', {}, ...cells.map((cell) => element('td', {}, cell))))),
    ),
  );
}

/** A part of the page with a heading. */
export function section(heading, ...children) {
  return element('section', {}, element('h2', {}, heading), ...children);
}

/** Pairs of a name and a value. */
export function details(pairs) {
  return element(
    'dl',
    {},
    ...pairs.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
  );
}

/** A status of CloudFormation, in words and in a colour. */
export function status(name) {
  const kind = /FAILED|ROLLBACK/.test(name) ? 'bad' : name.endsWith('_COMPLETE') ? 'good' : 'busy';
  // In a narrow column, the line can break after an underscore.
  const words = name.split('_').flatMap((word, index) => (index === 0 ? [word] : ['_', element('wbr'), word]));
  return element('span', { className: `status ${kind}` }, ...words);
}

/** A time in the form of the console. */
export function time(iso) {
  return element('time', { dateTime: iso }, `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`);
}

/** Says that something was refused. A screen reader reads it at once. */
export function alertBox(heading, ...children) {
  return element(
    'div',
    { className: 'alert', role: 'alert', tabIndex: -1 },
    element('strong', {}, heading),
    ...children,
  );
}
