import { partition } from '@aws-sdk/core/client';
import type { EndpointV2 } from '@smithy/types';
import * as z from 'zod';
import type { Exports } from './clientErrors.ts';
import { endpointText, type EndpointTable } from './standIns/endpoints.ts';

type Provider = (given: {
  readonly Region: string;
  readonly UseFIPS: boolean;
  readonly UseDualStack: boolean;
}) => EndpointV2;

/** The result of a client's rules for a region: the JSON text of an endpoint. */
interface Result {
  readonly region: string;
  readonly text: string;
}

/** A client of the package, of which only the rules for endpoints are used. */
interface Client {
  readonly config: { readonly endpointProvider: Provider; readonly defaultSigningName: string };
}
const clientClass = z.custom<new (given: { region: string }) => Client>((value) => typeof value === 'function');

/** Returns a client of the package. */
export function clientIn(exported: Exports): Client {
  const [, Client] = Object.entries(exported).find(([name]) => /^[A-Z]\w+Client$/.test(name)) ?? [];
  return new (clientClass.parse(Client))({ region: 'us-east-1' });
}

/**
 * Returns the source of a module with the same exports as the module that says on which settings a client's endpoint
 * depends.
 *
 * @param parameters The path of the module with those that the tables need.
 */
export function endpointParametersModule(exported: Exports, parameters: string): string {
  const { defaultSigningName } = clientIn(exported).config;
  return [
    `import { signingAs } from ${JSON.stringify(parameters)};`,
    `export { commonParams } from ${JSON.stringify(parameters)};`,
    `export const resolveClientEndpointParameters = signingAs(${JSON.stringify(defaultSigningName)});`,
  ].join('\n');
}

/**
 * Returns the source of a module with the same export as the module that finds a client's endpoint. It contains what the
 * client's rules give for each region, instead of the rules.
 *
 * @param regions All regions for which the rules may give something else than for other regions of the partition.
 * @param endpoints The path of the module that reads the tables.
 */
export function endpointsModule(exported: Exports, regions: readonly string[], endpoints: string): string {
  const { endpointProvider } = clientIn(exported).config;
  const tables = [false, true].flatMap((UseDualStack) =>
    [false, true].map((UseFIPS) =>
      tableOf(regions.map((Region) => resultOf(endpointProvider, { Region, UseFIPS, UseDualStack }))),
    ),
  );
  // Many partitions have the same text, so that each text is in the module only once.
  const texts = [
    ...new Set(
      tables.flatMap(({ any, partitions, regions }) => [any, ...Object.values({ ...partitions, ...regions })]),
    ),
  ];
  const source = (text: string) => `texts[${String(texts.indexOf(text))}]`;
  const entries = (of: Readonly<Record<string, string>>) =>
    Object.entries(of)
      .map(([name, text]) => `${JSON.stringify(name)}: ${source(text)}`)
      .join(', ');
  return [
    `import { endpointResolver } from ${JSON.stringify(endpoints)};`,
    ...textsSource(texts),
    `export const defaultEndpointResolver = /* @__PURE__ */ endpointResolver([`,
    ...tables.map(
      ({ any, partitions, regions }) =>
        `  { any: ${source(any)}, partitions: { ${entries(partitions)} }, regions: { ${entries(regions)} } },`,
    ),
    ']);',
  ].join('\n');
}

/** Returns the source of the texts. They have their ends in common: the properties of an endpoint. */
function textsSource(texts: readonly string[]): readonly string[] {
  const halves = texts.map((text) => /^(.*?",)(.*)$/.exec(text)?.slice(1) ?? [text, '']);
  const ends = [...new Set(halves.map(([, end = '']) => end))];
  const sources = halves.map(([start = '', end = '']) => `${JSON.stringify(start)} + ends[${ends.indexOf(end)}]`);
  return [`const ends = ${JSON.stringify(ends)};`, `const texts = [${sources.join(', ')}];`];
}

function resultOf(provider: Provider, given: Parameters<Provider>[0]): Result {
  const region = given.Region;
  try {
    const { url, properties = {}, headers = {} } = provider(given);
    if (Object.keys(headers).length > 0) throw new Error('An endpoint has headers, which the tables cannot have.');
    return { region, text: JSON.stringify([url.href, properties]) };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'EndpointError') throw error;
    return { region, text: JSON.stringify(error.message) };
  }
}

/** Returns the table of the results, with as few entries as possible. */
function tableOf(results: readonly Result[]): EndpointTable {
  const any = commonTemplate(results);
  const partitions: Record<string, string> = {};
  const regions: Record<string, string> = {};
  const byPartition = Object.groupBy(results, ({ region }) => partition(region).name);
  for (const [name, ofPartition = []] of Object.entries(byPartition)) {
    const common = commonTemplate(ofPartition);
    const fits = (template: string) => ofPartition.filter((result) => isResult(template, result)).length;
    if (fits(common) > fits(any)) partitions[name] = common;
    const used = partitions[name] ?? any;
    for (const result of ofPartition) if (!isResult(used, result)) regions[result.region] = result.text;
  }
  return { any, partitions, regions };
}

/** Returns the template that gives the most of the results. */
function commonTemplate(results: readonly Result[]): string {
  const templates = new Set(results.flatMap(templatesOf));
  const fits = (template: string) => results.filter((result) => isResult(template, result)).length;
  return [...templates].toSorted((one, other) => fits(other) - fits(one))[0] ?? '';
}

function isResult(template: string, { region, text }: Result): boolean {
  return endpointText(template, region) === text;
}

/**
 * Returns the templates that give a result: one in which each name of the region stands for the region, and one in
 * which it stands for the global region of the partition, if they are the same.
 */
function templatesOf({ region, text }: Result): string[] {
  const { dnsSuffix, dualStackDnsSuffix, implicitGlobalRegion } = z
    .object({ dnsSuffix: z.string(), dualStackDnsSuffix: z.string(), implicitGlobalRegion: z.string() })
    .parse(partition(region));
  const names: [string, string][] = [
    [region, 'r'],
    [implicitGlobalRegion, 'implicitGlobalRegion'],
  ];
  const suffixes: [string, string][] = [
    [dualStackDnsSuffix, 'dualStackDnsSuffix'],
    [dnsSuffix, 'dnsSuffix'],
  ];
  return [names, names.toReversed()].map((order) =>
    [...order, ...suffixes.toSorted(([one], [other]) => other.length - one.length)].reduce(
      (template, [value, name]) => template.replaceAll(value, `{${name}}`),
      text,
    ),
  );
}
