import * as z from 'zod';
import { clientIn } from './clientEndpoints.ts';
import type { Exports } from './clientErrors.ts';

const className = z.pipe(
  z.custom<object>((value) => typeof value === 'object' && value !== null),
  z.transform((instance) => instance.constructor.name),
);

const settings = z.looseObject({
  apiVersion: z.string(),
  serviceId: z.string(),
  protocol: className,
  protocolSettings: z.looseObject({ jsonCodec: z.optional(className) }),
});

/** What single clients have besides: the hash of SQS for its messages. */
const more: Readonly<Record<string, string>> = { SQS: 'md5: Md5, ' };

/**
 * Returns the source of a module with the same exports as the module with which a client completes the settings that are
 * the same on all platforms. It contains only what differs between the clients.
 *
 * @param runtime The path of the module with the settings that all clients share.
 */
export function settingsModule(exported: Exports, runtime: string): string {
  const { apiVersion, serviceId, protocol, protocolSettings } = settings.parse(clientIn(exported).config);
  const { jsonCodec, errorTypeRegistries: _, ...texts } = protocolSettings;
  return [
    `import { ${protocol} } from '@aws-sdk/core/protocols';`,
    ...(jsonCodec === undefined ? [] : [`import { ${jsonCodec} } from '@aws-sdk/dynamodb-codec';`]),
    ...(serviceId in more ? ["import { Md5 } from '@smithy/core/checksum';"] : []),
    `import { sharedSettings } from ${JSON.stringify(runtime)};`,
    "import { defaultEndpointResolver } from './endpoint/endpointResolver';",
    "import { errorTypeRegistries } from './schemas/schemas_0';",
    `const settings = ${JSON.stringify(texts)};`,
    `export const getRuntimeConfig = () => sharedSettings(${JSON.stringify(serviceId)}, ${JSON.stringify(apiVersion)}, {`,
    `  ${more[serviceId] ?? ''}endpointProvider: defaultEndpointResolver, protocol: ${protocol}, protocolSettings:`,
    `  { ...settings, errorTypeRegistries${jsonCodec === undefined ? '' : `, jsonCodec: new ${jsonCodec}()`} } });`,
  ].join('\n');
}
