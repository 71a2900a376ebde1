/**
 * Evaluates `Ref` and `Fn::Sub` in a part of a bootstrap template, as CloudFormation does. `values` are the stack's
 * parameters and pseudo parameters (`AWS::…`). Throws if a name has no value and for any other function, because the
 * preview must show exactly what CloudFormation will create.
 */
export function filledIn(part: unknown, values: Readonly<Record<string, string>>): unknown {
  const valueOf = (name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the template has no value for ${name}`);
    return value;
  };
  const fill = (given: unknown): unknown => {
    if (typeof given !== 'object' || given === null) return given;
    if (Array.isArray(given)) return given.map(fill);
    const entries = Object.entries(given);
    const [[name, argument] = ['', undefined]] = entries;
    if (entries.length === 1 && name === 'Ref' && typeof argument === 'string') return valueOf(argument);
    if (entries.length === 1 && name === 'Fn::Sub' && typeof argument === 'string') {
      return argument.replaceAll(/\$\{([\w:]+)\}/g, (_, each: string) => valueOf(each));
    }
    if (name.startsWith('Fn::')) throw new Error(`cannot fill in ${name}`);
    return Object.fromEntries(entries.map(([key, value]) => [key, fill(value)]));
  };
  return fill(part);
}
