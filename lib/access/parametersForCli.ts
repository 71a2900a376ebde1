/** Characters that neither a shell nor the AWS CLI's shorthand syntax gives a meaning. */
const plain = /^[\w+=.@:/-]*$/;

/**
 * Returns stack parameters as the AWS CLI takes them after `--parameters`: in its shorthand syntax, or as JSON if a value
 * has another character, such as the comma between the entries of a list (AWS CLI User Guide, "Using shorthand syntax").
 */
export function parametersForCli(parameters: Readonly<Record<string, string>>): string {
  const entries = Object.entries(parameters);
  if (entries.every(([, value]) => plain.test(value)))
    return entries.map(([name, value]) => `ParameterKey=${name},ParameterValue=${value}`).join(' ');
  const list = entries.map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
  return `'${JSON.stringify(list).replaceAll("'", String.raw`'\''`)}'`;
}
