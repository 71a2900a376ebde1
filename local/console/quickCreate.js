import { account } from './account.js';
import { alertBox, details, element, section } from './dom.js';
import { launch, quickCreate } from './sandbox.js';

/** The form of a quick-create link. Nothing is created before its button is pressed. */
export async function showQuickCreate(place, href) {
  const { parameters, capability, resourceTypes, ...asked } = await quickCreate(href);
  const made = parameters.find(({ name }) => name === 'AccountId')?.value;
  if (made !== undefined) account.set(made);
  const refusal = element('div');
  const name = field(
    'stackName',
    'Stack name',
    asked.stackName,
    'Letters, digits and hyphens, beginning with a letter.',
  );
  const fields = parameters.map((each) => [
    each.name,
    field(`param_${each.name}`, each.name, each.value, each.description, each),
  ]);
  const box = element('input', { type: 'checkbox', id: 'capability' });
  const button = element('button', { type: 'submit', className: 'primary' }, 'Create stack');

  const start = async (update) => {
    refusal.replaceChildren();
    if (!account.check()) return;
    button.disabled = true;
    try {
      const { stackId } = await launch({
        launchUrl: linkWith(href, name.value(), fields),
        accountId: account.get(),
        capabilities: box.checked && capability !== undefined ? [capability] : [],
        update,
      });
      open(stackId);
    } catch (error) {
      // The stack was made, and then rolled back: its events say why.
      if (error.details?.stackId !== undefined) open(error.details.stackId);
      else refuse(error);
    } finally {
      button.disabled = false;
    }
  };
  const refuse = ({ message, details: { code } = {} }) => {
    const alert = alertBox(code ?? 'CloudFormation refused this.', element('p', {}, message));
    if (code === 'InsufficientCapabilitiesException')
      alert.append(element('p', {}, 'Tick the box under Capabilities to acknowledge them.'));
    if (code === 'AlreadyExistsException') alert.append(...existing(() => void start(true)));
    refusal.replaceChildren(alert);
    alert.focus();
  };

  place(
    'Quick create stack',
    element(
      'form',
      {
        noValidate: true,
        autocomplete: 'off',
        onsubmit: (event) => {
          event.preventDefault();
          void start(false);
        },
      },
      section(
        'Template',
        details([
          ['Template URL', templateLink(asked.templateUrl)],
          ['Stack description', asked.description],
          ['Region', asked.region],
        ]),
      ),
      section('Provide a stack name', name.node),
      section(
        'Parameters',
        fields.length === 0 ? element('p', {}, 'The template has no parameters.') : undefined,
        ...fields.map(([, each]) => each.node),
      ),
      capability === undefined ? undefined : capabilities(capability, resourceTypes, box),
      refusal,
      element(
        'div',
        { className: 'buttons' },
        element('a', { className: 'button', href: '#/stacks' }, 'Cancel'),
        button,
      ),
    ),
  );
}

/** A field with its description. `value` returns what is in it now. */
function field(id, label, value, description, { allowedValues, isHidden } = {}) {
  const described =
    description === '' ? undefined : element('span', { id: `${id}-help`, className: 'help' }, description);
  const common = { id, 'aria-describedby': described?.id };
  const input =
    allowedValues === undefined
      ? element('input', { ...common, type: isHidden ? 'password' : 'text', value, spellcheck: false })
      : element(
          'select',
          common,
          ...allowedValues.map((each) => element('option', { selected: each === value }, each)),
        );
  return {
    node: element('div', { className: 'field' }, element('label', { htmlFor: id }, label), described, input),
    value: () => input.value,
  };
}

function capabilities(capability, resourceTypes, box) {
  const named = capability === 'CAPABILITY_NAMED_IAM';
  return section(
    'Capabilities',
    element(
      'p',
      { id: 'capability-help' },
      `The template creates resources that need your acknowledgement: ${resourceTypes.join(', ')}. They can give others access to this account. Check what they may do${named ? ', and that no other resource has their names' : ''}.`,
    ),
    element(
      'label',
      { className: 'check' },
      box,
      ` I acknowledge that AWS CloudFormation might create IAM resources${named ? ' with custom names' : ''}.`,
    ),
  );
}

/** What a person can do if the stack exists. AWS has no such button. */
const existing = (update) => [
  element(
    'p',
    {},
    'A launch link only creates stacks. In AWS, open the stack, choose Update, and give the template URL and the values again. Here, one button does that.',
  ),
  element('p', {}, element('button', { type: 'button', onclick: update }, 'Update the existing stack')),
];

function templateLink(url) {
  if (!/^https?:/.test(url)) return url;
  return element('a', { href: url, target: '_blank', rel: 'noreferrer' }, url);
}

/** The link with the values of the form. */
function linkWith(href, stackName, fields) {
  const [page, query] = href.split('#')[1].split('?');
  const values = new URLSearchParams(query);
  values.set('stackName', stackName);
  for (const [name, { value }] of fields) values.set(`param_${name}`, value());
  return `${href.split('#')[0]}#${page}?${values}`;
}

function open(stackId) {
  location.hash = `#/stacks/events?${new URLSearchParams({ stackId })}`;
}
