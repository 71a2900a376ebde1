/** What the sandbox refused, with the message and the code of CloudFormation. */
export class Refusal extends Error {
  constructor({ message, ...details }) {
    super(message);
    this.details = details;
  }
}

/** Calls the control API of the sandbox. Throws Refusal if it refuses the call or does not answer. */
async function call(method, path, body) {
  const answer = await fetch(`/_sandbox/${path}`, { method, body: body && JSON.stringify(body) }).catch(() => {
    throw new Refusal({ message: 'The sandbox does not answer. Does npm start still run?' });
  });
  const json = await answer.json();
  if (!answer.ok) throw new Refusal(json);
  return json;
}

/** What the form for a link shows. */
export const quickCreate = (launchUrl) => call('POST', 'quick-create', { launchUrl });
/** Creates or updates a stack. */
export const launch = (request) => call('POST', 'launch', request);
/** Deletes a stack. */
export const removeStack = (stackName, accountId) => call('DELETE', 'launch', { stackName, accountId });
/** The status and the events of a stack. */
export const stackOf = (stackId) => call('GET', `stack?${new URLSearchParams({ stackId })}`);
/** The stacks of an account. */
export const stacksOf = async (accountId) =>
  (await call('GET', 'stacks')).stacks.filter((stack) => stack.accountId === accountId);
