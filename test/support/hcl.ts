import * as z from 'zod';

/** A quoted string of HCL: no newline in it, and each backslash begins an escape sequence. */
const quoted = String.raw`"(?:[^"\\\n]|\\.)*"`;
const lines = {
  resource: new RegExp(`^resource (${quoted}) (${quoted}) \\{$`),
  attribute: new RegExp(`^ {2}(\\w+) += (${quoted}|\\[${quoted}\\])$`),
  parameter: new RegExp(`^ {4}(\\w+) += (${quoted})$`),
};

/**
 * Returns the value of a quoted string, by the rules of the HCL Native Syntax Specification. Throws if it has an unknown
 * escape sequence, or a template sequence, which Terraform would evaluate.
 */
export function hclValue(text: string): string {
  const inside = text.slice(1, -1);
  const escapes = /\\(?:[nrt"\\]|u[0-9a-fA-F]{4})|\$\$\{|%%\{|\\|\$\{|%\{/g;
  return inside.replaceAll(escapes, (found) => {
    if (found === '\\' || found === '${' || found === '%{') throw new Error(`${found} in ${text}`);
    return found.startsWith('\\') ? z.string().parse(JSON.parse(`"${found}"`)) : found.slice(1);
  });
}

/** Reads a Terraform configuration with one resource, as lib/access/terraform.ts writes it. Throws if it has other lines. */
export function readTerraform(text: string) {
  const read = { comments: '', labels: new Array<string>(), attributes: new Map<string, string>() };
  const parameters = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, type, name] = lines.resource.exec(line) ?? [];
    const [, attribute, value] = lines.attribute.exec(line) ?? [];
    const [, parameter, given] = lines.parameter.exec(line) ?? [];
    if (line.startsWith('#')) read.comments += line;
    else if (type !== undefined && name !== undefined) read.labels.push(hclValue(type), hclValue(name));
    else if (attribute !== undefined && value !== undefined)
      read.attributes.set(attribute, hclValue(withoutList(value)));
    else if (parameter !== undefined && given !== undefined) parameters.set(parameter, hclValue(given));
    else if (!['', '  parameters = {', '  }', '}'].includes(line)) throw new Error(`not expected: ${line}`);
  }
  return { ...read, attributes: Object.fromEntries(read.attributes), parameters: Object.fromEntries(parameters) };
}

const withoutList = (value: string) => (value.startsWith('[') ? value.slice(1, -1) : value);

/** Reads a block of the provider `aws`, as `terraform fmt` aligns it. Throws if it has other lines. */
export function readProvider(text: string): Readonly<Record<string, string>> {
  const [head, ...rest] = text.split('\n').filter((line) => !line.startsWith('#'));
  if (head !== 'provider "aws" {' || rest.splice(-2).join('\n') !== '}\n') throw new Error(`not expected: ${text}`);
  const attribute = new RegExp(`^ {2}(\\w+) *= (${quoted})$`);
  const read = rest.map((line) => attribute.exec(line) ?? []);
  if (new Set(rest.map((line) => line.indexOf('='))).size !== 1) throw new Error(`not aligned: ${text}`);
  return Object.fromEntries(read.map(([, name = '', value = '']) => [name, hclValue(value)]));
}
